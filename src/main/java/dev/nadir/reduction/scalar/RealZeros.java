package dev.nadir.reduction.scalar;

import java.util.ArrayList;
import java.util.List;

/** The real zeros of a polynomial in floating point, each zero once: between the zeros of its derivative. */
final class RealZeros {

    private RealZeros() {}

    /**
     * The zeros in ascending order; touching zeros may be missed.
     *
     * @param coefficients lowest first
     */
    static double[] of(double[] coefficients) {
        int degree = coefficients.length - 1;
        while (degree > 0 && coefficients[degree] == 0) {
            degree--;
        }
        if (degree <= 0) {
            return new double[0];
        }
        double[] derivative = new double[degree];
        double bound = 0;
        for (int i = 0; i < degree; i++) {
            derivative[i] = (i + 1) * coefficients[i + 1];
            bound = Math.max(bound, Math.abs(coefficients[i] / coefficients[degree]));
        }
        List<Double> stops = new ArrayList<>();
        stops.add(-1 - bound);
        for (double stop : of(derivative)) {
            stops.add(stop);
        }
        stops.add(1 + bound);
        List<Double> zeros = new ArrayList<>();
        for (int i = 0; i + 1 < stops.size(); i++) {
            double left = at(coefficients, stops.get(i));
            double right = at(coefficients, stops.get(i + 1));
            if (left * right < 0) {
                zeros.add(between(coefficients, stops.get(i), stops.get(i + 1)));
            } else if (right == 0) {
                zeros.add(stops.get(i + 1));
            }
        }
        return zeros.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private static double between(double[] coefficients, double from, double to) {
        double low = from;
        double high = to;
        boolean isRising = at(coefficients, low) < 0;
        // A double has 53 digits and 11 bits of exponent: no interval is halved more often.
        for (int i = 0; i < 2100 && low < high; i++) {
            double middle = low + (high - low) / 2;
            if (middle == low || middle == high) {
                break;
            }
            if (at(coefficients, middle) < 0 == isRising) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return low + (high - low) / 2;
    }

    private static double at(double[] coefficients, double x) {
        double value = 0;
        for (int i = coefficients.length - 1; i >= 0; i--) {
            value = value * x + coefficients[i];
        }
        return value;
    }
}
