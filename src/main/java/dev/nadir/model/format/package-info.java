/**
 * The one layout of a model file.
 * The text of a model goes in; the same words and comments, laid out in one way, come out.
 * Knows base and the nouns of model.
 */
@NullMarked
package dev.nadir.model.format;

import org.jspecify.annotations.NullMarked;
