package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Reduction.Completeness;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims about all critical points are proved where the list is complete and says the same, and nowhere else. */
class ListAgreementTest {

    /** Three factors, transposed and scaled. */
    private static final String THREE =
            """
            model three
            sizes
              a >= 1
              b >= 1
              c >= 1
              e >= 1
              n >= 1
            data
              Z : matrix[a, n]
              T : matrix[e, n]
            parameters
              A : matrix[a, b]
              B : matrix[b, c]
              C : matrix[c, e]
            let
              K = T*Z'
              S = K*inv(Z*Z')*K'
            minimize
              loss = 5*normF(Z'*A*B*C - T')^2
            """;

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
              m : scalar > 0
            parameters
              B : matrix[p, k]
              A : matrix[q, k]
            minimize
              loss = normF(B*A' - M)^2 + l*normF(A)^2 + m*normF(B)^2
            """;

    /** Two noisy hidden layers: traps, and a list that is not all. */
    private static final String PRICED_THREE =
            """
            model three-prices
            sizes
              p >= 1
              q >= 1
              k >= 1
              h >= 1
            data
              M : matrix[p, q]
              l : scalar > 0
            parameters
              B : matrix[p, k]
              D : matrix[k, h]
              A : matrix[h, q]
            minimize
              loss = normF(B*D*A - M)^2 + l*normF(A)^2 + l*normF(B)^2 + l*normF(D)^2
            """;

    private static final String ONE =
            """
            model one-output
            sizes
              a >= 1
              b >= 1
              n >= 1
            data
              Z : matrix[a, n]
              t : matrix[1, n]
            parameters
              F : matrix[b, a]
              u : vector[b]
            minimize
              loss = normF(u'*F*Z - t)^2
            """;

    private static final List<String> GIVEN = List.of("invertible(Z*Z')", "distinct(eig(S))");

    private static final String GLOBAL = "holds local-minima are global";

    private record Case(Landscape landscape, Model model, Reduction reduction) {

        static Case of(String text, List<String> assumed, String... claim) {
            String whole = text + (assumed.isEmpty() ? "" : "assume\n  " + String.join("\n  ", assumed) + "\n")
                    + "\nclaim the-claim\n  " + String.join("\n  ", claim) + "\n";
            Model model = ModelReader.parse(whole, "test.model", Path.of("."));
            Landscape landscape = Elaboration.elaborate(model, Map.of());
            return new Case(landscape, model, ClosedForms.derive(landscape, new CellSolver(new RingsAlgebra())));
        }

        Optional<Agreement> agreement(Reduction found) {
            return Agreement.of(landscape, model.claims().get(0), found, e -> ChainReader.isThrough(landscape, e));
        }
    }

    private static Optional<Agreement> agreement(String text, List<String> assumed, String... claim) {
        Case found = Case.of(text, assumed, claim);
        assertThat(found.reduction().closedForms())
                .as("%s", found.reduction().refusedAt())
                .isNotEmpty();
        return found.agreement(found.reduction());
    }

    @Test
    void no_traps_is_proved_under_the_assumptions_of_the_list() {
        Optional<Agreement> agreement = agreement(THREE, GIVEN, GLOBAL);

        assertThat(agreement).isPresent();
        assertThat(agreement.get().lemmas()).contains("product-saddles", "eckart-young", "partial-minimisation");
        assertThat(agreement(THREE, List.of(GIVEN.get(0)), GLOBAL)).isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(1)), GLOBAL)).isEmpty();
        assertThat(agreement(THREE, List.of(), GLOBAL)).isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(0)), "needs distinct(eig(3*S))", GLOBAL))
                .isPresent();
        assertThat(agreement(ONE, List.of("invertible(Z*Z')"), GLOBAL)).isPresent();
    }

    @Test
    void prices_that_make_no_traps_are_told_from_those_that_do() {
        assertThat(agreement(PRICED, List.of("distinct(svd(M))"), GLOBAL)).isPresent();
        assertThat(agreement(PRICED, List.of(), GLOBAL)).isEmpty();
        assertThat(agreement(PRICED_THREE, List.of("distinct(svd(M))"), GLOBAL))
                .as("the origin is a trap")
                .isEmpty();
    }

    @Test
    void a_list_that_lacks_a_point_or_is_not_known_to_be_complete_proves_nothing() {
        Case found = Case.of(THREE, GIVEN, GLOBAL);
        Reduction whole = found.reduction();
        Reduction open = new Reduction(
                whole.lets(),
                whole.steps(),
                whole.closedForms(),
                whole.thresholds(),
                whole.refusedAt(),
                new Completeness.Partial(Reduction.NOT_LOOKED_FOR));
        Reduction partial = new Reduction(
                whole.lets(),
                whole.steps(),
                whole.closedForms(),
                whole.thresholds(),
                whole.refusedAt(),
                new Completeness.Partial("points at which something is zero"));

        assertThat(whole.unlisted()).isEmpty();
        assertThat(found.agreement(whole)).isPresent();
        assertThat(found.agreement(open)).isEmpty();
        assertThat(found.agreement(partial)).isEmpty();
    }

    private static Optional<Agreement> values(String value, String range) {
        return agreement(THREE, GIVEN, "let l, U = eig(S)", "values " + value + " for J in " + range);
    }

    private static final String KEPT = "5*(normF(T)^2 - sum(l[J]))";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subsets(1..e, at-most min([a, b, c, e]))",
                "subsets(1..e, at-most min([a, b, c]))",
                "subsets(1..e, at-most b)",
                "subsets(1..e)",
            })
    void critical_values_are_proved_where_every_one_is_among_the_claimed(String range) {
        assertThat(values(KEPT, range)).isPresent();
        assertThat(values("5*tr(T*T') - 5*sum(l[J])", range)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subsets(1..e, at-most min([a, b, c, e]) - 1)",
                "subsets(1..e - 1, at-most b)",
                "subsets(1..b, at-most e)",
                "subsets(2..e, at-most b)",
                "subsets(1..e, at-most 1)",
                "subsets(1..e, at-most rank(Z*Z') - 1)",
            })
    void critical_values_of_too_few_sets_are_not_proved(String range) {
        assertThat(values(KEPT, range)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "5*(normF(T)^2 + sum(l[J]))",
                "normF(T)^2 - sum(l[J])",
                "5*normF(T)^2 - sum(l[J])",
                "5*(normF(T)^2 - sum(l[J].^2))",
                "5*(normF(T)^2 - sum(l[J])) + card(J) - 1",
                "5*(normF(T)^2 - sum(l[J])) + sum(J)",
                "5*(normF(T)^2 - sum(l[1..card(J)]))",
                "5*(normF(T)^2 - sum(eig(T*T')[J]))",
                "5*normF(T)^2",
            })
    void critical_values_that_are_a_little_wrong_are_not_proved(String value) {
        assertThat(values(value, "subsets(1..e, at-most b)")).isEmpty();
    }

    @Test
    void an_index_of_all_points_of_a_value_is_not_proved_where_it_differs_between_them() {
        String range = " for J in subsets(1..e, at-most b)";

        assertThat(agreement(
                        THREE,
                        GIVEN,
                        "let l, U = eig(S)",
                        "values " + KEPT + range,
                        "index sum(J) - card(J)*(card(J) + 1)/2"))
                .isEmpty();
    }

    @Test
    void values_of_a_list_that_misses_an_assumption_are_not_proved() {
        String[] claim = {"let l, U = eig(S)", "values " + KEPT + " for J in subsets(1..e, at-most b)"};

        assertThat(agreement(THREE, List.of(GIVEN.get(0)), claim)).isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(1)), claim)).isEmpty();
    }

    /** Two factors, transposed and scaled. */
    private static final String TWO = THREE.replace("model three", "model two")
            .replace("  C : matrix[c, e]\n", "")
            .replace("B : matrix[b, c]", "B : matrix[b, e]")
            .replace("  c >= 1\n", "")
            .replace("Z'*A*B*C - T'", "Z'*A*B - T'");

    private static final String INDEX = "index sum(J) - card(J)*(card(J) + 1)/2 + (b - card(J))*(rank(K) - card(J))";

    private static Optional<Agreement> index(String value, String range, String index) {
        return agreement(TWO, GIVEN, "let l, U = eig(S)", "values " + value + " for J in " + range, index);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "subsets(1..rank(K), at-most min([a, b, e]))",
                "subsets(1..rank(K), at-most min(b, e))",
                "subsets(1..rank(K), at-most b)",
                "subsets(1..rank(K'), at-most b)",
                "subsets(1..rank(7*K), at-most b)",
            })
    void the_index_of_two_factors_is_proved_whether_the_rank_is_below_the_width_or_not(String range) {
        assertThat(index(KEPT, range, INDEX)).isPresent();
        assertThat(index(
                        "5*tr(T*T') - 5*sum(l[J])",
                        range,
                        "index sum(J) - card(J)^2 + card(J)*(card(J) - 1)/2"
                                + " + b*rank(3*K) + card(J)^2 - card(J)*(b + rank(K))"))
                .isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index sum(J) - card(J)*(card(J) + 1)/2",
                "index sum(J) - card(J)*(card(J) + 1)/2 + (b - card(J))*(e - card(J))",
                "index sum(J) - card(J)*(card(J) + 1)/2 + (b - card(J))*(a - card(J))",
                "index sum(J) - card(J)*(card(J) + 1)/2 + (b - card(J))*(rank(T) - card(J))",
                "index sum(J) - card(J)*(card(J) + 1)/2 + (b + 1 - card(J))*(rank(K) - card(J))",
                "index sum(J) - card(J)*(card(J) + 1)/2 + (min(b, e) - card(J))*(rank(K) - card(J))",
                "index sum(J) - card(J)*(card(J) - 1)/2 + (b - card(J))*(rank(K) - card(J))",
                "index 0",
            })
    void an_index_that_is_a_little_wrong_is_not_proved(String index) {
        assertThat(index(KEPT, "subsets(1..rank(K), at-most b)", index)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // Places without an eigenvalue are taken for kept: the index is not that of the sum.
                "subsets(1..e, at-most b)",
                "subsets(1..rank(K), at-most b - 1)",
                "subsets(1..rank(K) - 1, at-most b)",
                "subsets(1..rank(T), at-most b)",
                "subsets(2..rank(K), at-most b)",
            })
    void an_index_of_other_sets_is_not_proved(String range) {
        assertThat(index(KEPT, range, INDEX)).isEmpty();
    }

    @Test
    void an_index_is_not_proved_of_a_value_with_something_else_in_it() {
        assertThat(index("5*(normF(T)^2 - sum(l[J].^2))", "subsets(1..rank(K), at-most b)", INDEX))
                .isEmpty();
        assertThat(index(KEPT + " + card(J)*(rank(K) - card(J))", "subsets(1..rank(K), at-most b)", INDEX))
                .as("agrees with the value at the least alone where the width is no limit")
                .isEmpty();
    }
}
