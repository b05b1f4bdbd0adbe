package dev.nadir.numeric.plan;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.hessian.BilinearForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Formulas of a derivation as numbers on an instance, at one point: parameters from normal coordinates, within their
 * sets, and directions with normal entries, symmetric or diagonal where they are declared so.
 *
 * @param parameters by name; none where a set that they lie in has no coordinates here
 * @param directions by name
 */
public record Numbers(Instance instance, long seed, Map<String, Matrix> parameters, Map<String, Matrix> directions) {

    /** A matrix of more entries is not written out. */
    private static final int MOST_ENTRIES = 10_000;

    /** Copies the maps, in order. */
    public Numbers {
        parameters = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
        directions = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(directions));
    }

    /** The point of a seed. */
    public static Numbers of(Derivation derivation, Instance instance, long seed) {
        Seed own = new Seed(seed).child("derive");
        List<Expr.Symbol> symbols = derivation.landscape().parameters();
        List<Expr.Symbol> directions = new ArrayList<>(derivation.directions().values());
        directions.addAll(BilinearForm.of(derivation).second().values());
        return new Numbers(
                instance,
                seed,
                drawn(symbols, derivation.landscape(), instance, own.child("parameters")),
                drawn(directions, derivation.landscape(), instance, own.child("directions")));
    }

    private static Map<String, Matrix> drawn(
            List<Expr.Symbol> symbols, Landscape landscape, Instance instance, Seed seed) {
        List<Landscape.Constraint> kept = Orthonormal.kept(landscape);
        try {
            landscape.requireOnly(kept, "a random point");
            ParameterLayout layout = ParameterLayout.of(
                    symbols,
                    instance.sizes(),
                    new ParameterLayout.Sets(landscape.model().parameters(), kept));
            return layout.unpack(StartLaw.gaussian(1).draw(layout.dimension(), seed.generator()));
        } catch (ModelException | PreconditionException noCoordinates) {
            return Map.of();
        }
    }

    /** The value; empty for what holds an unknown symbol or an expectation, or is too large to be read. */
    public Optional<Matrix> of(Expr formula) {
        Map<String, Matrix> constants = new LinkedHashMap<>(instance.data());
        constants.putAll(parameters);
        constants.putAll(directions);
        try {
            Lowering sizes = new Lowering(instance.sizes(), Map.of());
            Shape shape = formula.shape();
            if ((long) sizes.evaluate(shape.rows()) * sizes.evaluate(shape.columns()) > MOST_ENTRIES) {
                return Optional.empty();
            }
            Plan plan = Plan.compile(List.of(List.of(formula)), instance.sizes(), constants, Set.of());
            plan.requireInputsAmong(Set.of());
            plan.run();
            return Optional.of(plan.value(0));
        } catch (PreconditionException noNumber) {
            return Optional.empty();
        }
    }
}
