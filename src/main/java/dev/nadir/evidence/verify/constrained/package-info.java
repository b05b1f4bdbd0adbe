/**
 * Claims of a least value under equations go in; verdicts come out.
 * Searches keep the equations to rounding; the loss and the equations are read as they stand in the file.
 * What no search here keeps is refused with its place.
 */
@NullMarked
package dev.nadir.evidence.verify.constrained;

import org.jspecify.annotations.NullMarked;
