/**
 * Exact numbers: rationals, and interval arithmetic when the certificates need it.
 * Integers and decimal text go in; numbers without rounding come out.
 * Knows only base.
 */
@NullMarked
package dev.nadir.base.exact;

import org.jspecify.annotations.NullMarked;
