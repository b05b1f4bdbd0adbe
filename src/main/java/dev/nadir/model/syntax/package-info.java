/**
 * From the bytes of a model file to an unchecked model.
 * Bytes go in; a Model whose names are not yet looked up, and everything wrong with the writing, come out.
 * Knows base and the nouns of model.
 */
@NullMarked
package dev.nadir.model.syntax;

import org.jspecify.annotations.NullMarked;
