package dev.nadir.reduction.scalar;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Formulas that were derived, in floating point: only what this package writes. */
final class FormulaNumbers {

    private final Map<String, Double> values;

    FormulaNumbers(Map<String, Double> values) {
        this.values = values;
    }

    /** Whether all comparisons hold. */
    boolean holds(List<Formula> comparisons) {
        return comparisons.stream().allMatch(this::holds);
    }

    private boolean holds(Formula comparison) {
        Formula.Binary binary = (Formula.Binary) comparison;
        double left = of(binary.left());
        double right = of(binary.right());
        return switch (binary.operator()) {
            case LESS -> left < right;
            case LESS_OR_EQUAL -> left <= right;
            case GREATER -> left > right;
            case GREATER_OR_EQUAL -> left >= right;
            case EQUAL -> left == right;
            default -> throw unknown(comparison);
        };
    }

    /** The distance of the sides of a comparison, relative to their size. */
    double margin(Formula comparison) {
        Formula.Binary binary = (Formula.Binary) comparison;
        double left = of(binary.left());
        double right = of(binary.right());
        return Math.abs(left - right) / (Math.abs(left) + Math.abs(right) + Double.MIN_NORMAL);
    }

    /** The value. */
    double of(Formula formula) {
        if (formula instanceof Formula.NumberLiteral literal) {
            return literal.value().round();
        } else if (formula instanceof Formula.Name name) {
            Double value = values.get(name.name());
            if (value == null) {
                throw new PreconditionException("every name needs a number, got none for " + name.name());
            }
            return value;
        } else if (formula instanceof Formula.Negation negation) {
            return -of(negation.argument());
        } else if (formula instanceof Formula.Binary binary) {
            return of(binary);
        } else if (formula instanceof Formula.Call call) {
            return of(call);
        }
        throw unknown(formula);
    }

    private double of(Formula.Binary binary) {
        double left = of(binary.left());
        double right = of(binary.right());
        return switch (binary.operator()) {
            case ADD -> left + right;
            case SUBTRACT -> left - right;
            case MULTIPLY -> left * right;
            case DIVIDE -> left / right;
            case POWER -> Math.pow(left, right);
            default -> throw unknown(binary);
        };
    }

    private double of(Formula.Call call) {
        return switch (call.function()) {
            case "sqrt" -> Math.sqrt(of(call.arguments().get(0)));
            case "log" -> Math.log(of(call.arguments().get(0)));
            case "root" -> {
                Formula.ArrayLiteral coefficients =
                        (Formula.ArrayLiteral) call.arguments().get(0);
                double[] numbers =
                        coefficients.elements().stream().mapToDouble(this::of).toArray();
                double[] roots = RealZeros.of(numbers);
                int index = (int) of(call.arguments().get(1));
                yield index > roots.length ? Double.NaN : roots[roots.length - index];
            }
            default -> throw unknown(call);
        };
    }

    private static PreconditionException unknown(Formula formula) {
        return new PreconditionException(
                "only what was derived can be evaluated here, got " + dev.nadir.model.FormulaPrinter.print(formula));
    }

    /** The real zeros of a polynomial in floating point, each zero once: between the zeros of its derivative. */
    private static final class RealZeros {

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
}
