package dev.nadir.numeric;

/**
 * The points of a search that share a value.
 *
 * @param value their loss: that of the representative
 * @param spread the largest difference of their losses
 * @param count how many runs ended here
 * @param orbits how many points they are when points that a declared symmetry maps to each other count as one; the
 *     unmatched ones are not among them
 * @param unmatched how many runs could not be told to be on one of the orbits or on a new one
 * @param representative the point with the smallest gradient
 * @param spectrum of the Hessian at the representative
 * @param kind what the representative is, as far as the Hessian and the symmetry say
 * @param reason why it is that, in one sentence
 */
public record Level(
        double value,
        double spread,
        int count,
        int orbits,
        int unmatched,
        Point representative,
        Spectrum spectrum,
        PointKind kind,
        String reason) {}
