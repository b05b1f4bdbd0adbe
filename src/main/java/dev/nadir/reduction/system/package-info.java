/**
 * A derivation and exact data go in; polynomial equations with exact coefficients come out, with their symmetries.
 * Here gradients are written out entry by entry, denominators become unknowns, and moments become parameters.
 * Knows reduction and the rooms to its left.
 */
@NullMarked
package dev.nadir.reduction.system;

import org.jspecify.annotations.NullMarked;
