/**
 * Exact algebra of polynomials by Rings, whose types stay in here.
 * Polynomials go in; resultants and irreducible factors come out.
 * What is asked of it stands in the parent's interface.
 */
@NullMarked
package dev.nadir.reduction.rings;

import org.jspecify.annotations.NullMarked;
