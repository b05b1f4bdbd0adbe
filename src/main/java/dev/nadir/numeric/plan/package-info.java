/**
 * Expressions compiled to straight programs over arrays, in which running allocates nothing.
 * A derivation and an instance go in.
 * An Objective comes out: loss, gradient and Hessian as functions of numbers.
 */
@NullMarked
package dev.nadir.numeric.plan;

import org.jspecify.annotations.NullMarked;
