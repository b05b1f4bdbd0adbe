/**
 * Proofs that numerical roots are roots: interval arithmetic with outward rounding.
 * A system with exact coefficients and points near its roots go in.
 * Boxes that hold exactly one root each, real or surely not, come out; or no statement.
 */
@NullMarked
package dev.nadir.numeric.homotopy.certify;

import org.jspecify.annotations.NullMarked;
