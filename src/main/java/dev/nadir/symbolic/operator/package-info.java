/**
 * A formula of a landscape goes in; its derivative as an operator comes out: a gradient, a Jacobian, directions of any order.
 * The formula need not be the loss.
 * Knows the nouns of {@code symbolic}.
 */
@NullMarked
package dev.nadir.symbolic.operator;

import org.jspecify.annotations.NullMarked;
