/**
 * A claim and what was derived go in; whether one says what the other proves comes out, with what that rests on.
 * Formulas are compared by their canonical form, eigenvalues and roots by what they are taken of.
 * Knows the letters of {@code agree}, the nouns of {@code reduction} and the rooms to its left; nothing numeric.
 */
@NullMarked
package dev.nadir.reduction.agree.claim;

import org.jspecify.annotations.NullMarked;
