package dev.nadir.reduction.scalar;

import dev.nadir.base.Seed;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarAnswer.Solved;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries the points of an answer in several unknowns in the loss as it was given: the value is the loss there, the loss
 * is stationary in each unknown, and nothing that is drawn lies below a global minimum.
 */
final class PointCheck {

    private static final int TRIALS = 30;
    private static final int DRAWS = 300;

    private final ScalarProblem problem;

    PointCheck(ScalarProblem problem) {
        this.problem = problem;
    }

    /** What is wrong with the answer, if anything is. */
    Optional<String> objection(Solved answer) {
        RandomGenerator random = new Seed(21).child("scalar-points").generator();
        for (int i = 0; i < TRIALS; i++) {
            Map<String, Double> numbers = new LinkedHashMap<>();
            problem.parameters().forEach((name, sign) -> numbers.put(name, draw(sign, random)));
            boolean isAllowed = problem.assumptions().stream()
                    .allMatch(a -> a.polynomial().evaluate(numbers::get) > 0 || a.sign() == Sign.FREE);
            for (Branch branch : isAllowed ? answer.branches() : List.<Branch>of()) {
                FormulaNumbers formulas = new FormulaNumbers(numbers);
                if (formulas.holds(branch.condition())) {
                    Optional<String> objection = objection(branch, numbers, random);
                    if (objection.isPresent()) {
                        return objection.map(text -> text + " at " + numbers);
                    }
                }
            }
        }
        return Optional.empty();
    }

    private static double draw(Sign sign, RandomGenerator random) {
        double magnitude = Math.exp(random.nextGaussian());
        return sign == Sign.FREE && random.nextBoolean() ? -magnitude : magnitude;
    }

    private Optional<String> objection(Branch branch, Map<String, Double> parameters, RandomGenerator random) {
        FormulaNumbers formulas = new FormulaNumbers(parameters);
        Map<String, Double> point = new LinkedHashMap<>(parameters);
        branch.point().forEach((name, formula) -> point.put(name, formulas.of(formula)));
        double value = formulas.of(branch.value());
        double loss = loss(point);
        double slack = 1e-7 * (1 + Math.abs(loss));
        if (!(Math.abs(value - loss) <= slack)) {
            return Optional.of("the value " + value + " is not the loss " + loss);
        }
        for (String name : problem.unknowns().keySet()) {
            double at = point.getOrDefault(name, 0.0);
            boolean isEnd = at == 0 && problem.unknowns().get(name) != Sign.FREE;
            double step = 1e-4 * (at == 0 ? 1 : Math.abs(at));
            double up = loss(with(point, name, at + step));
            double down = loss(with(point, name, at - step));
            double bend = Math.abs(up + down - 2 * loss);
            if (!isEnd && !(Math.abs(up - down) <= 1e-2 * bend + 1e-3 * slack)) {
                return Optional.of("the loss is not stationary in " + name + " at " + at);
            }
        }
        for (int i = 0; i < DRAWS && branch.kind() == Kind.GLOBAL_MINIMUM; i++) {
            Map<String, Double> other = new LinkedHashMap<>(point);
            double spread = Math.exp(2 * random.nextGaussian());
            problem.unknowns().forEach((name, sign) -> {
                double moved = point.getOrDefault(name, 0.0) + spread * random.nextGaussian();
                other.put(name, sign == Sign.FREE ? moved : Math.abs(moved));
            });
            if (loss(other) < value - slack) {
                return Optional.of("the loss " + loss(other) + " is below the minimum " + value);
            }
        }
        return Optional.empty();
    }

    private static Map<String, Double> with(Map<String, Double> point, String name, double value) {
        Map<String, Double> moved = new LinkedHashMap<>(point);
        moved.put(name, value);
        return moved;
    }

    private double loss(Map<String, Double> point) {
        double loss = problem.numerator().evaluate(point::get) / problem.denominator().evaluate(point::get);
        for (Logarithm logarithm : problem.logarithms()) {
            loss += logarithm.coefficient().evaluate(point::get)
                    * Math.log(logarithm.argument().evaluate(point::get));
        }
        return loss;
    }
}
