package dev.nadir.symbolic.constraint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.plan.Numbers;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OnConstraintsTest {

    private static final Map<String, Integer> SIZES = Map.of("d", 5, "k", 3, "n", 4);

    private static Model model(String loss, String equations) {
        return ModelReader.parse(
                """
                model m

                sizes
                  d >= 1
                  k >= 1
                  n >= 1

                data
                  S : symmetric[d]
                  N : diagonal[k]
                  X : matrix[d, n]

                parameters
                  W : matrix[d, k]
                  H : matrix[k, n]
                  v : vector[d]

                minimize
                  loss = %s

                subject to
                %s
                """
                        .formatted(loss, equations.indent(2).stripTrailing()),
                "test.model",
                Path.of("."));
    }

    private static Derivation derive(String loss, String equations) {
        return Deriver.derive(Elaboration.elaborate(model(loss, equations), Map.of()));
    }

    private static Instance instance() {
        Seed seed = new Seed(5);
        Matrix s = gaussian(5, 5, seed.child("S"));
        return new Instance(
                "one",
                "",
                SIZES,
                Map.of(
                        "S", s.plus(s.transpose()),
                        "N", Matrix.diagonal(3, 2, 0.5),
                        "X", gaussian(5, 4, seed.child("X"))),
                Map.of());
    }

    private static Matrix gaussian(int rows, int columns, Seed seed) {
        return RandomMatrices.gaussian(rows, columns, seed.generator());
    }

    /** The nearest matrix with orthonormal columns. */
    private static Matrix polar(Matrix a) {
        return a.times(SymmetricEigen.of(a.transpose().times(a).symmetrised()).rebuilt(x -> 1 / Math.sqrt(x)));
    }

    private static Matrix tangent(Matrix w, Matrix v) {
        return v.minus(w.times(w.transpose().times(v).symmetrised()));
    }

    private static Map<String, Matrix> point() {
        Seed seed = new Seed(9);
        Map<String, Matrix> point = new LinkedHashMap<>();
        point.put("W", polar(gaussian(5, 3, seed.child("W"))));
        point.put("H", gaussian(3, 4, seed.child("H")));
        point.put("v", polar(gaussian(5, 1, seed.child("v"))));
        return point;
    }

    private static Map<String, Matrix> direction(Map<String, Matrix> point) {
        Seed seed = new Seed(11);
        Map<String, Matrix> direction = new LinkedHashMap<>();
        point.forEach((name, value) -> {
            Matrix free = gaussian(value.rows(), value.columns(), seed.child(name));
            direction.put("d" + name, name.equals("H") ? free : tangent(value, free));
        });
        return direction;
    }

    private static double inner(Map<Expr.Symbol, Expr> parts, Numbers numbers, Map<String, Matrix> direction) {
        double sum = 0;
        for (Map.Entry<Expr.Symbol, Expr> part : parts.entrySet()) {
            Matrix value = numbers.of(part.getValue()).orElseThrow();
            Matrix along = direction.getOrDefault("d" + part.getKey().name(), value);
            sum += value.hadamard(along).sum();
        }
        return sum;
    }

    /** The loss as written along the curve that is straight in all matrices and then taken back to the set. */
    private static double along(Model model, Map<String, Matrix> point, Map<String, Matrix> direction, double t) {
        Map<String, Matrix> moved = new HashMap<>();
        point.forEach((name, value) -> {
            Matrix there = value.plus(direction.getOrDefault("d" + name, value).scaled(t));
            moved.put(name, name.equals("H") ? there : polar(there));
        });
        return Interpreter.of(model, instance(), moved).number(model.objective().value());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "-tr(W'*S*W)",
                "tr(W'*S*W*N) + v'*S*v",
                "1/2*normF(X - W*H)^2 + sum(v.^4)",
                "sum(exp(W)) + (v'*S*v)^2 + normF(H)^2",
                "logdet(eye(k) + W'*S*S*W) + tr(H*H')*(v'*S*v)"
            })
    void gradient_and_hessian_on_the_set_are_the_derivatives_along_retracted_lines(String loss) {
        String equations = "W'*W == eye(k)\nv'*v == 1";
        Derivation derivation = derive(loss, equations);
        OnConstraints found = OnConstraints.of(derivation).orElseThrow();
        Map<String, Matrix> point = point();
        Map<String, Matrix> direction = direction(point);
        Numbers numbers = new Numbers(instance(), 0, point, direction);

        double slope = inner(found.gradient(), numbers, direction);
        double curvature = inner(found.hessianAlong(), numbers, direction);

        Model model = derivation.landscape().model();
        double h = 1e-3;
        double ahead = along(model, point, direction, h);
        double behind = along(model, point, direction, -h);
        double here = along(model, point, direction, 0);
        double further = along(model, point, direction, 2 * h);
        double back = along(model, point, direction, -2 * h);
        double size = 1 + Math.abs(slope) + Math.abs(curvature);
        assertThat((8 * (ahead - behind) - (further - back)) / (12 * h)).isCloseTo(slope, within(1e-6 * size));
        assertThat((16 * (ahead + behind) - (further + back) - 30 * here) / (12 * h * h))
                .isCloseTo(curvature, within(1e-5 * size));
        assertThat(curvature).isNotCloseTo(0, within(1e-3));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"-tr(W'*S*W)", "tr(W'*S*W*N) + v'*S*v", "1/2*normF(X - W*H)^2 + sum(v.^4)"})
    void gradient_and_hessian_on_the_set_are_tangent(String loss) {
        OnConstraints found =
                OnConstraints.of(derive(loss, "W'*W == eye(k)\nv'*v == 1")).orElseThrow();
        Map<String, Matrix> point = point();
        Numbers numbers = new Numbers(instance(), 0, point, direction(point));

        for (Map<Expr.Symbol, Expr> parts : List.of(found.gradient(), found.hessianAlong())) {
            parts.forEach((parameter, part) -> {
                if (!parameter.name().equals("H")) {
                    Matrix value = numbers.of(part).orElseThrow();
                    Matrix frame = point.getOrDefault(parameter.name(), value);
                    assertThat(frame.transpose().times(value).symmetrised().maxAbs())
                            .isLessThan(1e-12 * (1 + value.maxAbs()));
                }
            });
        }
    }

    @Test
    void the_curvature_along_a_great_circle_is_that_of_the_hessian_on_the_sphere() {
        Derivation derivation = derive("v'*S*v + sum(v.^4)", "v'*v == 1");
        Map<String, Matrix> point = point();
        Matrix v = point.getOrDefault("v", Matrix.scalar(0));
        Matrix u = tangent(v, gaussian(5, 1, new Seed(2)));
        u = u.scaled(1 / u.normF());
        Matrix unit = u;
        Numbers numbers = new Numbers(
                instance(), 0, point, Map.of("dv", unit, "dW", Matrix.zeros(5, 3), "dH", Matrix.zeros(3, 4)));
        OnConstraints found = OnConstraints.of(derivation).orElseThrow();

        double curvature = inner(found.hessianAlong(), numbers, Map.of("dv", unit));

        java.util.function.DoubleUnaryOperator onCircle = t -> {
            Map<String, Matrix> moved = new HashMap<>(point);
            moved.put("v", v.scaled(Math.cos(t)).plus(unit.scaled(Math.sin(t))));
            return Interpreter.of(derivation.landscape().model(), instance(), moved)
                    .number(derivation.landscape().model().objective().value());
        };
        double h = 1e-3;
        double second = (16 * (onCircle.applyAsDouble(h) + onCircle.applyAsDouble(-h))
                        - (onCircle.applyAsDouble(2 * h) + onCircle.applyAsDouble(-2 * h))
                        - 30 * onCircle.applyAsDouble(0))
                / (12 * h * h);
        assertThat(curvature).isCloseTo(second, within(1e-6 * (1 + Math.abs(second))));
    }

    @Test
    void the_best_subspace_has_the_condition_that_papers_print() {
        OnConstraints found =
                OnConstraints.of(derive("-tr(W'*S*W)", "W'*W == eye(k)")).orElseThrow();

        assertThat(found.stationary().values().stream().map(TextPrinter::print).toList())
                .contains("2*(W*W' - eye(d))*S*W");
        assertThat(found.multipliers()).isEmpty();
    }

    @Test
    void the_gram_matrix_of_orthonormal_columns_is_written_as_the_identity() {
        OnConstraints found = OnConstraints.of(derive("1/2*normF(X - W*H)^2", "W'*W == eye(k)"))
                .orElseThrow();

        assertThat(found.gradient().values().stream().map(TextPrinter::print).toList())
                .contains("H - W'*X");
    }

    @Test
    void other_equations_have_multipliers_whose_stationarity_is_that_of_the_lagrangian() {
        OnConstraints found = OnConstraints.of(derive("normF(W)^2 + normF(H)^2", "W*H == X\nv'*v == 1"))
                .orElseThrow();

        assertThat(found.multipliers().keySet().stream().map(Expr.Symbol::name).toList())
                .containsExactly("Lambda", "Lambda2");
        assertThat(found.stationary().values().stream().map(TextPrinter::print).toList())
                .containsExactly("2*W + Lambda*H'", "2*H + W'*Lambda", "2*Lambda2*v");
        assertThat(found.gradient()).isEmpty();
        assertThat(found.hessianAlong()).isEmpty();
    }

    @Test
    void free_parameters_have_no_derivatives_on_a_set() {
        Model free = ModelReader.parse(
                "model m\n\nparameters\n  w : scalar\n\nminimize\n  loss = w^2\n", "test.model", Path.of("."));

        assertThat(OnConstraints.of(Deriver.derive(Elaboration.elaborate(free, Map.of()))))
                .isEmpty();
    }
}
