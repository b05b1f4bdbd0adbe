/**
 * The canonical form of a loss goes in; a product of matrices under a quadratic, with what each factor costs, comes out.
 * Lemmas start here.
 * Knows the nouns of {@code reduction} and the canonical form.
 */
@NullMarked
package dev.nadir.reduction.chain;

import org.jspecify.annotations.NullMarked;
