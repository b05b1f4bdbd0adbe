/**
 * Following the solutions of polynomial equations while their coefficients move.
 * A segment of systems and a solution at its start go in; where the path ends, and how, comes out.
 * The start systems are in the child.
 */
@NullMarked
package dev.nadir.numeric.homotopy.track;

import org.jspecify.annotations.NullMarked;
