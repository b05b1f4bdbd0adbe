package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stationary point of two factors whose hidden units have learned variances: units that share modes among them. */
class SharedModesTest {

    private static final String LATENT =
            """
            model latent "Learned variances"
            sizes
              q >= 1
              p >= 1
              h >= 1
            data
              S : matrix[q, p]
              l : scalar > 0
            parameters
              U : matrix[q, h]
              W : matrix[p, h]
              v : vector[h] > 0
            minimize
              loss = normF(U*W' - S)^2 + tr(U*diag(v)*U') + normF(W)^2 + sum(v) - l*sum(log(v))
            instance pair
              q = 2
              p = 2
              h = 2
              S = diag([2, 1.6])
              l = 1
            instance below-the-edge
              q = 2
              p = 2
              h = 2
              S = diag([2, 0.9])
              l = 1
            instance line
              q = 1
              p = 1
              h = 2
              S = [[1.7]]
              l = 1
            instance one-output
              q = 1
              p = 3
              h = 3
              S = [[1.7, 0.3, -1]]
              l = 1
            instance spare
              q = 2
              p = 2
              h = 3
              S = diag([2.2, 1.7])
              l = 1
            instance narrow
              q = 3
              p = 3
              h = 2
              S = diag([3, 2.2, 1.7])
              l = 1
            instance splits
              q = 2
              p = 2
              h = 3
              S = diag([3, 2])
              l = 2
            instance equal
              q = 2
              p = 2
              h = 2
              S = diag([2, 2])
              l = 1
            instance equal-spare
              q = 2
              p = 2
              h = 3
              S = diag([2, 2])
              l = 1
            instance on-the-edge
              q = 2
              p = 2
              h = 2
              S = diag([2, 1])
              l = 1
            instance collapsed
              q = 2
              p = 2
              h = 2
              S = diag([0.8, 0.7])
              l = 1
            instance random
              q = 3
              p = 4
              h = 3
              S = gaussian(3, 4, scale = 2)
              l = 0.6
            """;

    @ParameterizedTest
    @CsvSource({
        "pair, 100",
        "below-the-edge, 100",
        "line, 40",
        "one-output, 60",
        "equal, 100",
        "on-the-edge, 100",
        "collapsed, 10"
    })
    void what_searches_find_is_what_is_listed(String instance, int starts) {
        StationaryBench bench = StationaryBench.of(LATENT, instance, 1);

        assertThat(bench.reduction().unlisted()).isEmpty();
        assertThat(bench.failures(starts)).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"spare, 500", "narrow, 500"})
    void so_it_is_for_more_units_than_modes_and_fewer(String instance, int starts) {
        assertThat(StationaryBench.of(LATENT, instance, 1).failures(starts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"splits", "equal-spare", "random"})
    void types_are_those_of_the_Hessian(String instance) {
        List<String> failures = new ArrayList<>();

        int listed = StationaryBench.of(LATENT, instance, 1).listed(failures).size();

        assertThat(failures).isEmpty();
        assertThat(listed).isGreaterThan(3);
    }

    private static final String DECODER =
            """
            model decoder "Variances of encoder and decoder learned; a deviation; transposed; other numbers in front"
            sizes
              d >= 2
              k >= 1
            data
              C : spd[d]
            parameters
              A : matrix[k, d]
              B : matrix[d, k]
              v : vector[k] > 0
              o : scalar > 0
            minimize
              cost = (tr((B*A - eye(d))*C*(B*A - eye(d))') + tr(B*diag(v)*B'))/o^2 + 2*d*log(o) + tr(A*C*A') + sum(v) - sum(log(v))
            instance three
              d = 3
              k = 2
              C = diag([6, 4, 1])
            instance left
              d = 3
              k = 2
              C = diag([3, 2.5, 2])
            instance equal
              d = 3
              k = 2
              C = diag([4, 4, 1])
            instance random
              d = 5
              k = 3
              C = wishart(5, 9)
            """;

    private static final String PRECISION =
            """
            model precision "The same for a precision"
            sizes
              d >= 2
              k >= 1
            data
              C : spd[d]
            parameters
              A : matrix[k, d]
              B : matrix[d, k]
              v : vector[k] > 0
              o : scalar > 0
            minimize
              cost = o/2*(tr((B*A - eye(d))*C*(B*A - eye(d))') + tr(B*diag(v)*B')) - d/2*log(o) + 1/2*(tr(A*C*A') + sum(v) - sum(log(v)))
            instance three
              d = 3
              k = 2
              C = diag([6, 4, 1])
            instance spare
              d = 4
              k = 3
              C = diag([6, 4, 1, 0.8])
            """;

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"three, 400", "left, 400", "equal, 400"})
    void so_it_is_where_the_variance_of_the_decoder_is_learned(String instance, int starts) {
        StationaryBench bench = StationaryBench.of(DECODER, instance, 1);

        assertThat(bench.reduction().unlisted())
                .contains("where nothing is left beside all modes together, points that keep fewer modes");
        assertThat(bench.failures(starts)).isEmpty();
    }

    @Tag("slow")
    @ParameterizedTest
    @CsvSource({"three, 250"})
    void so_it_is_where_its_precision_is(String instance, int starts) {
        StationaryBench bench = StationaryBench.of(PRECISION, instance, 1);

        assertThat(bench.reduction().unlisted())
                .contains("where nothing is left beside all modes together, points that keep fewer modes");
        assertThat(bench.failures(starts)).isEmpty();
    }

    @Test
    void a_scale_changes_no_type() {
        List<String> failures = new ArrayList<>();

        int decoder = StationaryBench.of(DECODER, "three", 1).listed(failures).size();
        int precision =
                StationaryBench.of(PRECISION, "three", 1).listed(failures).size();

        assertThat(failures).isEmpty();
        assertThat(decoder).isGreaterThan(5);
        assertThat(precision).isEqualTo(decoder);
    }

    @Tag("slow")
    @Test
    void types_are_those_of_the_Hessian_on_a_hundred_instances() {
        List<String> failures = new ArrayList<>();
        int listed = 0;

        for (int seed = 1; seed <= 50; seed++) {
            listed +=
                    StationaryBench.of(LATENT, "random", seed).listed(failures).size();
            listed +=
                    StationaryBench.of(DECODER, "random", seed).listed(failures).size();
        }
        listed += StationaryBench.of(PRECISION, "spare", 1).listed(failures).size();

        assertThat(failures).isEmpty();
        assertThat(listed).isGreaterThan(1000);
    }

    @Test
    void two_units_of_equal_variance_that_share_two_modes_are_a_saddle_of_index_one() {
        StationaryBench bench = StationaryBench.of(LATENT, "pair", 1);
        double x = (2 + 1.6) / 2;
        double first = Math.sqrt((2 * x - 1) / 2);
        double second = Math.sqrt((1.6 * x - 1) / 2);
        Matrix u = Matrix.of(2, 2, first, first, second, -second);
        double variance = 1 / (x * x);

        double[] point = bench.objective()
                .layout()
                .pack(Map.of("U", u, "W", u.scaled(1 / x), "v", Matrix.column(variance, variance)));
        double[] gradient = new double[point.length];
        bench.objective().valueAndGradient(point, gradient);
        StationaryBench.Stationary shared = bench.at("shared", point);

        assertThat(Matrix.column(gradient).maxAbs()).isLessThan(1e-12);
        assertThat(shared.index()).isEqualTo(1);
        assertThat(bench.listed(new ArrayList<>())).anyMatch(shared::isLike);
    }
}
