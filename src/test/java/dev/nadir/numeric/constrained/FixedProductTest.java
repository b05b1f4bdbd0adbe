package dev.nadir.numeric.constrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.critical.CriticalPointOptions;
import dev.nadir.numeric.critical.CriticalPointSolver;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The cheapest factors of a given product against walks on the equation, which know no lemma. */
class FixedProductTest {

    private static final String HEAD =
            "model m\n\nsizes\n  a >= 1\n  b >= 1\n  c >= 1\n  e >= 1\n\ndata\n  M : matrix[c, a]\n"
                    + "  S : spd[a]\n  T : spd[c]\n  p : scalar > 0\n  q : scalar > 0\n\nparameters\n";

    private static String sizes(int a, int b, int c, int e) {
        return "\ninstance one\n  a = " + a + "\n  b = " + b + "\n  c = " + c + "\n  e = " + e + "\n  M = gaussian(" + c
                + ", " + a + ")\n  S = wishart(" + a + ", 9)\n  T = wishart(" + c + ", 8)\n  p = 0.3\n  q = 1.7\n";
    }

    private static final String PAIR = "  F : matrix[b, a]\n  G : matrix[c, b]\n\nminimize\n  f = ";

    /** Losses with their constraint; halves, transposes, metrics, unequal prices, a constant, three factors. */
    private static final List<String> LOSSES = List.of(
            PAIR + "p*normF(F)^2 + q*normF(G)^2\n\nsubject to\n  G*F == M\n",
            PAIR + "1/2*tr(F*S*F') + q*tr(G'*T*G) + 3\n\nsubject to\n  M == G*F\n",
            PAIR + "p*normF(F)^2/2 + tr(G'*T*G)\n\nsubject to\n  F'*G' == M'\n",
            "  F : matrix[a, b]\n  G : matrix[b, c]\n\nminimize\n  f = p*tr(F'*S*F) + normF(G)^2\n\n"
                    + "subject to\n  G'*F' == M\n",
            "  F : matrix[b, a]\n  G : matrix[e, b]\n  H : matrix[c, e]\n\nminimize\n"
                    + "  f = p*normF(F)^2 + q*normF(G)^2 + 1/3*tr(H'*T*H)\n\nsubject to\n  H*G*F == M\n");

    private static Model model(String loss, String sizes) {
        return ModelReader.parse(HEAD + loss + sizes, "fixed.model", Path.of("."));
    }

    private static Lagrangian lagrangian(Landscape landscape, Instance instance) {
        CompiledObjective compiled = CompiledObjective.of(Deriver.derive(Lagrangian.landscape(landscape)), instance);
        return new Lagrangian(compiled, compiled.layout());
    }

    private static Reduction reduction(Landscape landscape) {
        return ClosedForms.derive(landscape, new CellSolver(new RingsAlgebra()));
    }

