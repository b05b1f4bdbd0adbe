/**
 * Gradient and Hessian entry by entry, at given sizes.
 * A derivation and a number for every size go in.
 * One scalar formula for each coordinate, and for each pair of coordinates, comes out.
 */
@NullMarked
package dev.nadir.symbolic.entrywise;

import org.jspecify.annotations.NullMarked;
