package dev.nadir.symbolic.entrywise;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EntrywiseHessianTest {

    private static final String HEAD =
            """
            model entries "For tests"

            sizes
              m >= 1
              n >= 1

            data
              X : matrix[m, n]
              a : vector[n]

            parameters
              W : matrix[m, n]
              V : matrix[n, m]
              b : vector[m]
              Q : symmetric[m]
              s : scalar > 0

            let
              R = W*V*X - X
              D = diag(b)

            minimize
              loss =\s""";

    private static final Map<String, Integer> SIZES = Map.of("m", 2, "n", 3);

    private static Model model(String loss) {
        return ModelReader.parse(HEAD + loss + "\n", "entries.model", Path.of("."));
    }

    private static Derivation derivation(String loss) {
        return Deriver.derive(Elaboration.elaborate(model(loss), Map.of()));
    }

    private static Map<String, Matrix> values() {
        RandomGenerator generator = new Seed(41).generator();
        Map<String, Matrix> values = new HashMap<>();
        values.put("X", RandomMatrices.gaussian(2, 3, generator));
        values.put("a", RandomMatrices.gaussian(3, 1, generator));
        values.put("W", RandomMatrices.gaussian(2, 3, generator));
        values.put("V", RandomMatrices.gaussian(3, 2, generator));
        values.put("b", RandomMatrices.gaussian(2, 1, generator));
        values.put("Q", RandomMatrices.wishart(2, 4, generator));
        values.put("s", Matrix.scalar(1.3));
        return values;
    }

    /** The value of a formula as the model language reads it. */
    private static double read(String text, Map<String, Matrix> values) {
        Model model = model(text);
        Map<String, Matrix> data = new HashMap<>();
        Map<String, Matrix> parameters = new HashMap<>(values);
        for (String name : List.of("X", "a")) {
            Matrix value = parameters.remove(name);
            data.put(name, value == null ? Matrix.scalar(0) : value);
        }
        Instance instance = new Instance("one", "", SIZES, data, Map.of());
        return Interpreter.of(model, instance, parameters)
                .number(model.objective().value());
    }

    /** With one entry moved, and its mirror image with it. */
    private static Map<String, Matrix> moved(Map<String, Matrix> values, String coordinate, double step) {
        String name = coordinate.contains("[") ? coordinate.substring(0, coordinate.indexOf('[')) : coordinate;
        int[] place = coordinate.contains("[")
                ? java.util.Arrays.stream(coordinate
                                .substring(coordinate.indexOf('[') + 1, coordinate.length() - 1)
                                .split(","))
                        .mapToInt(text -> Integer.parseInt(text) - 1)
                        .toArray()
                : new int[] {0};
        Matrix old = values.getOrDefault(name, Matrix.scalar(0));
        int column = place.length == 2 ? place[1] : 0;
        double[] entries = old.toArray();
        entries[place[0] * old.columns() + column] += step;
        if (name.equals("Q") && place[0] != column) {
            entries[column * old.columns() + place[0]] += step;
        }
        Map<String, Matrix> result = new HashMap<>(values);
        result.put(name, Matrix.of(old.rows(), old.columns(), entries));
        return result;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normF(R)^2/s + tr(D*W*V)*b'*b",
                "normF(Q*W - X)^2/2 + s^3*norm(V*b)^2 + log(s)",
                "sum(exp(b)) + normF(tanh(W))^2 + tr(Q*Q*Q)/s",
                "(b'*b)^2/(s + b'*b) + sum(diagonal(W*V).*b) + normF(W.*X)^2 + a'*V*b",
                "tr(inv(Q)*W*X') + logdet(Q + V'*V)*b'*b",
                "tr(kron(W*V, Q)) + W[1, 2]^3*vec(V)'*vec(X) + (b'*Q)[1, 1]^2",
                "det(Q)^2 + tr([[b'*b, a'*V*b], [s, b'*b]]^2)",
                "tr(blocktrace(kron(Q, V*W), n)) + a'*reshape(vec(W), n, m)*b"
            })
    void every_entry_read_back_is_the_derivative_of_the_formula_as_written(String loss) {
        Derivation derivation = derivation(loss);
        Map<String, Matrix> values = values();
        EntrywiseHessian entries = EntrywiseHessian.of(derivation, SIZES);
        int n = entries.coordinates().size();
        double step = 1e-3;

        for (int i = 0; i < n; i += 2) {
            String first = entries.coordinates().get(i);
            String gradient = TextPrinter.print(entries.gradient().get(i));
            double ahead = read(loss, moved(values, first, step));
            double behind = read(loss, moved(values, first, -step));
            double slope = (ahead - behind) / (2 * step);
            assertThat(read(gradient, values)).isCloseTo(slope, within(1e-3 * (1 + Math.abs(slope))));
            for (int j = i % 3; j < n; j += 3) {
                String second = entries.coordinates().get(j);
                double up = read(gradient, moved(values, second, step));
                double down = read(gradient, moved(values, second, -step));
                double change = (up - down) / (2 * step);
                String entry = TextPrinter.print(entries.hessian().get(i).get(j));
                assertThat(read(entry, values))
                        .as("%s, %s: %s", first, second, entry)
                        .isCloseTo(change, within(1e-3 * (1 + Math.abs(change))));
            }
        }
    }

    @Test
    void a_pair_in_either_order_has_one_formula() {
        EntrywiseHessian entries = EntrywiseHessian.of(derivation("normF(W*V - Q)^2 + b'*W*a*s"), SIZES);

        int n = entries.coordinates().size();
        assertThat(entries.coordinates()).hasSize(6 + 6 + 2 + 3 + 1).contains("W[2,3]", "b[1]", "Q[1,2]", "s");
        for (int i = 0; i < n; i++) {
            for (int j = 0; j < i; j++) {
                assertThat(entries.hessian().get(i).get(j))
                        .isEqualTo(entries.hessian().get(j).get(i));
            }
        }
    }

    @Test
    void a_let_stays_under_its_name_unless_its_entries_are_simple() {
        EntrywiseHessian entries = EntrywiseHessian.of(derivation("normF(R)^2/2 + tr(W*V*D)"), SIZES);
        List<String> texts = new ArrayList<>();
        entries.hessian().forEach(row -> row.forEach(entry -> texts.add(TextPrinter.print(entry))));

        assertThat(texts).anyMatch(text -> text.contains("R[1,1]"));
        assertThat(texts).noneMatch(text -> text.contains("D["));
    }

    @Test
    void what_cannot_be_written_is_refused_by_name() {
        Derivation plain = derivation("normF(R)^2");

        assertThatThrownBy(() -> EntrywiseHessian.of(plain, Map.of("m", 2)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("n");
        assertThatThrownBy(() -> EntrywiseHessian.of(plain, Map.of("m", 20, "n", 20)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("150");
    }

    @Test
    void the_entries_of_an_inverse_are_letters_and_those_of_a_symmetric_one_stand_once() {
        EntrywiseHessian entries = EntrywiseHessian.of(derivation("tr(inv(Q)*X*X')"), SIZES);

        int corner = entries.coordinates().indexOf("Q[1,1]");
        String text = TextPrinter.print(entries.gradient().get(corner));

        assertThat(text).contains("inv(Q)[1, 2]").doesNotContain("inv(Q)[2, 1]");
    }

    @Test
    void products_cancel_and_powers_gather() {
        EntryPolynomial x = EntryPolynomial.atom(0);
        EntryPolynomial y = EntryPolynomial.atom(1);
        EntryPolynomial both =
                x.plus(y).times(x.plus(y.times(EntryPolynomial.of(dev.nadir.base.exact.Rational.MINUS_ONE))));
        List<Expr> atoms = List.of(
                new Expr.Symbol("x", dev.nadir.expr.Shape.SCALAR, dev.nadir.expr.Role.DATA, java.util.Set.of()),
                new Expr.Symbol("y", dev.nadir.expr.Shape.SCALAR, dev.nadir.expr.Role.DATA, java.util.Set.of()));

        assertThat(TextPrinter.print(both.expression(atoms))).isEqualTo("x^2 - y^2");
        assertThat(x.power(-2).times(x.power(2)).expression(atoms)).isEqualTo(EntryPolynomial.ONE.expression(atoms));
    }
}
