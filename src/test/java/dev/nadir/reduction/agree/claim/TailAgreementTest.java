package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Probabilistic PCA: the eigenvalues that the latents leave out, by their mean; claims of it and a little beside it. */
class TailAgreementTest {

    private static final String MODEL =
            """
            model latent
            sizes
              p >= 2
              k %s p
            data
              S : spd[p]
            parameters
              W : matrix[p, k]
              V : matrix[k, p]
              u : vector[k] > 0
              h : scalar > 0
            let
              R = W*V - eye(p)
            minimize
              loss = 1/2*(tr(V*S*V') + sum(u) - sum(log(u)) - k) + (tr(W*diag(u)*W') + tr(R*S*R'))/(2*h) + p/2*log(2*pi*h)
            claim the-claim
              let   l, U = eig(S)
              let   rest = %s
              let   F = U[:, 1..k]*diag(sqrt(l[1..k] - rest))
              needs %s
              value %s
            """;

    private static final String MEAN = "mean(l[k+1..p])";
    private static final String NEEDS = "l[k] > rest";
    private static final String VALUE = "1/2*(p*log(2*pi) + sum(log(l[1..k])) + (p - k)*log(rest) + p)";

    private static Optional<Agreement> agreement(String order, List<String> parts) {
        return Proving.first(MODEL.formatted(order, parts.get(0), parts.get(1), parts.get(2)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                MEAN,
                "sum(l[k+1..p])/(p - k)",
                "(tr(S) - sum(l[1..k]))/(p - k)",
                "(sum(l) - sum(l[1..k]))/(p - k)"
            })
    void the_least_value_is_proved_however_the_mean_is_written(String rest) {
        Optional<Agreement> agreement = agreement("<", List.of(rest, NEEDS, VALUE));

        assertThat(agreement).isPresent();
        assertThat(agreement.get().lemmas()).contains("scale-minimisation", "variance-minimisation");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mean(l[k..p])",
                "mean(l[k+1..p])/2",
                "sum(l[k+1..p])/p",
                "sum(l[k+1..p])/(p - k + 1)",
                "mean(l[1..k])",
                "mean(l)",
                "l[k+1]",
                "tr(S)/(p - k)"
            })
    void another_mean_is_not(String rest) {
        assertThat(agreement("<", List.of(rest, NEEDS, VALUE))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/2*(p*log(2*pi) + sum(log(l[1..k])) + (p - k)*log(rest) + k)",
                "1/2*(p*log(2*pi) + sum(log(l[1..k])) + p*log(rest) + p)",
                "1/2*(p*log(2*pi) + sum(log(l)) + p)",
                "1/2*(p*log(pi) + sum(log(l[1..k])) + (p - k)*log(rest) + p)",
                "1/2*(p*log(2*pi) - sum(log(l[1..k])) + (p - k)*log(rest) + p)",
                "1/2*(p*log(2*pi) + log(sum(l[1..k])) + (p - k)*log(rest) + p)"
            })
    void another_value_is_not(String value) {
        assertThat(agreement("<", List.of(MEAN, NEEDS, value))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"l[1] > rest", "l[k] > rest/2", "l[k] > 0", "l[k] >= rest", "tr(S) > rest", "l[k] < rest"})
    void another_need_is_not_enough(String need) {
        assertThat(agreement("<", List.of(MEAN, need, VALUE))).isEmpty();
    }

    @Test
    void as_many_latents_as_inputs_leave_nothing_out_and_nothing_is_proved() {
        assertThat(agreement("<=", List.of("(tr(S) - sum(l[1..k]))/(p - k)", NEEDS, VALUE)))
                .isEmpty();
    }

    @Test
    void the_minimiser_is_proved_and_a_little_beside_it_not() {
        String right = "\n  at h == rest, W == F, V == inv(F'*F + rest*eye(k))*F',"
                + " u == rest*diagonal(inv(F'*F + rest*eye(k)))";

        assertThat(agreement("<", List.of(MEAN, NEEDS, VALUE + right))).isPresent();
        assertThat(agreement("<", List.of(MEAN, NEEDS, VALUE + right.replace("W == F", "W == 2*F"))))
                .isEmpty();
        assertThat(agreement("<", List.of(MEAN, NEEDS, VALUE + right.replace("h == rest", "h == 2*rest"))))
                .isEmpty();
        assertThat(agreement("<", List.of(MEAN, NEEDS, VALUE + right.replace("u == rest*", "u == "))))
                .isEmpty();
        assertThat(agreement(
                        "<",
                        List.of(MEAN, NEEDS, VALUE + right.replace("V == inv(F'*F + rest", "V == inv(F'*F + 2*rest"))))
                .isEmpty();
    }
}
