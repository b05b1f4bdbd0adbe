/**
 * One judge for each kind of claim.
 * Claims and a bench go in; verdicts, with what was seen, come out.
 * Knows the bench it works at, and the rooms to the left.
 */
@NullMarked
package dev.nadir.evidence.verify.judge;

import org.jspecify.annotations.NullMarked;
