/**
 * What a person sees on the terminal.
 * Nouns of the stages go in; aligned text, its last line the answer, comes out.
 * Prints nothing itself.
 */
@NullMarked
package dev.nadir.report.terminal;

import org.jspecify.annotations.NullMarked;
