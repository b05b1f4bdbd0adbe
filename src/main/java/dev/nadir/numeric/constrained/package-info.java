/**
 * A loss under equations goes in; points that satisfy them, where the Lagrangian is stationary, come out.
 * Takes an objective and a local solver from whoever asks, and knows nothing of how a closed form is derived.
 * What the equations mean is not looked at: they are residuals.
 */
@NullMarked
package dev.nadir.numeric.constrained;

import org.jspecify.annotations.NullMarked;
