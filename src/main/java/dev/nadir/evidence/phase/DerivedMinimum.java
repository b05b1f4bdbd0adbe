package dev.nadir.evidence.phase;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.Curve;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.symbolic.Derivation;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The derived global minimum at one number of the data.
 *
 * @param at the number
 * @param value the least loss
 * @param norms of the parameters at the minimiser
 */
record DerivedMinimum(double at, double value, Map<String, Double> norms) {

    /** The loss at the derived point is the derived value up to this, or the closed form is not used. */
    private static final double CLOSE = 1e-9;

    /** What is smaller than this share of the largest parameter is zero. */
    private static final double ZERO = 1e-9;

    static Optional<DerivedMinimum> of(Derivation derivation, Reduction reduction, Instance instance, double at) {
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        Replay replay = new Replay(derivation.landscape().model(), instance, objective, objective.layout());
        return reduction.closedForms().stream()
                .filter(form -> form.kind() == Kind.GLOBAL_MINIMUM)
                .map(form -> numbers(form, replay))
                .flatMap(Optional::stream)
                .filter(numbers -> numbers.holds() && numbers.point().isPresent() && isClose(numbers))
                .findFirst()
                .map(numbers -> new DerivedMinimum(
                        at, numbers.value(), norms(numbers.point().orElseThrow())));
    }

    private static Optional<Replay.Numbers> numbers(ClosedForm form, Replay replay) {
        try {
            return replay.of(form);
        } catch (PreconditionException e) {
            // Not defined at these numbers: no closed form here.
            return Optional.empty();
        }
    }

    private static boolean isClose(Replay.Numbers numbers) {
        return Math.abs(numbers.loss() - numbers.value()) <= CLOSE * (1 + Math.abs(numbers.value()));
    }

    private static Map<String, Double> norms(Map<String, Matrix> point) {
        Map<String, Double> norms = new LinkedHashMap<>();
        point.forEach((name, value) -> norms.put(name, value.normF()));
        return norms;
    }

    /** The product of norms: for factors of one map, the strength of the map. */
    double order(List<String> parameters) {
        return parameters.stream()
                .mapToDouble(each -> norms.getOrDefault(each, 0.0))
                .reduce(1, (x, y) -> x * y);
    }

    Curve.Place place(List<String> parameters) {
        return new Curve.Place(at, order(parameters));
    }

    /** Whether a parameter vanishes beside the largest one. */
    boolean isZero(String parameter) {
        double most = norms.values().stream().mapToDouble(each -> each).max().orElse(0);
        return norms.getOrDefault(parameter, 0.0) <= ZERO * most;
    }

    /** The parameters that vanish at one of two minima only. */
    List<String> changed(DerivedMinimum other) {
        return norms.keySet().stream()
                .filter(parameter -> isZero(parameter) != other.isZero(parameter))
                .toList();
    }

    /** How far a loss is from the least one, relative to it. */
    double distance(double loss) {
        return Math.abs(loss - value) / Math.max(Math.abs(value), Double.MIN_NORMAL);
    }
}
