/**
 * Loss, gradient and Hessian as functions of numbers.
 * A derivation and an instance go in; an Objective comes out. Beside it, an interpreter of formulas as written, that
 * shares nothing with the derivation, and Taylor checks of one against the other.
 */
@NullMarked
package dev.nadir.numeric.evaluate;

import org.jspecify.annotations.NullMarked;
