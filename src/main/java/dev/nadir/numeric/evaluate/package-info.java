/**
 * Formulas at numbers exactly as written, the coordinates of parameters, and Taylor checks of objectives.
 * A model and an instance go in; what is here shares nothing with the derivation.
 * Values come out, and the slopes of an objective's remainders against the loss as written.
 */
@NullMarked
package dev.nadir.numeric.evaluate;

import org.jspecify.annotations.NullMarked;
