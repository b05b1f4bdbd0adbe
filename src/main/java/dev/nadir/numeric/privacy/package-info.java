/**
 * Private covariances, in whole numbers only: no class here computes with floating point.
 * Rows of data, public parameters, random bits and a ledger go in; a {@code Release} comes out, and nothing else.
 * Calibration and what is done with a release are in the packages below; none of them can see the data.
 */
@NullMarked
package dev.nadir.numeric.privacy;

import org.jspecify.annotations.NullMarked;
