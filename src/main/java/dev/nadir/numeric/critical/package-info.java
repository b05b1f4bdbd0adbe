/**
 * Critical points of every kind, saddles too.
 * An objective and a start go in; the zero of the gradient that Newton's method finds from there comes out.
 * Knows base, the nouns of numeric, linear algebra and evaluation.
 */
@NullMarked
package dev.nadir.numeric.critical;

import org.jspecify.annotations.NullMarked;
