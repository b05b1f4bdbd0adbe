package dev.nadir.numeric.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Lists that say they hold every stationary point, against the zeros of the gradient that searches find. */
class StationaryListTest {

    private static final String NOISY =
            """
            model noisy "One output, noise on the units of every hidden layer"
            sizes
              D >= 1
              n >= 1
              d[i in 0..D] >= 1
            data
              X : matrix[d[0], n]
              y : matrix[1, n]
              s[i in 1..D] : scalar >= 0
              g[i in 1..D] : scalar > 0
              gu : scalar > 0
            random
              e[i in 1..D] : vector[d[i]] ~ independent(mean = 1, variance = s[i])
            parameters
              W[i in 1..D] : matrix[d[i], d[i-1]]
              U : vector[d[D]]
            let
              P = U'*product(i in D..1, diag(e[i])*W[i])
            minimize
              loss = E[normF(P*X - y)^2]/n + gu*normF(U)^2 + sum(i in 1..D, g[i]*normF(W[i])^2)

            instance one
              D = 1
              n = 12
              d = [2, 3]
              X = gaussian(2, 12)
              y = gaussian(1, 12, scale = 3)
              s[1] = 0.6
              g[1] = 0.05
              gu = 0.1
            instance two
              D = 2
              n = 12
              d = [2, 2, 2]
              X = gaussian(2, 12)
              y = gaussian(1, 12, scale = 4)
              s[1] = 0.5
              s[2] = 0.9
              g[1] = 0.03
              g[2] = 0.05
              gu = 0.04
            instance mixed
              D = 2
              n = 12
              d = [2, 2, 2]
              X = gaussian(2, 12)
              y = gaussian(1, 12, scale = 4)
              s[1] = 0
              s[2] = 0.9
              g[1] = 0.03
              g[2] = 0.05
              gu = 0.04
            instance line
              D = 1
              n = 12
              d = [1, 4]
              X = gaussian(1, 12)
              y = gaussian(1, 12, scale = 3)
              s[1] = 0.6
              g[1] = 0.05
              gu = 0.1
            instance deep
              D = 2
              n = 12
              d = [1, 2, 3]
              X = gaussian(1, 12)
              y = gaussian(1, 12, scale = 5)
              s[1] = 0.5
              s[2] = 0.9
              g[1] = 0.03
              g[2] = 0.05
              gu = 0.04
            """;

