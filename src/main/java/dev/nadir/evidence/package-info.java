/**
 * Claims and solutions go in; verdicts come out, and evidence as JSON.
 * No verdict is ever upgraded silently.
 * Knows the rooms to its left.
 */
@NullMarked
package dev.nadir.evidence;

import org.jspecify.annotations.NullMarked;
