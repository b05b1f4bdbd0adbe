package dev.nadir.numeric.homotopy.scale;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.Scaling;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.List;

/**
 * Follows paths in unknowns of which the roots should be of size one: without that, large roots of a badly scaled system
 * look like points at infinity. Systems with parameters are left as they are: a member of their family in scaled unknowns
 * need not be one of the family.
 *
 * @param solver follows the paths
 */
public record ScaledSolver(HomotopySolver solver) implements HomotopySolver {

    @Override
    public HomotopyResult solve(PolynomialSystem system, Seed seed, Progress progress) {
        PolynomialFamily family = system.family();
        boolean isPlain = family.parameters().isEmpty()
                && !family.equations().isEmpty()
                && family.equations().stream()
                        .noneMatch(equation -> equation.terms().isEmpty());
        if (!isPlain) {
            return solver.solve(system, seed, progress);
        }
        Scaling scaling = Scaling.of(family.equations());
        if (scaling.isTrivial()) {
            return solver.solve(system, seed, progress);
        }
        PolynomialSystem scaled = new PolynomialSystem(scaling.scaled(family), List.of());
        return scaling.back(solver.solve(scaled, seed, progress));
    }
}
