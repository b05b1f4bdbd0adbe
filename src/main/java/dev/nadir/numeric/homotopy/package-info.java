/**
 * All isolated complex solutions of a system of polynomial equations: the nouns.
 * A system with exact coefficients goes in; roots, accounted paths and certificates come out.
 * The children follow the paths, find where to start them, and certify where they end.
 */
@NullMarked
package dev.nadir.numeric.homotopy;

import org.jspecify.annotations.NullMarked;
