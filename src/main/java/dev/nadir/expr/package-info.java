/**
 * Matrix expressions with symbolic shapes, the heart of Nadir.
 * Symbols and sizes go in; expressions, their canonical form, derivatives and expectations come out.
 * Knows only base.
 */
@NullMarked
package dev.nadir.expr;

import org.jspecify.annotations.NullMarked;
