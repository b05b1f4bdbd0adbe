package dev.nadir.reduction.chain.lemma;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CovarianceSpectrumTest {

    private static Reduction derive(String loss) {
        String text =
                "model m\n\nsizes\n  a >= 1\n  k >= 1\n\ndata\n  S : spd[a]\n  K : spd[a]\n  g : scalar > 0\n\nparameters\n"
                        + "  Q : matrix[a, k]\n  z : scalar > 0\n\nminimize\n  loss = " + loss + "\n";
        Model model = ModelReader.parse(text, "m.model", Path.of("."));
        return ClosedForms.derive(Elaboration.elaborate(model, Map.of()), new CellSolver(new RingsAlgebra()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logdet(Q*Q' + z*eye(a)) + tr(inv(Q*Q' + z*eye(a))*S)",
                "1/2*tr(S*inv(z*eye(a) + Q*Q')) + 1/2*logdet(z*eye(a) + Q*Q')",
                "g*logdet(g*Q*Q' + z^2*eye(a)) + tr(inv(g*Q*Q' + z^2*eye(a))*S) + 3*g",
                "logdet(Q*Q' + z^(-1)*eye(a)) + tr(inv(z^(-1)*eye(a) + Q*Q')*(S + K))"
            })
    void one_minimum_under_the_rank_of_the_data(String loss) {
        Reduction reduction = derive(loss);

        assertThat(reduction.closedForms()).hasSize(2).first().satisfies(form -> {
            assertThat(form.conditions().stream().map(FormulaPrinter::print))
                    .singleElement()
                    .satisfies(condition ->
                            assertThat(condition).startsWith("rank(").endsWith(" > k"));
            assertThat(form.point()).containsOnlyKeys("Q", "z");
            assertThat(form.lemmas()).containsExactly("covariance-spectrum");
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "logdet(Q*Q' + z*eye(a)) + tr(inv(Q*Q' + g*eye(a))*S) + z",
                "logdet(Q*Q' + z*K) + tr(inv(Q*Q' + z*K)*S)",
                "logdet(z*Q*Q' + z*eye(a)) + tr(inv(z*Q*Q' + z*eye(a))*S)",
                "logdet(Q*Q' + z*eye(a)) + tr(inv(Q*Q' + z*eye(a))*S) + g*z",
                "logdet(Q*Q' + z*eye(a)) + tr(inv(Q*Q' + z*eye(a))*S) + g*normF(Q)^2",
                "logdet(Q*Q' + z*eye(a)) + normF(inv(Q*Q' + z*eye(a))*S)^2",
                "logdet(Q*Q' + z*eye(a))^2 + tr(inv(Q*Q' + z*eye(a))*S)"
            })
    void what_is_otherwise_is_left_alone(String loss) {
        assertThat(derive(loss).closedForms()).isEmpty();
    }

    @Test
    void a_likelihood_with_the_wrong_sign_is_refused() {
        Reduction reduction = derive("-logdet(Q*Q' + z*eye(a)) + tr(inv(Q*Q' + z*eye(a))*S)");

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt())
                .hasValueSatisfying(refusal -> assertThat(refusal).contains("in front of a square is negative"));
    }
}
