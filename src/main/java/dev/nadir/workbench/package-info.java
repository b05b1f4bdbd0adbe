/**
 * The front door of the library: wires the stages together.
 * A path and options go in; checked models, derivations, solutions, evidence and reports come out.
 * Knows every room but cli.
 */
@NullMarked
package dev.nadir.workbench;

import org.jspecify.annotations.NullMarked;