    @ParameterizedTest
    @CsvSource({"one, 60", "two, 250", "line, 60", "mixed, 250"})
    void noisy_units_that_are_active_are_equal_and_any_number_may_be(String instance, int starts) {
        assertThat(StationaryBench.of(NOISY, instance, 2).failures(starts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"one", "two", "mixed", "line", "deep"})
    void their_types_are_those_of_the_Hessian(String instance) {
        List<String> failures = new ArrayList<>();
        int listed = 0;

        for (int seed = 3; seed <= 7; seed++) {
            listed += StationaryBench.of(NOISY, instance, seed).listed(failures).size();
        }

        assertThat(failures).isEmpty();
        assertThat(listed).isGreaterThan(10);
    }

    private static final String TURNED =
            """
            model turned "Isotropic inputs, the product transposed, halves in front, other letters"
            sizes
              D >= 1
              q[i in 0..D] >= 1
            data
              c : vector[q[0]]
              a : scalar > 0
              v[i in 1..D] : scalar >= 0
              lam[i in 1..D] : scalar > 0
              mu : scalar > 0
            random
              r[i in 1..D] : vector[q[i]] ~ independent(mean = 1, variance = v[i])
            parameters
              M[i in 1..D] : matrix[q[i-1], q[i]]
              z : matrix[q[D], 1]
            let
              w = product(i in 1..D, M[i]*diag(r[i]))*z
            minimize
              cost = a/2*E[normF(w)^2] - E[w]'*c + mu/2*normF(z)^2 + 1/2*sum(i in 1..D, lam[i]*normF(M[i])^2)

            instance one
              D = 1
              q = [2, 3]
              a = 0.9
              c = gaussian(2, 1, scale = 2)
              v[1] = 0.5
              lam[1] = 0.13
              mu = 0.24
            instance two
              D = 2
              q = [2, 2, 2]
              a = 0.9
              c = gaussian(2, 1, scale = 3)
              v[1] = 0.5
              v[2] = 0.9
              lam[1] = 0.5
              lam[2] = 0.4
              mu = 0.6
            """;

    @ParameterizedTest
    @CsvSource({"one, 60", "two, 250"})
    void so_it_is_for_isotropic_inputs_in_other_letters(String instance, int starts) {
        assertThat(StationaryBench.of(TURNED, instance, 2).failures(starts)).isEmpty();
    }

    private static final String ENTRIES =
            """
            model entries "Three vectors multiplied entry by entry, weights, unequal prices"
            sizes
              p >= 1
            data
              c : vector[p]
              k : vector[p]
              g : scalar > 0
            parameters
              alpha : vector[p]
              beta : vector[p]
              rho : vector[p]
            minimize
              loss = 1/2*sum(exp(k).*(alpha.*beta.*rho).^2) - sum(c.*alpha.*beta.*rho) + g*sum(alpha.^2)/2 + g*sum(beta.^2) + 3*g*sum(rho.^2)

            instance both
              p = 2
              c = [2, -3]
              k = [0.3, -0.2]
              g = 0.2
            instance one
              p = 2
              c = [2, -0.1]
              k = [0.3, -0.2]
              g = 0.2
            """;

    @ParameterizedTest
    @CsvSource({"both, 200", "one, 100"})
    void entries_of_three_factors_are_off_in_a_valley_or_on_a_barrier(String instance, int starts) {
        assertThat(StationaryBench.of(ENTRIES, instance, 1).failures(starts)).isEmpty();
    }

    @Test
    void a_list_without_one_of_its_families_leaves_found_points_out() {
        StationaryBench bench = StationaryBench.of(NOISY, "one", 2);
        List<StationaryBench.Stationary> listed = bench.listed(new ArrayList<>());
        List<StationaryBench.Stationary> found = bench.found(60, 1);

        List<StationaryBench.Stationary> partial =
                listed.stream().filter(each -> !each.what().contains("k = 2")).toList();

        assertThat(partial).hasSize(listed.size() - 1);
        assertThat(found).anyMatch(each -> partial.stream().noneMatch(each::isLike));
        assertThat(found).allMatch(each -> listed.stream().anyMatch(each::isLike));
    }

    private static final String OUTPUTS =
            """
            model outputs "Several outputs, noise in one hidden layer, isotropic inputs, prices"
            sizes
              h >= 1
              p >= 1
              q >= 1
            data
              a : scalar > 0
              g1 : scalar > 0
              g2 : scalar > 0
              C : matrix[q, p]
              s2 : scalar >= 0
            random
              e : vector[h] ~ independent(mean = 1, variance = s2)
            parameters
              V : matrix[p, h]
              U : matrix[q, h]
            let
              P = U*diag(e)*V'
            minimize
              loss = a*E[normF(P)^2] + g1*normF(U)^2 + g2*normF(V)^2 - 2*tr(E[P]*C')

            instance pair
              h = 2
              p = 2
              q = 2
              a = 1.3
              g1 = 0.1
              g2 = 0.3
              C = diag([2, 1.5])
              s2 = 0.8
            instance three
              h = 3
              p = 2
              q = 2
              a = 0.7
              g1 = 0.2
              g2 = 0.1
              C = diag([2, 1.2])
              s2 = 1.5
            instance wide
              h = 3
              p = 3
              q = 3
              a = 0.7
              g1 = 0.2
              g2 = 0.1
              C = diag([3, 2.2, 1.7])
              s2 = 0.6
            instance narrow
              h = 2
              p = 3
              q = 4
              a = 0.7
              g1 = 0.2
              g2 = 0.1
              C = gaussian(4, 3, scale = 3)
              s2 = 0.6
            """
                    + equal("alike", "h = 2; p = 2; q = 2", "2*eye(2)")
                    + equal("more", "h = 3; p = 2; q = 2", "2*eye(2)")
                    + equal("first", "h = 3; p = 3; q = 3", "diag([3, 3, 2])")
                    + equal("last", "h = 3; p = 3; q = 3", "diag([3, 2, 2])")
                    + equal("round", "h = 3; p = 3; q = 3", "2*eye(3)")
                    + equal("edge", "h = 2; p = 3; q = 3", "diag([3, 2, sqrt(0.03)])");

    private static String equal(String name, String sizes, String c) {
        return "instance " + name + "\n  " + sizes.replace("; ", "\n  ")
                + "\n  a = 1.3\n  g1 = 0.1\n  g2 = 0.3\n  s2 = 0.8\n  C = " + c + "\n";
    }

    private static final String UNPRICED = OUTPUTS.replace(" + g1*normF(U)^2 + g2*normF(V)^2", " + 0*g1 + 0*g2");

    @ParameterizedTest
    @CsvSource({"shared-latent, 60", "shared-deviation, 250", "shared-precision, 250"})
    void with_a_variance_that_all_units_share_each_set_of_modes_has_its_own(String name, int starts) {
        Path file = Path.of("src/test/resources/dev/nadir/closedform", name + ".model");
        Model model = ModelReader.read(file, file.toString());

        StationaryBench bench = new StationaryBench(model, model.instances().get(0), 1);

        assertThat(bench.failures(starts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"autoencoder-priced, 150", "denoiser, 100"})
    void an_autoencoder_keeps_sets_of_eigenvectors(String name, int starts) {
        Path file = Path.of("src/test/resources/dev/nadir/closedform", name + ".model");
        Model model = ModelReader.read(file, file.toString());
        List<String> failures = new ArrayList<>();

        for (Model.InstanceDeclaration declaration : model.instances()) {
            failures.addAll(new StationaryBench(model, declaration, 3).failures(starts));
        }

        assertThat(failures).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"pair, 150", "three, 300"})
    void with_noise_and_several_outputs_modes_and_units_form_groups(String instance, int starts) {
        assertThat(StationaryBench.of(OUTPUTS, instance, 1).failures(starts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"alike, 100", "more, 150", "last, 60"})
    void modes_with_equal_values_are_in_any_of_the_groups(String instance, int starts) {
        assertThat(StationaryBench.of(OUTPUTS, instance, 1).unlisted(starts)).isEmpty();
        assertThat(StationaryBench.of(UNPRICED, instance, 1).unlisted(starts)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"noisy-outputs", "noisy-outputs-metric", "noisy-outputs-priced"})
    void so_it_is_in_other_metrics_and_without_prices(String name) {
        Path file = Path.of("src/test/resources/dev/nadir/closedform", name + ".model");
        Model model = ModelReader.read(file, file.toString());
        List<String> failures = new ArrayList<>();
        int listed = 0;

        for (Model.InstanceDeclaration declaration : model.instances()) {
            listed +=
                    new StationaryBench(model, declaration, 3).listed(failures).size();
        }

        assertThat(failures).isEmpty();
        assertThat(listed).isGreaterThan(10);
    }

    @ParameterizedTest
    @CsvSource({"pair", "three", "wide", "narrow", "alike", "more", "first", "last", "round", "edge"})
    void the_index_of_groups_is_that_of_the_Hessian(String instance) {
        List<String> failures = new ArrayList<>();

        int listed = StationaryBench.of(OUTPUTS, instance, 4).listed(failures).size();
        StationaryBench.of(UNPRICED, instance, 4).listed(failures);

        assertThat(failures).isEmpty();
        assertThat(listed).isGreaterThan(5);
    }
}
