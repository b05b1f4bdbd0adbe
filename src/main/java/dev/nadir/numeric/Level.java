package dev.nadir.numeric;

/**
 * The points of a search that share a value.
 *
 * @param value their loss
 * @param spread the largest difference of their losses
 * @param count how many runs ended here
 * @param orbits how many they are when points that a declared symmetry maps to each other count as one
 * @param representative the point with the smallest gradient
 * @param spectrum of the Hessian at the representative
 * @param kind what the representative is, as far as the Hessian and the symmetry say
 */
public record Level(
        double value, double spread, int count, int orbits, Point representative, Spectrum spectrum, PointKind kind) {}
