/**
 * A loss goes in; the same loss in other parameters, which the lemmas know, comes out, and answers in these are written back.
 * Knows the nouns of {@code reduction.chain}; which lemma is applied between is not its business.
 */
@NullMarked
package dev.nadir.reduction.chain.coordinates;

import org.jspecify.annotations.NullMarked;
