/**
 * A derivation's closed forms and an instance go in; their numbers, and what the loss itself says there, come out.
 * Nothing here knows how they were derived: formulas are evaluated as written, the loss by its compiled form.
 * Knows the nouns of {@code reduction} and evaluation.
 */
@NullMarked
package dev.nadir.numeric.replay;

import org.jspecify.annotations.NullMarked;
