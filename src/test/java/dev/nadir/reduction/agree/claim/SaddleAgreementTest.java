package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims about saddles are proved where they are members of derived families, and a little beside them nothing is. */
class SaddleAgreementTest {

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

    private static final String TWO =
            """
            model two
            sizes
              a >= 1
              b >= 1
              c >= 1
              n >= 1
            data
              Z : matrix[a, n]
              T : matrix[c, n]
            parameters
              F : matrix[b, a]
              G : matrix[c, b]
            let
              K = Z*T'
              S = K'*inv(Z*Z')*K
            minimize
              loss = 3*normF(G*F*Z - T)^2
            """;

    private static final List<String> GIVEN = List.of("invertible(Z*Z')", "distinct(eig(S))");

    private static Optional<Agreement> agreement(String text, List<String> assumed, List<String> claim) {
        String whole = text + (assumed.isEmpty() ? "" : "assume\n  " + String.join("\n  ", assumed) + "\n")
                + "\nclaim the-claim\n  " + String.join("\n  ", claim) + "\n";
        return Proving.first(whole);
    }

    private static Optional<Agreement> three(List<String> needs, String place, String... what) {
        List<String> claim =
                new ArrayList<>(List.of("let l, U = eig(S)", "let u = U[:, " + place + ".." + place + "]"));
        needs.forEach(need -> claim.add("needs " + need));
        claim.add("at A == inv(Z*Z')*Z*T'*u*basis(b, 1)', B == basis(b, 1)*basis(c, 1)', C == basis(c, 1)*u'");
        claim.addAll(List.of(what));
        return agreement(THREE, GIVEN, claim);
    }

    private static final List<String> ENOUGH = List.of("min([a, b, c, e]) >= 2", "rank(K) >= 2");

    private static final String ZEROS = "nullity a*b + b*c + c*e - (a + e - 1)";

    @ParameterizedTest
    @CsvSource({
        "2, strict-saddle, 1",
        "1, non-strict-saddle, 0",
    })
    void a_direction_kept_alone_is_proved(String place, String type, String index) {
        Optional<Agreement> agreement = three(
                ENOUGH, place, "value 5*(normF(T)^2 - l[" + place + "])", "type " + type, "index " + index, ZEROS);

        assertThat(agreement).isPresent();
        assertThat(agreement.get().lemmas()).contains("product-saddles", "eckart-young");
    }

