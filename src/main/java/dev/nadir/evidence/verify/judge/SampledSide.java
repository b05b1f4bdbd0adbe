package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.ClaimVariables;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.sampling.Knowledge;
import dev.nadir.numeric.sampling.MeanInterval;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The side of a comparison that is averaged, and the other one that it is compared with. Where both hold means, their
 * difference is averaged, draw by draw, and compared with zero.
 */
final class SampledSide {

    private enum Which {
        LEFT,
        RIGHT,
        DIFFERENCE
    }

    private final Formula.Binary comparison;
    private final Means means;
    private final Which which;
    private final Map<String, Formula> options;
    private final Bench bench;

    private SampledSide(Claim claim, Formula.Binary comparison, Bench bench, Means means, Which which) {
        this.comparison = comparison;
        this.bench = bench;
        this.means = means;
        this.which = which;
        this.options = new HashMap<>();
        claim.sampling().ifPresent(sampling -> {
            options.putAll(sampling.options());
            if (bench.searches().isThorough()) {
                options.putAll(sampling.thorough());
            }
        });
    }

    static SampledSide of(Claim claim, Formula.Binary comparison, Bench bench) {
        Means means = new Means(bench.model(), claim.lets());
        Which which = Which.DIFFERENCE;
        if (means.use(comparison.right()) == Means.Use.NONE) {
            which = Which.LEFT;
        } else if (means.use(comparison.left()) == Means.Use.NONE) {
            which = Which.RIGHT;
        }
        return new SampledSide(claim, comparison, bench, means, which);
    }

    Means.Use use() {
        return means.use(comparison);
    }

    /** What is averaged. */
    Formula formula() {
        return switch (which) {
            case LEFT -> comparison.left();
            case RIGHT -> comparison.right();
            case DIFFERENCE ->
                new Formula.Binary(comparison.span(), Operator.SUBTRACT, comparison.left(), comparison.right());
        };
    }

    /** What it is compared with. */
    Formula other() {
        return switch (which) {
            case LEFT -> comparison.right();
            case RIGHT -> comparison.left();
            case DIFFERENCE -> new Formula.NumberLiteral(comparison.span(), Rational.ZERO, "0");
        };
    }

    /** Whether the comparison depends on a parameter or on a variable of the claim. */
    boolean dependsOn(ClaimVariables variables) {
        Set<String> names = means.names(comparison);
        options.values().forEach(option -> names.addAll(means.names(option)));
        return variables.isAnyOf(names);
    }

    /** The values that the comparison depends on. */
    Map<String, Matrix> used(ClaimVariables variables, Map<String, Matrix> point) {
        return variables.values(point, means.names(comparison));
    }

    /** A random name in the comparison whose law says no more than its mean and variance. */
    Optional<String> vagueName() {
        Set<String> names = means.names(comparison);
        return bench.model().random().stream()
                .filter(each -> names.contains(each.name()))
                .filter(each -> each.law()
                        .filter(law -> law instanceof Formula.Call call
                                && call.function().equals("independent"))
                        .isPresent())
                .map(Declaration::name)
                .findFirst();
    }

    /** A number that the claim says, or another. */
    double number(String option, double otherwise) {
        return options.get(option) instanceof Formula.NumberLiteral number
                ? number.value().round()
                : otherwise;
    }

    double summand(Comparison sides, int entry) {
        return switch (which) {
            case LEFT -> entry(sides.left(), entry);
            case RIGHT -> entry(sides.right(), entry);
            case DIFFERENCE -> entry(sides.left(), entry) - entry(sides.right(), entry);
        };
    }

    double claimed(Comparison sides, int entry) {
        return switch (which) {
            case LEFT -> entry(sides.right(), entry);
            case RIGHT -> entry(sides.left(), entry);
            case DIFFERENCE -> 0;
        };
    }

    private static double entry(Matrix matrix, int entry) {
        return matrix.isScalar() ? matrix.get(0) : matrix.get(entry);
    }

    /** Whether the summand is one event, which is 0 or 1. */
    boolean isEvent() {
        return formula() instanceof Formula.Call call && call.function().equals("probability");
    }

