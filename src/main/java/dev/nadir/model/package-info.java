/**
 * The model file: grammar, checker, and the data beside it.
 * A path goes in; a checked Model, or every diagnostic of the file at once, comes out.
 * Knows base and expr.
 */
@NullMarked
package dev.nadir.model;

import org.jspecify.annotations.NullMarked;
