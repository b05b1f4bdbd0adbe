/**
 * In: closed forms with their conditions, and an instance. Out: how the minimum changes its kind as one number of the
 * data grows, with numerical minima beside it.
 */
@org.jspecify.annotations.NullMarked
package dev.nadir.evidence.phase;
