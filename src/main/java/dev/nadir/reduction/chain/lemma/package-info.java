/**
 * A chain goes in; steps, each a lemma that bounds the loss from below, and closed forms come out.
 * Each lemma says what it needs and refuses by name what does not fit.
 * Knows the chains and the nouns of {@code reduction}; scalar problems are solved by whoever is passed in.
 */
@NullMarked
package dev.nadir.reduction.chain.lemma;

import org.jspecify.annotations.NullMarked;
