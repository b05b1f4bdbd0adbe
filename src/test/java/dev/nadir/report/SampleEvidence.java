package dev.nadir.report;

import dev.nadir.base.Seed;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.ClaimResult.Fact;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.evidence.Verdict;
import dev.nadir.model.Claim;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.Termination;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Evidence by hand, with every kind of verdict, for tests of reports; its numbers mean nothing. */
public final class SampleEvidence {

    private static final String HASH = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    private SampleEvidence() {}

    /** A shipped model. */
    public static Model model(String name) {
        return ModelReader.read(Path.of("models", name), "models/" + name);
    }

    /** Evidence on each instance of the model, derived at the given structure. */
    public static Evidence of(Model model, Map<String, Integer> structure) {
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, structure));
        List<Derivation> derivations = new ArrayList<>();
        List<InstanceEvidence> instances = new ArrayList<>();
        Map<String, String> hashes = new LinkedHashMap<>();
        for (Model.InstanceDeclaration declaration : model.instances()) {
            derivations.add(derivation);
            instances.add(instance(model, declaration));
            declaration.tables().values().forEach(table -> hashes.put(table.path(), table.sha256()));
        }
        return new Evidence(
                model.name(),
                "0.1.0",
                "Debian 17.0.15+6",
                7,
                false,
                HASH,
                hashes,
                Map.of(),
                derivations,
                List.of(),
                instances,
                Optional.empty(),
                List.of());
    }

    private static InstanceEvidence instance(Model model, Model.InstanceDeclaration declaration) {
        Instance instance = new Instance(
                declaration.name(),
                declaration.description(),
                new LinkedHashMap<>(Map.of("L", 3, "n", 12)),
                Map.of(),
                Map.of("X", "read from " + declaration.name() + "/X.csv"));
        List<Finding> assumptions = model.assumptions().stream()
                .map(a -> new Finding(
                        FormulaPrinter.print(a.condition()), a.description(), true, "smallest eigenvalue 3.90, > 1e-8"))
                .toList();
        List<Finding> symmetries = model.symmetries().stream()
                .map(s -> new Finding(s.name(), s.description(), true, "largest relative change 3.1e-15 in 20 draws"))
                .toList();
        List<ClaimResult> claims = new ArrayList<>();
        for (int i = 0; i < model.claims().size(); i++) {
            claims.add(result(model.claims().get(i), i));
        }
        RandomGenerator random = new Seed(7).child(declaration.name()).generator();
        return new InstanceEvidence(
                instance,
                assumptions,
                symmetries,
                Optional.of(taylor(2, random)),
                Optional.of(taylor(3, random)),
                Optional.of(search(random, 3)),
                Optional.of(search(random, 20)),
                Optional.of(flow()),
                claims,
                List.of());
    }

    private static ClaimResult result(Claim claim, int number) {
        List<Verdict> verdicts = List.of(
                new Verdict.Corroborated(200, 4.9e-15, 1e-8),
                new Verdict.Refuted(0.0312, "W[1] = [1.5, -0.25; 0, 2]\nloss     2.9412 < claimed 2.9730\nW[1]' <_& %"),
                new Verdict.Proved(List.of("partial minimisation", "Eckart-Young")),
                new Verdict.Certified("interval Newton on 24 variables"),
                new Verdict.Undecided("the time limit of 10 s was reached after 31 of 200 starts"));
        List<Fact> facts = List.of(
                new Fact("claimed value", "2.972995879973"),
                new Fact("gap at the claimed point", "4.9e-15"),
                new Fact("multi-start", "200 runs: 200 reach it, 0 below it, 0 elsewhere, 0 failed"));
        return new ClaimResult(
                claim.name(), claim.description(), "global minimum", verdicts.get(number % 5), "multi-start", facts, 1);
    }

    private static TaylorResult taylor(int order, RandomGenerator random) {
        List<TaylorResult.Curve> curves = IntStream.range(0, 10)
                .mapToObj(k -> {
                    double scale = Math.exp(2 * random.nextGaussian());
                    double[] steps = IntStream.range(0, 12)
                            .mapToDouble(i -> Math.pow(10, -i / 3.0))
                            .toArray();
                    double[] remainders = IntStream.range(0, 12)
                            .mapToDouble(i -> Math.max(scale * Math.pow(steps[i], order), 1e-14 * random.nextDouble()))
                            .toArray();
                    return new TaylorResult.Curve(steps, remainders, order - 0.004);
                })
                .toList();
        return new TaylorResult(order, curves);
    }

    private static MultiStartResult search(RandomGenerator random, int count) {
        List<Level> levels = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int index = i;
            double[] eigenvalues = IntStream.range(0, 24)
                    .mapToDouble(
                            k -> k < index ? -random.nextDouble() * 5 : k < index + 9 ? 0 : random.nextDouble() * 30)
                    .sorted()
                    .toArray();
            double value = 2.972995879973 + 3.7 * i;
            Point point = new Point(new double[] {1, 2}, value, 3e-11, Termination.CONVERGED, 40);
            levels.add(new Level(
                    value,
                    1e-14,
                    i == 0 ? 180 : 4,
                    1,
                    0,
                    point,
                    new Spectrum(eigenvalues, 1e-7, 9),
                    i == 0 ? PointKind.GLOBAL_MINIMUM : PointKind.STRICT_SADDLE,
                    "the Hessian says so"));
        }
        Point failed = new Point(new double[] {0, 0}, 9, 0.1, Termination.ITERATION_LIMIT, 1000);
        return new MultiStartResult(200, levels, List.of(failed, failed));
    }

    private static FlowResult flow() {
        List<Double> times =
                IntStream.range(0, 60).mapToObj(i -> Math.expm1(i / 10.0)).toList();
        List<Double> losses = times.stream().map(t -> 2.97 + 8 / (1 + t * t)).toList();
        Point end = new Point(new double[] {1, 2}, losses.get(59), 2e-9, Termination.CONVERGED, 60);
        return new FlowResult(times, losses, end, Map.of("W[2]'*W[2] - W[1]*W[1]'", 3.2e-12));
    }
}
