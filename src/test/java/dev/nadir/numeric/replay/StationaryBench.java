package dev.nadir.numeric.replay;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.critical.CriticalPointOptions;
import dev.nadir.numeric.critical.CriticalPointSolver;
import dev.nadir.numeric.critical.CriticalStarts;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.chain.orthonormal.OrthonormalColumns;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.random.RandomGenerator;

/** A model on an instance, the points that a derivation lists there and the zeros of the gradient that a search finds. */
final class StationaryBench {

    /** Of the largest eigenvalue; the instances keep what is not zero far above. */
    private static final double ZERO = 1e-7;

    /** Relative, far below the gaps between the values of the instances. */
    private static final double SAME = 1e-8;

    /** A point that is listed or was found. */
    record Stationary(String what, double value, int index, int nullity) {

        boolean isLike(Stationary other) {
            return Math.abs(value - other.value) <= SAME * (1 + Math.abs(value)) && index == other.index;
        }
    }

    private final Derivation derivation;
    private final Instance instance;
    private final CompiledObjective objective;
    private final Reduction reduction;

    StationaryBench(Model model, Model.InstanceDeclaration declaration, long seed) {
        this.instance = InstanceBuilder.build(model, declaration, new Seed(seed));
        Map<String, Integer> structure = new LinkedHashMap<>();
        Elaboration.structuralSizes(model)
                .forEach(size -> structure.put(size, instance.sizes().get(size)));
        this.derivation = Deriver.derive(Elaboration.elaborate(model, structure));
        this.objective = CompiledObjective.of(derivation, instance);
        this.reduction = OrthonormalColumns.covers(derivation.landscape())
                ? OrthonormalColumns.derive(derivation.landscape())
                : ClosedForms.derive(derivation.landscape(), new CellSolver(new RingsAlgebra()));
    }

    CompiledObjective objective() {
        return objective;
    }

    Reduction reduction() {
        return reduction;
    }

    /** The largest entry of the gradient: near a pole of the loss the solver's own measure, a relative one, is met anywhere. */
    private double slope(double[] x) {
        double[] gradient = new double[x.length];
        objective.valueAndGradient(x, gradient);
        return Matrix.column(gradient).maxAbs();
    }

    Stationary at(String what, double[] x) {
        double[] entries = new double[x.length * x.length];
        objective.hessian(x, entries);
        double[] values = SymmetricEigen.of(
                        Matrix.of(x.length, x.length, entries).symmetrised())
                .values();
        double largest = Math.max(Math.abs(values[0]), Math.abs(values[values.length - 1]));
        int negative = 0;
        int zero = 0;
        for (double value : values) {
            negative += value < -ZERO * largest ? 1 : 0;
            zero += Math.abs(value) <= ZERO * largest ? 1 : 0;
        }
        return new Stationary(what, objective.value(x), negative, zero);
    }

    /** That of the set on which the constraints hold. */
    private int dimension() {
        return objective.dimension()
                - objective.layout().blocks().stream()
                        .filter(block -> derivation.landscape().constraints().stream()
                                .anyMatch(each -> each instanceof Landscape.Constraint.OrthonormalColumns columns
                                        && columns.parameter().name().equals(block.name())))
                        .mapToInt(block -> block.columns() * (block.columns() + 1) / 2)
                        .sum();
    }

    /** Whether coordinates are those of a point that meets the constraints. */
    private boolean isMet(double[] x) {
        double[] there = objective.layout().pack(objective.layout().unpack(x));
        return Matrix.column(there).minus(Matrix.column(x)).maxAbs() <= 1e-6;
    }

