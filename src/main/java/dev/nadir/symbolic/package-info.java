/**
 * A loss goes in; its gradient, Hessian and critical-point conditions come out.
 * What is derived here holds for all sizes and all data.
 * Knows the rooms to its left: base, expr, model.
 */
@NullMarked
package dev.nadir.symbolic;

import org.jspecify.annotations.NullMarked;
