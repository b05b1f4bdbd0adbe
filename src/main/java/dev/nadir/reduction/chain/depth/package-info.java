/**
 * A model whose depth is a size goes in; thresholds as formulas of the depth come out.
 * The loss is read at several depths, and what is seen at all of them follows one pattern; the lemmas hold for every depth.
 * Knows the chains and the nouns of {@code reduction}.
 */
@NullMarked
package dev.nadir.reduction.chain.depth;

import org.jspecify.annotations.NullMarked;
