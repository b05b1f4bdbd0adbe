/**
 * A landscape whose parameters are all scalars goes in; its closed forms come out.
 * Reads the loss exactly and hands it to the scalar solver.
 * What it cannot read is refused with the term.
 */
@NullMarked
package dev.nadir.reduction.scalar.loss;

import org.jspecify.annotations.NullMarked;
