/**
 * Formulas of the model language as typeset mathematics, as they were written.
 * A formula goes in; a layout, LaTeX or MathML comes out.
 * Knows model, and the layouts of expr.
 */
@NullMarked
package dev.nadir.model.print;

import org.jspecify.annotations.NullMarked;
