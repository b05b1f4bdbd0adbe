/**
 * Gradient flow, by a high-order integrator; the only place that knows Hipparchus's.
 * An objective, a start and conserved quantities go in; the way the loss fell, and how well they were kept, comes out.
 * Knows base and the nouns of numeric.
 */
@NullMarked
package dev.nadir.numeric.flow;

import org.jspecify.annotations.NullMarked;
