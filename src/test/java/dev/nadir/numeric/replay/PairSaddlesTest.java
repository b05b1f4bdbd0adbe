package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** All stationary points of two parameters with orthonormal columns, against searches on the set and Hessians. */
class PairSaddlesTest {

    private static final String HEAD = "model m\nsizes\n  p >= 1\n  q >= 1\n  k >= 1\ndata\n  M : matrix[p, q]\n"
            + "  A : spd[p]\n  B : spd[q]\nparameters\n";

    private static final String PLAIN = HEAD + "  P : matrix[p, k]\n  Q : matrix[q, k]\nminimize\n"
            + "  f = 2 - 3*tr(P'*M*Q)\nsubject to\n  P'*P == eye(k)\n  Q'*Q == eye(k)\n";

    private static String instance(String p, String q, String k, String m) {
        return "instance one\n  p = " + p + "\n  q = " + q + "\n  k = " + k + "\n  M = " + m + "\n  A = wishart(" + p
                + ", 9)\n  B = wishart(" + q + ", 9)\n";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3 | 3 | 1 | gaussian(3, 3)
                    2 | 2 | 2 | eye(2)
                    3 | 3 | 2 | eye(3)
                    3 | 3 | 2 | diag([2, 0, 0])
                    3 | 4 | 1 | diag([1, 1, 0])*eye(4)[1..3, :]
                    3 | 3 | 2 | zeros(3, 3)
                    1 | 1 | 1 | gaussian(1, 1)
                    1 | 3 | 1 | gaussian(1, 3)
                    """)
    void a_search_finds_what_is_listed_value_by_value_and_index_by_index(String p, String q, String k, String m) {
        List<String> failures =
                StationaryBench.of(PLAIN + instance(p, q, k, m), "one", 1).failures(60);

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3 | 4 | 2 | gaussian(3, 4)
                    4 | 3 | 2 | gaussian(4, 3)
                    3 | 3 | 3 | gaussian(3, 3)
                    3 | 3 | 3 | diag([2, 1, 1])
                    3 | 3 | 2 | diag([2, 2, 1])
                    3 | 4 | 2 | diag([2, 1, 1])*eye(4)[1..3, :]
                    4 | 4 | 2 | diag([2, 2, 1, 1])
                    4 | 3 | 2 | eye(4)[:, 1..3]*diag([2, 1, 0])
                    3 | 3 | 3 | diag([2, 1, 0])
                    """)
    void a_search_finds_nothing_that_is_not_listed(String p, String q, String k, String m) {
        List<String> failures =
                StationaryBench.of(PLAIN + instance(p, q, k, m), "one", 1).unlisted(50);

        assertThat(failures).isEmpty();
    }

    @Test
    void
            square_parameters_have_a_local_minimum_and_a_maximum_where_the_product_of_their_determinants_has_the_other_sign() {
        List<String> failures = new ArrayList<>();

        List<StationaryBench.Stationary> listed = StationaryBench.of(
                        PLAIN + instance("3", "3", "3", "diag([3, 2, 1])"), "one", 1)
                .listed(failures);

        // Two minus three times 3 + 2 - 1, and two plus three times that.
        assertThat(failures).isEmpty();
        assertThat(listed)
                .filteredOn(each -> each.what().startsWith("LOCAL_MINIMUM"))
                .singleElement()
                .satisfies(each -> assertThat(each.value()).isEqualTo(-10, within(1e-12)));
        assertThat(listed)
                .filteredOn(each -> each.what().startsWith("MAXIMUM"))
                .extracting(StationaryBench.Stationary::value)
                .usingElementComparator(Comparator.comparingDouble(value -> Math.rint(1e9 * value)))
                .containsExactlyInAnyOrder(20.0, 14.0);
        assertThat(listed).hasSize(8);
    }

    @Test
    void the_list_is_complete_and_counts_signs_and_sets() {
        List<String> failures = new ArrayList<>();

        StationaryBench bench = StationaryBench.of(PLAIN + instance("4", "3", "2", "gaussian(4, 3)"), "one", 1);

        // Three sets of two pairs with four signs each.
        assertThat(bench.listed(failures)).hasSize(12);
        assertThat(bench.reduction().completeness().unlisted()).isEmpty();
        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    3 | 1 | 3, 2, 1
                    3 | 1 | 2, 2, 1
                    3 | 2 | 2, 1, 1
                    4 | 2 | 2, 2, 1, 1
                    4 | 2 | 1, 0, 0, -1
                    5 | 2 | 2, 1, 1, 1, -1
                    3 | 3 | 2, 1, 1
                    """)
    void of_one_parameter_equal_eigenvalues_are_taken_in_their_order(String p, String k, String lambda) {
        String text = HEAD.replace("matrix[p, q]", "symmetric[p]") + "  P : matrix[p, k]\nminimize\n"
                + "  f = 1 - tr(P'*M*P)\nsubject to\n  P'*P == eye(k)\n"
                + instance(p, p, k, "spectrum([" + lambda + "])");

        StationaryBench bench = StationaryBench.of(text, "one", 1);

        assertThat(bench.failures(60)).isEmpty();
        assertThat(bench.reduction().completeness().unlisted()).isEmpty();
    }
}
