package dev.nadir.evidence.phase;

import dev.nadir.base.Seed;
import dev.nadir.evidence.Watcher;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Derivation;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The lowest of several runs of a minimiser. The first goes on from what was found at the number before, as a minimum that
 * is about to lose has few starts that lead to it; the others begin with normal entries.
 */
public record Minima(int runs, Seed seed, Watcher watcher) {

    /** A point that was found. */
    record Lowest(double value, double order, Point point) {}

    Optional<Lowest> lowest(
            Derivation derivation, Instance instance, List<String> parameters, Optional<Lowest> before) {
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        LocalSolver solver = new QuasiNewton(QuasiNewtonOptions.DEFAULTS);
        Optional<Point> best = Optional.empty();
        for (int k = 0; k < runs; k++) {
            double[] start = k == 0 && before.isPresent()
                    ? before.get().point().coordinates()
                    : StartLaw.gaussian(1)
                            .draw(objective.dimension(), seed.child(k).generator());
            Point end = solver.solve(objective, start, watcher::isCancelled);
            boolean isLower = best.isEmpty() || end.value() < best.get().value();
            best = Double.isFinite(end.value()) && isLower ? Optional.of(end) : best;
        }
        return best.map(point -> new Lowest(point.value(), order(objective, point, parameters), point));
    }

    private static double order(CompiledObjective objective, Point point, List<String> parameters) {
        Map<String, Matrix> values = objective.layout().unpack(point.coordinates());
        return parameters.stream()
                .mapToDouble(each -> Objects.requireNonNull(values.get(each)).normF())
                .reduce(1, (x, y) -> x * y);
    }
}
