/**
 * A loss of one parameter with orthonormal columns goes in; its minimum, its critical points and their index come out.
 * Traces of a square or of a linear form only.
 * Knows the readers of {@code reduction.chain}.
 */
@NullMarked
package dev.nadir.reduction.chain.orthonormal;

import org.jspecify.annotations.NullMarked;
