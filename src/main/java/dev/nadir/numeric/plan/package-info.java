/**
 * Expressions compiled to straight programs over arrays.
 * A derivation and an instance go in; an Objective comes out: loss, gradient and Hessian, without allocation.
 */
@NullMarked
package dev.nadir.numeric.plan;

import org.jspecify.annotations.NullMarked;
