/**
 * The nouns of the numerical solvers: instances, points, the ways to stop.
 * A loss with numbers goes in; points and what is known about them come out.
 * The children do the work; workbench puts them together.
 */
@NullMarked
package dev.nadir.numeric;

import org.jspecify.annotations.NullMarked;
