package dev.nadir.reduction.scalar;

import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.List;
import java.util.Map;

/** A loss of one unknown on a grid that covers given points amply. */
final class Scan {

    private final ScalarProblem problem;
    private final Map<String, Double> parameters;
    private final String unknown;
    private final Line numerator;
    private final Line denominator;
    private final List<Line> arguments;
    private final double[] coefficients;
    private final double[] values;
    private double lowest = Double.POSITIVE_INFINITY;
    private int turns;

    Scan(ScalarProblem problem, Map<String, Double> parameters, List<Double> points, int size) {
        this.problem = problem;
        this.parameters = parameters;
        this.unknown = problem.unknowns().keySet().iterator().next();
        this.numerator = line(problem.numerator());
        this.denominator = line(problem.denominator());
        this.arguments = problem.logarithms().stream()
                .map(logarithm -> line(logarithm.argument()))
                .toList();
        this.coefficients = problem.logarithms().stream()
                .mapToDouble(logarithm -> logarithm.coefficient().evaluate(parameters::get))
                .toArray();
        this.values = new double[size];
        double reach = points.stream().mapToDouble(Math::abs).max().orElse(0);
        double ground =
                points.stream().mapToDouble(Math::abs).filter(x -> x > 0).min().orElse(1);
        fill(Math.max(reach, 1), Math.min(ground, 1));
    }

    /** Spread evenly in the logarithm on both sides of zero, from well below the smallest point to well above all. */
    private void fill(double reach, double ground) {
        boolean isLine = problem.unknowns().get(unknown) == Sign.FREE;
        int half = values.length / (isLine ? 2 : 1);
        double low = Math.log(ground / 100);
        double step = (Math.log(reach * 20) - low) / (half - 1);
        int count = 0;
        if (isLine) {
            for (int i = half - 1; i >= 0; i--) {
                values[count++] = loss(-Math.exp(low + i * step));
            }
        }
        for (int i = 0; i < half; i++) {
            values[count++] = loss(Math.exp(low + i * step));
        }
        double before = 0;
        for (int i = 0; i < count; i++) {
            lowest = Math.min(lowest, values[i]);
            double change = i == 0 ? 0 : values[i] - values[i - 1];
            // Differences of rounded numbers this small have no sign.
            double noise = 1e-11 * (1 + Math.abs(values[i]));
            if (Math.abs(change) > noise) {
                turns += before * change < 0 ? 1 : 0;
                before = change;
            }
        }
    }

    double lowest() {
        return lowest;
    }

    /** How often the loss turns from falling to rising or back. */
    int turns() {
        return turns;
    }

    double loss(double x) {
        double loss = numerator.at(x) / denominator.at(x);
        for (int i = 0; i < coefficients.length; i++) {
            loss += coefficients[i] * Math.log(arguments.get(i).at(x));
        }
        return loss;
    }

    /** The polynomial in the unknown, the parameters given. */
    private Line line(LaurentPolynomial polynomial) {
        int order = polynomial.order(unknown);
        double[] numbers = new double[polynomial.degree(unknown) - order + 1];
        polynomial
                .coefficients(unknown)
                .forEach((power, part) -> numbers[power - order] = part.evaluate(parameters::get));
        return new Line(order, numbers);
    }

    /** {@code x^order * (c[0] + c[1]*x + ...)}. */
    private record Line(int order, double[] numbers) {

        double at(double x) {
            double value = 0;
            for (int i = numbers.length - 1; i >= 0; i--) {
                value = value * x + numbers[i];
            }
            return order == 0 ? value : value * Math.pow(x, order);
        }
    }

    /** Whether the change of the loss over a small step is of second order; at zero, an end of the domain, always. */
    boolean isStationary(double x) {
        boolean isEnd = x == 0 && problem.unknowns().get(unknown) == Sign.NON_NEGATIVE;
        if (isEnd) {
            return true;
        }
        double step = 1e-5 * (x == 0 ? 1 : Math.abs(x));
        double difference = loss(x + step) - loss(x - step);
        double curvature = Math.abs(loss(x + 100 * step) - 2 * loss(x) + loss(x - 100 * step)) / 1e4;
        return Math.abs(difference) <= 1e-3 * curvature + 1e-9 * (1 + Math.abs(loss(x))) * 1e-2;
    }
}
