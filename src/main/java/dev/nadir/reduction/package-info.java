/**
 * A derivation goes in; what is left of the landscape after the symmetries and the lemmas comes out.
 * Here critical-point conditions become the equations that the solvers take.
 * Knows the rooms to its left, symbolic the nearest.
 */
@NullMarked
package dev.nadir.reduction;

import org.jspecify.annotations.NullMarked;
