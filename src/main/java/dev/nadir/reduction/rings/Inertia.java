package dev.nadir.reduction.rings;

import dev.nadir.base.exact.Effort;
import dev.nadir.base.exact.Rational;

/**
 * How many squares of each sign a quadratic form with fractions is a sum of, by Lagrange's reduction.
 *
 * @param positive how many are added
 * @param negative how many are subtracted
 */
record Inertia(int positive, int negative) {

    /** The rank. */
    int rank() {
        return positive + negative;
    }

    /** The signature. */
    int signature() {
        return positive - negative;
    }

    /** Of a symmetric matrix, which is overwritten. */
    static Inertia of(Rational[][] form, Effort effort) {
        int n = form.length;
        int positive = 0;
        int negative = 0;
        for (int k = 0; k < n; k++) {
            int pivot = pivot(form, k);
            if (pivot < 0) {
                int[] pair = pair(form, k);
                if (pair.length == 0) {
                    break;
                }
                // With x + y in the place of x the square of x gets twice the mixed coefficient.
                combine(form, pair[0], pair[1]);
                pivot = pair[0];
            }
            exchange(form, k, pivot);
            positive += form[k][k].signum() > 0 ? 1 : 0;
            negative += form[k][k].signum() < 0 ? 1 : 0;
            eliminate(form, k, effort);
        }
        return new Inertia(positive, negative);
    }

    private static int pivot(Rational[][] form, int from) {
        for (int i = from; i < form.length; i++) {
            if (!form[i][i].isZero()) {
                return i;
            }
        }
        return -1;
    }

    private static int[] pair(Rational[][] form, int from) {
        for (int i = from; i < form.length; i++) {
            for (int j = i + 1; j < form.length; j++) {
                if (!form[i][j].isZero()) {
                    return new int[] {i, j};
                }
            }
        }
        return new int[0];
    }

    private static void combine(Rational[][] form, int i, int j) {
        for (int k = 0; k < form.length; k++) {
            form[i][k] = form[i][k].plus(form[j][k]);
        }
        for (int k = 0; k < form.length; k++) {
            form[k][i] = form[k][i].plus(form[k][j]);
        }
    }

    private static void exchange(Rational[][] form, int i, int j) {
        Rational[] row = form[i];
        form[i] = form[j];
        form[j] = row;
        for (Rational[] each : form) {
            Rational entry = each[i];
            each[i] = each[j];
            each[j] = entry;
        }
    }

    private static void eliminate(Rational[][] form, int k, Effort effort) {
        for (int i = k + 1; i < form.length; i++) {
            if (form[i][k].isZero()) {
                continue;
            }
            Rational factor = form[i][k].dividedBy(form[k][k]);
            for (int j = k + 1; j < form.length; j++) {
                form[i][j] = form[i][j].minus(factor.times(form[k][j]));
                long words = 1L + form[i][j].numerator().bitLength() / Long.SIZE;
                effort.spend(words * words);
            }
        }
        for (int i = k + 1; i < form.length; i++) {
            form[i][k] = Rational.ZERO;
            form[k][i] = Rational.ZERO;
        }
    }
}
