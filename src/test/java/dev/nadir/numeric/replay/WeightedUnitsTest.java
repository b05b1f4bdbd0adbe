package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every stationary point of two factors whose hidden units have weights of their own, that are held. */
class WeightedUnitsTest {

    private static final String HELD =
            """
            model held "Variances of the encoder, held; transposed, halves, other letters"
            sizes
              a >= 1
              b >= 1
              k >= 1
            data
              C   : matrix[b, a]
              G   : spd[a]
              tau : vector[k] > 0
              lam : scalar > 0
            parameters
              V : matrix[k, a]
              D : matrix[b, k]
            minimize
              loss = 1/2*tr(D*V*G*V'*D') - tr(D*V*C') + 3/2*tr(D*diag(tau)*D') + lam*tr(V*G*V')
            instance pair
              a = 2
              b = 2
              k = 2
              G = [[2, 0.3], [0.3, 1]]
              C = [[3, 0.5], [-0.2, 2]]
              tau = [1.1, 0.2]
              lam = 0.6
            instance wide
              a = 2
              b = 2
              k = 3
              G = [[2, 0.3], [0.3, 1]]
              C = [[3, 0.5], [-0.2, 2]]
              tau = [0.3, 1.1, 0.2]
              lam = 0.6
            instance narrow
              a = 2
              b = 3
              k = 1
              G = [[2, 0.3], [0.3, 1]]
              C = [[3, 0.5], [-0.2, 2], [0.1, 0.7]]
              tau = [0.4]
              lam = 0.6
            instance line
              a = 1
              b = 1
              k = 1
              G = [[2]]
              C = [[3]]
              tau = [0.4]
              lam = 0.6
            instance one-output
              a = 3
              b = 1
              k = 2
              G = wishart(3, 9)
              C = gaussian(1, 3, scale = 3)
              tau = [0.4, 0.1]
              lam = 0.6
            instance equal-units
              a = 2
              b = 2
              k = 3
              G = eye(2)
              C = [[3, 0], [0, 2]]
              tau = [0.3, 0.3, 0.7]
              lam = 0.6
            instance equal-modes
              a = 3
              b = 2
              k = 2
              G = eye(3)
              C = [[0, 2, 0], [2, 0, 0]]
              tau = [0.3, 0.7]
              lam = 0.6
            instance all-equal
              a = 2
              b = 2
              k = 2
              G = eye(2)
              C = [[0, 2], [2, 0]]
              tau = [0.5, 0.5]
              lam = 0.6
            instance on-the-edge
              a = 2
              b = 2
              k = 2
              G = eye(2)
              C = [[2, 0], [0, 3]]
              tau = [0.3333333333333333, 1]
              lam = 1.5
            instance collapsed
              a = 2
              b = 2
              k = 2
              G = eye(2)
              C = [[0.2, 0], [0, 0.3]]
              tau = [2, 1]
              lam = 1.5
            instance random
              a = 4
              b = 3
              k = 4
              G = wishart(4, 9)
              C = gaussian(3, 4, scale = 4)
              tau = uniform(4, 1)
              lam = 0.6
            """;

    @ParameterizedTest
    @CsvSource({
        "pair, 80",
        "wide, 160",
        "narrow, 40",
        "line, 20",
        "one-output, 40",
        "equal-units, 160",
        "equal-modes, 80",
        "all-equal, 60",
        "on-the-edge, 80",
        "collapsed, 10"
    })
    void what_searches_find_is_what_is_listed(String instance, int starts) {
        StationaryBench bench = StationaryBench.of(HELD, instance, 1);

        assertThat(bench.reduction().unlisted()).isEmpty();
        assertThat(bench.failures(starts)).isEmpty();
    }

    private static final String MATRIX =
            """
            model between "A matrix that weighs the hidden units, on the side of the inputs"
            sizes
              a >= 1
              b >= 1
              k >= 1
            data
              X : matrix[a, 7]
              Y : matrix[b, 7]
              T : spd[k]
              g : scalar > 0
            parameters
              P : matrix[k, a]
              Q : matrix[b, k]
            minimize
              loss = 1/7*normF(Q*P*X - Y)^2 + g*tr(X'*P'*T*P*X) + 2*normF(Q)^2
            instance some
              a = 2
              b = 3
              k = 2
              X = gaussian(2, 7)
              Y = gaussian(3, 7, scale = 4)
              T = [[2, 0.4], [0.4, 1]]
              g = 0.05
            instance many
              a = 4
              b = 3
              k = 3
              X = gaussian(4, 7)
              Y = gaussian(3, 7, scale = 6)
              T = wishart(3, 9)
              g = 0.05
            """;

