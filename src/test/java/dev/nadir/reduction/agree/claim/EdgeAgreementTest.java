package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is true almost everywhere, and false at an edge that the model allows, is not proved. */
class EdgeAgreementTest {

    private static final String PRICED =
            """
            model two-factors
            sizes
              p >= 1
              q >= 1
              k >= 1
            data
              M : matrix[p, q]
              l : scalar > 0
            parameters
              B : matrix[p, k]
              A : matrix[q, k]
            minimize
              loss = normF(B*A' - M)^2 + l*normF(A)^2 + l*normF(B)^2
            """;

    private static final String ONE_MODE =
            """
            model vectors
            sizes
              h >= 1
            data
              c : scalar
              l : scalar > 0
            parameters
              u : vector[h]
              v : vector[h]
            minimize
              loss = (u'*v - c)^2 + l*normF(u)^2 + l*normF(v)^2
            """;

    private static Optional<Agreement> agreement(String text, String... claim) {
        return Proving.of(text, claim);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "(step(s[1] - l) + step(l - s[1]))*v",
                "v - sum(1 - step(s - l) - step(l - s))",
                "(2*step(s[1] - l) + 2*step(l - s[1]) - 1)*v",
                "(1 - step(s[1] - l))*v/2 + step(s[1] - l)*v/2 + step(l - s[1])*v/2 + step(s[1] - l)*v/2"
            })
    void both_sides_of_a_threshold_without_the_threshold_itself_are_not_everything(String value) {
        Optional<Agreement> agreement = agreement(
                PRICED,
                "let U, z, V = svd(M)",
                "let s = z[1..min([p, q, k])]",
                "let v = normF(M)^2 - sum(max(s - l, 0).^2)",
                "value " + value);

        assertThat(agreement).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "normF(M)^2 - sum(step(s - l).*(s - l).^2)",
                "normF(M)^2 - sum(relu(l - s).^2) - sum((s - l).^2) + 2*sum(relu(l - s).^2)",
                "normF(M)^2 - sum((1 - step(l - s)).*relu(s - l).^2)"
            })
    void what_vanishes_at_the_threshold_may_be_said_from_either_side(String value) {
        Optional<Agreement> agreement =
                agreement(PRICED, "let U, z, V = svd(M)", "let s = z[1..min([p, q, k])]", "value " + value);

        assertThat(agreement).isPresent();
    }

    @Test
    void a_guard_belongs_to_what_is_not_negative() {
        String learned =
                """
                model learned-noise
                sizes
                  n >= 1
                  q >= 1
                  d >= 1
                data
                  X : matrix[d, n]
                  Y : matrix[q, n]
                parameters
                  W : matrix[q, d]
                  v : scalar > 0
                minimize
                  loss = normF(Y - W*X)^2/(2*n*v) + q/2*log(v)
                assume
                  invertible(X*X')
                """;
        String rest = "(normF(Y)^2 - tr(Y*X'*inv(X*X')*X*Y'))/(n*q)";
        String value = "q/2 + q/2*log(" + rest + ")";
        String needs = "needs " + rest + " > 0";

        assertThat(agreement(learned, needs, "value " + value)).isPresent();
        assertThat(agreement(learned, needs, "value max(" + value + ", 1e-210)"))
                .isEmpty();
    }

    @Test
    void the_value_of_one_branch_is_not_that_of_another() {
        String kept = "value c^2 - (norm(c) - l)^2";

        assertThat(agreement(ONE_MODE, "needs norm(c) > l", kept)).isPresent();
        assertThat(agreement(ONE_MODE, kept)).isEmpty();
        assertThat(agreement(ONE_MODE, "needs norm(c) <= l", kept)).isEmpty();
        assertThat(agreement(ONE_MODE, "value c^2 - max(norm(c) - l, 0)^2")).isPresent();
        assertThat(agreement(ONE_MODE, "value c^2")).isEmpty();
    }

    @Test
    void a_let_with_the_name_of_a_letter_is_not_taken_for_it() {
        String value = "value normF(M)^2 - sum(max(sqrt(e)[1..min([p, q, k])] - l, 0).^2)";

        assertThat(agreement(PRICED, "let e = eig(M*M')", value)).isPresent();
        assertThat(agreement(PRICED, "let e = eig(M*M')", "let values_0 = eig(M*M')", value))
                .isEmpty();
        assertThat(agreement(PRICED, "let e = eig(M*M')", "let from_zero_values_0 = eig(2*M*M')", value))
                .isEmpty();
    }

    @Test
    void fewer_eigenvalues_than_rows_are_less_than_the_trace_of_a_definite_matrix() {
        String learned =
                """
                model learned-variances
                sizes
                  p >= 1
                  k < p
                data
                  S : spd[p]
                parameters
                  A : matrix[p, k]
                  B : matrix[k, p]
                  d : vector[k] > 0
                  t : scalar > 0
                let
                  R = A*B - eye(p)
                minimize
                  loss = tr(B*S*B') + sum(d - log(d)) + (tr(A*diag(d)*A') + tr(R*S*R'))/t + p*log(t)
                """;
        String traps = "holds local-minima are global";

        assertThat(agreement(learned, traps)).isPresent();
        assertThat(agreement(learned.replace("k < p", "k <= p"), traps))
                .as("where nothing is left beside the kept modes, fewer may have a minimum of their own")
                .isEmpty();
        assertThat(agreement(learned.replace("k < p", "k >= 1"), traps)).isEmpty();
    }

    @Test
    void a_number_before_the_metric_of_a_price_is_positive_or_a_condition() {
        String text =
                """
                model heads
                sizes
                  h >= 1
                data
                  Y : matrix[2, 3]
                  Z : matrix[3, 3]
                  l : scalar
                parameters
                  A : matrix[2, h]
                  B : matrix[3, h]
                  C : matrix[h, 3]
                minimize
                  loss = normF(A*C - Y)^2 + 2*normF(B*C - Z)^2 + l*(normF(A)^2 + 2*normF(B)^2) + normF(C)^2
                """;

        Landscape landscape = Elaboration.elaborate(ModelReader.parse(text, "test.model", Path.of(".")), Map.of());
        Reduction reduction = ClosedForms.derive(landscape, new CellSolver(new RingsAlgebra()));

        assertThat(reduction.closedForms()).isNotEmpty().allSatisfy(form -> assertThat(form.conditions())
                .extracting(FormulaPrinter::print)
                .contains("l > 0"));
    }
}
