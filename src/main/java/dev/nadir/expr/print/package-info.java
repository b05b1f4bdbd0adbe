/**
 * Expressions as text in the model language, as LaTeX and as MathML.
 * An expression goes in; text comes out.
 * Text can be parsed back by the model language.
 */
@NullMarked
package dev.nadir.expr.print;

import org.jspecify.annotations.NullMarked;
