package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.orthonormal.OrthonormalColumns;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Minima and critical points over orthonormal columns, against searches on the set and Hessians there. */
class OrthonormalTest {

    private static final double TOLERANCE = 1e-12;

    private static final String HEAD = "model m\n\nsizes\n  d >= 1\n  k <= d\n  n >= 1\n\ndata\n  S : symmetric[d]\n"
            + "  T : spd[k]\n  G : symmetric[d]\n  B : matrix[d, k]\n  X : matrix[d, n]\n  Z : matrix[k, n]\n  b : vector[d]\n\n"
            + "parameters\n";

    private static final String MATRIX = "  Q : matrix[d, k]\n\nminimize\n  f = ";

    private static final String END = "\n\nsubject to\n  Q'*Q == eye(k)\n";

    private static Model model(String loss, int d, int k) {
        String sizes = "\ninstance one\n  d = " + d + "\n  k = " + k + "\n  n = 4\n  S = spectrum("
                + "[" + list(d) + "]"
                + ")\n  T = wishart(" + k + ", 9)\n  G = eye(" + d + ")\n  B = gaussian(" + d + ", " + k
                + ")\n  X = gaussian(" + d + ", 4)\n  Z = gaussian(" + k + ", 4)\n  b = gaussian(" + d + ", 1)\n";
        return ModelReader.parse(HEAD + loss + sizes, "orthonormal.model", Path.of("."));
    }

    private static String list(int d) {
        return List.of("3", "1", "-1/2", "-2", "-7/2").subList(0, d).toString().replaceAll("[\\[\\]]", "");
    }

    private static List<String> failures(String loss, int d, int k, long seed) {
        Model model = model(loss, d, k);
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(seed));
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
        Reduction reduction = OrthonormalColumns.derive(derivation.landscape());
        List<String> failures = new ArrayList<>(reduction.refusedAt().stream().toList());
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        Replay replay = new Replay(model, instance, objective, objective.layout());
        double found = lowest(objective, seed);
        int minima = 0;
        for (ClosedForm form : reduction.closedForms()) {
            for (Replay.Member member : replay.each(form)) {
                Replay.Numbers numbers = member.numbers();
                String what = loss + " d=" + d + " k=" + k + " " + form.kind() + " " + member.choice() + " " + numbers;
                double scale = 1 + Math.abs(numbers.value());
                if (!(Math.abs(numbers.loss() - numbers.value()) <= TOLERANCE * scale)
                        || !(numbers.slope() <= 1e-9 * scale)) {
                    failures.add(what);
                }
                if (form.kind() == Kind.GLOBAL_MINIMUM) {
                    minima++;
                    if (!(Math.abs(found - numbers.value()) <= TOLERANCE * scale)) {
                        failures.add(what + ", the search finds " + found);
                    }
                }
                if (form.curvature().isPresent()) {
                    double[] values = eigenvalues(objective, replay, numbers);
                    long negative =
                            Arrays.stream(values).filter(each -> each < -1e-7).count();
                    long zero = Arrays.stream(values)
                            .filter(each -> Math.abs(each) <= 1e-7)
                            .count();
                    if (negative != numbers.index().orElseThrow()
                            || zero != numbers.nullity().orElseThrow()) {
                        failures.add(what + ", the Hessian has " + negative + " and " + zero);
                    }
                }
            }
        }
        if (minima != 1) {
            failures.add(loss + ": " + minima + " minima hold");
        }
        return failures;
    }

    private static double[] eigenvalues(CompiledObjective objective, Replay replay, Replay.Numbers numbers) {
        double[] x = objective.layout().pack(numbers.point().orElseThrow());
        double[] entries = new double[x.length * x.length];
        replay.objective().hessian(x, entries);
        return SymmetricEigen.of(Matrix.of(x.length, x.length, entries).symmetrised())
                .values();
    }

    private static double lowest(CompiledObjective objective, long seed) {
        RandomGenerator random = new Seed(seed).child("starts").generator();
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 12; i++) {
            double[] start = random.doubles(objective.dimension(), -1.5, 1.5).toArray();
            lowest = Math.min(
                    lowest,
                    new QuasiNewton(QuasiNewtonOptions.DEFAULTS)
                            .solve(objective, start, () -> false)
                            .value());
        }
        return lowest;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MATRIX + "-tr(Q'*S*Q)" + END,
                MATRIX + "1/2*tr(Q*Q'*S) + 3" + END,
                MATRIX + "normF(X - Q*Q'*X)^2" + END,
                MATRIX + "-1/n*normF(X'*Q)^2 + tr(Q'*S*Q)" + END,
                MATRIX + "-tr(T*Q'*S*Q)" + END,
                MATRIX + "tr(T*Q'*G*Q) + normF(X)^2" + END,
                MATRIX + "normF(Q*Z - X)^2" + END,
                "  Q : matrix[d, k]\n  P : matrix[k, n]\n\nminimize\n  f = normF(Q*P - X)^2" + END,
                MATRIX + "-tr(B'*Q)" + END,
                MATRIX + "1/2*normF(Q - B)^2" + END,
                MATRIX + "-tr(ones(k)*b'*Q)" + END,
                "  Q : vector[d]\n\nminimize\n  f = -Q'*S*Q\n\nsubject to\n  Q'*Q == 1\n",
                "  Q : vector[d]\n\nminimize\n  f = norm(Q - b)^2\n\nsubject to\n  1 == Q'*Q\n"
            })
    void minima_and_critical_points_are_those_of_searches_on_the_set(String loss) {
        List<String> failures = new ArrayList<>();

        failures.addAll(failures(loss, 4, 2, 1));
        failures.addAll(failures(loss, 3, 3, 2));
        failures.addAll(failures(loss, 5, 3, 3));
        failures.addAll(failures(loss, 1, 1, 4));
        failures.addAll(failures(loss, 2, 1, 5));

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MATRIX + "-tr(Q'*S*Q) + tr(B'*Q)" + END,
                MATRIX + "normF(Q'*S*Q - T)^2" + END,
                MATRIX + "sum(Q.^4)" + END,
                "  Q : matrix[d, k]\n  P : matrix[k, n]\n\nminimize\n  f = normF(Q*P - X)^2 + sum(P.^4)" + END
            })
    void what_is_neither_a_square_nor_linear_is_refused_by_name(String loss) {
        Model model = model(loss, 3, 2);

        Reduction reduction = OrthonormalColumns.derive(Elaboration.elaborate(model, Map.of()));

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt()).get().asString().contains("Q");
    }

    @Test
    void directions_that_keep_less_are_listed_with_their_index() {
        Model model = model(MATRIX + "-tr(Q'*S*Q)" + END, 4, 2);
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(1));
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        Replay replay = new Replay(model, instance, objective, objective.layout());

        List<Replay.Member> members = OrthonormalColumns.derive(derivation.landscape()).closedForms().stream()
                .flatMap(form -> replay.each(form).stream())
                .toList();

        assertThat(members).hasSize(6);
    }
}
