/**
 * All critical points of one instance: a derivation and exact data go in, points with what is known of them come out.
 * Here equations are solved, roots certified, counted against proved bounds, and given their meaning.
 * Knows numeric.homotopy and the rooms to its left.
 */
@NullMarked
package dev.nadir.numeric.homotopy.enumerate;

import org.jspecify.annotations.NullMarked;
