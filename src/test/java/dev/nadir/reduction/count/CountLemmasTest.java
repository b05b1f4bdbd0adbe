package dev.nadir.reduction.count;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.rings.QuotientDimension;
import dev.nadir.reduction.system.CriticalEquations;
import dev.nadir.reduction.system.NetworkReader;
import dev.nadir.reduction.system.Networks;
import dev.nadir.reduction.system.Polynomials;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CountLemmasTest {

    private static Optional<CountBound> oneSample(CriticalEquations equations) {
        return NetworkReader.read(equations).flatMap(OneSampleLemma::of);
    }

    private static Optional<CountBound> chain(CriticalEquations equations) {
        return NetworkReader.read(equations).flatMap(ChainLemma::of);
    }

    private static QuotientDimension.Answer exact(CriticalEquations equations) {
        return QuotientDimension.of(Polynomials.instantiated(equations.system()), QuotientDimension.DEFAULT_WORK)
                .orElseThrow();
    }

    @ParameterizedTest
    @CsvSource({
        "1,1,1,5",
        "3,1,1,5",
        "1,1,2,9",
        "2,1,2,9",
        "3,1,3,13",
        "1,2,1,9",
        "3,2,1,9",
        "1,2,2,33",
        "2,2,2,33",
        "3,2,3,73",
        "2,3,1,13",
        "3,3,2,73",
        "1,3,3,245",
        "2,3,3,245"
    })
    void one_sample_gives_the_published_number(int inputs, int hidden, int outputs, long count) {
        CriticalEquations equations =
                Networks.equations(List.of(inputs, hidden, outputs), 1, Networks.TIKHONOV, 8, 5000);

        Optional<CountBound> bound = oneSample(equations);

        assertThat(bound).hasValueSatisfying(each -> {
            assertThat(each.count()).isEqualTo(count);
            assertThat(each.isFinite()).isTrue();
        });
    }

    @ParameterizedTest
    @CsvSource({"1-1-1,5", "1-1-1-1,17", "1-1-1-1-1,49", "2-1-1-1,17", "1-1-1-1-1-1,129"})
    void a_chain_gives_the_published_number(String widths, long count) {
        List<Integer> layers =
                java.util.Arrays.stream(widths.split("-")).map(Integer::valueOf).toList();

        Optional<CountBound> bound = chain(Networks.equations(layers, 1, Networks.TIKHONOV, 8));

        assertThat(bound).map(CountBound::count).hasValue(count);
    }

    @Test
    void the_lemmas_agree_with_the_quotient_dimension_where_weights_coincide_too() {
        int refused = 0;
        int below = 0;
        for (int seed = 0; seed < 40; seed++) {
            CriticalEquations equations = Networks.equations(List.of(1, 2, 2), 1, Networks.TIKHONOV, seed, 4);

            Optional<CountBound> bound = oneSample(equations);

            QuotientDimension.Answer exact = exact(equations);
            refused += bound.isEmpty() ? 1 : 0;
            below += exact.count() < 33 ? 1 : 0;
            assertThat(bound.map(CountBound::count))
                    .satisfiesAnyOf(count -> assertThat(count).isEmpty(), count -> assertThat(count)
                            .hasValue((long) exact.count()));
            assertThat(bound.isPresent() && !exact.isFinite()).isFalse();
        }
        assertThat(refused).isBetween(1, 39);
        assertThat(below).isPositive();
    }

    @Test
    void two_samples_and_two_hidden_layers_are_not_what_the_lemmas_are_about() {
        CriticalEquations twoSamples = Networks.equations(List.of(2, 2, 2), 2, Networks.TIKHONOV, 1);
        CriticalEquations deep = Networks.equations(List.of(1, 2, 2, 1), 1, Networks.TIKHONOV, 1);

        assertThat(oneSample(twoSamples)).isEmpty();
        assertThat(oneSample(deep)).isEmpty();
        assertThat(chain(deep)).isEmpty();
        assertThat(NetworkReader.read(deep)).map(LinearNetwork::layers).hasValue(3);
    }

    @Test
    void another_loss_with_the_same_unknowns_is_not_taken_for_a_network() {
        CriticalEquations quartic =
                Networks.equations(List.of(1, 2, 2), 1, Networks.TIKHONOV + " + c*normF(W[1])^4", 1);
        CriticalEquations coupled =
                Networks.equations(List.of(1, 2, 2), 1, Networks.TIKHONOV + " + c*sum(W[1])*sum(W[2])", 1);

        assertThat(NetworkReader.read(quartic)).isEmpty();
        assertThat(NetworkReader.read(coupled)).isEmpty();
    }

    @Test
    void the_quotient_dimension_is_that_of_the_tables() {
        assertThat(exact(Networks.equations(List.of(2, 1, 2), 2, Networks.TIKHONOV, 1))
                        .count())
                .isEqualTo(17);
        assertThat(exact(Networks.equations(List.of(1, 2, 2, 1), 1, Networks.TIKHONOV, 1))
                        .count())
                .isEqualTo(129);
    }

    @Test
    void scalar_decay_at_width_two_leaves_curves() {
        CriticalEquations equations = Networks.equations(List.of(1, 2, 1), 1, "1/2*c*sum(i in 1..L, normF(W[i])^2)", 1);

        QuotientDimension.Answer answer = exact(equations);

        assertThat(answer.isFinite()).isFalse();
        assertThat(oneSample(equations)).isEmpty();
    }

    @Test
    void work_that_does_not_suffice_is_no_answer() {
        CriticalEquations equations = Networks.equations(List.of(1, 2, 2), 1, Networks.TIKHONOV, 1);

        assertThat(QuotientDimension.of(Polynomials.instantiated(equations.system()), 1000))
                .isEmpty();
    }
}
