package dev.nadir.numeric.minimise;

import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Vectors;

/**
 * Looks along a descent direction for a step that satisfies Wolfe's conditions, or, where the decrease drowns in
 * rounding, the approximate ones, which judge by slopes (HagerZhang2005). It keeps a bracket and shrinks it by cubic
 * interpolation, safeguarded by bisection; unlike the source it may expand the first bracket by interpolated steps.
 */
final class LineSearch {

    /** How a search ended. */
    enum Outcome {
        FOUND,
        /** The bracket shrank to nothing. */
        NO_STEP,
        /** No trial had a finite value and gradient. */
        NOT_FINITE,
        /** The function falls however long the step. */
        UNBOUNDED
    }

    /** Delta and sigma of the source: the accepted share of the predicted decrease, and of the first slope. */
    private static final double DECREASE = 0.1;

    private static final double SLOPE = 0.9;

    /** Enough to bisect from 1 to rounding. */
    private static final int TRIAL_LIMIT = 60;

    /** A step may grow by this in one expansion, and shrink to one part in this of the bracket at most. */
    private static final double GROWTH = 10;

    /** Steps longer than this many first trials are unbounded ones. */
    private static final double LONGEST = 1e20;

    private final Objective objective;
    private double[] trial;
    private double[] trialGradient;
    private double trialValue;
    private double firstValue;
    private double firstSlope;
    private double allowance;

    // The bracket: at the lower end the slope is negative and the value low enough; at the upper end one of these
    // fails.
    private double lower;
    private double lowerValue;
    private double lowerSlope;
    private double upper;
    private double upperValue;
    private double upperSlope;

    LineSearch(Objective objective) {
        this.objective = objective;
        this.trial = new double[objective.dimension()];
        this.trialGradient = new double[objective.dimension()];
    }

    /** The value at the step that was found. */
    double value() {
        return trialValue;
    }

    /** The point found; the caller's array takes its place as a buffer. */
    double[] swapPoint(double[] other) {
        double[] found = trial;
        trial = other;
        return found;
    }

    /** The gradient there; the caller's array takes its place as a buffer. */
    double[] swapGradient(double[] other) {
        double[] found = trialGradient;
        trialGradient = other;
        return found;
    }

    /**
     * Searches from where a descent stands.
     *
     * @param slope the derivative along the direction, negative
     * @param noise the rounding error of a value
     */
    Outcome search(Descent from, double[] direction, double slope, double firstStep, double noise) {
        begin(from.value, slope, noise);
        boolean wasFinite = false;
        double step = firstStep;
        for (int k = 0; k < TRIAL_LIMIT; k++) {
            evaluate(from.x, direction, step);
            if (trialValue == Double.NEGATIVE_INFINITY) {
                return Outcome.UNBOUNDED;
            }
            double trialSlope = Vectors.dot(trialGradient, direction);
            if (!Double.isFinite(trialValue) || !Double.isFinite(trialSlope)) {
                upper = step;
                upperValue = Double.NaN;
            } else {
                wasFinite = true;
                if (isAccepted(step, trialSlope)) {
                    return Outcome.FOUND;
                }
                narrow(step, trialSlope);
            }
            if (upper == Double.POSITIVE_INFINITY && step > LONGEST * firstStep) {
                return Outcome.UNBOUNDED;
            }
            step = nextStep(step, k);
            if (!(step > lower && step < upper)) {
                break;
            }
        }
        return wasFinite ? Outcome.NO_STEP : Outcome.NOT_FINITE;
    }

    private void begin(double value, double slope, double noise) {
        firstValue = value;
        firstSlope = slope;
        allowance = noise;
        lower = 0;
        lowerValue = value;
        lowerSlope = slope;
        upper = Double.POSITIVE_INFINITY;
        upperValue = Double.NaN;
        upperSlope = Double.NaN;
    }

    private void evaluate(double[] x, double[] direction, double step) {
        double[] target = trial;
        for (int i = 0; i < target.length; i++) {
            target[i] = x[i] + step * direction[i];
        }
        trialValue = objective.valueAndGradient(target, trialGradient);
    }

    private boolean isAccepted(double step, double trialSlope) {
        if (trialSlope < SLOPE * firstSlope) {
            return false;
        }
        boolean isFlatDecrease = trialValue <= firstValue + allowance && trialSlope <= (2 * DECREASE - 1) * firstSlope;
        return isDecrease(step) || isFlatDecrease;
    }

    private boolean isDecrease(double step) {
        return trialValue <= firstValue + DECREASE * step * firstSlope;
    }

    private void narrow(double step, double trialSlope) {
        boolean isLow = isDecrease(step) || trialValue <= firstValue + allowance;
        if (isLow && trialSlope < 0) {
            lower = step;
            lowerValue = trialValue;
            lowerSlope = trialSlope;
        } else {
            upper = step;
            upperValue = trialValue;
            upperSlope = trialSlope;
        }
    }

    /** Inside the bracket, by interpolation; every third time by bisection, so that it must shrink. */
    private double nextStep(double last, int trials) {
        if (upper == Double.POSITIVE_INFINITY) {
            return last * GROWTH;
        }
        double width = upper - lower;
        if (Double.isNaN(upperValue)) {
            return lower + width / GROWTH;
        }
        double middle = trials % 3 == 2 ? lower + width / 2 : cubicMinimum();
        double margin = width / GROWTH / GROWTH;
        if (Double.isNaN(middle)) {
            middle = lower + width / 2;
        }
        return Math.max(lower + margin, Math.min(upper - margin, middle));
    }

    /** Where the cubic through both ends has its minimum; by the slopes alone where the values do not differ. */
    private double cubicMinimum() {
        double width = upper - lower;
        double theta = 3 * (lowerValue - upperValue) / width + lowerSlope + upperSlope;
        double discriminant = theta * theta - lowerSlope * upperSlope;
        if (upperSlope > 0 && Math.abs(lowerValue - upperValue) <= 1e-10 * Math.abs(lowerValue)) {
            return lower - lowerSlope * width / (upperSlope - lowerSlope);
        }
        double root = Math.sqrt(discriminant);
        return lower + width * (root + theta - lowerSlope) / (upperSlope - lowerSlope + 2 * root);
    }
}
