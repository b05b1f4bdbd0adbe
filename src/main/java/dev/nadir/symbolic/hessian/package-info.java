/**
 * The Hessian between two parameters as a linear map: a sum of terms such as left*V*right.
 * A derivation goes in, with its Hessian applied to directions.
 * Blocks come out, from which Kronecker products, entries, spectra and fast programs are made.
 */
@NullMarked
package dev.nadir.symbolic.hessian;

import org.jspecify.annotations.NullMarked;
