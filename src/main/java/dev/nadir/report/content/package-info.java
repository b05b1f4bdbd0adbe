/**
 * What a report says, in which order and in which words.
 * A model and its evidence go in; a document comes out.
 * Knows no language of typesetting.
 */
@NullMarked
package dev.nadir.report.content;

import org.jspecify.annotations.NullMarked;
