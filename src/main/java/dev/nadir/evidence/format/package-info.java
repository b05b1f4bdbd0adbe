/**
 * How evidence, solutions and derivations are written for machines, and read back.
 * Nouns of the stages go in; JSON and JUnit XML as text come out, doubles so that they read back bit for bit.
 * The only room that knows Jackson; writes no file.
 */
@NullMarked
package dev.nadir.evidence.format;

import org.jspecify.annotations.NullMarked;
