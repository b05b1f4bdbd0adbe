/**
 * Formulas of any scope go in; expressions that canonical form can compare come out, eigenvalues, ranks and roots being
 * letters by what they are taken of. Here are the letters and the ways to write them; what compares is in {@code claim}.
 * Knows the nouns of {@code reduction} and the rooms to its left; nothing numeric.
 */
@NullMarked
package dev.nadir.reduction.agree;

import org.jspecify.annotations.NullMarked;
