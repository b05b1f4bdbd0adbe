/**
 * Many starts, and what they found.
 * An objective, a law of starts and a seed go in; levels of critical points come out, every start accounted for.
 * Knows base, the nouns of numeric and evaluation.
 */
@NullMarked
package dev.nadir.numeric.multistart;

import org.jspecify.annotations.NullMarked;
