/**
 * Derivatives of expressions, rule by rule on the expression as written, so that they print as a person would write them.
 * An expression goes in; its gradient, or its differential along directions, comes out.
 * The canonical form in {@code expr.graph} checks every result.
 */
@NullMarked
package dev.nadir.expr.calculus;

import org.jspecify.annotations.NullMarked;