    /** The gap between the stated value and the lowest sharp walk, and between the stated value and the stated point. */
    private static List<String> failures(String loss, String sizes, long seed, int starts) {
        Model model = model(loss, sizes);
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(seed));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        Reduction reduction = reduction(landscape);
        if (reduction.closedForms().size() != 1) {
            return List.of(loss + ": " + reduction.refusedAt());
        }
        Lagrangian lagrangian = lagrangian(landscape, instance);
        Replay.Numbers stated = new Replay(model, instance, new TangentObjective(lagrangian), lagrangian.layout())
                .of(reduction.closedForms().get(0))
                .orElseThrow();
        List<String> failures = new ArrayList<>();
        double tolerance = 1e-10 * (1 + Math.abs(stated.value()));
        if (!stated.holds() || !(Math.abs(stated.value() - stated.loss()) <= tolerance) || !(stated.slope() <= 1e-8)) {
            failures.add(loss + sizes + ": " + stated);
        }
        RandomGenerator random = new Seed(seed).child("starts").generator();
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < starts; i++) {
            double[] start = random.doubles(lagrangian.parameters(), -1.5, 1.5).toArray();
            ConstrainedSolver.Result walk = new ConstrainedSolver(lagrangian, new QuasiNewton(QuasiNewtonOptions.FAST))
                    .solve(start, () -> false);
            lowest = walk.isSharp() ? Math.min(lowest, walk.value()) : lowest;
        }
        if (!(Math.abs(lowest - stated.value()) <= tolerance)) {
            failures.add(loss + sizes + ": states " + stated.value() + ", walks find " + lowest);
        }
        return failures;
    }

    private static List<String> failures(int seeds) {
        List<String> failures = new ArrayList<>();
        for (int seed = 1; seed <= seeds; seed++) {
            for (String loss : LOSSES) {
                boolean isWide = seed % 2 == 0;
                String sizes = isWide ? sizes(3, 4, 2, 3) : sizes(2, 2, 3, 2);
                failures.addAll(failures(loss, sizes, seed, 3));
            }
        }
        return failures;
    }

    @Test
    void the_stated_value_is_the_least_on_the_equation() {
        assertThat(failures(2)).isEmpty();
    }

    @Tag("slow")
    @Test
    void so_it_is_on_a_hundred_instances() {
        assertThat(failures(20)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"gaussian(2, 3)", "2*eye(3)[1..2, :]"})
    void of_a_matrix_of_full_rank_every_stationary_point_is_cheapest(String target) {
        List<Double> gaps = new ArrayList<>();

        for (String loss : LOSSES) {
            Model model = model(loss, sizes(3, 4, 2, 3).replace("gaussian(2, 3)", target));
            Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(1));
            Landscape landscape = Elaboration.elaborate(model, Map.of());
            CompiledObjective compiled =
                    CompiledObjective.of(Deriver.derive(Lagrangian.landscape(landscape)), instance);
            Lagrangian lagrangian = lagrangian(landscape, instance);
            double least = new Replay(model, instance, new TangentObjective(lagrangian), lagrangian.layout())
                    .of(reduction(landscape).closedForms().get(0))
                    .orElseThrow()
                    .value();
            RandomGenerator random = new Seed(2).child(loss).generator();
            for (int i = 0; i < 12; i++) {
                double[] start = random.doubles(compiled.dimension(), -1.5, 1.5).toArray();
                Point end = new CriticalPointSolver(CriticalPointOptions.DEFAULTS).solve(compiled, start, () -> false);
                double[] gradient = new double[start.length];
                compiled.valueAndGradient(end.coordinates(), gradient);
                if (Matrix.column(gradient).maxAbs() <= 1e-9) {
                    gaps.add(Math.abs(compiled.value(end.coordinates()) - least));
                }
            }
        }

        assertThat(gaps).hasSizeGreaterThan(15).allSatisfy(gap -> assertThat(gap)
                .isLessThan(1e-7));
    }

    @Test
    void the_list_of_points_says_where_it_is_complete() {
        Landscape landscape = Elaboration.elaborate(model(LOSSES.get(0), sizes(3, 4, 2, 3)), Map.of());

        assertThat(reduction(landscape).completeness().unlisted())
                .hasValueSatisfying(words -> assertThat(words).startsWith("where the given matrix has not full rank"));
    }

    @Test
    void a_product_of_too_high_a_rank_has_no_factors() {
        Model model = model(LOSSES.get(0), sizes(3, 1, 2, 1));
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(1));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        Lagrangian lagrangian = lagrangian(landscape, instance);
        Replay replay = new Replay(model, instance, new TangentObjective(lagrangian), lagrangian.layout());

        Replay.Numbers stated =
                replay.of(reduction(landscape).closedForms().get(0)).orElseThrow();

        assertThat(stated.holds()).isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "p*normF(F)^2\n\nsubject to\n  G*F == M\n",
                "p*normF(F)^2 + q*normF(G)^2 + normF(G*F*S)^2\n\nsubject to\n  G*F == M\n",
                "p*normF(F)^2 + q*normF(G)^2\n\nsubject to\n  G*F == M + G*F*S\n",
                "p*normF(F)^2 + q*normF(G)^2\n\nsubject to\n  G*F == M\n  F*S*F' == eye(b)\n",
                "p*normF(F)^2 + q*normF(G)^2\n\nsubject to\n  T*G*F == M\n",
                "sum(exp(F)) + q*normF(G)^2\n\nsubject to\n  G*F == M\n"
            })
    void what_the_lemma_does_not_cover_is_refused_by_name(String loss) {
        Landscape landscape = Elaboration.elaborate(model(PAIR + loss, sizes(2, 2, 2, 2)), Map.of());

        Reduction reduction = reduction(landscape);

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt())
                .hasValueSatisfying(step -> assertThat(step).isNotBlank());
    }

    @Test
    void the_flatness_of_the_shipped_model_is_the_trace_of_the_Hessian() {
        Path file = Path.of("models/flat-matrix-factorisation/flat-matrix-factorisation.model");
        Model flat = ModelReader.read(file, file.toString());
        String text = flat.file().text();
        String start = text.substring(0, text.indexOf("minimize"));
        String under = start + "minimize\n  fit = 1/n*sum(i in 1..n, (tr(A[i]'*W2*W1) - i/3)^2)\n\n"
                + text.substring(text.indexOf("instance golden"), text.indexOf("verify golden"));
        String alone = start + "minimize\n  flatness = "
                + text.lines()
                        .filter(line -> line.startsWith("  flatness = "))
                        .findFirst()
                        .orElseThrow()
                        .substring("  flatness = ".length())
                + "\n\n" + text.substring(text.indexOf("instance golden"), text.indexOf("verify golden"));
        RandomGenerator random = new Seed(3).generator();
        List<Double> gaps = new ArrayList<>();
        for (int place = 0; place < 2; place++) {
            CompiledObjective fit = objective(under, place);
            CompiledObjective flatness = objective(alone, place);
            for (int i = 0; i < 5; i++) {
                double[] x = random.doubles(fit.dimension(), -1, 1).toArray();
                double[] entries = new double[x.length * x.length];
                fit.hessian(x, entries);
                gaps.add(Math.abs(Matrix.of(x.length, x.length, entries).trace() - flatness.value(x)));
            }
        }

        assertThat(gaps).hasSize(10).allSatisfy(gap -> assertThat(gap).isLessThan(1e-11));
    }

    private static CompiledObjective objective(String text, int place) {
        Model model = ModelReader.parse(text, "flat.model", Path.of("."));
        Instance instance = InstanceBuilder.build(model, model.instances().get(place), new Seed(1));
        return CompiledObjective.of(
                Deriver.derive(Elaboration.elaborate(
                        model, Map.of("n", instance.sizes().get("n")))),
                instance);
    }
}
