/**
 * Minimisers and a solver of small systems of equations.
 * An objective and a start go in; the point where the run stopped, and why, comes out.
 * Knows base, the nouns of numeric, linear algebra and evaluation.
 */
@NullMarked
package dev.nadir.numeric.minimise;

import org.jspecify.annotations.NullMarked;
