/**
 * Where paths start: a generic member of a family with all its solutions, or a product of simple equations.
 * A polynomial system goes in; the ends of all paths, sorted and accounted for, come out.
 * The structure of the equations decides: sign changes, coordinate subspaces, parameters that enter linearly.
 */
@NullMarked
package dev.nadir.numeric.homotopy.track.start;

import org.jspecify.annotations.NullMarked;