    @Test
    void type_index_and_nullity_are_each_proved_alone() {
        assertThat(three(ENOUGH, "2", "type strict-saddle")).isPresent();
        assertThat(three(ENOUGH, "2", "index 1")).isPresent();
        assertThat(three(ENOUGH, "2", ZEROS)).isPresent();
        assertThat(three(ENOUGH, "2", "index 2 - 1", ZEROS + " + 0")).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "index 0",
                "index 2",
                "index rank(K) - 1",
                "type non-strict-saddle",
                "type local-minimum",
                "nullity a*b + b*c + c*e - (a + e)",
                "nullity a*b + b*c + c*e - (a + b - 1)",
                "nullity a*b + b*c + c*e",
                "value 5*(normF(T)^2 - l[1])",
                "value 5*normF(T)^2 - l[2]",
                "value 5*(normF(T)^2 - l[2] - l[1])",
            })
    void a_saddle_that_is_a_little_wrong_is_not_proved(String wrong) {
        String beside = wrong.startsWith("value") ? "index 1" : "value 5*(normF(T)^2 - l[2])";
        String first = wrong.startsWith("value") ? wrong : beside;
        String second = wrong.startsWith("value") ? beside : wrong;

        assertThat(three(ENOUGH, "2", first, second)).isEmpty();
    }

    @Test
    void what_the_family_needs_must_be_given() {
        assertThat(three(List.of("min([a, b, c, e]) >= 2"), "2", "index 1"))
                .as("the data may have one direction alone")
                .isEmpty();
        assertThat(three(List.of("rank(K) >= 2"), "1", "index 0"))
                .as("a width may be 1")
                .isEmpty();
        assertThat(three(List.of("min([a, b, e]) >= 2", "rank(K) >= 2"), "1", "index 0"))
                .as("the middle may be narrow")
                .isEmpty();
        assertThat(three(List.of("min([a, b, c, e]) >= 2", "rank(K) >= 1"), "1", "index 0"))
                .isEmpty();
        assertThat(three(List.of("min([a, b, c, e]) > 1", "rank(K) > 1"), "1", "index 0"))
                .isPresent();
        assertThat(three(List.of("min([a, b, c, e]) >= 3", "rank(K') >= 5"), "1", "index 0"))
                .isPresent();
        assertThat(three(List.of("min([a, b, c, e]) >= 2", "rank(Z) >= 2"), "1", "index 0"))
                .as("the rank of something else")
                .isEmpty();
    }

    @Test
    void without_an_assumption_of_the_model_nothing_is_proved() {
        List<String> claim = List.of(
                "let l, U = eig(S)",
                "let u = U[:, 2..2]",
                "needs min([a, b, c, e]) >= 2",
                "needs rank(K) >= 2",
                "at A == inv(Z*Z')*Z*T'*u*basis(b, 1)', B == basis(b, 1)*basis(c, 1)', C == basis(c, 1)*u'",
                "index 1");

        assertThat(agreement(THREE, GIVEN, claim)).isPresent();
        assertThat(agreement(THREE, List.of(GIVEN.get(0)), claim)).isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(1)), claim)).isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(0), "distinct(eig(S + T*T'))"), claim))
                .isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(0), "distinct(eig(S)[1..1])"), claim))
                .isEmpty();
        assertThat(agreement(THREE, List.of(GIVEN.get(0), "distinct(eig(2*S)[1..rank(K)])"), claim))
                .isPresent();
    }

    @Test
    void another_point_is_not_proved_by_a_value_and_an_index() {
        List<String> claim = new ArrayList<>(List.of(
                "let l, U = eig(S)",
                "let u = U[:, 2..2]",
                "needs min([a, b, c, e]) >= 2",
                "needs rank(K) >= 2",
                "at A == 2*inv(Z*Z')*Z*T'*u*basis(b, 1)', B == basis(b, 1)*basis(c, 1)', C == basis(c, 1)*u'",
                "index 1"));

        assertThat(agreement(THREE, GIVEN, claim)).isEmpty();
        claim.set(4, "at A == inv(Z*Z')*Z*T'*u*basis(b, 1)', B == basis(b, 1)*basis(c, 2)', C == basis(c, 1)*u'");
        assertThat(agreement(THREE, GIVEN, claim)).isEmpty();
        claim.set(
                4,
                "at A == inv(Z*Z')*Z*T'*u*basis(b, 1)', B == basis(b, 1)*basis(c, 1)', C == basis(c, 1)*U[:, 1..1]'");
        assertThat(agreement(THREE, GIVEN, claim)).isEmpty();
    }

    private static Optional<Agreement> loose(String index, String more) {
        return agreement(
                THREE,
                GIVEN,
                List.of(
                        "let l, U = eig(S)",
                        "let u = U[:, 1..1]",
                        "let q = min(b, c)",
                        "needs min([a, b, c, e]) >= 2",
                        "needs rank(K) >= 2",
                        "at A == inv(Z*Z')*Z*T'*u*basis(b, 1)', B == eye(b)[:, 1..q]*eye(c)[:, 1..q]', C == basis(c, 1)*u'",
                        index,
                        "nullity a*b + b*c + c*e - (a + e - 1) - " + more));
    }

    @Test
    void a_middle_of_full_rank_is_proved_with_its_index_alone() {
        assertThat(loose("index (q - 1)*(rank(K) - 1)", "2*(q - 1)*(rank(K) - 1)"))
                .isPresent();
        assertThat(loose("index (q - 1)*rank(K)", "2*(q - 1)*(rank(K) - 1)")).isEmpty();
        assertThat(loose("index q*(rank(K) - 1)", "2*(q - 1)*(rank(K) - 1)")).isEmpty();
        assertThat(loose("index (q - 1)*(rank(K) - 1)", "(q - 1)*(rank(K) - 1)"))
                .isEmpty();
        assertThat(loose("index (q - 1)*(e - 1)", "2*(q - 1)*(rank(K) - 1)"))
                .as("right where the data have full rank")
                .isEmpty();
    }

    private static Optional<Agreement> origin(String rank, String... what) {
        List<String> claim =
                new ArrayList<>(List.of("needs rank(K) >= " + rank, "at F == zeros(b, a), G == zeros(c, b)"));
        claim.addAll(List.of(what));
        return agreement(TWO, GIVEN, claim);
    }

    @Test
    void the_origin_of_two_factors_is_proved_with_its_index_alone() {
        String zeros = "nullity b*(a + c - 2*rank(K))";

        assertThat(origin("1", "type strict-saddle", "index b*rank(K')", zeros)).isPresent();
        assertThat(origin("0", "type strict-saddle", "index b*rank(K)", zeros))
                .as("without a cross moment it is a minimum")
                .isEmpty();
        assertThat(origin("1", "index b*rank(K) - 1")).isEmpty();
        assertThat(origin("1", "index a*rank(K)")).isEmpty();
        assertThat(origin("1", "index b*c")).isEmpty();
        assertThat(origin("1", "index rank(K)*rank(K)")).isEmpty();
        assertThat(origin("1", "type non-strict-saddle")).isEmpty();
        assertThat(origin("1", "nullity b*(a + c - rank(K))")).isEmpty();
        assertThat(origin("1", "type strict-saddle", "iff b > 1")).isEmpty();
    }

    private static Optional<Agreement> pair(String places, String index) {
        return agreement(
                TWO,
                GIVEN,
                List.of(
                        "let l, U = eig(S)",
                        "let u = U[:, " + places + "]",
                        "needs min([a, b, c]) >= 3",
                        "needs rank(K) >= 4",
                        "at G == u*eye(b)[:, 1..2]', F == eye(b)[:, 1..2]*u'*T*Z'*inv(Z*Z')",
                        "value 3*(tr(T*T') - sum(l[" + places + "]))",
                        index));
    }

    @Test
    void the_places_that_are_kept_decide_the_index() {
        assertThat(pair("2..3", "index 2 + (b - 2)*(rank(K) - 2)")).isPresent();
        assertThat(pair("2..3", "index 1 + (b - 2)*(rank(K) - 2)")).isEmpty();
        assertThat(pair("1..2", "index (b - 2)*(rank(K) - 2)")).isPresent();
        assertThat(pair("1..2", "index 2 + (b - 2)*(rank(K) - 2)")).isEmpty();
        assertThat(pair("2..3", "index 2*b - 2 + (b - 2)*(rank(K) - 4)")).isPresent();
        assertThat(pair("4..5", "index 6 + (b - 2)*(rank(K) - 2)"))
                .as("the data may have four directions")
                .isEmpty();
    }
}
