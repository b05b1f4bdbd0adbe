/**
 * Exact values of expressions at random points of a prime field, and what they say about equality.
 * Two expressions and a seed go in; equal with a bound on the error, different, or undecided comes out.
 * Shares no rule with the canonical form in {@code expr.graph}.
 */
@NullMarked
package dev.nadir.expr.exact;

import org.jspecify.annotations.NullMarked;
