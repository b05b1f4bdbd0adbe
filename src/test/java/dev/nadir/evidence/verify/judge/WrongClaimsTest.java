package dev.nadir.evidence.verify.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Wrong claims come out refuted, with a witness that fits on a screen. */
class WrongClaimsTest {

    /** A screen has 24 lines; some are the frame. */
    private static final int SCREEN_LINES = 20;

    private static final String EIGEN = "let lambda, U = eig(S)";

    private static final String PPCA_NOISE = "let s2_hat = mean(lambda[k+1..d])";

    private static final List<String> PPCA_POINT = List.of(
            "let W_hat = U[:, 1..k]*diag(sqrt(lambda[1..k] - s2_hat))",
            "let M = W_hat'*W_hat + s2_hat*eye(k)",
            "at s2 == s2_hat, W == W_hat, V == inv(M)*W_hat', delta == s2_hat*diagonal(inv(M))");

    private static final String ORIGIN = "at W[i] == zeros(d[i], d[i-1]) for i in 1..L";

    static Stream<Arguments> wrong() {
        return Stream.concat(ofNetworks(), ofOthers());
    }

    private static Stream<Arguments> ofNetworks() {
        return Stream.of(
                wrong("the factor 1/2 is missing", "network", EIGEN, "value tr(Y*Y') - sum(lambda[1..r])"),
                wrong("an eigenvalue too few", "network", EIGEN, "value 1/2 * (tr(Y*Y') - sum(lambda[1..r-1]))"),
                wrong(
                        "an eigenvalue too many, at the right point",
                        "network",
                        EIGEN,
                        "let Ur = U[:, 1..r]",
                        "value 1/2 * (tr(Y*Y') - sum(lambda))",
                        "at P == Ur*Ur'*Syx*inv(Sxx)"),
                wrong("the wrong sign", "network", EIGEN, "value 1/2 * (tr(Y*Y') + sum(lambda[1..r]))"),
                wrong(
                        "a saddle sold as a minimum",
                        "network",
                        EIGEN,
                        "let Ur = U[:, 1..1]",
                        "value 1/2 * (tr(Y*Y') - lambda[1])",
                        "at P == Ur*Ur'*Syx*inv(Sxx)"),
                wrong(
                        "too few critical values",
                        "network",
                        EIGEN,
                        "values 1/2 * (tr(Y*Y') - sum(lambda[J])) for J in subsets(1..d[L], at-most r-1)"),
                wrong(
                        "a weighted difference is not conserved",
                        "network",
                        "conserved W[i+1]'*W[i+1] - 2*W[i]*W[i]' for i in 1..L-1"),
                wrong(
                        "the sum instead of the difference is not conserved",
                        "network",
                        "conserved W[i+1]'*W[i+1] + W[i]*W[i]' for i in 1..L-1"),
                wrong("the origin is no minimum", "network", ORIGIN, "type local-minimum"),
                wrong(
                        "the index at the origin is off by one",
                        "network",
                        ORIGIN,
                        "type strict-saddle",
                        "index d[1]*rank(Syx) - 1"),
                wrong("a bound that is too tight", "network", "holds normF(P) <= normF(W[1])*normF(W[2]) - 1"),
                wrong("two traces that differ", "network", "holds tr(W[1]*W[1]') == tr(W[2]*W[2]')"));
    }

    private static Stream<Arguments> ofOthers() {
        String value = "value 1/2 * (d*log(2*pi) + sum(log(lambda[1..k])) + (d-k)*log(s2_hat) + d)";
        return Stream.of(
                wrong("the constant is dropped", "vae", ppca(PPCA_NOISE, value.replace("d*log(2*pi) + ", ""))),
                wrong("the noise is that of all directions", "vae", ppca("let s2_hat = mean(lambda)", value)),
                wrong(
                        "the threshold of collapse lacks its root",
                        "vae",
                        EIGEN,
                        "fixed s2 in [0.5, 2, 8]",
                        "let kept = max(lambda[1..k], s2^2)",
                        "value 1/2 * (d*log(2*pi) + sum(log(kept) + lambda[1..k]./kept)"
                                + " + sum(log(s2) + lambda[k+1..d]/s2))"),
                wrong(
                        "collapse is said to come at half the noise",
                        "vae",
                        EIGEN,
                        "fixed s2 in [0.5, 3, 8]",
                        "at W == zeros(d, k), V == zeros(k, d), delta == ones(k)",
                        "type global-minimum",
                        "iff lambda[1] <= 2*s2"),
                wrong("decay makes local minima", "decay", "holds local-minima are global"),
                wrong("a bound that only points near the minimum break", "half-decay", "holds loss >= 1/1000"),
                wrong(
                        "such a bound through a let",
                        "half-decay",
                        "let above = loss - u^2/20",
                        "holds above >= 1/1000"));
    }

    private static String[] ppca(String noise, String value) {
        List<String> lines = new ArrayList<>(List.of(EIGEN, noise));
        lines.addAll(PPCA_POINT);
        lines.add(value);
        return lines.toArray(String[]::new);
    }

    private static Arguments wrong(String what, String model, String... lines) {
        return Arguments.of(what, model, Trial.claim("wrong", lines));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("wrong")
    void a_wrong_claim_is_refuted_with_a_witness_that_fits_on_a_screen(String what, String model, String claim) {
        ClaimResult result = Trial.decide(model, claim);

        assertThat(result.verdict()).as("%s: %s", what, result.facts()).isInstanceOf(Verdict.Refuted.class);
        Verdict.Refuted refuted = (Verdict.Refuted) result.verdict();
        assertThat(refuted.gap()).isPositive();
        assertThat(refuted.witness().strip().lines().count()).isBetween(1L, (long) SCREEN_LINES);
    }
}
