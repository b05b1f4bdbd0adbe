/**
 * What a critical point is.
 * An objective, a point and its symmetry go in; eigenvalues, index, nullity and a kind come out.
 * Knows base, the nouns of numeric, linear algebra and evaluation.
 */
@NullMarked
package dev.nadir.numeric.spectrum;

import org.jspecify.annotations.NullMarked;
