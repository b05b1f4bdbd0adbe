package dev.nadir.evidence.verify.judge;

import dev.nadir.evidence.verify.Bench;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Spectrum;

/**
 * Every run of a search, set against a claimed value.
 *
 * @param firstReaching the place of the first level that reaches it, or -1
 * @param worstGap the largest difference among those that reach it
 * @param allowance what of it the runs' own accuracy explains
 */
record Tally(
        int starts,
        int reaching,
        int below,
        int elsewhere,
        int failed,
        int firstReaching,
        double worstGap,
        double allowance) {

    /** Counts runs that reach the value, that are below it, that ended elsewhere, and that failed. */
    static Tally of(MultiStartResult search, double value, double tolerance, Bench bench) {
        int reaching = 0;
        int below = 0;
        int elsewhere = 0;
        int first = -1;
        double worst = 0;
        double allowance = 0;
        for (int i = 0; i < search.levels().size(); i++) {
            Level level = search.levels().get(i);
            double own = accuracy(level)
                    + bench.lossNoise(
                            bench.layout().unpack(level.representative().coordinates()));
            double gap = level.value() - value;
            if (Math.abs(gap) <= tolerance + own) {
                reaching += level.count();
                first = first < 0 ? i : first;
                worst = Math.max(worst, Math.abs(gap));
                allowance = Math.max(allowance, own);
            } else if (gap < 0) {
                below += level.count();
            } else {
                elsewhere += level.count();
            }
        }
        return new Tally(
                search.starts(), reaching, below, elsewhere, search.failures().size(), first, worst, allowance);
    }

    /**
     * How far the loss at a level's representative may be from that of the critical point nearby: the squared gradient
     * over twice the smallest curvature that is not zero; where the Hessian is flatter than the symmetry explains, the
     * loss is taken to be of fourth order.
     */
    static double accuracy(Level level) {
        Spectrum spectrum = level.spectrum();
        double gradient = level.representative().gradientNorm();
        double smallest = Double.POSITIVE_INFINITY;
        for (double eigenvalue : spectrum.eigenvalues()) {
            double size = Math.abs(eigenvalue);
            smallest = size > spectrum.tolerance() ? Math.min(smallest, size) : smallest;
        }
        double quadratic = Double.isInfinite(smallest) ? 0 : gradient * gradient / (2 * smallest);
        boolean isFlat = spectrum.nullity() > spectrum.orbitDimension();
        return level.spread() + quadratic + (isFlat ? Math.pow(gradient, 4.0 / 3) : 0);
    }

    /** As in {@code 200 runs: 200 reach it, 0 below it, 0 elsewhere, 0 failed}. */
    String text() {
        return starts + " runs: " + reaching + " reach it, " + below + " below it, " + elsewhere + " elsewhere, "
                + failed + " failed";
    }
}
