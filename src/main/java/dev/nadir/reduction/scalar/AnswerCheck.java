package dev.nadir.reduction.scalar;

import dev.nadir.base.Seed;
import dev.nadir.model.Formula;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarAnswer.Solved;
import dev.nadir.reduction.ScalarAnswer.Threshold;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Tries an answer in floating point at random parameters, with nothing but the loss: the stationary points must be
 * where differences of the loss change their sign, the lowest must have the lowest value on a fine grid, and each
 * threshold must say what the grid says.
 */
final class AnswerCheck {

    private static final int TRIALS = 60;

    /** A grid as fine as this sees every minimum that is not nearly degenerate; the others are left out. */
    private static final int GRID = 4000;

    /** Parameters this close to a threshold, relative, are not told apart by a grid. */
    private static final double CLOSE = 1e-3;

    private final ScalarProblem problem;

    AnswerCheck(ScalarProblem problem) {
        this.problem = problem;
    }

    /** What is wrong with the answer, if anything is. */
    Optional<String> objection(Solved answer) {
        RandomGenerator random = new Seed(20).child("scalar-answer").generator();
        for (int i = 0; i < TRIALS; i++) {
            Map<String, Double> parameters = draw(random);
            boolean isAllowed = problem.assumptions().stream().allMatch(a -> {
                double value = a.polynomial().evaluate(parameters::get);
                return a.sign() == Sign.FREE || value > 0;
            });
            if (isAllowed && !isClose(answer, parameters)) {
                Optional<String> objection = objection(answer, parameters);
                if (objection.isPresent()) {
                    return objection.map(text -> text + " at " + parameters);
                }
            }
        }
        return Optional.empty();
    }

    private Map<String, Double> draw(RandomGenerator random) {
        Map<String, Double> parameters = new LinkedHashMap<>();
        problem.parameters().forEach((name, sign) -> {
            double magnitude = Math.exp(1.5 * random.nextGaussian());
            parameters.put(name, sign == Sign.FREE && random.nextBoolean() ? -magnitude : magnitude);
        });
        return parameters;
    }

    private static boolean isClose(Solved answer, Map<String, Double> parameters) {
        FormulaNumbers numbers = new FormulaNumbers(parameters);
        List<Formula> all = new ArrayList<>();
        answer.branches().forEach(branch -> all.addAll(branch.condition()));
        answer.thresholds().forEach(threshold -> all.addAll(threshold.condition()));
        return all.stream().anyMatch(comparison -> numbers.margin(comparison) < CLOSE);
    }

    private Optional<String> objection(Solved answer, Map<String, Double> parameters) {
        FormulaNumbers numbers = new FormulaNumbers(parameters);
        List<Branch> here = answer.branches().stream()
                .filter(branch -> numbers.holds(branch.condition()))
                .toList();
        String unknown = problem.unknowns().keySet().iterator().next();
        List<Double> claimed = here.stream()
                .map(branch -> numbers.of(Objects.requireNonNull(branch.point().get(unknown))))
                .toList();
        Scan scan = new Scan(problem, parameters, claimed, GRID);
        for (int i = 0; i < here.size(); i++) {
            double value = numbers.of(here.get(i).value());
            double loss = scan.loss(claimed.get(i));
            if (!(Math.abs(value - loss) <= 1e-7 * (1 + Math.abs(loss)))) {
                return Optional.of("the value " + value + " is not the loss " + loss);
            } else if (!scan.isStationary(claimed.get(i))) {
                return Optional.of("the loss is not stationary at " + claimed.get(i));
            }
        }
        if (scan.turns() > here.size()) {
            return Optional.of(scan.turns() + " turning points where the answer has " + here.size());
        }
        Optional<String> wrong = lowest(here, numbers, scan);
        return wrong.isPresent() ? wrong : thresholds(answer, numbers, here, claimed);
    }

    private static Optional<String> lowest(List<Branch> here, FormulaNumbers numbers, Scan scan) {
        List<Branch> global = here.stream()
                .filter(branch -> branch.kind() == Kind.GLOBAL_MINIMUM)
                .toList();
        double slack = 1e-7 * (1 + Math.abs(scan.lowest()));
        for (Branch branch : global) {
            double value = numbers.of(branch.value());
            if (value > scan.lowest() + slack) {
                return Optional.of("the loss " + scan.lowest() + " is below the minimum " + value);
            }
        }
        for (Branch branch : here) {
            boolean isBelow = !global.isEmpty()
                    && branch.kind() != Kind.GLOBAL_MINIMUM
                    && numbers.of(branch.value()) < numbers.of(global.get(0).value()) - slack;
            if (isBelow) {
                return Optional.of("a point that is not the global minimum is below it");
            }
        }
        return Optional.empty();
    }

    /** Each named threshold against the points themselves. */
    private static Optional<String> thresholds(
            Solved answer, FormulaNumbers numbers, List<Branch> here, List<Double> points) {
        Map<ScalarAnswer.Change, Boolean> claimed = new LinkedHashMap<>();
        for (Threshold threshold : answer.thresholds()) {
            claimed.merge(threshold.change(), numbers.holds(threshold.condition()), Boolean::logicalOr);
        }
        Map<ScalarAnswer.Change, Boolean> seen = new LinkedHashMap<>();
        seen.put(ScalarAnswer.Change.NON_ZERO_CRITICAL_POINT, points.stream().anyMatch(point -> point != 0));
        boolean isAttained = here.stream().anyMatch(branch -> branch.kind() == Kind.GLOBAL_MINIMUM);
        boolean isElsewhere = isAttained;
        for (int i = 0; i < here.size(); i++) {
            isElsewhere &= here.get(i).kind() != Kind.GLOBAL_MINIMUM || points.get(i) != 0;
        }
        seen.put(ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM, isElsewhere);
        seen.put(ScalarAnswer.Change.MINIMUM_ATTAINED, isAttained);
        for (Map.Entry<ScalarAnswer.Change, Boolean> threshold : claimed.entrySet()) {
            Boolean fact = seen.get(threshold.getKey());
            if (fact != null && !fact.equals(threshold.getValue())) {
                return Optional.of(threshold.getKey().word() + " is " + fact + ", the threshold says " + !fact);
            }
        }
        return Optional.empty();
    }
}
