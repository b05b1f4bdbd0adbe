/**
 * Matrix groups and what they do to points.
 * A declared action and points go in; random elements, orbit dimensions and matches come out.
 * Knows base, the nouns of numeric and linear algebra.
 */
@NullMarked
package dev.nadir.numeric.symmetry;

import org.jspecify.annotations.NullMarked;
