/**
 * What privacy costs and what a cost means, as public numbers.
 * Epsilon and delta go in, rho and noise multipliers come out, and back.
 * Floating point, rounded to the safe side wherever a promise rests on it; never sees data.
 */
@NullMarked
package dev.nadir.numeric.privacy.calibrate;

import org.jspecify.annotations.NullMarked;
