package dev.nadir.reduction.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.Polynomial;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

class CriticalEquationsTest {

    private static CriticalEquations equations(
            String declarations, String loss, Map<String, Integer> sizes, Map<String, ExactMatrix> data) {
        String text = "model m\n\n" + declarations + "\nminimize\n  loss = " + loss + "\n";
        Model model = ModelReader.parse(text, "test.model", Path.of("."));
        return CriticalEquations.of(Deriver.derive(Elaboration.elaborate(model, Map.of())), sizes, data);
    }

    private static ExactMatrix scalar(long value) {
        return new ExactMatrix(1, 1, List.of(Rational.of(value)));
    }

    /** Terms as {@code coefficient:exponents}. */
    private static List<String> terms(Polynomial polynomial) {
        return polynomial.terms().stream()
                .map(term -> term.coefficient() + ":" + term.exponents())
                .toList();
    }

    private static Rational value(Polynomial polynomial, List<Rational> point) {
        Rational sum = Rational.ZERO;
        for (Polynomial.Term term : polynomial.terms()) {
            Rational value = term.coefficient();
            for (int i = 0; i < point.size(); i++) {
                value = value.times(point.get(i).power(term.exponents().get(i)));
            }
            sum = sum.plus(value);
        }
        return sum;
    }

    @Test
    void the_smallest_network_has_the_equations_one_writes_by_hand() {
        CriticalEquations equations = Networks.equations(List.of(1, 1, 1), 1, Networks.TIKHONOV, 3);

        List<Polynomial> written = Polynomials.instantiated(equations.system());

        Map<String, Rational> values = new java.util.HashMap<>();
        for (int i = 0; i < equations.system().values().size(); i++) {
            values.put(
                    equations.system().family().parameters().get(i),
                    equations.system().values().get(i));
        }
        Rational xx = values.getOrDefault("(X*X')[1, 1]", Rational.ZERO);
        Rational yx = values.getOrDefault("(Y*X')[1, 1]", Rational.ZERO);
        assertThat(terms(written.get(0)))
                .containsExactlyInAnyOrder(
                        xx + ":[1, 2]", yx.negate() + ":[0, 1]", values.get("Lambda[1][1, 1]") + ":[1, 0]");
        assertThat(terms(written.get(1)))
                .containsExactlyInAnyOrder(
                        xx + ":[2, 1]", yx.negate() + ":[1, 0]", values.get("Lambda[2][1, 1]") + ":[0, 1]");
    }

    @Test
    void the_equations_are_the_gradient_by_matrix_arithmetic() {
        List<Integer> widths = List.of(2, 3, 2);
        CriticalEquations equations = Networks.equations(widths, 2, Networks.TIKHONOV, 5);
        RandomGenerator random = new Seed(11).generator();
        long[][] w1 = integers(3, 2, random);
        long[][] w2 = integers(2, 3, random);
        RandomGenerator data = new Seed(5).child("network").generator();
        long[][] x = integers(Networks.matrix(2, 2, data, -99, 100));
        long[][] y = integers(Networks.matrix(2, 2, data, -99, 100));
        Networks.matrix(1, 1, data, 1, 100);
        long[][] l1 = integers(Networks.matrix(3, 2, data, 1, 100));
        long[][] l2 = integers(Networks.matrix(2, 3, data, 1, 100));

        List<Rational> point = new ArrayList<>(entries(w1));
        point.addAll(entries(w2));
        List<Rational> found = Polynomials.instantiated(equations.system()).stream()
                .map(equation -> value(equation, point))
                .toList();

        long[][] residual = minus(times(times(w2, w1), x), y);
        List<Rational> expected = new ArrayList<>(
                entries(plus(times(times(transposed(w2), residual), transposed(x)), entrywise(l1, w1))));
        expected.addAll(entries(plus(times(residual, transposed(times(w1, x))), entrywise(l2, w2))));
        assertThat(found).isEqualTo(expected);
    }

    @Test
    void moments_stand_for_data_only_where_every_value_of_them_belongs_to_some_data() {
        CriticalEquations many = Networks.equations(List.of(2, 2, 2), 30, Networks.TIKHONOV, 1);
        CriticalEquations one = Networks.equations(List.of(2, 2, 2), 1, Networks.TIKHONOV, 1);

        assertThat(many.system().family().parameters()).contains("(X*X')[1, 2]").doesNotContain("X[1, 1]");
        assertThat(many.system().family().parameters()).hasSize(3 + 4 + 8);
        assertThat(one.system().family().parameters()).contains("X[1, 1]").doesNotContain("(X*X')[1, 2]");
    }

    @Test
    void what_divides_by_an_unknown_becomes_an_unknown_with_its_equation() {
        CriticalEquations equations = equations(
                "data\n  c : scalar > 0\n\nparameters\n  s : scalar > 0\n",
                "c/(2*s) + 1/2*log(s)",
                Map.of(),
                Map.of("c", scalar(3)));

        assertThat(equations.system().family().unknowns()).containsExactly("s", "1/(s)");
        assertThat(equations.leftOut()).containsExactly("1/(s)");
        List<Polynomial> written = Polynomials.instantiated(equations.system());
        assertThat(terms(written.get(0))).containsExactlyInAnyOrder("-3/2:[0, 2]", "1/2:[0, 1]");
        assertThat(terms(written.get(1))).containsExactlyInAnyOrder("1:[1, 1]", "-1:[0, 0]");
        assertThat(equations.unknowns()).containsExactly(new Unknown("s", 0, 0, false, true));
    }

