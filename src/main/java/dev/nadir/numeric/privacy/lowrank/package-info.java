/**
 * What is computed from a released covariance: floating point begins here.
 * A {@code Release} and public choices go in, matrices and their low-rank parts come out.
 * Cannot see the data: what it makes costs no more privacy.
 */
@NullMarked
package dev.nadir.numeric.privacy.lowrank;

import org.jspecify.annotations.NullMarked;
