/**
 * Formulas as written at numbers, and what measures an objective against them.
 * A model and an instance go in; values come out, by an interpreter that shares nothing with the derivation, and Taylor
 * checks of an objective against it. How parameters lie in one array of coordinates is said here too.
 */
@NullMarked
package dev.nadir.numeric.evaluate;

import org.jspecify.annotations.NullMarked;
