/**
 * Where a derived minimum changes its kind as one number of the data grows.
 *
 * <p>In: closed forms with their conditions and an instance. Out: a phase diagram, with numerical minima beside it.
 */
@NullMarked
package dev.nadir.evidence.phase;

import org.jspecify.annotations.NullMarked;