    @Test
    void so_it_is_for_a_matrix_between_the_units() {
        assertThat(StationaryBench.of(MATRIX, "some", 1).failures(80)).isEmpty();
    }

    private static final String DECODER =
            """
            model decoder "Variances of the encoder held, that of the decoder learned"
            sizes
              a >= 1
              b >= 1
              k >= 1
            data
              G   : spd[a]
              C   : matrix[b, a]
              tau : vector[k] > 0
              top : scalar > 0
            parameters
              D : matrix[b, k]
              V : matrix[k, a]
              nu : scalar > 0
            minimize
              loss = (tr(D*V*G*V'*D') - 2*tr(D*V*C') + top + tr(D*diag(tau)*D'))/(2*nu) + 1/5*tr(V*G*V') + b*log(nu)/2
            instance pair
              a = 2
              b = 2
              k = 2
              G = [[2, 0.3], [0.3, 1]]
              C = [[3, 0.5], [-0.2, 2]]
              tau = [1.1, 0.2]
              top = 12
            instance equal
              a = 2
              b = 2
              k = 2
              G = eye(2)
              C = [[3, 0], [0, 2]]
              tau = [0.4, 0.4]
              top = 15
            instance three
              a = 3
              b = 3
              k = 3
              G = wishart(3, 9)
              C = gaussian(3, 3, scale = 3)
              tau = uniform(3, 1)
              top = 90
            """;

    private static final String PRECISION =
            """
            model precision "One variance of the encoder, held; the precision of the decoder learned"
            sizes
              p >= 1
              k >= 1
            data
              S : spd[p]
              v : scalar > 0
            parameters
              A : matrix[p, k]
              B : matrix[k, p]
              o : scalar > 0
            minimize
              loss = o/2*(tr((A*B - eye(p))*S*(A*B - eye(p))') + v*normF(A)^2) + 1/2*tr(B*S*B') - p/2*log(o)
            instance pair
              p = 2
              k = 2
              S = [[3, 0], [0, 2]]
              v = 0.3
            instance three
              p = 3
              k = 2
              S = diag([4, 2, 1])
              v = 0.2
            """;

    @ParameterizedTest
    @CsvSource({"pair, 120", "equal, 120"})
    void so_it_is_where_the_variance_of_the_decoder_is_learned(String instance, int starts) {
        StationaryBench bench = StationaryBench.of(DECODER, instance, 1);

        assertThat(bench.reduction().unlisted()).isEmpty();
        assertThat(bench.failures(starts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pair, 120", "three, 200"})
    void so_it_is_where_its_precision_is_and_units_cost_alike(String instance, int starts) {
        StationaryBench bench = StationaryBench.of(PRECISION, instance, 1);

        assertThat(bench.reduction().unlisted()).isEmpty();
        assertThat(bench.failures(starts)).isEmpty();
    }

    @Tag("slow")
    @Test
    void types_are_those_of_the_Hessian_on_a_hundred_instances() {
        List<String> failures = new ArrayList<>();
        int listed = 0;

        for (int seed = 1; seed <= 40; seed++) {
            for (String instance : List.of("random", "one-output")) {
                listed += StationaryBench.of(HELD, instance, seed)
                        .listed(failures)
                        .size();
            }
            listed += StationaryBench.of(MATRIX, "many", seed).listed(failures).size();
            listed +=
                    StationaryBench.of(DECODER, "three", seed).listed(failures).size();
        }

        assertThat(failures).isEmpty();
        assertThat(listed).isGreaterThan(1000);
    }

    @Test
    void weights_that_might_be_negative_are_asked_to_be_positive() {
        String text =
                HELD.replace("tau : vector[k] > 0", "tau : vector[k]").replace("tau = [1.1, 0.2]", "tau = [1.1, -0.2]");
        Model model = ModelReader.parse(text, "list.model", Path.of("."));

        StationaryBench bench = new StationaryBench(model, model.instances().get(0), 1);

        assertThat(bench.reduction().closedForms()).isNotEmpty();
        assertThat(bench.listed(new ArrayList<>())).isEmpty();
    }
}