    @Test
    void an_inverse_of_data_is_computed_exactly() {
        CriticalEquations equations = equations(
                "sizes\n  n >= 1\n\ndata\n  S : spd[n]\n\nparameters\n  v : vector[n]\n",
                "1/2*v'*inv(S)*v - sum(v)",
                Map.of("n", 2),
                Map.of("S", new ExactMatrix(2, 2, List.of(Rational.of(2), Rational.ONE, Rational.ONE, Rational.ONE))));

        List<Polynomial> written = Polynomials.instantiated(equations.system());

        assertThat(terms(written.get(0))).containsExactlyInAnyOrder("1:[1, 0]", "-1:[0, 1]", "-1:[0, 0]");
        assertThat(terms(written.get(1))).containsExactlyInAnyOrder("-1:[1, 0]", "2:[0, 1]", "-1:[0, 0]");
    }

    @Test
    void a_symmetric_parameter_has_an_unknown_for_each_pair_of_entries() {
        CriticalEquations equations = equations(
                "sizes\n  n >= 1\n\ndata\n  M : matrix[n, n]\n\nparameters\n  A : symmetric[n]\n",
                "1/2*normF(A - M)^2",
                Map.of("n", 2),
                Map.of(
                        "M",
                        new ExactMatrix(2, 2, List.of(Rational.ONE, Rational.of(2), Rational.of(4), Rational.ONE))));

        List<Polynomial> written = Polynomials.instantiated(equations.system());

        assertThat(equations.system().family().unknowns()).containsExactly("A[1, 1]", "A[1, 2]", "A[2, 2]");
        assertThat(value(written.get(1), List.of(Rational.ZERO, Rational.of(3), Rational.ZERO)))
                .isEqualTo(Rational.ZERO);
        assertThat(value(written.get(1), List.of(Rational.ZERO, Rational.of(2), Rational.ZERO)))
                .isNotEqualTo(Rational.ZERO);
    }

    @Test
    void what_is_no_rational_function_is_refused_by_name() {
        assertThatThrownBy(() -> equations("parameters\n  s : scalar\n", "s^2 + tanh(s)", Map.of(), Map.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("tanh");
        assertThatThrownBy(() -> equations("parameters\n  s : scalar\n", "pi*s^2", Map.of(), Map.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("pi");
        assertThatThrownBy(() -> equations("parameters\n  s : scalar > 0\n", "s^2 + sqrt(s)", Map.of(), Map.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("power");
    }

    @Test
    void equations_that_are_too_long_are_refused_before_memory_is_full() {
        assertThatThrownBy(() -> equations(
                        "sizes\n  n >= 1\n\nparameters\n  A : matrix[n, n]\n",
                        "normF(A*A*A*A*A*A)^2",
                        Map.of("n", 6),
                        Map.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("products of terms");
    }

    private static long[][] integers(int rows, int columns, RandomGenerator random) {
        long[][] matrix = new long[rows][columns];
        for (long[] row : matrix) {
            for (int j = 0; j < columns; j++) {
                row[j] = random.nextInt(-5, 6);
            }
        }
        return matrix;
    }

    private static long[][] integers(ExactMatrix exact) {
        long[][] matrix = new long[exact.rows()][exact.columns()];
        for (int k = 0; k < exact.entries().size(); k++) {
            matrix[k / exact.columns()][k % exact.columns()] =
                    exact.entries().get(k).intValueExact();
        }
        return matrix;
    }

    private static List<Rational> entries(long[][] matrix) {
        List<Rational> entries = new ArrayList<>();
        for (long[] row : matrix) {
            for (long entry : row) {
                entries.add(Rational.of(entry));
            }
        }
        return entries;
    }

    private static long[][] times(long[][] a, long[][] b) {
        long[][] product = new long[a.length][b[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < b[0].length; j++) {
                for (int k = 0; k < b.length; k++) {
                    product[i][j] += a[i][k] * b[k][j];
                }
            }
        }
        return product;
    }

    private static long[][] transposed(long[][] a) {
        long[][] turned = new long[a[0].length][a.length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                turned[j][i] = a[i][j];
            }
        }
        return turned;
    }

    private static long[][] plus(long[][] a, long[][] b) {
        return combined(a, b, Long::sum);
    }

    private static long[][] minus(long[][] a, long[][] b) {
        return combined(a, b, (x, y) -> x - y);
    }

    private static long[][] entrywise(long[][] a, long[][] b) {
        return combined(a, b, (x, y) -> x * y);
    }

    private static long[][] combined(long[][] a, long[][] b, java.util.function.LongBinaryOperator operator) {
        long[][] result = new long[a.length][a[0].length];
        for (int i = 0; i < a.length; i++) {
            for (int j = 0; j < a[0].length; j++) {
                result[i][j] = operator.applyAsLong(a[i][j], b[i][j]);
            }
        }
        return result;
    }
}
