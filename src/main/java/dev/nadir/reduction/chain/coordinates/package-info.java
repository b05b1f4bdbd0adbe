/**
 * A loss goes in; the same loss in other parameters, which the lemmas know, comes out.
 * What is found there is written back for the parameters of the model.
 * Knows the nouns of {@code reduction.chain}; which lemma is applied between is not its business.
 */
@NullMarked
package dev.nadir.reduction.chain.coordinates;

import org.jspecify.annotations.NullMarked;
