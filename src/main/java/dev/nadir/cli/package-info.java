/**
 * The command. Arguments go in; text on standard output, progress and errors on standard error come out.
 * The only room that prints, reads the environment or exits.
 */
@NullMarked
package dev.nadir.cli;

import org.jspecify.annotations.NullMarked;
