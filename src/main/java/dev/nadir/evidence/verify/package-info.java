/**
 * The bench at which claims are decided: one instance, the loss as written, and the searches for counterexamples.
 * A model and an instance go in; a bench, with what holds of it, comes out.
 * Formulas are read as written; only the searches use the derivation, and what they find is read again as written.
 */
@NullMarked
package dev.nadir.evidence.verify;

import org.jspecify.annotations.NullMarked;
