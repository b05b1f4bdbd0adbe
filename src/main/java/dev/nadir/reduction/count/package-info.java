/**
 * Proved numbers of critical points: exact data go in, upper bounds come out.
 * Here are the lemmas of docs/theorems about counts, each checking its hypotheses exactly on the instance.
 * Knows reduction and the rooms to its left.
 */
@NullMarked
package dev.nadir.reduction.count;

import org.jspecify.annotations.NullMarked;
