/**
 * Dense linear algebra, built on EJML, whose types stay in here.
 * Matrices go in; products, factorisations and spectra come out.
 * Knows only base.
 */
@NullMarked
package dev.nadir.numeric.linalg;

import org.jspecify.annotations.NullMarked;
