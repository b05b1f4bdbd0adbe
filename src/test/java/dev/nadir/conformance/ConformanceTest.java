package dev.nadir.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConformanceTest {

    /** What the algebra does not cover; it must not grow unseen. */
    private static final Set<String> REFUSED = Set.of("66", "67", "128");

    @Test
    @Tag("slow")
    void nothing_is_wrong_and_the_page_says_what_comes_out() throws IOException {
        List<Judge.Result> results = ConformancePage.results();

        assertThat(results).filteredOn(r -> r.verdict() == Judge.Verdict.WRONG).isEmpty();
        assertThat(results)
                .filteredOn(r -> r.verdict() == Judge.Verdict.REFUSED)
                .allSatisfy(r -> {
                    assertThat(r.conformance().isRefused()).isTrue();
                    assertThat(r.how()).contains(r.conformance().refusal());
                });
        assertThat(results.stream()
                        .filter(r -> r.verdict() == Judge.Verdict.REFUSED)
                        .map(r -> r.conformance().id())
                        .collect(Collectors.toSet()))
                .isEqualTo(REFUSED);
        assertThat(Files.readString(ConformancePage.PAGE)).isEqualTo(ConformancePage.of(results));
    }

    @Test
    void the_examples_of_matrixcalculus_are_right() {
        List<ConformanceCase> cases = ConformanceCase.suite("matrixcalculus");

        assertThat(cases).map(Judge::judge).allMatch(r -> r.verdict() == Judge.Verdict.RIGHT);
    }

    @Test
    void every_family_of_the_breadth_has_a_case_that_is_right() {
        Set<String> ids = Set.of(
                "decay-4a",
                "spd-stein",
                "orthonormal-brockett",
                "function-3",
                "block-3",
                "log-squares-A",
                "sum-index",
                "product-index",
                "third-logdet");
        List<ConformanceCase> cases = ConformanceCase.suite("breadth").stream()
                .filter(c -> ids.contains(c.id()))
                .toList();

        assertThat(cases).hasSize(ids.size());
        assertThat(cases).map(Judge::judge).allMatch(r -> r.verdict() == Judge.Verdict.RIGHT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The answers of tools that are silently wrong.
                "breakers | decay-1      | zeros(m, n)",
                "breakers | decay-1      | (W*X - Y)*X'",
                "breakers | logdet-gram  | zeros(n, m)",
                "breakers | trace-root   | A",
                "cookbook | 121          | 5*X.^4",
                // A transpose, a factor, a sign, an order.
                "cookbook | 49           | det(X)*inv(X)",
                "cookbook | 119          | A'*(A*X*B + C)*B'",
                "cookbook | 124          | inv(X)'*A'*B'*inv(X)'",
                "cookbook | 117          | B*X*C + B'*X*C",
                "cookbook | 48           | v^2*det(A + x*B + x^2*C)*tr(inv(A + x*B + x^2*C)*2*C)",
                "breakers | kron-left    | blocksum(C*kron(eye(n), B'), p)",
                "breakers | schur        | inv(A)*X",
                // On a set: the free gradient; a function without a formula: its value in the place of its derivative.
                "breadth  | symmetric-quadratic | 2*(x'*S*y)*x*y'",
                "breadth  | orthonormal-pca     | 2*S*W",
                "breadth  | orthonormal-linear  | A - W*(W'*A + A'*W)",
                "breadth  | function-1          | A'*f(A*x)",
                "breadth  | function-5          | v^3*x.^3 .* f''(t*x)",
                "breadth  | sum-index           | 2*x",
                "breadth  | product-index-2     | ((A + 2*B)*(A + 3*B) + (A + 3*B)*(A + B) + (A + B)*(A + 2*B))",
                "breadth  | third-inverse       | 6*inv(X)*V*inv(X)*V*inv(X)*V*inv(X)",
            })
    void a_wrong_formula_is_caught(String suite, String id, String wrong) {
        ConformanceCase right = ConformanceCase.suite(suite).stream()
                .filter(c -> c.id().equals(id))
                .findFirst()
                .orElseThrow();

        Judge.Result result = Judge.judge(right.withExpected(wrong));

        assertThat(result.verdict()).isEqualTo(Judge.Verdict.WRONG);
    }
}
