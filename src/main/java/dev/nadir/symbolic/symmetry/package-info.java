/**
 * The search for what leaves a loss alone.
 * A derivation goes in; groups of linear maps and conserved quantities come out.
 * Knows its parent and the rooms to its left: base, expr, model.
 */
@NullMarked
package dev.nadir.symbolic.symmetry;

import org.jspecify.annotations.NullMarked;