    /**
     * What the claim says of the summand.
     *
     * @throws PreconditionException if it says nothing, and the summand is no event
     */
    Knowledge knowledge(Scope scope) {
        Optional<Knowledge> stated = stated(scope);
        if (stated.isPresent()) {
            return stated.get();
        } else if (isEvent()) {
            return new Knowledge.Indicator();
        }
        throw new PreconditionException("no number of draws bounds the mean of a summand of which nothing is known: say"
                + " its bounds, variance, kurtosis, subgaussian scale, or truncated and tail in a line `sampled`");
    }

    private Optional<Knowledge> stated(Scope scope) {
        if (options.containsKey("bounds")) {
            Matrix bounds = value("bounds", scope);
            return Optional.of(new Knowledge.Bounded(bounds.get(0), bounds.get(1)));
        } else if (options.containsKey("variance")) {
            return Optional.of(new Knowledge.Variance(value("variance", scope).get(0)));
        } else if (options.containsKey("kurtosis")) {
            return Optional.of(new Knowledge.Kurtosis(value("kurtosis", scope).get(0)));
        } else if (options.containsKey("subgaussian")) {
            return Optional.of(
                    new Knowledge.SubGaussian(value("subgaussian", scope).get(0)));
        } else if (options.containsKey("truncated") && options.containsKey("tail")) {
            return Optional.of(new Knowledge.Truncated(
                    value("truncated", scope).get(0), value("tail", scope).get(0)));
        }
        return Optional.empty();
    }

    private Matrix value(String option, Scope scope) {
        Formula formula = options.get(option);
        if (formula == null) {
            throw new PreconditionException("`sampled` says nothing of " + option);
        }
        Matrix value = scope.value(formula);
        if (!value.isFinite()) {
            throw new PreconditionException(option + " = " + FormulaPrinter.print(formula) + " is not defined here");
        }
        return value;
    }

    /** The same in words. */
    String words() {
        for (String option : new String[] {"bounds", "variance", "kurtosis", "subgaussian", "truncated"}) {
            Formula value = options.get(option);
            if (value != null) {
                String text = FormulaPrinter.print(value);
                return switch (option) {
                    case "bounds" -> "the summand lies in " + text + ", seen at every draw";
                    case "variance" -> "its variance is at most " + text + ", as the claim states";
                    case "kurtosis" -> "its kurtosis is at most " + text + ", as the claim states";
                    case "subgaussian" -> "it is sub-Gaussian with scale " + text + ", as the claim states";
                    default ->
                        "what exceeds " + text + " is on average at most "
                                + Optional.ofNullable(options.get("tail"))
                                        .map(FormulaPrinter::print)
                                        .orElse("") + ", as the claim states";
                };
            }
        }
        return "an event either happens or does not";
    }

    private Operator operator() {
        if (which != Which.RIGHT) {
            return comparison.operator();
        }
        return switch (comparison.operator()) {
            case LESS -> Operator.GREATER;
            case LESS_OR_EQUAL -> Operator.GREATER_OR_EQUAL;
            case GREATER -> Operator.LESS;
            case GREATER_OR_EQUAL -> Operator.LESS_OR_EQUAL;
            default -> comparison.operator();
        };
    }

    /** By how much the interval misses what is claimed, beyond rounding; negative where it does not. */
    double excess(MeanInterval interval, double claimed) {
        double rounding = 64 * Math.ulp(Math.max(Math.abs(claimed), Math.abs(interval.estimate())));
        double above = interval.low() - claimed - rounding;
        double below = claimed - interval.high() - rounding;
        return switch (operator()) {
            case LESS, LESS_OR_EQUAL -> above;
            case GREATER, GREATER_OR_EQUAL -> below;
            default -> Math.max(above, below);
        };
    }

    /** How far the estimate is on the wrong side. */
    double gap(MeanInterval interval, double claimed) {
        double difference = interval.estimate() - claimed;
        return switch (operator()) {
            case LESS, LESS_OR_EQUAL -> Math.max(0, difference);
            case GREATER, GREATER_OR_EQUAL -> Math.max(0, -difference);
            default -> Math.abs(difference);
        };
    }

    /** Whether a claim that is wrong by a factor of two, or says zero, would pass as well. */
    boolean isBlunt(MeanInterval interval, double claimed) {
        boolean isSettled =
                switch (operator()) {
                    case LESS, LESS_OR_EQUAL -> interval.high() <= claimed;
                    case GREATER, GREATER_OR_EQUAL -> interval.low() >= claimed;
                    default -> false;
                };
        return !isSettled && claimed != 0 && interval.halfWidth() >= Math.abs(claimed);
    }
}
