/**
 * A chain goes in; the gradient flow of its modes from an aligned start comes out, with the solutions that have a formula.
 * Everything is derived from the gradient by canonical form and checked as a polynomial; what does not fit is refused.
 * Knows the chains and the nouns of {@code reduction}.
 */
@NullMarked
package dev.nadir.reduction.chain.flow;

import org.jspecify.annotations.NullMarked;
