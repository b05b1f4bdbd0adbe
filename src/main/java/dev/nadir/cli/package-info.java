/**
 * The command. Arguments go in; results on standard output, progress and errors on standard error come out.
 * The only room that prints, reads the environment or exits.
 * Knows every room, and none knows it.
 */
@NullMarked
package dev.nadir.cli;

import org.jspecify.annotations.NullMarked;
