package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WishartTest {

    private static final String SAMPLES =
            """
            model m

            sizes
              d >= 1
              n >= 1

            data
              B : matrix[d, d]
              C : matrix[d, d]
              Sigma : spd[d]
              V : spd[d]
              T : spd[n]
              M : matrix[d, n]

            random
              X : matrix[d, n] ~ gaussian(rows = Sigma)
              Z : matrix[d, n] ~ gaussian(rows = eye(d))
              K : matrix[d, n] ~ gaussian(mean = M, rows = Sigma, columns = T)
              w : vector[d] ~ gaussian(covariance = V)
              W : matrix[d, n] ~ gaussian(variance = 3)
              G : symmetric[d] ~ gaussian(variance = 2)

            parameters
              A : matrix[d, d]

            let
              S = 1/n * X*X'
              I = 1/n * Z*Z'

            minimize
            """;

    private static Form loss(String formula) {
        return Form.of(expectedLoss(formula));
    }

    private static Expr expectedLoss(String formula) {
        String text = SAMPLES + "  loss = " + formula + "\n";
        return Elaboration.elaborate(ModelReader.parse(text, "test.model", Path.of(".")), Map.of())
                .expectedLoss();
    }

    @Test
    void the_second_moment_of_a_sample_covariance_is_the_known_one() {
        assertThat(loss("E[tr(C*S*B*S)]"))
                .isEqualTo(loss("tr(C*Sigma*B*Sigma) + 1/n*(tr(C*Sigma*B'*Sigma) + tr(B*Sigma)*tr(C*Sigma))"));
        assertThat(loss("E[tr(S)]")).isEqualTo(loss("tr(Sigma)"));
        assertThat(loss("E[tr(S)^2]")).isEqualTo(loss("tr(Sigma)^2 + 2/n*tr(Sigma*Sigma)"));
    }

    @Test
    void the_moments_of_a_white_sample_covariance_are_polynomials_in_its_sizes() {
        assertThat(loss("E[tr(I)]")).isEqualTo(loss("d + 0*tr(A)"));
        assertThat(loss("E[tr(I*I)]")).isEqualTo(loss("d*(n + d + 1)/n"));
        assertThat(loss("E[tr(I*I*I)]")).isEqualTo(loss("d*(n^2 + 3*n*d + 3*n + d^2 + 3*d + 4)/n^2"));
        assertThat(loss("E[tr(I*I*I*I)]"))
                .isEqualTo(loss("d*(n^3 + 6*n^2*(d + 1) + n*(6*d^2 + 17*d + 21) + d^3 + 6*d^2 + 21*d + 20)/n^3"));
    }

    /** Sizes and counts of classes of slots under one pairing after the other: nothing but counting. */
    @Test
    void the_first_six_moments_agree_with_counting_the_classes_of_every_pairing() {
        String product = "I";
        for (int k = 1; k <= 6; k++) {
            Expr mean = expectedLoss("E[tr(" + product + ")] + 0*tr(A)");
            assertThat(number(mean, 5, 20)).isEqualTo(counted(k, 5, 20));
            assertThat(number(mean, 2, 3)).isEqualTo(counted(k, 2, 3));
            product += "*I";
        }
        // The value that the theory gives for d = 5, n = 20.
        assertThat(counted(6, 5, 20)).isEqualTo(Rational.of(662_607, 10_000));
    }

    private static Rational counted(int k, int d, int n) {
        int slots = 2 * k;
        int[] partner = new int[slots];
        java.util.Arrays.fill(partner, -1);
        Rational power = Rational.of(1, n).power(k);
        return counted(partner, d, n).times(power);
    }

    private static Rational counted(int[] partner, int d, int n) {
        int free = 0;
        while (free < partner.length && partner[free] >= 0) {
            free++;
        }
        if (free == partner.length) {
            // Slot 2i is X, slot 2i+1 is X'. Row classes join slot 2i+1 to slot 2i+2, column classes slot 2i to 2i+1.
            return Rational.of(d)
                    .power(classes(partner, 1))
                    .times(Rational.of(n).power(classes(partner, 0)));
        }
        Rational sum = Rational.ZERO;
        for (int other = free + 1; other < partner.length; other++) {
            if (partner[other] < 0) {
                partner[free] = other;
                partner[other] = free;
                sum = sum.plus(counted(partner, d, n));
                partner[other] = -1;
            }
        }
        partner[free] = -1;
        return sum;
    }

    private static int classes(int[] partner, int offset) {
        int slots = partner.length;
        boolean[] seen = new boolean[slots];
        int classes = 0;
        for (int start = 0; start < slots; start++) {
            int at = start;
            boolean isNew = !seen[start];
            while (!seen[at]) {
                seen[at] = true;
                int across = (at + offset) % 2 == 0 ? (at + 1) % slots : (at - 1 + slots) % slots;
                seen[across] = true;
                at = partner[across];
            }
            classes += isNew ? 1 : 0;
        }
        return classes;
    }

    private static Rational number(Expr e, int d, int n) {
        Expr value = substituted(e, d, n);
        return ((Expr.Literal) value).value();
    }

    private static Expr substituted(Expr e, int d, int n) {
        if (e instanceof Expr.SizeNumber size) {
            Size value = size.size().substitute(name -> Size.of(name.toString().equals("d") ? d : n));
            return Exprs.size(value);
        }
        return dev.nadir.expr.Rebuild.of(e, part -> substituted(part, d, n));
    }

    @Test
    void one_layer_of_linear_attention_has_the_known_in_context_loss() {
        Form loss = loss("E[normF((eye(d) - A'*S)*w)^2]");

        // E |w|^2 - 2 tr(A' Sigma V) + tr(A' E[S V S] A)
        assertThat(loss)
                .isEqualTo(loss("tr(V) - 2*tr(A'*Sigma*V)"
                        + " + tr(A'*(Sigma*V*Sigma + 1/n*(Sigma*V*Sigma + tr(V*Sigma)*Sigma))*A)"));
    }

    @Test
    void a_matrix_with_a_mean_and_covariances_on_both_sides_has_its_known_second_moments() {
        assertThat(loss("E[tr(B*K*K')]")).isEqualTo(loss("tr(B*M*M') + tr(T)*tr(B*Sigma)"));
        assertThat(loss("E[tr(K'*B*K*T)]")).isEqualTo(loss("tr(M'*B*M*T) + tr(B*Sigma)*tr(T*T)"));
        assertThat(loss("E[sum(K .* K .* K)]"))
                .isEqualTo(loss("sum(M.*M.*M) + 3*sum(M.*(diagonal(Sigma)*diagonal(T)'))"));
    }

    @Test
    void a_symmetric_gaussian_matrix_has_the_moments_of_its_ensemble() {
        assertThat(loss("E[tr(W'*B*W)]")).isEqualTo(loss("3*n*tr(B)"));
        assertThat(loss("E[tr(G*B*G*C)]")).isEqualTo(loss("2*tr(B*C') + 2*tr(B)*tr(C)"));
        assertThat(loss("E[tr(G*G)]")).isEqualTo(loss("2*d*(d + 1) + 0*tr(A)"));
        // E tr G^4 = v^2 (2 d^3 + 5 d^2 + 5 d) for variance v off the diagonal.
        assertThat(loss("E[tr(G*G*G*G)]")).isEqualTo(loss("4*(2*d^3 + 5*d^2 + 5*d) + 0*tr(A)"));
    }

    @Test
    void more_factors_than_pairings_can_be_made_of_are_refused_by_name() {
        assertThatThrownBy(() -> loss("E[tr(I*I*I*I*I*I*I)]")).isInstanceOfSatisfying(ModelException.class, e -> {
            assertThat(e.diagnostics().get(0).code()).isEqualTo(ErrorCode.NOT_IN_ALGEBRA);
            assertThat(e.diagnostics().get(0).value()).contains("at most 12 occurrences", "got 14");
        });
    }

    @Test
    void laws_that_do_not_fit_a_matrix_are_reported() {
        for (String law : new String[] {
            "gaussian(covariance = Sigma)", "gaussian(mean = 0)", "gaussian(rows = T)", "gaussian(columns = Sigma)"
        }) {
            String text = SAMPLES.replace("gaussian(rows = Sigma)", law) + "  loss = E[normF(A*X)^2]\n";

            assertThatThrownBy(() -> ModelReader.parse(text, "test.model", Path.of(".")))
                    .isInstanceOfSatisfying(ModelException.class, e -> {
                        assertThat(e.diagnostics().get(0).code()).isEqualTo(ErrorCode.LAW);
                        assertThat(e.diagnostics().get(0).span().line()).isEqualTo(16);
                    });
        }
    }
}
