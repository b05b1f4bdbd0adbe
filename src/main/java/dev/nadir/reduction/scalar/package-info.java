/**
 * A loss of a few numbers with parameters goes in; all its stationary points with their conditions come out.
 * The parameters are scaled away, elimination cuts their space into cells, one exact sample decides in each.
 * Every number that decides is exact; what comes out is tried in floating point before it counts.
 */
@NullMarked
package dev.nadir.reduction.scalar;

import org.jspecify.annotations.NullMarked;
