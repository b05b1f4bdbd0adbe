package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Closed forms against minimisation from many starts, which knows nothing of them. */
class ClosedFormsTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/nadir/closedform");

    private static final ScalarSolver SCALARS = new CellSolver(new RingsAlgebra());

    /** Of one plus the value, for rounding in the data, the formulas and the search; losses here are between 0.01 and 100. */
    private static final double TOLERANCE = 1e-12;

    private static Model model(String name) {
        Path file = FOLDER.resolve(name + ".model");
        return ModelReader.read(file, file.toString());
    }

    private static Derivation derivation(Model model, Instance instance) {
        Map<String, Integer> structure = new LinkedHashMap<>();
        Elaboration.structuralSizes(model)
                .forEach(size -> structure.put(size, instance.sizes().get(size)));
        return Deriver.derive(Elaboration.elaborate(model, structure));
    }

    private static Replay replay(Derivation derivation, Instance instance) {
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        return new Replay(derivation.landscape().model(), instance, objective, objective.layout());
    }

    private static double lowest(Objective objective, long seed, int starts) {
        QuasiNewton solver = new QuasiNewton(QuasiNewtonOptions.DEFAULTS);
        RandomGenerator random = new Seed(seed).child("starts").generator();
        double best = Double.POSITIVE_INFINITY;
        for (int i = 0; i < starts; i++) {
            double[] start = random.doubles(objective.dimension(), -1.5, 1.5).toArray();
            Point end = solver.solve(objective, start, () -> false);
            // Products of large numbers cancel: far out the loss is not known to twelve digits.
            boolean isKnown = rounding(objective, end) <= TOLERANCE / 4 * (1 + Math.abs(end.value()));
            best = isKnown ? Math.min(best, end.value()) : best;
        }
        return best;
    }

    /** How much the loss at a critical point moves with the last digits of the point: all of it is rounding. */
    private static double rounding(Objective objective, Point point) {
        RandomGenerator random = new Seed(1).child("rounding").generator();
        double worst = 0;
        for (int i = 0; i < 8; i++) {
            double[] near = Arrays.stream(point.coordinates())
                    .map(x -> x + Math.ulp(x) * random.nextInt(-4, 5))
                    .toArray();
            worst = Math.max(worst, Math.abs(objective.value(near) - point.value()));
        }
        return worst;
    }

    private static List<String> failures(String name, int seeds, int starts) {
        Model model = model(name);
        List<String> failures = new ArrayList<>();
        for (Model.InstanceDeclaration declaration : model.instances()) {
            // The data change from seed to seed, the sizes do not, and nothing is derived from data.
            Derivation derivation = derivation(model, InstanceBuilder.build(model, declaration, new Seed(1)));
            Reduction reduction = ClosedForms.derive(derivation.landscape(), SCALARS);
            if (reduction.closedForms().isEmpty()) {
                failures.add(name + "/" + declaration.name() + ": " + reduction.refusedAt());
                continue;
            }
            for (int seed = 1; seed <= seeds; seed++) {
                Instance instance = InstanceBuilder.build(model, declaration, new Seed(seed));
                String where = name + "/" + declaration.name() + " seed " + seed;
                Replay replay = replay(derivation, instance);
                double found = lowest(replay.objective(), seed, starts);
                failures.addAll(check(where, replay, reduction, found));
            }
        }
        return failures;
    }

    private static List<String> check(String where, Replay replay, Reduction reduction, double found) {
        List<String> failures = new ArrayList<>();
        int global = 0;
        for (ClosedForm form : reduction.closedForms()) {
            Replay.Numbers numbers = replay.of(form).orElse(null);
            if (numbers == null || !numbers.holds()) {
                continue;
            }
            double tolerance = TOLERANCE * (1 + Math.abs(found));
            if (form.kind() == Kind.GLOBAL_MINIMUM) {
                global++;
                if (!(Math.abs(numbers.value() - found) <= tolerance)) {
                    failures.add(where + ": states " + numbers.value() + ", the search finds " + found);
                }
            }
            boolean isPoint = numbers.point().isPresent();
            if (isPoint && !(Math.abs(numbers.loss() - numbers.value()) <= tolerance)) {
                failures.add(where + ": " + form.kind() + " states " + numbers.value() + ", is " + numbers.loss());
            }
            if (isPoint && !(numbers.slope() <= 1e-9)) {
                failures.add(where + ": " + form.kind() + " has slope " + numbers.slope());
            }
        }
        if (global != 1) {
            failures.add(where + ": " + global + " global minima hold");
        }
        return failures;
    }

    static List<String> models() {
        return List.of(
                "free",
                "noisy-layers",
                "whitened",
                "isotropic",
                "autoencoder-priced",
                "denoiser",
                "contrastive",
                "features-bias",
                "features-deep",
                "decorrelation",
                "latent",
                "latent-fixed",
                "principal",
                "noisy-outputs",
                "noisy-outputs-priced",
                "noisy-outputs-metric",
                "squares",
                "squares-design",
                "assumed-white",
                "assumed-centred",
                "weighted-outputs",
                "weighted-outputs-priced",
                "scale-network",
                "scale-regression",
                "scale-tied",
                "scale-latent-deviation",
                "scale-latent-prior",
                "noisy-small-decay",
                "vectors",
                "scale-latent-precision",
                "scale-fixed",
                "scale-fixed-precision",
                "scale-latent-strong",
                "number-before-product",
                "log-variance",
                "log-deviation-sampled",
                "hidden-bias",
                "hidden-bias-two",
                "stacked-heads",
                "stacked-heads-priced",
                "stacked-inputs",
                "stacked-branches",
                "stacked-hidden-bias",
                "stacked-weighted",
                "shared-variance",
                "shared-deviation",
                "shared-precision",
                "shared-latent",
                "fixed-between",
                "few-samples",
                "covariance-learned",
                "covariance-held",
                "covariance-deviation",
                "few-rows",
                "few-latent",
                "few-regression",
                "hidden-bias-priced",
                "covariates",
                "skip",
                "residual",
                "residual-priced",
                "ring",
                "scalar-factor",
                "scalar-factor-pair",
                "outer-product",
                "inner-product",
                "inner-product-priced",
                "outer-product-priced",
                "tied-vector",
                "tied-vector-inputs",
                "entries",
                "entries-three",
                "entries-free",
                "entries-weighted",
                "tied",
                "tied-priced",
                "tied-target",
                "symmetric",
                "bias",
                "offset",
                "attention",
                "signs",
                "plus-sign");
    }

    @ParameterizedTest
    @MethodSource("models")
    void the_stated_minimum_is_the_lowest_that_a_search_finds(String name) {
        assertThat(failures(name, 2, 12)).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @MethodSource("models")
    void so_it_is_on_a_hundred_instances_of_each(String name) {
        int instances = model(name).instances().size();
        // With three factors every entry has a trap at zero of its own: one start in many ends in none of them.
        int starts = name.equals("entries-three") ? 120 : 12;

        assertThat(failures(name, (100 + instances - 1) / instances, starts)).isEmpty();
    }

    @Test
    void each_step_bounds_the_one_before_at_any_point() {
        List<String> failures = new ArrayList<>();
        for (String name : List.of(
                "free",
                "noisy-layers",
                "whitened",
                "assumed-white",
                "autoencoder-priced",
                "denoiser",
                "contrastive",
                "features-bias",
                "features-deep",
                "decorrelation",
                "assumed-centred",
                "latent",
                "principal",
                "noisy-outputs-priced",
                "noisy-outputs-metric",
                "weighted-outputs-priced",
                "stacked-heads",
                "stacked-heads-priced",
                "stacked-inputs",
                "stacked-branches",
                "stacked-hidden-bias",
                "stacked-weighted",
                "shared-variance",
                "shared-deviation",
                "shared-precision",
                "shared-latent",
                "scale-network",
                "number-before-product",
                "entries",
                "entries-three")) {
            Model model = model(name);
            Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(3));
            Derivation derivation = derivation(model, instance);
            Reduction reduction = ClosedForms.derive(derivation.landscape(), SCALARS);
            Replay replay = replay(derivation, instance);
            RandomGenerator random = new Seed(5).child("points").generator();
            for (int i = 0; i < 20; i++) {
                double[] x =
                        random.doubles(replay.objective().dimension(), -1, 1).toArray();
                List<Double> bounds = replay.bounds(reduction.lets(), reduction.steps(), x);
                for (int step = 1; step < bounds.size(); step++) {
                    double slack = bounds.get(step - 1) - bounds.get(step);
                    boolean isIdentity = reduction.steps().get(step - 1).isIdentity();
                    double rounding = 1e-10 * (1 + Math.abs(bounds.get(step)));
                    if (!(slack >= -rounding) || (isIdentity && !(slack <= rounding))) {
                        failures.add(name + " step "
                                + reduction.steps().get(step - 1).lemma() + ": " + slack);
                    }
                }
            }
        }

        assertThat(failures).isEmpty();
    }

    /** The closed forms of the one instance of a model that claim a global minimum there. */
    private static List<ClosedForm> global(String text) {
        Model model = ModelReader.parse(text, "data.model", Path.of("."));
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(1));
        Derivation derivation = derivation(model, instance);
        Replay replay = replay(derivation, instance);
        return ClosedForms.derive(derivation.landscape(), SCALARS).closedForms().stream()
                .filter(form -> form.kind() == Kind.GLOBAL_MINIMUM)
                .filter(form -> replay.of(form).filter(Replay.Numbers::holds).isPresent())
                .toList();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[[1, 0], [0, -1]]", "[[1, 0], [0, 0]]", "[[1, 0], [0, 2]]"})
    void a_quadratic_that_is_not_definite_has_no_minimum(String data) {
        String text = "model m\n\ndata\n  S : symmetric[2]\n  C : matrix[2, 2]\n\nparameters\n  W : matrix[2, 2]\n\n"
                + "minimize\n  loss = tr(W*S*W') - 2*tr(W*C')\n\ninstance one\n  C = [[1, 2], [3, 4]]\n  S = " + data
                + "\n";

        assertThat(global(text)).hasSize(data.contains("2]]") ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1/5"})
    void decay_that_is_not_positive_has_no_minimiser(String decay) {
        String text = "model m\n\ndata\n  M : matrix[2, 3]\n  g : scalar\n\nparameters\n  A : matrix[2, 2]\n"
                + "  B : matrix[2, 3]\n\nminimize\n  loss = normF(A*B - M)^2 + g*normF(A)^2 + normF(B)^2\n\n"
                + "instance one\n  M = [[1, 2, 0], [0, 3, 4]]\n  g = " + decay + "\n";

        assertThat(global(text)).hasSize(decay.equals("1/5") ? 1 : 0);
    }

    @Test
    void what_plainly_falls_without_end_is_refused_and_not_given_a_condition_that_never_holds() {
        String head = "model other\n\nsizes\n  n >= 1\n\ndata\n  M : spd[n]\n  a : scalar > 0\n\nparameters\n";
        Stream<String> rest = Stream.of(
                "  A : matrix[n, n]\n  B : matrix[n, n]\n\nminimize\n  loss = normF(A*B - M)^2 - a*normF(A)^2 + a*normF(B)^2",
                "  A : matrix[n, n]\n  B : matrix[n, n]\n\nminimize\n  loss = a*normF(A)^2 + a*normF(B)^2 - normF(A*B - M)^2",
                "  A : matrix[n, n]\n\nminimize\n  loss = tr(A'*M*A) - a*normF(A'*A)^2");

        List<Reduction> reductions = rest.map(
                        text -> ModelReader.parse(head + text + "\n", "other.model", Path.of(".")))
                .map(model -> ClosedForms.derive(Elaboration.elaborate(model, Map.of()), SCALARS))
                .toList();

        assertThat(reductions).allSatisfy(reduction -> {
            assertThat(reduction.closedForms()).isEmpty();
            assertThat(reduction.refusedAt().map(Object::toString))
                    .hasValueSatisfying(refusal -> assertThat(refusal).contains("in front of a square is negative"));
        });
    }

    @Test
    void two_products_that_share_a_factor_on_either_side_are_refused_by_their_names() {
        Model heads = ModelReader.parse(
                "model heads\n\nsizes\n  n >= 1\n\ndata\n  M : matrix[n, n]\n\nparameters\n  A : matrix[n, n]\n"
                        + "  B : matrix[n, n]\n  C : matrix[n, n]\n\n"
                        + "minimize\n  loss = normF(A*C - M)^2 + normF(C*B - M)^2\n",
                "heads.model",
                Path.of("."));

        Reduction reduction = ClosedForms.derive(Elaboration.elaborate(heads, Map.of()), SCALARS);

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt()).hasValueSatisfying(why -> assertThat(why)
                .contains("the product of A, C stands beside others", "A, B, C"));
    }

    @Test
    void heads_at_different_prices_are_refused_as_one_matrix_in_two_metrics() {
        Model heads = ModelReader.parse(
                "model heads\n\nsizes\n  n >= 1\n\ndata\n  M : matrix[n, n]\n\nparameters\n  A : matrix[n, n]\n"
                        + "  B : matrix[n, n]\n  C : matrix[n, n]\n\n"
                        + "minimize\n  loss = normF(A*C - M)^2 + normF(B*C - M)^2 + normF(A)^2 + 2*normF(B)^2 + normF(C)^2\n",
                "heads.model",
                Path.of("."));

        Reduction reduction = ClosedForms.derive(Elaboration.elaborate(heads, Map.of()), SCALARS);

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt()).hasValueSatisfying(why -> assertThat(why)
                .contains("with the blocks taken together, A_B == [[A], [B]]", "nor priced in their own metric"));
    }

    @Test
    void what_is_no_product_is_refused_by_name() {
        String loss = "model other\n\nsizes\n  n >= 1\n\ndata\n  M : matrix[n, n]\n\nparameters\n  A : matrix[n, n]\n"
                + "  B : matrix[n, n]\n\nminimize\n  loss = ";
        Stream<String> losses = Stream.of(
                "normF(A*B - M)^2 + normF(B*A - M)^2",
                "normF(A*M*B - M)^2 + normF(A)^2 + normF(B)^2",
                "sum(tanh(A*B))",
                "normF(A*B - M)^2 + normF(A)^2",
                "normF(A + B - M)^4");

        List<Reduction> reductions = losses.map(
                        text -> ModelReader.parse(loss + text + "\n", "other.model", Path.of(".")))
                .map(model -> ClosedForms.derive(Elaboration.elaborate(model, Map.of()), SCALARS))
                .toList();

        assertThat(reductions).allSatisfy(reduction -> {
            assertThat(reduction.closedForms()).isEmpty();
            assertThat(reduction.refusedAt()).isPresent();
        });
    }
}
