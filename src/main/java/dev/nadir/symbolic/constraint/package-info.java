/**
 * A derivation under constraints goes in; derivatives on the constraint set and conditions of its critical points come
 * out. What is derived here holds for all sizes.
 * Knows its parent and the rooms to its left.
 */
@NullMarked
package dev.nadir.symbolic.constraint;

import org.jspecify.annotations.NullMarked;
