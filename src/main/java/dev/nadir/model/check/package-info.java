/**
 * What can be said of a model without numbers: names, shapes for all sizes, and what belongs where.
 * An unchecked Model goes in; diagnostics and the shape of every name come out.
 * Knows base, expr and the nouns of model.
 */
@NullMarked
package dev.nadir.model.check;

import org.jspecify.annotations.NullMarked;
