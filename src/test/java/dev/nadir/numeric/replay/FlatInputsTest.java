package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.ScalarAnswer.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Inputs that do not span their space beside a cross moment that does not come from them. */
class FlatInputsTest {

    private static final String TWO =
            """
            model flat "Singular inputs"
            sizes
              p >= 1
              k >= 1
            data
              A : symmetric[p]
              b : vector[p]
              s : scalar > 0
              g : scalar > 0
            random
              e : vector[k] ~ independent(mean = 1, variance = s)
            parameters
              W : matrix[k, p]
              u : vector[k]
            let
              v = W'*diag(e)*u
            minimize
              loss = E[v'*A*v] - 2*E[v]'*b + g*normF(W)^2 + g*norm(u)^2
            instance inside
              p = 2
              k = 2
              A = [[2, 0], [0, 0]]
              b = [3, 0]
              s = 0.5
              g = 1
            instance bounded
              p = 2
              k = 2
              A = [[2, 0], [0, 0]]
              b = [3, 0.5]
              s = 0.5
              g = 1
            instance unbounded
              p = 2
              k = 2
              A = [[2, 0], [0, 0]]
              b = [3, 1.5]
              s = 0.5
              g = 1
            instance not-attained
              p = 2
              k = 2
              A = [[2, 0], [0, 0]]
              b = [3, 1]
              s = 0.5
              g = 1
            """;

    @ParameterizedTest
    @CsvSource({"inside", "bounded"})
    void a_part_outside_that_is_cheaper_than_its_price_leaves_a_minimum(String instance) {
        StationaryBench bench = StationaryBench.of(TWO, instance, 1);

        assertThat(bench.failures(60)).isEmpty();
        assertThat(bench.listed(new ArrayList<>())).anyMatch(each -> each.what().startsWith("GLOBAL_MINIMUM"));
    }

    @ParameterizedTest
    @CsvSource({"unbounded", "not-attained"})
    void one_that_is_worth_more_leaves_the_origin_alone_and_no_minimum(String instance) {
        StationaryBench bench = StationaryBench.of(TWO, instance, 1);
        List<String> failures = new ArrayList<>();

        List<StationaryBench.Stationary> listed = bench.listed(failures);

        assertThat(failures).isEmpty();
        assertThat(listed).singleElement().satisfies(each -> assertThat(each.what())
                .startsWith("STRICT_SADDLE"));
    }

    private static final String THREE =
            """
            model flat "Singular inputs, three factors"
            data
              A : symmetric[2]
              b : vector[2]
              g : scalar > 0
            parameters
              W : matrix[2, 2]
              V : matrix[2, 2]
              u : vector[2]
            let
              v = W'*V'*u
            minimize
              loss = v'*A*v - 2*v'*b + g*normF(W)^2 + g*normF(V)^2 + g*norm(u)^2
            instance inside
              A = [[2, 0], [0, 0]]
              b = [3, 0]
              g = 0.1
            instance outside
              A = [[2, 0], [0, 0]]
              b = [3, 0.01]
              g = 0.1
            """;

    @Test
    void with_three_factors_any_part_outside_is_worth_more_than_its_price() {
        StationaryBench inside = StationaryBench.of(THREE, "inside", 1);
        StationaryBench outside = StationaryBench.of(THREE, "outside", 1);

        assertThat(inside.listed(new ArrayList<>()))
                .anyMatch(each -> each.what().startsWith("GLOBAL_MINIMUM"));
        assertThat(outside.listed(new ArrayList<>())).isEmpty();
        assertThat(outside.reduction().closedForms().stream().map(ClosedForm::kind))
                .contains(Kind.GLOBAL_MINIMUM);
    }
}
