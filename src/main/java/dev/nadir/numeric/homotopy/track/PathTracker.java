package dev.nadir.numeric.homotopy.track;

import dev.nadir.numeric.linalg.ComplexLu;

/**
 * Follows one solution along a segment: a Taylor predictor of order four, Newton corrections, and steps chosen before
 * they are taken, from the radius of convergence that the Taylor coefficients suggest (after TelenVanBarelVerschelde2020;
 * differently from there the point lies on a patch of projective space, the radius comes from the coefficients of the
 * whole vector, and there is no Padé approximant). Points have a homogenising coordinate, the last one. One thread at a
 * time.
 */
public final class PathTracker {

    /** Why following a segment ended. */
    public enum Status {
        /** At the time asked for. */
        REACHED,
        /** Shortly before the end, where a singularity seems to be near. */
        NEAR_END,
        /** The steps became too small or too many. */
        STUCK
    }

    /** Corrections below this are accepted; the next one would be lost in rounding. */
    private static final double ACCURACY = 1e-9;

    /** A correction whose successor would be smaller than this, as corrections shrink quadratically, is the last one. */
    private static final double EXPECTED = 1e-12;

    /** From here on a path may be handed to the endgame. */
    private static final double ENDGAME_ZONE = 0.1;

    /** Corrections below this that do not shrink are rounding errors. */
    private static final double NOISE = 1e-5;

    /** A correction above this is followed by another one in any case. */
    private static final double SHRUNK = 1e-6;

    private static final double SMALLEST_STEP = 1e-14;
    private static final int CORRECTIONS = 4;

    private final TrackerSettings settings;
    private final Evaluator evaluator;
    private final PreciseValues precise;
    private final ComplexLu lu;
    private final int size;
    private final double[] x;
    private final double[] trial;
    private final double[] patch;
    private final double[] matrix;
    private final double[] correction;
    private final double[][] series;
    private double time;
    private double radius;
    private double lastCorrection;
    private boolean isPatchHeld;
    private boolean isPrecise;
    private boolean isNoise;
    private long steps;

    /** A workspace for segments of the shape, whose last variable homogenises. */
    public PathTracker(SystemShape shape, TrackerSettings settings) {
        this.settings = settings;
        this.evaluator = new Evaluator(shape);
        this.precise = new PreciseValues(shape);
        this.size = shape.variables;
        this.lu = new ComplexLu(size);
        this.x = new double[2 * size];
        this.trial = new double[2 * size];
        this.patch = new double[2 * size];
        this.matrix = new double[2 * size * size];
        this.correction = new double[2 * size];
        this.series = new double[Evaluator.ORDER + 1][2 * size];
    }

    /** The point reached. */
    public double[] point() {
        return x.clone();
    }

    /** The time reached. */
    double time() {
        return time;
    }

    /** How many steps this workspace has taken in all. */
    public long steps() {
        return steps;
    }

    /** The size of the last Newton correction. */
    double lastCorrection() {
        return lastCorrection;
    }

    /** Forgets the path before. */
    void begin(double[] start) {
        isPrecise = false;
        usePatchAt(start, false);
    }

    /** Puts the point on a new patch, on which it has norm one, and stays on it if {@code isHeld}. */
    void usePatchAt(double[] point, boolean isHeld) {
        System.arraycopy(point, 0, x, 0, x.length);
        renew();
        isPatchHeld = isHeld;
    }

    private void renew() {
        double scale = 1 / Norms.two(x);
        for (int i = 0; i < x.length; i += 2) {
            x[i] *= scale;
            x[i + 1] *= scale;
            patch[i] = x[i];
            patch[i + 1] = -x[i + 1];
        }
    }

    /** Follows from the start of the segment to a time on a patch of its own. */
    public Status follow(Segment segment, double[] start, double until) {
        begin(start);
        return advance(segment, 0, until, false);
    }

    /** Goes on from the present point, which solves the segment at time {@code from}. */
    Status advance(Segment segment, double from, double until, boolean stopsNearEnd) {
        time = from;
        System.arraycopy(x, 0, trial, 0, x.length);
        if (!correct(segment, from)) {
            return Status.STUCK;
        }
        accept(segment, from);
        double caution = 1;
        for (int step = 0; step < settings.stepLimit(); step++) {
            if (time >= until) {
                return Status.REACHED;
            }
            expand(segment);
            double wanted = stepSize();
            double left = until - time;
            if (stopsNearEnd && left <= ENDGAME_ZONE && radius < 2 * left) {
                return Status.NEAR_END;
            }
            double h = Math.min(left, wanted * caution);
            while (!isTaken(segment, h, h == left ? until : time + h)) {
                caution = Math.max(caution / 2, 1e-3);
                h /= 2;
                if (h < SMALLEST_STEP) {
                    return Status.STUCK;
                }
            }
            caution = Math.min(1, caution * 1.5);
            steps++;
        }
        return Status.STUCK;
    }

    private boolean isTaken(Segment segment, double h, double target) {
        predict(h);
        if (!correct(segment, target)) {
            return false;
        }
        accept(segment, target);
        return true;
    }

    private void predict(double h) {
        System.arraycopy(series[Evaluator.ORDER], 0, trial, 0, trial.length);
        for (int k = Evaluator.ORDER - 1; k >= 1; k--) {
            double[] next = series[k];
            for (int i = 0; i < trial.length; i++) {
                trial[i] = trial[i] * h + next[i];
            }
        }
        for (int i = 0; i < trial.length; i++) {
            trial[i] = trial[i] * h + x[i];
        }
    }

