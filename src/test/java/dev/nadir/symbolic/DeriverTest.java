package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.operator.Derivatives;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class DeriverTest {

    private static Model parse(String text) {
        return ModelReader.parse(text, "test.model", Path.of("."));
    }

    private static List<String> gradients(Model model, Map<String, Integer> structure) {
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, structure));
        return derivation.gradient().values().stream().map(TextPrinter::print).toList();
    }

    @Test
    void the_deep_linear_network_has_its_known_gradients_at_every_depth() {
        Model model = ModelReader.read(Path.of("models/deep-linear-network"), "models/deep-linear-network");

        assertThat(Elaboration.structuralSizes(model)).containsExactly("L");
        assertThat(gradients(model, Map.of("L", 3)))
                .containsExactly("W[2]'*W[3]'*(P*X - Y)*X'", "W[3]'*(P*X - Y)*X'*W[1]'", "(P*X - Y)*X'*W[1]'*W[2]'");
        assertThat(gradients(model, Map.of("L", 2))).containsExactly("W[2]'*(P*X - Y)*X'", "(P*X - Y)*X'*W[1]'");
        assertThat(gradients(model, Map.of("L", 6))).hasSize(6);
    }

    @Test
    void the_linear_vae_has_its_known_gradients() {
        Model model = ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae");

        assertThat(Elaboration.structuralSizes(model)).isEmpty();
        assertThat(gradients(model, Map.of()))
                .containsExactly(
                        "1/s2*W*D + 1/s2*R*S*V'",
                        "V*S + 1/s2*W'*R*S",
                        "1/2*ones(k) - 1/2*delta.^(-1) + 1/(2*s2)*diagonal(W'*W)",
                        "d/(2*s2) - (tr(W*D*W') + tr(R*S*R'))/(2*s2^2)");
    }

    @Test
    void what_the_algebra_does_not_cover_is_refused_at_its_place() {
        Model model = parse(
                """
                model m

                sizes
                  n >= 1

                parameters
                  W : matrix[n, n]

                minimize
                  loss = normF(W)^2 + rank(W)
                """);

        assertThatThrownBy(() -> Elaboration.elaborate(model, Map.of()))
                .isInstanceOfSatisfying(ModelException.class, e -> {
                    assertThat(e.diagnostics().get(0).code()).isEqualTo(ErrorCode.NOT_IN_ALGEBRA);
                    assertThat(e.diagnostics().get(0).span().line()).isEqualTo(10);
                    assertThat(e.diagnostics().get(0).span().column()).isEqualTo(23);
                });
    }

    @Test
    void a_structure_without_its_depth_is_refused() {
        Model model = ModelReader.read(Path.of("models/deep-linear-network"), "models/deep-linear-network");

        assertThatThrownBy(() -> Elaboration.elaborate(model, Map.of()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("L");
    }

    @Test
    void the_elbo_follows_from_its_generative_description() {
        Model generative = parse(
                """
                model generative-vae

                sizes
                  d >= 1
                  k >= 1

                data
                  S : spd[d]

                random
                  x : vector[d] ~ gaussian(mean = zeros(d), covariance = S)
                  z : vector[k] ~ gaussian(mean = zeros(k), covariance = diag(delta))

                parameters
                  W     : matrix[d, k]
                  V     : matrix[k, d]
                  delta : vector[k] > 0
                  s2    : scalar > 0

                minimize
                  loss = 1/(2*s2) * E[norm(W*(V*x + z) - x)^2]
                """);

        Landscape landscape = Elaboration.elaborate(generative, Map.of());

        assertThat(TextPrinter.print(landscape.expectedLoss()))
                .isEqualTo("(tr((W*V - eye(d))*S*(W*V - eye(d))') + tr(W*diag(delta)*W'))/(2*s2)");
    }

    @Test
    void a_stochastic_network_has_its_second_moment_as_loss() {
        Model model = parse(
                """
                model noisy

                sizes
                  L      >= 2
                  d[i in 0..L] >= 1

                data
                  A  : spd[d[0]]
                  v  : scalar > 0

                random
                  x : vector[d[0]] ~ gaussian(mean = zeros(d[0]), covariance = A)
                  e[i in 1..L-1] : vector[d[i]] ~ independent(mean = 1, variance = v)

                parameters
                  W[i in 1..L] : matrix[d[i], d[i-1]]

                minimize
                  loss = E[norm(W[2]*diag(e[1])*W[1]*x)^2]
                """);

        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of("L", 2)));

        assertThat(TextPrinter.print(derivation.landscape().expectedLoss()))
                .isEqualTo("tr(W[2]'*W[2]*W[1]*A*W[1]') + v*tr(A*W[1]'*diag(diagonal(W[2]'*W[2]))*W[1])");
    }

    @Test
    void a_parameter_named_like_a_direction_is_told_from_it() {
        Model model = parse(
                """
                model clash

                sizes
                  n >= 1

                parameters
                  W  : matrix[n, n]
                  dW : matrix[n, n]

                minimize
                  loss = tr(W*dW)
                """);

        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));

        assertThat(derivation.hessianAlong().values().stream().map(TextPrinter::print))
                .containsExactly("DdW'", "DW'");
    }

    @Test
    void a_let_named_like_the_change_of_another_is_told_from_it() {
        Model model = parse(
                """
                model clash

                sizes
                  n >= 1

                parameters
                  W : matrix[n, n]

                let
                  P  = W*W
                  dP = 2*P - eye(n)

                minimize
                  loss = tr(P*dP)
                """);
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of()));
        Expr let = Objects.requireNonNull(derivation.landscape().lets().get("P"));
        Expr other = Objects.requireNonNull(derivation.landscape().lets().get("dP"));

        Expr change = Derivatives.differential(let, derivation.directions());
        Expr otherChange = Derivatives.differential(other, derivation.directions());

        assertThat(TextPrinter.print(change)).isEqualTo("DP");
        assertThat(TextPrinter.print(Derivatives.differential(change, derivation.directions())))
                .isEqualTo("D2P");
        assertThat(TextPrinter.print(otherChange)).isEqualTo("DdP");
        assertThat(LatexPrinter.print(change)).isEqualTo("\\mathrm{D}P");
    }
}
