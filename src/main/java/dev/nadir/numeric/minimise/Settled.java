package dev.nadir.numeric.minimise;

import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.linalg.Vectors;
import java.util.function.BooleanSupplier;

/**
 * A solver whose ends count as converged only if the gradient can no longer hide anything: over a distance of the
 * point's own size it must change the loss by less than a millionth. Runs that wander far off, where a factor is huge
 * and another tiny, are small in scale long before.
 */
public record Settled(LocalSolver solver) implements LocalSolver {

    private static final double HIDDEN = 1e-6;

    @Override
    public Point solve(Objective objective, double[] start, BooleanSupplier isCancelled) {
        Point end = solver.solve(objective, start, isCancelled);
        double hidden = end.gradientNorm() * Vectors.norm(end.coordinates());
        double scale = Math.abs(end.value()) + HIDDEN * Math.abs(objective.value(start));
        boolean isSettled = hidden <= HIDDEN * scale;
        return end.termination().isConvergence() && !isSettled
                ? new Point(
                        end.coordinates(), end.value(), end.gradientNorm(), Termination.STEP_FAILED, end.iterations())
                : end;
    }
}