    private void accept(Segment segment, double target) {
        System.arraycopy(trial, 0, x, 0, x.length);
        time = target;
        if (!isPatchHeld && Norms.two(x) > 1.5) {
            renew();
            System.arraycopy(x, 0, trial, 0, x.length);
            linearise(segment, target);
        }
    }

    /** The Taylor coefficients of the path at the present point; uses the factors of the last correction. */
    private void expand(Segment segment) {
        evaluator.startSeries(segment, time, x);
        for (int k = 1; k <= Evaluator.ORDER; k++) {
            double[] xk = series[k];
            evaluator.seriesRest(k);
            evaluator.seriesTerm(k, xk);
            for (int i = 0; i < xk.length - 2; i++) {
                xk[i] = -xk[i];
            }
            xk[xk.length - 2] = 0;
            xk[xk.length - 1] = 0;
            lu.solve(xk);
            if (k < Evaluator.ORDER) {
                evaluator.seriesPoint(k, xk);
            }
        }
    }

    private double stepSize() {
        double first = Norms.two(series[1]);
        double second = Norms.two(series[2]);
        double third = Norms.two(series[3]);
        double fourth = Norms.two(series[4]);
        if (!(fourth > 1e-100)) {
            radius = Double.isNaN(fourth) ? 0 : 1e10;
            return radius;
        }
        radius = Math.min(third / fourth, Math.sqrt(second / fourth));
        // Where a coefficient vanishes by chance the others still tell how fast they grow.
        radius = Math.max(radius, 0.3 * Math.pow(first / fourth, 1.0 / 3));
        double moved = first * radius + second * radius * radius;
        double tolerance = Math.min(settings.predictorTolerance(), settings.localTolerance() * moved);
        double accurate = Math.pow(tolerance * radius / fourth, 0.2);
        return Math.min(settings.trust() * radius, accurate);
    }

    /** Newton's method from the trial point, with more digits where rounding errors stop it; they stay for the path. */
    private boolean correct(Segment segment, double target) {
        if (converges(segment, target)) {
            return true;
        }
        if (isPrecise || !isNoise) {
            return false;
        }
        isPrecise = true;
        isPrecise = converges(segment, target);
        return isPrecise;
    }

    /** Whether the corrections shrink as they must and become small. */
    private boolean converges(Segment segment, double target) {
        isNoise = false;
        double previous = Double.POSITIVE_INFINITY;
        for (int k = 0; k < CORRECTIONS; k++) {
            if (!linearise(segment, target)) {
                return false;
            }
            lu.solve(correction);
            double norm = Norms.two(correction);
            if (!(norm < 0.1)) {
                return false;
            }
            if (k > 0 && norm > settings.contraction() * previous && norm > ACCURACY) {
                isNoise = previous < NOISE;
                return false;
            }
            for (int i = 0; i < trial.length; i++) {
                trial[i] += correction[i];
            }
            lastCorrection = norm;
            if (norm <= ACCURACY || (k > 0 && isLast(norm, previous))) {
                return true;
            }
            previous = norm;
        }
        isNoise = previous < NOISE;
        return false;
    }

    private boolean isLast(double norm, double previous) {
        double ratio = norm / previous;
        return !isPrecise && norm <= SHRUNK && norm * ratio * ratio <= EXPECTED;
    }

    /** Evaluates at the trial point and factors; the right-hand side stands in {@link #correction}. */
    private boolean linearise(Segment segment, double target) {
        evaluator.evaluate(segment, target, trial);
        if (isPrecise) {
            precise.evaluate(segment, target, trial, evaluator.values);
        }
        System.arraycopy(evaluator.jacobian, 0, matrix, 0, evaluator.jacobian.length);
        System.arraycopy(patch, 0, matrix, evaluator.jacobian.length, 2 * size);
        for (int i = 0; i < correction.length - 2; i++) {
            correction[i] = -evaluator.values[i];
        }
        double re = 1;
        double im = 0;
        for (int i = 0; i < trial.length; i += 2) {
            re -= patch[i] * trial[i] - patch[i + 1] * trial[i + 1];
            im -= patch[i] * trial[i + 1] + patch[i + 1] * trial[i];
        }
        correction[correction.length - 2] = re;
        correction[correction.length - 1] = im;
        return lu.factor(matrix);
    }

    /** Newton's method at a time from a point on a patch of its own, until it shrinks no more; false if it does not. */
    boolean polish(Segment segment, double[] point, double target) {
        usePatchAt(point, false);
        isPrecise = true;
        double previous = Double.POSITIVE_INFINITY;
        for (int k = 0; k < 8; k++) {
            System.arraycopy(x, 0, trial, 0, x.length);
            if (!linearise(segment, target)) {
                return false;
            }
            lu.solve(correction);
            double norm = Norms.two(correction);
            if (Double.isNaN(norm) || norm > 1e-3) {
                return false;
            }
            if (norm >= previous / 2) {
                break;
            }
            for (int i = 0; i < x.length; i++) {
                x[i] += correction[i];
            }
            previous = norm;
            if (norm < 1e-16) {
                break;
            }
        }
        lastCorrection = previous;
        return previous < 1e-6;
    }

    /** How much the terms of the derivatives cancel at the last correction, see {@link Evaluator#cancellation}. */
    double cancellation() {
        return evaluator.cancellation();
    }

    /** An estimate of the condition number at the last correction. */
    double condition() {
        return lu.condition();
    }
}