    /** Every point of the list; what it says of one and is not so goes to the failures. */
    List<Stationary> listed(List<String> failures) {
        Replay replay = new Replay(derivation.landscape().model(), instance, objective, objective.layout());
        List<Stationary> listed = new ArrayList<>();
        for (ClosedForm form : reduction.closedForms()) {
            for (Replay.Member member : replay.each(form)) {
                Replay.Numbers numbers = member.numbers();
                String what = form.kind() + " " + member.choice();
                Stationary here =
                        at(what, objective.layout().pack(numbers.point().orElseThrow()));
                listed.add(here);
                boolean isThere = Math.abs(numbers.value() - here.value()) <= 1e-9 * (1 + Math.abs(here.value()))
                        && numbers.slope() <= 1e-8;
                boolean isOfKind = form.kind() == Kind.MAXIMUM
                        ? here.index() + here.nullity() == dimension()
                        : (form.kind() == Kind.STRICT_SADDLE) == (here.index() > 0);
                boolean isOfIndex = is(numbers.index(), here.index()) && is(numbers.nullity(), here.nullity());
                if (!(isThere && isOfKind && isOfIndex)) {
                    failures.add(instance.name() + ": " + numbers + " is " + here);
                }
            }
        }
        return listed;
    }

    private static boolean is(OptionalInt stated, int found) {
        return stated.isEmpty() || stated.getAsInt() == found;
    }

    List<Stationary> found(int starts, double scale) {
        List<CriticalStarts.Block> blocks = objective.layout().blocks().stream()
                .map(block -> new CriticalStarts.Block(block.rows(), block.columns()))
                .toList();
        StartLaw law = CriticalStarts.ofAllSizesAndRanks(blocks, scale);
        QuasiNewton downhill = new QuasiNewton(QuasiNewtonOptions.FAST);
        CriticalPointSolver solver = new CriticalPointSolver(CriticalPointOptions.DEFAULTS);
        RandomGenerator random = new Seed(3).child(instance.name()).generator();
        List<Stationary> found = new ArrayList<>();
        for (int i = 0; i < starts; i++) {
            double[] start = i == 0 ? new double[objective.dimension()] : law.draw(objective.dimension(), random);
            // Some go downhill first: a zero of the gradient that is a minimum may have few neighbours that lead there.
            double[] from =
                    i % 16 == 1 ? downhill.solve(objective, start, () -> false).coordinates() : start;
            Point end = solver.solve(objective, from, () -> false);
            if (end.termination() == Termination.CONVERGED
                    && slope(end.coordinates()) <= 1e-7
                    && isMet(end.coordinates())) {
                Stationary here = at("found", end.coordinates());
                if (found.stream().noneMatch(here::isLike)) {
                    found.add(here);
                }
            }
        }
        return found;
    }

    /** What is found and not listed, listed and not found, or said of a listed point and not so. */
    List<String> failures(int starts) {
        List<String> failures = new ArrayList<>();
        List<Stationary> listed = listed(failures);
        List<Stationary> found = found(starts, 1);
        failures.addAll(unlisted(found, listed));
        for (Stationary here : listed) {
            if (found.stream().noneMatch(here::isLike)) {
                failures.add(instance.name() + ": listed and not found: " + here);
            }
        }
        return failures;
    }

    /** What is found and not listed, or said of a listed point and not so; a search need not meet every point. */
    List<String> unlisted(int starts) {
        List<String> failures = new ArrayList<>();
        List<Stationary> listed = listed(failures);
        failures.addAll(unlisted(found(starts, 1), listed));
        return failures;
    }

    private List<String> unlisted(List<Stationary> found, List<Stationary> listed) {
        return found.stream()
                .filter(here -> listed.stream().noneMatch(here::isLike))
                .map(here -> instance.name() + ": found and not listed: " + here)
                .toList();
    }

    private static Model model(String text) {
        return ModelReader.parse(text, "list.model", Path.of("."));
    }

    static StationaryBench of(String text, String instance, long seed) {
        Model model = model(text);
        return new StationaryBench(
                model,
                model.instances().stream()
                        .filter(each -> each.name().equals(instance))
                        .findFirst()
                        .orElseThrow(),
                seed);
    }
}
