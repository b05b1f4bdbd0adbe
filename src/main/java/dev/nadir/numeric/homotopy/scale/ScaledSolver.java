package dev.nadir.numeric.homotopy.scale;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
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
        List<Polynomial> scaled = scaling.scaled(family.equations());
        HomotopyResult result = solver.solve(
                new PolynomialSystem(new PolynomialFamily(family.unknowns(), List.of(), scaled), List.of()),
                seed,
                progress);
        return new HomotopyResult(
                back(result.roots(), scaling),
                back(result.singular(), scaling),
                result.paths(),
                result.completeness(),
                result.genericCount(),
                result.start());
    }

    private static List<PolynomialRoot> back(List<PolynomialRoot> roots, Scaling scaling) {
        List<PolynomialRoot> out = new ArrayList<>();
        for (PolynomialRoot root : roots) {
            List<Complex> coordinates = new ArrayList<>();
            for (int i = 0; i < root.coordinates().size(); i++) {
                Complex scaled = root.coordinates().get(i);
                coordinates.add(new Complex(
                        Math.scalb(scaled.real(), scaling.unknowns()[i]),
                        Math.scalb(scaled.imaginary(), scaling.unknowns()[i])));
            }
            out.add(new PolynomialRoot(
                    coordinates,
                    root.winding(),
                    root.residual(),
                    root.condition(),
                    root.isReal(),
                    root.isSingular(),
                    root.orbit(),
                    root.paths()));
        }
        return out;
    }
}
