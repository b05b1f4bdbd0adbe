/**
 * Derivations as source text of other languages, for those who want to run them elsewhere.
 * A derivation goes in.
 * The text of a NumPy or a Julia file comes out: loss, gradient and Hessian-vector product.
 */
@NullMarked
package dev.nadir.report.source;

import org.jspecify.annotations.NullMarked;
