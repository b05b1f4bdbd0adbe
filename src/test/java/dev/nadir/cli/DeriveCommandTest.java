package dev.nadir.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.nadir.evidence.format.SchemaCheck;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeriveCommandTest {

    private static final String MODEL =
            """
            model pair "two layers with a rectifier"

            sizes
              d >= 1
              m >= 1
              n >= 1

            data
              X : matrix[d, n]
              Y : matrix[d, n]

            parameters
              A : matrix[d, m]
              B : matrix[m, d]

            let
              P = A*B
              R = P*X - Y
              H = relu(B*X)
              q = normF(A)^2
              C = X*X'
              s = eig(C)

            minimize
              loss = 1/2 * normF(R)^2 + q

            instance one "numbers"
              d = 2
              m = 1
              n = 2
              X = csv("X.csv")
              Y = csv("Y.csv")
            """;

    @TempDir
    private Path folder;

    @BeforeEach
    void write() throws Exception {
        Files.writeString(folder.resolve("pair.model"), MODEL);
        Files.writeString(folder.resolve("X.csv"), "a,b\n1,2\n3,5\n");
        Files.writeString(folder.resolve("Y.csv"), "a,b\n1,0\n0,1\n");
    }

    private Shell derive(String... options) {
        String[] arguments = new String[options.length + 2];
        arguments[0] = "derive";
        arguments[1] = "pair.model";
        System.arraycopy(options, 0, arguments, 2, options.length);
        return Shell.runIn(folder, arguments);
    }

    private JsonNode json(String... options) throws Exception {
        Shell shell = derive(options);
        assertThat(shell.err()).isEmpty();
        JsonNode node = new ObjectMapper().readTree(shell.out());
        JsonNode schema =
                new ObjectMapper().readTree(Path.of("docs/derive.schema.json").toFile());
        assertThat(SchemaCheck.problems(schema, node)).isEmpty();
        return node;
    }

    @Test
    void a_matrix_has_jacobians_and_derivatives_along_directions() {
        Shell shell = derive("--of", "P", "--order", "3");

        assertThat(shell.code()).isZero();
        assertThat(shell.out())
                .containsPattern("Jacobian A +kron\\(B', eye\\(d\\)\\)")
                .containsPattern("Jacobian B +kron\\(eye\\(d\\), A\\)")
                .containsPattern("first derivative +dA\\*B \\+ A\\*dB ")
                .containsPattern("second derivative +2\\*dA\\*dB ")
                .containsPattern("third derivative +zeros\\(d, d\\)");
    }

    @Test
    void a_scalar_has_a_gradient_and_a_hessian_in_each_form() {
        Shell shell = derive("--of", "q", "--hessian", "kronecker", "--order", "2");

        assertThat(shell.out())
                .containsPattern("gradient A +2\\*A ")
                .containsPattern("Hessian A +2\\*dA ")
                .containsPattern("first derivative +2\\*tr\\(A'\\*dA\\)")
                .containsPattern("second derivative +2\\*normF\\(dA\\)\\^2")
                .containsPattern("A, A +2\\*eye\\(d\\*m\\)");
        assertThat(shell.out()).doesNotContain("gradient B");
    }

    @Test
    void a_change_of_a_change_has_a_name_of_its_own() {
        Shell shell = derive("--of", "loss", "--order", "3");

        assertThat(shell.out())
                .containsPattern("with dR +dP\\*X ")
                .containsPattern("with d2P +2\\*dA\\*dB ")
                .containsPattern("third derivative +3\\*tr\\(.*d2R.*dR.*\\)");
    }

    @Test
    void where_a_derivative_holds_is_said_of_a_kink() {
        Shell shell = derive("--of", "H");

        assertThat(shell.out()).contains("Holds where no entry of B*X is 0; relu has slopes 0 and 1 there");
    }

    @Test
    void what_depends_on_no_parameter_has_derivatives_of_zero() {
        assertThat(derive("--of", "C").out()).contains("No parameter stands in C: every derivative is zero.");
    }

    @ParameterizedTest
    @CsvSource({
        "--of Q, ND-C007, pair has loss",
        "--of s, ND-C007, s is no formula of the algebra",
        "--of P --order 0, ND-C007, an order of 1 to 8",
        "--of P --order -2, ND-C007, an order of 1 to 8",
        "--of P --order 9, ND-C007, an order of 1 to 8",
        "--of P --order 99999999999, ND-C001, --order",
        "--of P --order x, ND-C001, --order",
        "--order 2, ND-C001, --order without --of",
        "--of P --hessian form, ND-C007, Only a scalar",
        "--of P --steps, ND-C001, --of with --steps",
        "--of P --export numpy, ND-C001, --of with --export",
        "-o x.py, ND-C001, -o without --export",
        "--format yaml, ND-C007, yaml"
    })
    void what_cannot_be_is_told(String options, String code, String said) {
        Shell shell = derive(options.split(" "));

        assertThat(shell.code()).isEqualTo(2);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).contains("error[" + code + "]").contains(said);
    }

    @Test
    void latex_is_a_part_of_a_paper() {
        Shell one = derive("--of", "R", "--format", "latex");
        Shell all = derive("--format", "latex");

        assertThat(one.out())
                .contains("\\paragraph{Derivatives of R}", "D\\,R &= \\mathrm{d}P\\,X", "J_A &=")
                .doesNotContain("\\documentclass");
        assertThat(all.out()).contains("\\begin{align*}", "As a bilinear form", "In Kronecker blocks");
    }

    @Test
    void with_an_instance_formulas_have_numbers_that_agree_with_each_other() throws Exception {
        JsonNode node = json("--instance", "one", "--format", "json", "--hessian", "entrywise");

        assertThat(node.at("/instance/sizes/m").asInt()).isEqualTo(1);
        assertThat(node.at("/lets/C/number").toString()).isEqualTo("[[5.0,13.0],[13.0,34.0]]");
        JsonNode a = node.at("/instance/parameters/A");
        JsonNode b = node.at("/instance/parameters/B");
        double[][] x = {{1, 2}, {3, 5}};
        double[][] y = {{1, 0}, {0, 1}};
        double loss = 0;
        for (int i = 0; i < 2; i++) {
            loss += Math.pow(a.at("/" + i + "/0").asDouble(), 2);
            for (int j = 0; j < 2; j++) {
                double product = a.at("/" + i + "/0").asDouble()
                        * (b.at("/0/0").asDouble() * x[0][j] + b.at("/0/1").asDouble() * x[1][j]);
                loss += Math.pow(product - y[i][j], 2) / 2;
            }
        }
        assertThat(node.at("/loss/number").asDouble()).isCloseTo(loss, within(1e-12 * loss));
        double applied = 0;
        for (String parameter : new String[] {"A", "B"}) {
            JsonNode along = find(node.at("/hessian"), parameter).at("/number");
            JsonNode second = node.at("/instance/directions/e" + parameter);
            for (int i = 0; i < along.size(); i++) {
                for (int j = 0; j < along.get(i).size(); j++) {
                    applied += along.get(i).get(j).asDouble()
                            * second.get(i).get(j).asDouble();
                }
            }
        }
        assertThat(node.at("/bilinear/number").asDouble()).isCloseTo(applied, within(1e-10 * Math.abs(applied)));
        assertThat(find(node.at("/hessian"), "A").at("/kronecker/A/number").size())
                .isEqualTo(2);
        assertThat(node.at("/entrywise/coordinates").size()).isEqualTo(4);
        assertThat(node.at("/entrywise/hessian/0/latex").asText()).isNotEmpty();
    }

    private static JsonNode find(JsonNode hessian, String parameter) {
        for (JsonNode each : hessian) {
            if (each.at("/parameter").asText().equals(parameter)) {
                return each;
            }
        }
        throw new AssertionError(parameter);
    }

    @Test
    void without_an_instance_there_are_no_numbers() throws Exception {
        JsonNode node = json("--format", "json");

        assertThat(node.at("/instance").isNull()).isTrue();
        assertThat(node.at("/loss/number").isNull()).isTrue();
        assertThat(node.at("/entrywise").isNull()).isTrue();
    }

    @Test
    void the_object_of_one_definition_follows_the_schema() throws Exception {
        JsonNode matrix = json("--of", "R", "--instance", "one", "--format", "json", "--order", "2");
        JsonNode scalar = json("--of", "q", "--instance", "one", "--format", "json");

        assertThat(matrix.at("/of").asText()).isEqualTo("R");
        assertThat(matrix.at("/directional").size()).isEqualTo(2);
        assertThat(matrix.at("/jacobian/A/number").size()).isEqualTo(4);
        assertThat(scalar.at("/gradient/A/number/0/0").asDouble())
                .isCloseTo(2 * scalar.at("/instance/parameters/A/0/0").asDouble(), within(1e-15));
    }

    @Test
    void several_models_are_one_object() throws Exception {
        Files.writeString(folder.resolve("other.model"), MODEL.replace("model pair", "model other"));

        Shell shell = Shell.runIn(folder, "derive", "pair.model", "other.model", "--format", "json");
        JsonNode node = new ObjectMapper().readTree(shell.out());

        assertThat(node.at("/models").size()).isEqualTo(2);
        assertThat(node.at("/models/1/model").asText()).isEqualTo("other");
    }

    private static final String LAYERS =
            """
            model layers
            sizes
              H >= 1
              m[i in 0..H] >= 1
            data
              T : matrix[m[H], m[0]]
              l : scalar > 0
            parameters
              F[i in 1..H] : matrix[m[i], m[i-1]]
            minimize
              loss = 1/2*normF(product(i in H..1, F[i]) - T)^2 + l/2*sum(i in 1..H, normF(F[i])^2)
            """;

    @Test
    void the_steps_for_data_of_any_rank_and_the_points_tried_stand_in_json() throws Exception {
        Files.writeString(
                folder.resolve("pair.model"),
                """
                model pair "factors of a fit"

                sizes
                  d >= 1
                  h >= 1
                  n >= 1

                data
                  X : matrix[d, n]
                  Y : matrix[d, n]

                parameters
                  A : matrix[d, h]
                  B : matrix[h, d]

                minimize
                  loss = normF(A*B*X - Y)^2
                """);

        JsonNode tried = json("--format", "json", "--steps");

        assertThat(tried.at("/branches/0/condition/text").asText()).isEqualTo("rank(X) < d");
        assertThat(tried.at("/branches/0/steps/0/lemma").asText()).isEqualTo("input-range");
        assertThat(tried.at("/branches/0/steps/0/tried/holds").asBoolean()).isTrue();
        assertThat(tried.at("/pointsTried/0/lemma").asText()).isEqualTo("product-saddles");
        assertThat(tried.at("/pointsTried/0/counted").asInt()).isPositive();
        assertThat(tried.at("/pointsTried/0/holds").asBoolean()).isTrue();
    }

    @Test
    void steps_in_json_say_what_they_assume_and_what_they_were_tried_on() throws Exception {
        Files.writeString(folder.resolve("pair.model"), LAYERS);

        JsonNode tried = json("--size", "H=2", "--format", "json", "--steps");
        JsonNode untried = json("--size", "H=2", "--format", "json");

        assertThat(tried.at("/steps").size()).isPositive();
        tried.at("/steps").forEach(step -> {
            assertThat(step.at("/checked").asText()).isNotBlank();
            assertThat(step.at("/trusted").asText()).isNotBlank();
            assertThat(step.at("/tried/points").asInt()).isPositive();
            assertThat(step.at("/tried/excess").asDouble()).isLessThan(1e-9);
            assertThat(step.at("/tried/gap").asDouble()).isLessThan(1e-9);
            assertThat(step.at("/tried/holds").asBoolean()).isTrue();
        });
        assertThat(untried.at("/steps/0/tried").isNull()).isTrue();
    }

    @Test
    void thresholds_for_every_depth_stand_in_json_and_latex() throws Exception {
        Files.writeString(folder.resolve("pair.model"), LAYERS);

        JsonNode law = json("--size", "H=2", "--format", "json").at("/everyDepth");
        String latex = derive("--size", "H=2", "--format", "latex").out();

        assertThat(law.at("/depth").asText()).isEqualTo("H");
        assertThat(law.at("/least").asInt()).isEqualTo(3);
        assertThat(law.at("/read").toString()).startsWith("[2,3,");
        assertThat(law.at("/thresholds").size()).isEqualTo(2);
        assertThat(law.at("/thresholds/1/condition/text").asText())
                .contains("H")
                .contains("<");
        assertThat(latex).contains("Thresholds at every depth", "(H - 2)/H");
    }

    @Test
    void indices_of_families_are_introduced_in_words() throws Exception {
        Files.writeString(
                folder.resolve("pair.model"),
                """
                model shared "A linear autoencoder of means with learned variances"
                sizes
                  d >= 1
                  h >= 1
                  n >= 1
                data
                  X : matrix[d, n]
                parameters
                  U : matrix[d, h]
                  W : matrix[d, h]
                  v : vector[h] > 0
                minimize
                  loss = normF(U*W'*X - X)^2/n + tr(U*diag(v)*U') + normF(W'*X)^2/n + sum(v) - sum(log(v))
                """);

        String latex = derive("--format", "latex").out();

        assertThat(latex)
                .contains("Let $J \\subseteq \\{1, \\ldots, ", "with at most $", "$ elements. If ")
                .contains("Let $G$ be any matrix of zeros and ones that has a row for each of $q$ modes")
                .doesNotContain("groupings", "subsets(", "\\sum_{i \\in G}");
    }

    @Test
    void equations_of_the_modes_stand_in_latex() throws Exception {
        Files.writeString(folder.resolve("pair.model"), LAYERS);

        String latex = derive("--size", "H=2", "--format", "latex").out();

        assertThat(latex)
                .contains("\\paragraph{Gradient flow}")
                .contains("\\frac{\\mathrm{d}w_1}{\\mathrm{d}t} &=")
                .contains("The imbalance $w_2^2 - w_1^2$ of each mode decays at the rate")
                .contains("u(t) &=");
        assertThat(derive("--of", "R", "--format", "latex").out()).doesNotContain("Gradient flow");
    }

    @Test
    void what_has_no_modes_is_said_in_one_line() throws Exception {
        Files.writeString(
                folder.resolve("pair.model"),
                "model ring\ndata\n  s : scalar\nparameters\n  w : scalar\nminimize\n  loss = tanh(w)^2 + s*w\n");

        Shell shell = derive();

        assertThat(shell.out().lines().filter(line -> line.startsWith("Gradient flow")))
                .hasSize(1)
                .allSatisfy(line -> assertThat(line).startsWith("Gradient flow: no modes; stopped "));
    }
}
