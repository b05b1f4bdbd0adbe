/**
 * Means and probabilities from draws, with intervals whose error is bounded for every number of draws.
 * Draws and what is known of them go in; intervals come out.
 * Nothing here relies on a limit theorem.
 */
@NullMarked
package dev.nadir.numeric.sampling;

import org.jspecify.annotations.NullMarked;
