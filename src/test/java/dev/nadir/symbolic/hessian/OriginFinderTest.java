package dev.nadir.symbolic.hessian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.DenseHessian;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.plan.Plan;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OriginFinderTest {

    private static final String HEAD =
            """
            model origin "For tests"

            sizes
              m >= 1
              n >= 1
              k >= 1

            data
              C  : matrix[m, n]
              A  : spd[n]
              c  : vector[n]
              g  : scalar > 0
              h  : scalar > 0
              eta : vector[k] > 0

            parameters
              U : matrix[m, k]
              W : matrix[k, n]
              w : vector[k]
              V : matrix[n, k]
              s : scalar > 0

            minimize
              loss =\s""";

    private static final String LINEAR = "tr(U*W*A*W'*U') - 2*tr(U*W*C') + g*normF(U)^2 + h*normF(W)^2";
    private static final String VECTOR = "w'*W*A*W'*w - 2*w'*W*c + g*norm(w)^2 + h*normF(W)^2";
    private static final String DEEPER = "normF(U*(W*W')*W - C)^2 + g*normF(U)^2 + h*normF(W)^2";
    private static final String VARIATIONAL =
            "(tr(V*W*A*W'*V') - 2*tr(V*W*A) + tr(V*diag(eta)*V'))/(2*g) + h*tr(W*A*W')/2 + s - log(s)";

    private static final String DIAGONALS =
            "normF(V)^2 + sum(diagonal(V'*V).*diagonal(V'*V)) + sum(diagonal(V'*A*V)) + norm(w)^2*g";

    private static Derivation derivation(String loss) {
        Model model = ModelReader.parse(HEAD + loss + "\n", "origin.model", Path.of("."));
        return Deriver.derive(Elaboration.elaborate(model, Map.of()));
    }

    private static Map<String, Matrix> data(int m, int n, int k) {
        RandomGenerator generator = new Seed(31).generator();
        return Map.of(
                "C", RandomMatrices.gaussian(m, n, generator),
                "A", RandomMatrices.wishart(n, n + 2, generator),
                "c", RandomMatrices.gaussian(n, 1, generator),
                "g", Matrix.scalar(0.7),
                "h", Matrix.scalar(1.3),
                "eta", RandomMatrices.uniform(k, 1, 0.5, 2, generator));
    }

    /** The eigenvalues that a spectrum says, ascending. */
    private static double[] said(OriginSpectrum spectrum, Map<String, Integer> sizes, Map<String, Matrix> values) {
        Map<String, double[]> letters = new HashMap<>();
        spectrum.letters().forEach((letter, meaning) -> letters.put(letter, meaning(meaning, values)));
        values.forEach((name, value) -> letters.putIfAbsent(name, value.toArray()));
        List<Double> all = new ArrayList<>();
        for (OriginSpectrum.Group group : spectrum.groups()) {
            List<Map<String, Integer>> places = new ArrayList<>(List.of(Map.of()));
            for (String range : group.ranges()) {
                String index = range.substring(0, range.indexOf(' '));
                int last = number(range.substring(range.indexOf("..") + 2), sizes);
                List<Map<String, Integer>> longer = new ArrayList<>();
                for (Map<String, Integer> place : places) {
                    for (int i = 1; i <= last; i++) {
                        Map<String, Integer> next = new HashMap<>(place);
                        next.put(index, i);
                        longer.add(next);
                    }
                }
                places = longer;
            }
            int multiplicity = number(group.multiplicity(), sizes);
            for (Map<String, Integer> place : places) {
                double value = value(group.eigenvalue(), place, letters, values);
                for (int i = 0; i < multiplicity; i++) {
                    all.add(value);
                }
            }
        }
        return all.stream().mapToDouble(Double::doubleValue).sorted().toArray();
    }

    private static double value(
            Expr eigenvalue, Map<String, Integer> place, Map<String, double[]> letters, Map<String, Matrix> values) {
        Map<String, Matrix> constants = new HashMap<>(values);
        letters.forEach((letter, numbers) -> {
            place.forEach((index, i) -> {
                if (i <= numbers.length) {
                    constants.put(letter + "[" + index + "]", Matrix.scalar(numbers[i - 1]));
                }
            });
            if (!values.containsKey(letter)) {
                constants.put(letter, Matrix.scalar(numbers[0]));
            }
        });
        Plan plan = Plan.compile(List.of(List.of(eigenvalue)), Map.of(), constants, Set.of());
        plan.run();
        return plan.value(0).get(0);
    }

    /** What {@code eig(A)}, {@code svd(C)} and {@code norm(c)} of plain names mean. */
    private static double[] meaning(String text, Map<String, Matrix> values) {
        String inner = text.substring(text.indexOf('(') + 1, text.lastIndexOf(')'));
        Matrix matrix = Matrix.identity(0);
        for (String factor : inner.split("\\*", 0)) {
            boolean isTransposed = factor.endsWith("'");
            Matrix value = values.getOrDefault(factor.replace("'", ""), Matrix.identity(0));
            Matrix its = isTransposed ? value.transpose() : value;
            matrix = matrix.count() == 0 ? its : matrix.times(its);
        }
        if (text.startsWith("eig(")) {
            return SymmetricEigen.of(matrix).values();
        }
        return text.startsWith("svd(") ? SingularValues.of(matrix).values() : new double[] {matrix.normF()};
    }

    /** A whole number from sums, products and minima of sizes. */
    private static int number(String text, Map<String, Integer> sizes) {
        String expanded = text.replaceAll("min\\((\\w+), (\\w+)\\)", "min_$1_$2");
        int product = 1;
        for (String factor : expanded.split("\\*", 0)) {
            int sum = 0;
            for (String term : factor.replaceAll("[() ]", "").replace("-", "+-").split("\\+", 0)) {
                boolean isNegative = term.startsWith("-");
                String name = isNegative ? term.substring(1) : term;
                if (!name.isEmpty()) {
                    sum += (isNegative ? -1 : 1) * atom(name, sizes);
                }
            }
            product *= sum;
        }
        return product;
    }

    private static int atom(String name, Map<String, Integer> sizes) {
        if (name.startsWith("min_")) {
            String[] parts = name.split("_", 0);
            return Math.min(atom(parts[1], sizes), atom(parts[2], sizes));
        }
        Integer size = sizes.get(name);
        return size == null ? Integer.parseInt(name) : size;
    }

    @ParameterizedTest
    @ValueSource(strings = {LINEAR, VECTOR, DEEPER, VARIATIONAL, DIAGONALS})
    void the_eigenvalues_are_those_of_the_numerical_hessian(String loss) {
        int[][] shapes = {{2, 3, 2}, {3, 2, 1}, {2, 2, 3}, {1, 4, 2}, {1, 1, 1}};
        Derivation derivation = derivation(loss);
        OriginSpectrum spectrum = OriginFinder.find(derivation);
        for (int[] shape : shapes) {
            Map<String, Integer> sizes = Map.of("m", shape[0], "n", shape[1], "k", shape[2]);
            Map<String, Matrix> data = new HashMap<>(data(shape[0], shape[1], shape[2]));
            data.put("s", Matrix.scalar(1.7));

            double[] said = said(spectrum, sizes, data);

            assertThat(said).as(loss + " at " + sizes).containsExactly(measured(derivation, sizes, data), within(1e-9));
        }
    }

    /** Of the Hessian in entries; the positive scalar is fixed and its own second derivative put beside. */
    private static double[] measured(Derivation derivation, Map<String, Integer> sizes, Map<String, Matrix> data) {
        Map<String, Matrix> given = new HashMap<>(data);
        Matrix s = java.util.Objects.requireNonNull(given.remove("s"));
        Instance instance = new Instance("one", "", sizes, given, Map.of());
        CompiledObjective objective = CompiledObjective.of(derivation, instance, Map.of("s", s));
        Matrix hessian =
                DenseHessian.at(objective, new double[objective.dimension()]).matrix();
        double[] values = Arrays.copyOf(SymmetricEigen.of(hessian).values(), hessian.rows() + 1);
        boolean isVariational = derivation.landscape().expectedLoss().toString().contains("LOG")
                || derivation.landscape().expectedLoss().toString().contains("log");
        values[hessian.rows()] = isVariational ? 1 / (s.get(0) * s.get(0)) : 0;
        Arrays.sort(values);
        return values;
    }

    @Test
    void one_hidden_layer_with_decay_prints_the_textbook_formula() {
        OriginSpectrum spectrum = OriginFinder.find(derivation(VECTOR));

        assertThat(spectrum.letters()).isEqualTo(Map.of("sigma", "norm(c)"));
        assertThat(spectrum.groups().stream()
                        .map(group -> TextPrinter.print(group.eigenvalue()) + " | " + group.multiplicity()))
                .contains(
                        "h + g + sqrt((h - g)^2 + 4*sigma^2) | k",
                        "h + g - sqrt((h - g)^2 + 4*sigma^2) | k",
                        "2*h | (n - 1)*k");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tr(U*W*A*W'*U') - 2*tr(U*W*C') + normF(W*A)^2 + tr(U*U'*C*C') | square",
                "normF(U*W - C)^2 + tr(U'*U)^2 + norm(W*c)^2 + (w'*W*c)^2 + log(norm(w)^2) | zero",
                "normF(U*W - C)^2 + w'*W*c + norm(U*w - C*c)^2 | coupled",
                "normF((ones(n)*eta').*V)^2 | left*V*right",
                "normF(U - C*W')^2 + tr(inv(W*W')) | nverse"
            })
    void a_structure_without_a_closed_form_is_refused_by_name(String loss, String reason) {
        Derivation derivation = derivation(loss);

        assertThatThrownBy(() -> OriginFinder.find(derivation))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining(reason);
    }

    @Test
    void the_origin_is_said_to_be_critical_only_under_its_conditions() {
        OriginSpectrum spectrum = OriginFinder.find(derivation(VARIATIONAL));

        assertThat(spectrum.conditions().values().stream().map(TextPrinter::print))
                .containsExactly("1 - 1/s");
        assertThat(OriginFinder.find(derivation(LINEAR)).conditions()).isEmpty();
        assertThat(OriginFinder.find(derivation(LINEAR + " + sum(w)")).conditions())
                .hasSize(1);
    }
}
