package dev.nadir.evidence.verify;

import dev.nadir.base.Seed;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Sets up benches. */
public final class Benches {

    /** So many shaken copies of the data: the largest of their changes is an error estimate good to a factor of two. */
    private static final int SHAKES = 6;

    private Benches() {}

    /** What a bench is set up with, beside the model and the instance. */
    public record Circumstances(PlanOptions plan, VerifyOptions options, long runSeed, Watcher watcher) {}

    /** A bench for a model on an instance. */
    public static Bench of(Derivation derivation, Instance instance, Circumstances how) {
        Model model = derivation.landscape().model();
        Solvers.Setup setup =
                new Solvers.Setup(model, instance, derivation, how.plan(), how.options(), how.runSeed(), how.watcher());
        Scope scope = Scope.of(model, instance);
        List<Scope> shaken = new ArrayList<>();
        Seed seed = setup.seed("bench");
        for (Map<String, Matrix> data : Bench.shakenData(instance.data(), seed, SHAKES)) {
            shaken.add(Scope.of(
                    model,
                    new Instance(instance.name(), instance.description(), instance.sizes(), data, instance.sources())));
        }
        return assemble(setup, scope, shaken, Map.of(), seed);
    }

    /** The same with parameters held at values. */
    static Bench slice(Solvers.Setup setup, Bench whole, Map<String, Matrix> values, Seed seed) {
        Map<String, Matrix> fixed = new LinkedHashMap<>(whole.fixed());
        fixed.putAll(values);
        List<Scope> shaken =
                whole.shaken().stream().map(each -> each.with(values)).toList();
        return assemble(setup, whole.scope().with(values), shaken, fixed, seed);
    }

    private static Bench assemble(
            Solvers.Setup setup, Scope scope, List<Scope> shaken, Map<String, Matrix> fixed, Seed seed) {
        // The layout is the objective's, which needs the symmetry only for its searches.
        var layout = new Solvers(setup, fixed, SymmetryAction.none(), seed)
                .compiledObjective()
                .layout();
        List<Model.Symmetry> symmetries = setup.model().symmetries().stream()
                .filter(symmetry -> leavesAlone(symmetry, fixed.keySet()))
                .toList();
        SymmetryAction symmetry =
                symmetries.isEmpty() ? SymmetryAction.none() : DeclaredSymmetry.of(symmetries, scope, layout);
        Solvers searches = new Solvers(setup, fixed, symmetry, seed);
        return new Bench(
                setup.model(),
                setup.derivation(),
                setup.instance(),
                fixed,
                scope,
                shaken,
                layout,
                searches,
                seed,
                setup.watcher());
    }

    private static boolean leavesAlone(Model.Symmetry symmetry, Set<String> fixed) {
        return symmetry.maps().stream().noneMatch(map -> {
            Formula left = map.getKey();
            Formula base = left instanceof Formula.Indexed indexed ? indexed.base() : left;
            return base instanceof Formula.Name name
                    && fixed.stream().anyMatch(each -> each.equals(name.name()) || each.startsWith(name.name() + "["));
        });
    }
}
