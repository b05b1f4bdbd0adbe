package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.Expr;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PresentationTest {

    private static Derivation derive(Model model, Map<String, Integer> structure) {
        return Deriver.derive(Elaboration.elaborate(model, structure));
    }

    private static Model parse(String text) {
        return ModelReader.parse(text, "test.model", Path.of("."));
    }

    /** The gradients as they print, each checked to mean what the rules gave. */
    private static List<String> gradients(Derivation plain) {
        Derivation shown = Presentation.of(plain);
        plain.gradient().forEach((parameter, gradient) -> assertThat(
                        Form.of(shown.gradient().getOrDefault(parameter, parameter)))
                .isEqualTo(Form.of(gradient)));
        plain.hessianAlong().forEach((parameter, part) -> {
            Expr brief = shown.hessianAlong().getOrDefault(parameter, parameter);
            assertThat(Form.of(brief)).isEqualTo(Form.of(part));
        });
        return shown.gradient().values().stream().map(TextPrinter::print).toList();
    }

    private static List<String> gradients(String model) {
        return gradients(derive(parse(model), Map.of()));
    }

    private static String network(int depth) {
        StringBuilder text = new StringBuilder("model m\n\nsizes\n  n >= 1\n");
        StringBuilder parameters = new StringBuilder("\nparameters\n");
        StringBuilder decay = new StringBuilder();
        String product = "";
        for (int i = 0; i <= depth; i++) {
            text.append("  d").append(i).append(" >= 1\n");
            if (i > 0) {
                parameters.append("  W" + i + " : matrix[d" + i + ", d" + (i - 1) + "]\n");
                decay.append(" + l/2*normF(W" + i + ")^2");
                product = product.isEmpty() ? "W" + i : "W" + i + "*" + product;
            }
        }
        return text + "\ndata\n  X : matrix[d0, n]\n  Y : matrix[d" + depth + ", n]\n  l : scalar > 0\n" + parameters
                + "\nlet\n  P = " + product + "\n  R = P*X - Y\n\nminimize\n  loss = 1/2*normF(P*X - Y)^2" + decay
                + "\n";
    }

    @Test
    void a_refused_hessian_stays_refused_and_conditions_stay() {
        Derivation plain = derive(
                parse(
                        "model m\n\nsizes\n  n >= 1\n\nparameters\n  W : matrix[n, n]\n\nminimize\n  loss = nuclear(W)\n"),
                Map.of());

        Derivation shown = Presentation.of(plain);

        assertThat(shown.hessianRefusal()).isPresent().isEqualTo(plain.hessianRefusal());
        assertThat(shown.conditions()).hasSize(1).isEqualTo(plain.conditions());
    }

    @Test
    void gradients_of_decayed_networks_read_as_in_a_paper_at_every_depth() {
        assertThat(gradients(network(1))).containsExactly("R*X' + l*W1");
        assertThat(gradients(network(2))).containsExactly("W2'*R*X' + l*W1", "R*X'*W1' + l*W2");
        assertThat(gradients(network(3)))
                .containsExactly("W2'*W3'*R*X' + l*W1", "W3'*R*X'*W1' + l*W2", "R*X'*W1'*W2' + l*W3");
        assertThat(gradients(network(4)).get(1)).isEqualTo("W3'*W4'*R*X'*W1' + l*W2");
    }

    @Test
    void gradients_of_the_linear_vae_have_their_common_factors_out() {
        Model model = ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae");

        assertThat(gradients(derive(model, Map.of())))
                .containsExactly(
                        "1/s2*(W*D + R*S*V')",
                        "(V + 1/s2*W'*R)*S",
                        "1/2*(ones(k) - delta.^(-1) + 1/s2*diagonal(W'*W))",
                        "(d - (tr(W*D*W') + tr(R*S*R'))/s2)/(2*s2)");
    }

    private static final String DATA =
            """
            model m

            sizes
              n >= 1
              p >= 1

            data
              X : matrix[n, p]
              y : vector[n]
              s : spd[p]
              V : spd[p]
              l : scalar > 0

            """;

    @Test
    void ridge_regression_has_its_normal_equations() {
        assertThat(gradients(DATA + "parameters\n  w : vector[p]\n\nlet\n  r = X*w - y\n\n"
                        + "minimize\n  loss = 1/2*normF(y - X*w)^2 + l/2*normF(w)^2\n"))
                .containsExactly("l*w + X'*r");
        assertThat(gradients(DATA + "parameters\n  w : vector[p]\n\n"
                        + "minimize\n  loss = 1/(2*n)*normF(X*w - y)^2 + l*w'*s*w\n"))
                .containsExactly("1/n*X'*(X*w - y) + 2*l*s*w");
    }

    @Test
    void a_mean_that_was_multiplied_out_is_written_with_its_squares_completed() {
        String text = DATA
                + """
                random
                  e : vector[p] ~ gaussian(covariance = s)

                parameters
                  A : matrix[p, p]

                minimize
                  loss = E[normF(A*e - e)^2] + l*normF(A)^2
                """;

        Derivation derivation = derive(parse(text), Map.of());

        assertThat(TextPrinter.print(derivation.landscape().expectedLoss()))
                .isEqualTo("tr((A - eye(p))*s*(A - eye(p))') + l*normF(A)^2");
        assertThat(gradients(derivation)).containsExactly("2*((A - eye(p))*s + l*A)");
    }

    @Test
    void the_in_context_loss_of_one_layer_is_a_square_and_the_noise_of_its_estimate() {
        String text =
                """
                model m

                sizes
                  d >= 1
                  n >= 1

                data
                  Sigma : spd[d]
                  V     : spd[d]

                random
                  X : matrix[d, n] ~ gaussian(rows = Sigma)
                  w : vector[d] ~ gaussian(covariance = V)

                parameters
                  A : matrix[d, d]

                let
                  S = 1/n * X*X'

                minimize
                  loss = E[normF((eye(d) - A'*S)*w)^2]
                """;

        Derivation derivation = derive(parse(text), Map.of());

        assertThat(TextPrinter.print(derivation.landscape().expectedLoss()))
                .isEqualTo("(tr((Sigma*A - eye(d))'*V*(Sigma*A - eye(d)))*n + tr(V*Sigma)*tr(A'*Sigma*A)"
                        + " + tr(A'*Sigma*V*Sigma*A))/n");
        assertThat(gradients(derivation)).hasSize(1);
    }

    @Test
    void powers_of_multiples_and_logarithms_of_products_are_written_once() {
        String text = DATA + "parameters\n  v : vector[p] > 0\n  a : scalar > 0\n\n"
                + "minimize\n  loss = sum(log(2*pi*v)) + sum(v) + 2*log(a) + a\n";

        assertThat(gradients(text)).containsExactly("v.^(-1) + ones(p)", "2/a + 1");
    }
}
