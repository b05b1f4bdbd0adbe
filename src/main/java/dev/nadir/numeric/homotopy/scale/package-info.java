/**
 * Units in which numbers are of one size: polynomial systems with coefficients of any size go in.
 * The same systems in scaled unknowns go to a solver, and its roots come out in the old ones.
 * Knows numeric.homotopy and the rooms to its left.
 */
@NullMarked
package dev.nadir.numeric.homotopy.scale;

import org.jspecify.annotations.NullMarked;
