package dev.nadir.numeric.privacy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GramMechanismTest {

    private static final PrivacyParameters PARAMETERS =
            PrivacyParameters.of(3, Rational.ONE, Adjacency.ADD_OR_REMOVE_ROW, Rational.of(1, 50));

    private static List<double[]> rows(int count, long seed) {
        RandomGenerator generator = new Seed(seed).generator();
        List<double[]> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(generator.doubles(3, -1, 1).toArray());
        }
        return rows;
    }

    private static List<BigInteger> entries(Release release) {
        List<BigInteger> entries = new ArrayList<>();
        for (int i = 0; i < release.dimension(); i++) {
            for (int j = 0; j < release.dimension(); j++) {
                entries.add(release.entry(i, j));
            }
        }
        return entries;
    }

    private static Release simulated(List<double[]> rows) {
        return GramMechanism.simulate(rows, PARAMETERS, new SeededBits(new Seed(72)));
    }

    @Test
    void the_order_of_the_rows_changes_no_bit_of_a_release() {
        List<double[]> rows = rows(2000, 73);
        List<double[]> reversed = new ArrayList<>(rows);
        Collections.reverse(reversed);

        assertThat(entries(simulated(reversed))).isEqualTo(entries(simulated(rows)));
        assertThat(entries(simulated(rows.subList(1, 2000)))).isNotEqualTo(entries(simulated(rows)));
    }

    @Test
    void sums_in_floating_point_do_depend_on_the_order() {
        // The negative control of the test above: the defect that whole numbers are there to avoid.
        List<double[]> rows = rows(2000, 73);
        double forward = 0;
        double backward = 0;

        for (int i = 0; i < rows.size(); i++) {
            forward += rows.get(i)[0] * rows.get(i)[1];
            backward += rows.get(rows.size() - 1 - i)[0] * rows.get(rows.size() - 1 - i)[1];
        }

        assertThat(forward).isNotEqualTo(backward);
    }

    @Test
    void a_release_is_symmetric_and_near_the_sum_of_outer_products() {
        List<double[]> rows = rows(5000, 74);
        Release release = simulated(rows);
        double step = release.parameters().gramStep().round();
        double noise = Math.sqrt(release.parameters().diagonalNoiseVariance().round()) * step;
        double exact = rows.stream()
                .mapToDouble(row -> {
                    double norm = Math.sqrt(row[0] * row[0] + row[1] * row[1] + row[2] * row[2]);
                    return row[0] * row[0] / Math.max(1, norm * norm);
                })
                .sum();

        assertThat(release.entry(0, 2)).isEqualTo(release.entry(2, 0));
        // Five standard deviations of the noise, and what rounding to the grid can change.
        assertThat(Math.abs(release.entry(0, 0).doubleValue() * step - exact)).isLessThan(5 * noise + 5000 * 4e-6);
        assertThat(noise).isLessThan(6);
    }

    @Test
    void rows_that_do_not_fit_are_taken_without_an_error() {
        List<double[]> wrong = List.of(
                new double[] {Double.NaN, 0, 0},
                new double[] {0, Double.POSITIVE_INFINITY, 0},
                new double[] {1, 2},
                new double[0],
                new double[] {1e300, -1e300, 1e300});

        Release release = simulated(wrong);

        assertThat(entries(release)).isEqualTo(entries(simulated(List.of(new double[] {1e300, -1e300, 1e300}))));
    }

    @Test
    void a_release_from_a_seed_says_that_it_is_not_private() {
        MemoryLedger ledger = ledger(Rational.ONE);

        Release seeded = simulated(rows(3, 75));
        Release secret = GramMechanism.release(rows(3, 75), PARAMETERS, ledger, SecureBits.open());

        assertThat(seeded.isPrivate()).isFalse();
        assertThat(seeded.guarantee()).isEqualTo("not private: seeded");
        assertThat(secret.isPrivate()).isTrue();
        assertThat(secret.guarantee()).startsWith("rho-zCDP with rho = ").endsWith("add-remove of one row");
    }

    private static MemoryLedger ledger(Rational budget) {
        return new MemoryLedger(ZCdpAccountant.open(budget, Adjacency.ADD_OR_REMOVE_ROW));
    }

    @Test
    void a_release_beyond_the_budget_is_refused_and_costs_nothing() {
        MemoryLedger ledger = ledger(Rational.of(3, 100));
        GramMechanism.release(rows(3, 76), PARAMETERS, ledger, SecureBits.open());
        Rational spent = ledger.account().spent();

        assertThatThrownBy(() -> GramMechanism.release(rows(3, 76), PARAMETERS, ledger, SecureBits.open()))
                .satisfies(thrown ->
                        assertThat(((PreconditionException) thrown).code()).contains(ErrorCode.PRIVACY_BUDGET));

        assertThat(ledger.account().spent()).isEqualTo(spent);
        assertThat(spent).isGreaterThanOrEqualTo(PARAMETERS.cost());
    }

    @Test
    void a_refusal_comes_before_the_first_row_is_read() {
        Iterable<double[]> untouchable = () -> {
            throw new AssertionError("the rows were read");
        };

        assertThatThrownBy(() ->
                        GramMechanism.release(untouchable, PARAMETERS, ledger(Rational.of(1, 100)), SecureBits.open()))
                .isInstanceOf(PreconditionException.class);
    }

    @Test
    void costs_for_other_neighbours_do_not_add_up() {
        MemoryLedger ledger = new MemoryLedger(ZCdpAccountant.open(Rational.ONE, Adjacency.REPLACE_ROW));

        assertThatThrownBy(() -> GramMechanism.release(rows(3, 77), PARAMETERS, ledger, SecureBits.open()))
                .satisfies(thrown ->
                        assertThat(((PreconditionException) thrown).code()).contains(ErrorCode.PRIVACY_ADJACENCY));
    }

    @Test
    void accounts_round_up_and_the_whole_budget_can_be_spent() {
        ZCdpAccountant account = ZCdpAccountant.open(Rational.ONE, Adjacency.REPLACE_ROW);
        Expense third = new Expense(Rational.of(1, 3), Adjacency.REPLACE_ROW, "a third");

        ZCdpAccountant one = account.after(third);
        ZCdpAccountant half = account.after(new Expense(Rational.HALF, Adjacency.REPLACE_ROW, "half"));

        assertThat(one.spent()).isGreaterThan(Rational.of(1, 3));
        assertThat(one.spent().minus(Rational.of(1, 3)).round()).isLessThan(1e-28);
        assertThat(half.after(new Expense(Rational.HALF, Adjacency.REPLACE_ROW, "half"))
                        .left())
                .isEqualTo(Rational.ZERO);
        assertThatThrownBy(() -> one.after(third).after(third).after(third)).isInstanceOf(PreconditionException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 4097})
    void dimensions_outside_their_domain_are_refused(int dimension) {
        assertThatThrownBy(() -> PrivacyParameters.of(dimension, Rational.ONE, Adjacency.REPLACE_ROW, Rational.ONE))
                .satisfies(thrown ->
                        assertThat(((PreconditionException) thrown).code()).contains(ErrorCode.PRIVACY_DIMENSION));
    }

    @Test
    void bounds_grids_and_costs_outside_their_domains_are_refused() {
        assertRefused(ErrorCode.PRIVACY_BOUND, "0", 10, "1");
        assertRefused(ErrorCode.PRIVACY_BOUND, "-1", 10, "1");
        assertRefused(ErrorCode.PRIVACY_BOUND, "1e300", -977, "1");
        assertRefused(ErrorCode.PRIVACY_BOUND, "1e-300", 1017, "1");
        assertRefused(ErrorCode.PRIVACY_BOUND, "1", 30, "1");
        assertRefused(ErrorCode.PRIVACY_BOUND, "1", -1, "1");
        assertRefused(ErrorCode.PRIVACY_BOUND, "1", Integer.MAX_VALUE, "1");
        assertRefused(ErrorCode.PRIVACY_EPSILON, "1", 10, "0");
        assertRefused(ErrorCode.PRIVACY_EPSILON, "1", 10, "-1");
    }

    private static void assertRefused(ErrorCode code, String bound, int bits, String rho) {
        assertThatThrownBy(() -> new PrivacyParameters(
                        2, Rational.parse(bound), bits, Adjacency.REPLACE_ROW, NoiseShape.GOE, Rational.parse(rho)))
                .satisfies(thrown ->
                        assertThat(((PreconditionException) thrown).code()).contains(code));
    }
}
