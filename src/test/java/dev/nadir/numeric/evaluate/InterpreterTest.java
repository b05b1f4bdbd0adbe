package dev.nadir.numeric.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InterpreterTest {

    private static final Seed SEED = new Seed(3);

    /** A model whose let {@code x} is the given formula, with every kind of name around it. */
    private static final String FRAME =
            """
            model frame "Formulas for tests"

            sizes
              L            >= 1 "layers"
              n            >= 1 "side"
              d[i in 0..L] >= 1 "widths"

            data
              A : matrix[n, n] "any"
              S : spd[n]       "definite"
              v : vector[n]    "a vector"

            parameters
              W[i in 1..L] : matrix[d[i], d[i-1]] "weights"
              t            : scalar               "a number"

            let
              lambda, U = eig(S)
              two       = 2*eye(n)
              x         = %s

            minimize
              loss = t^2
            """;

    private static final Instance INSTANCE = new Instance(
            "numbers",
            "",
            Map.of("L", 3, "n", 3, "d[0]", 2, "d[1]", 4, "d[2]", 1, "d[3]", 3),
            Map.of(
                    "A", Matrix.of(3, 3, 1, 2, 3, 4, 5, 6, 7, 8, 10),
                    "S", Matrix.of(3, 3, 4, 1, 0, 1, 3, 0, 0, 0, 2),
                    "v", Matrix.column(3, -1, 2)),
            Map.of());

    private static Map<String, Matrix> parameters() {
        return Map.of(
                "W[1]", Matrix.of(4, 2, 1, 2, 3, 4, 5, 6, 7, 8),
                "W[2]", Matrix.of(1, 4, 1, 0, -1, 2),
                "W[3]", Matrix.of(3, 1, 1, 2, 3),
                "t", Matrix.scalar(1.5));
    }

    private static Matrix evaluate(String formula) {
        Model model = ModelReader.parse(FRAME.formatted(formula), "frame.model", Path.of("."));
        return Interpreter.of(model, INSTANCE, parameters()).matrix(let(model, "x"));
    }

    private static Formula let(Model model, String name) {
        return model.lets().stream()
                .filter(let -> let.names().contains(name))
                .findFirst()
                .orElseThrow()
                .value();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1/2 * t^2 | 1.125",
                "2 - 3 - 4 | -5",
                "-t^2 | -2.25",
                "2^3^2 | 512",
                "tr(A) | 16",
                "tr(A*inv(A)) | 3",
                "det(A) | -3",
                "logdet(S) | 3.0910424533583156",
                "normF(v)^2 | 14",
                "norm(v) | 3.7416573867739413",
                "norm(two) | 2",
                "rank(v*v') | 1",
                "sum(v) | 4",
                "mean(v) | 1.3333333333333333",
                "min(v) | -1",
                "max(v) | 3",
                "min(d) | 1",
                "sum(d) | 10",
                "d[L] | 3",
                "d[L-1] | 1",
                "sum(abs(v)) | 6",
                "sum(exp(zeros(n))) | 3",
                "log(exp(t)) | 1.5",
                "tanh(0) + sqrt(4) | 2",
                "v[2] | -1",
                "sum(v[2..3]) | 1",
                "sum(v[2..1]) | 0",
                "sum(v[L+1..n]) | 0",
                "sum(log(t) + v[L+1..n]) | 0",
                "A[2, 3] | 6",
                "sum(A[:, 2]) | 15",
                "sum(A[1..2, 2..3]) | 16",
                "sum(v - t) | -0.5",
                "sum(t - v) | 0.5",
                "sum(max(v, t)) | 6.5",
                "sum(v./v) | 3",
                "sum(v.*v) | 14",
                "sum(v.^2) | 14",
                "v'*v | 14",
                "sum(v/2) | 2",
                "sum(i in 1..L, i^2) | 14",
                "sum(i in 1..L, normF(W[i])^2) | 224",
                "product(i in 1..L, i) | 6",
                "sum(product(i in L..1, W[i])) | 132",
                "sum(diagonal(A)) | 16",
                "tr(diag(v)) | 4",
                "sum(ones(2, 3)) | 6",
                "sum(lambda) | 9",
                "tr(U'*U) | 3",
                "pi | 3.141592653589793",
            })
    void formulas_have_the_value_of_a_reader_with_pencil(String formula, double expected) {
        double value = Value.of(evaluate(formula)).number();

        assertThat(value).isCloseTo(expected, within(1e-13 * (1 + Math.abs(expected))));
    }

    @Test
    void eigenvalues_descend_and_rebuild_the_matrix() {
        Matrix difference = evaluate("U*diag(lambda)*U' - S");
        Matrix gaps = evaluate("lambda[1..n-1] - lambda[2..n]");

        assertThat(difference.maxAbs()).isLessThan(1e-14);
        assertThat(java.util.Arrays.stream(gaps.toArray()).min().orElseThrow()).isNotNegative();
    }

    @ParameterizedTest
    @ValueSource(strings = {"log(-t)", "sqrt(-t)", "tr(inv(v*v'))", "sum(eig(inv(v*v')))"})
    void what_is_not_defined_at_these_numbers_is_NaN(String formula) {
        assertThat(Value.of(evaluate(formula)).number()).isNaN();
    }

    @ParameterizedTest
    @ValueSource(strings = {"v[4]", "A*v'", "v + ones(2)", "d[4]", "sum(i in 3..1, i)"})
    void what_has_no_meaning_at_these_sizes_is_refused_with_its_place(String formula) {
        assertThatThrownBy(() -> evaluate(formula))
                .isInstanceOf(RuntimeException.class)
                .hasMessageContaining("frame.model:");
    }

    /** The checker asks for products instead; claims on the way through the library may hold powers. */
    @Test
    void powers_of_matrices_are_products_inverses_and_roots() {
        Matrix s = Matrix.of(2, 2, 4, 1, 1, 3);
        Matrix indefinite = Matrix.of(2, 2, 1, 2, 2, 1);

        Matrix cube = power(s, 3);
        Matrix root = power(s, 0.5);

        assertThat(cube.minus(s.times(s).times(s)).maxAbs()).isLessThan(1e-12);
        assertThat(root.times(root).minus(s).maxAbs()).isLessThan(1e-14);
        assertThat(power(s, -2).times(s).times(s).minus(Matrix.identity(2)).maxAbs())
                .isLessThan(1e-14);
        assertThat(power(s, 0)).isEqualTo(Matrix.identity(2));
        assertThat(power(indefinite, 0.5).get(0, 0)).isNaN();
    }

    private static Matrix power(Matrix base, double exponent) {
        return Arithmetic.apply(Formula.Operator.POWER, base, Matrix.scalar(exponent));
    }

    @Test
    void a_name_without_a_value_is_refused_by_name() {
        Model model = ModelReader.parse(FRAME.formatted("t"), "frame.model", Path.of("."));
        Interpreter interpreter = Interpreter.of(model, INSTANCE);

        assertThat(interpreter.number(let(model, "two") instanceof Formula.Binary b ? b.left() : let(model, "x")))
                .isEqualTo(2);
        assertThatThrownBy(() -> interpreter.number(let(model, "x")))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("none for t");
    }

    private static Model shipped(String name) {
        return ModelReader.read(Path.of("models", name, name + ".model"), name + ".model");
    }

    private static Claim claim(Model model, String name) {
        return model.claims().stream()
                .filter(c -> c.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void the_claimed_minimum_of_the_linear_vae_is_attained_at_the_claimed_point() {
        Model model = shipped("linear-vae");
        Claim claim = claim(model, "global-minimum");
        Claim.Statement.GlobalMinimum statement = (Claim.Statement.GlobalMinimum) claim.statement();
        for (int run = 0; run < 10; run++) {
            Matrix s = RandomMatrices.wishart(5, 12, SEED.child(run).generator());
            Instance instance = new Instance("drawn", "", Map.of("d", 5, "k", 2), Map.of("S", s), Map.of());
            Interpreter claims = Interpreter.of(model, instance).withLets(claim.lets());

            Map<String, Matrix> point = new HashMap<>();
            for (Claim.Equation equation : statement.at()) {
                point.put(((Formula.Name) equation.left()).name(), claims.matrix(equation.right()));
            }
            double claimed = claims.number(statement.value());
            double loss = Interpreter.of(model, instance, point)
                    .number(model.objective().value());

            assertThat(loss).isCloseTo(claimed, within(1e-12 * (1 + Math.abs(claimed))));
            assertThat(claims.compare((Formula.Binary) claim.needs().get(0)).holds(0))
                    .isTrue();
        }
    }

    @Test
    void the_critical_values_of_the_deep_network_are_one_per_set_of_eigenvalues() {
        Model model = shipped("deep-linear-network");
        Claim claim = claim(model, "critical-values");
        Claim.Statement.CriticalValues statement = (Claim.Statement.CriticalValues) claim.statement();
        Matrix x = RandomMatrices.gaussian(4, 12, SEED.child("X").generator());
        Matrix y = RandomMatrices.gaussian(3, 12, SEED.child("Y").generator());
        Instance instance = new Instance(
                "drawn",
                "",
                Map.of("L", 3, "n", 12, "d[0]", 4, "d[1]", 3, "d[2]", 2, "d[3]", 3),
                Map.of("X", x, "Y", y),
                Map.of());
        Interpreter claims = Interpreter.of(model, instance).withLets(claim.lets());

        List<Value> sets = claims.choices(statement.range());
        double[] values = sets.stream()
                .mapToDouble(set -> claims.with(statement.index(), set).number(statement.value()))
                .toArray();

        // Sets of at most two of three places: 1 + 3 + 3.
        assertThat(values).hasSize(7).doesNotHaveDuplicates();
        assertThat(values[0]).isCloseTo(0.5 * Math.pow(y.normF(), 2), within(1e-12 * values[0]));
        Claim.Statement.GlobalMinimum minimum =
                (Claim.Statement.GlobalMinimum) claim(model, "global-minimum").statement();
        double least = Interpreter.of(model, instance)
                .withLets(claim(model, "global-minimum").lets())
                .number(minimum.value());
        assertThat(java.util.Arrays.stream(values).min().orElseThrow()).isCloseTo(least, within(1e-12 * least));
    }

    @Test
    void comparisons_say_how_far_they_are_from_holding() {
        Comparison equal = new Comparison(Formula.Operator.EQUAL, Matrix.column(1, 2), Matrix.column(1, 2.5));
        Comparison less = new Comparison(Formula.Operator.LESS, Matrix.column(1, 2), Matrix.scalar(3));
        Comparison broken = new Comparison(Formula.Operator.GREATER_OR_EQUAL, Matrix.scalar(1), Matrix.scalar(3));
        Comparison undefined = new Comparison(Formula.Operator.LESS, Matrix.scalar(Double.NaN), Matrix.scalar(3));

        assertThat(equal.gap()).isEqualTo(0.5);
        assertThat(equal.holds(1e-9)).isFalse();
        assertThat(less.gap()).isEqualTo(-1);
        assertThat(less.holds(0)).isTrue();
        assertThat(broken.gap()).isEqualTo(2);
        assertThat(broken.holds(1e-9)).isFalse();
        assertThat(undefined.holds(1)).isFalse();
    }
}
