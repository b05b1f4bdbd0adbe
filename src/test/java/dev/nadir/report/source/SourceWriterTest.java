package dev.nadir.report.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.plan.Plan;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SourceWriterTest {

    private static final String MIXED =
            """
            model mixed "Every operation that is written out"

            sizes
              m >= 1
              n >= 1

            data
              X      : matrix[m, n]
              lambda : vector[n]
              S      : spd[m]

            parameters
              W[i in 1..2] : matrix[m, m]
              b : vector[m]
              s : scalar > 0

            let
              R = W[2]*tanh(W[1]*X) + b*ones(n)' - X

            minimize
              loss = (
                tr(R*diag(lambda)*R')/(2*n*s) - 3/7*b'*inv(S + W[1]*W[1]')*b + logdet(S + s*eye(m))
                + m*log(2*pi*s) + sum(exp(b/4)) + normF(W[1].*W[2])^2 + sum(diagonal(W[1]*W[2]).^3)/s^2
                + normF(W[2] - S)^2*sum(log(lambda.^2)) + (b'*b)*tr(W[1]) + lambda'*X'*b)
            """;

    /** What the language has beyond sums and products. */
    private static final String APPLIED =
            """
            model applied "Blocks, slices, Kronecker products, roots and norms"

            sizes
              m >= 2
              n >= 1

            data
              C : matrix[m, n]
              S : spd[m]

            parameters
              A : matrix[m, n]
              B : matrix[m, m]

            let
              K = kron(A, B)

            minimize
              loss = (
                normF(K*K' - kron(S, S))^2 + det(B)^2 + normF(A[1..2, :] - C[1..2, :])^2
                + normF(vec(A*C') - vec(B))^2 + tr((B*B' + eye(m))^(1/2)*S) + norm(A[:, 1] - basis(m, 2))^2
                + normF(commutation(m, n)*vec(A) - vec(C'))^2 + normF(reshape(vec(B)*2, m, m)*S)^2
                + normF(blocktrace(kron(A*A', B), m) - S)^2 + normF([[A, B], [C, S]]'*[[C, S], [A, B']])^2 + norm(A - C)
                + nuclear(B + S) + norm(B))
            """;

    /** The same without the norms whose second derivatives are refused. */
    private static final String SMOOTH = APPLIED.replace("+ nuclear(B + S) + norm(B))", ")");

    @TempDir
    private Path folder;

    @Test
    void a_size_that_no_argument_has_as_a_side_is_an_argument() {
        String text = SourceWriter.write(derivation("in-context-attention", 0), SourceLanguage.NUMPY);

        assertThat(text).contains("def loss(A, S, T, n):", "n: a whole number");
        assertThat(text).doesNotContain("n = A.shape", "n = S.shape");
    }

    private static Derivation derivation(String model, int depth) {
        Map<String, String> texts = Map.of("mixed", MIXED, "applied", APPLIED, "smooth", SMOOTH);
        Model read = texts.containsKey(model)
                ? ModelReader.parse(texts.getOrDefault(model, ""), model + ".model", Path.of("."))
                : ModelReader.read(Path.of("models", model, model + ".model"), model);
        return Deriver.derive(Elaboration.elaborate(read, depth == 0 ? Map.of() : Map.of("L", depth)));
    }

    /** The numbers of one random instance, by symbol. */
    private static Map<Expr.Symbol, Matrix> values(Derivation derivation, Map<String, Integer> sizes) {
        RandomGenerator generator = new Seed(17).generator();
        Map<Expr.Symbol, Matrix> values = new LinkedHashMap<>();
        List<Expr.Symbol> symbols = new ArrayList<>(derivation.landscape().parameters());
        symbols.addAll(derivation.landscape().data());
        symbols.addAll(derivation.directions().values());
        for (Expr.Symbol symbol : symbols) {
            int rows = symbol.shape().rows().evaluate(name -> sizes.get(name.toString()));
            int columns = symbol.shape().columns().evaluate(name -> sizes.get(name.toString()));
            Matrix free = RandomMatrices.gaussian(rows, columns, generator);
            Matrix positive = free.map(x -> 0.5 + x * x);
            values.put(
                    symbol,
                    symbol.isSymmetric()
                            ? free.times(free.transpose()).plus(Matrix.identity(rows))
                            : Set.of("s", "s2", "delta").contains(symbol.name()) ? positive : free);
        }
        return values;
    }

    private static List<Matrix> ours(
            Derivation derivation, Map<String, Integer> sizes, Map<Expr.Symbol, Matrix> values) {
        List<Expr> all = new ArrayList<>();
        all.add(derivation.landscape().expectedLoss());
        all.addAll(derivation.gradient().values());
        all.addAll(derivation.hessianAlong().values());
        Map<String, Matrix> constants = new HashMap<>();
        values.forEach((symbol, value) -> constants.put(symbol.name(), value));
        Plan plan = Plan.compile(List.of(all), sizes, constants, Set.of());
        plan.run();
        List<Matrix> results = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            results.add(plan.value(i));
        }
        return results;
    }

    @ParameterizedTest
    @CsvSource({
        "deep-linear-network, 3, 4 3 2 3 9",
        "deep-linear-network, 2, 1 1 1 0 1",
        "linear-vae, 0, 5 2",
        "mixed, 0, 3 4",
        "mixed, 0, 1 2",
        "mixed, 0, 4 1",
        "applied, 0, 3 3",
        "smooth, 0, 2 2",
        "smooth, 0, 4 4"
    })
    void the_numpy_file_gives_our_numbers(String model, int depth, String widths) throws Exception {
        Assumptions.assumeTrue(hasNumPy(), "python3 with NumPy is not installed");
        Derivation derivation = derivation(model, depth);
        Map<String, Integer> sizes = sizes(model, widths);
        Map<Expr.Symbol, Matrix> values = values(derivation, sizes);

        List<Double> theirs = run(derivation, values);

        List<Double> expected = new ArrayList<>();
        for (Matrix each : ours(derivation, sizes, values)) {
            for (double entry : each.toArray()) {
                expected.add(entry);
            }
        }
        assertThat(theirs).hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(theirs.get(i)).isCloseTo(expected.get(i), within(1e-10 * (1 + Math.abs(expected.get(i)))));
        }
    }

    private static Map<String, Integer> sizes(String model, String widths) {
        String[] names =
                switch (model) {
                    case "linear-vae" -> new String[] {"d", "k"};
                    case "mixed", "applied", "smooth" -> new String[] {"m", "n"};
                    default -> new String[] {"d[0]", "d[1]", "d[2]", "d[3]", "n"};
                };
        String[] numbers = widths.split(" ", 0);
        Map<String, Integer> sizes = new HashMap<>();
        for (int i = 0; i < names.length; i++) {
            sizes.put(names[i], Integer.parseInt(numbers[i]));
        }
        return sizes;
    }

    private static boolean hasNumPy() throws IOException, InterruptedException {
        try {
            Process process = new ProcessBuilder("python3", "-c", "import numpy").start();
            return process.waitFor(30, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (IOException notInstalled) {
            return false;
        }
    }

    private List<Double> run(Derivation derivation, Map<Expr.Symbol, Matrix> values) throws Exception {
        Files.writeString(folder.resolve("exported.py"), SourceWriter.write(derivation, SourceLanguage.NUMPY));
        StringBuilder driver = new StringBuilder("import inspect\nimport numpy as np\nimport exported\ngiven = {}\n");
        values.forEach((symbol, value) -> driver.append("given['")
                .append(new Names(new NumPyDialect()).of(symbol.name()))
                .append("'] = ")
                .append(literal(symbol, value))
                .append('\n'));
        driver.append(
                """
                def call(function):
                    return function(*[given[name] for name in inspect.signature(function).parameters])
                for result in [(call(exported.loss),), call(exported.gradient),
                               call(exported.hessian_times) if hasattr(exported, "hessian_times") else ()]:
                    for each in result:
                        for entry in np.asarray(each, dtype=float).reshape(-1):
                            print(repr(float(entry)))
                """);
        Files.writeString(folder.resolve("driver.py"), driver);
        Path output = folder.resolve("output.txt");
        Process process = new ProcessBuilder("python3", "driver.py")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        assertThat(process.exitValue()).as(text).isZero();
        return text.lines().map(Double::parseDouble).toList();
    }

    private static String literal(Expr.Symbol symbol, Matrix value) {
        if (symbol.shape().isScalar()) {
            return Double.toString(value.get(0));
        }
        List<String> entries = new ArrayList<>();
        for (double entry : value.toArray()) {
            entries.add(Double.toString(entry));
        }
        return "np.array([" + String.join(", ", entries) + "]).reshape(" + value.rows() + ", " + value.columns() + ")";
    }

    @Test
    void names_that_another_language_reserves_or_cannot_write_are_changed_and_stay_apart() {
        Names names = new Names(new NumPyDialect());

        assertThat(names.of("lambda")).isEqualTo("lambda_");
        assertThat(names.of("W[1]")).isEqualTo("W_1");
        assertThat(names.of("W_1")).isEqualTo("W_1_");
        assertThat(names.of("W[1]")).isEqualTo("W_1");
    }

    @Test
    void the_julia_file_has_the_same_functions_in_its_own_operators() {
        String text = SourceWriter.write(derivation("mixed", 0), SourceLanguage.JULIA);

        assertThat(text)
                .contains("using LinearAlgebra")
                .contains("function loss(W_1, W_2, b, s, X, lambda, S)")
                .contains("R = W_2 * tanh.(W_1 * X) + b * ones(1, n) - X")
                .contains("diagm(lambda)")
                .contains("logabsdet(")
                .contains("n = size(lambda, 1)")
                .doesNotContain("@")
                .doesNotContain("np.");
        assertThat(text.lines().filter(line -> line.startsWith("function "))).hasSize(3);
        assertThat(text.lines().filter(line -> line.equals("end"))).hasSize(3);
        for (String line : text.lines().toList()) {
            assertThat(line.chars().filter(c -> c == '(').count())
                    .as(line)
                    .isEqualTo(line.chars().filter(c -> c == ')').count() + opens(line));
        }
    }

    /** A return of several values opens on one line and closes on another. */
    private static long opens(String line) {
        return line.endsWith("return (") ? 1 : line.strip().equals(")") ? -1 : 0;
    }

    @Test
    void the_julia_file_writes_every_operation() {
        String text = SourceWriter.write(derivation("smooth", 0), SourceLanguage.JULIA);

        assertThat(text)
                .contains(
                        "kron(A, B)", "det(B)", "vec(", "commutation(m, n)", "symmetric_sylvester(", "sqrt(Symmetric(")
                .contains("blocktrace(a, b) =", "Matrix(1.0I, m, m)[:, 2]");
    }

    @Test
    void a_file_without_a_hessian_says_why() {
        String text = SourceWriter.write(derivation("applied", 0), SourceLanguage.NUMPY);

        assertThat(text).contains("# There is no Hessian: ").doesNotContain("def hessian_times");
    }

    @Test
    void a_file_without_matrices_takes_its_sizes_too() {
        Model model = ModelReader.parse(
                "model hidden \"For tests\"\n\nsizes\n  k >= 1\n\nparameters\n  s : scalar\n\nminimize\n  loss = k*s^2\n",
                "hidden.model",
                Path.of("."));
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));

        assertThat(SourceWriter.write(derivation, SourceLanguage.NUMPY))
                .contains("def loss(s, k):", "def hessian_times(s, k, ds):");
    }
}
