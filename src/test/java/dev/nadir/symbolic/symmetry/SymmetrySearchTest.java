package dev.nadir.symbolic.symmetry;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Symmetries;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class SymmetrySearchTest {

    private static Symmetries of(Model model, Map<String, Integer> structure) {
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, structure));
        return SymmetrySearch.of(derivation);
    }

    private static Symmetries of(String declarations, String loss) {
        String text = "model m\n\n" + declarations + "\nminimize\n  loss = " + loss + "\n";
        return of(ModelReader.parse(text, "test.model", Path.of(".")), Map.of());
    }

    /** One line for each group: its kind and its maps, or its generator where there are no maps. */
    private static List<String> groups(Symmetries symmetries) {
        return symmetries.groups().stream()
                .map(each -> each.group() + ": "
                        + (each.maps().isEmpty() ? each.generator() : each.maps())
                                .entrySet().stream()
                                        .map(entry ->
                                                entry.getKey().name() + " -> " + TextPrinter.print(entry.getValue()))
                                        .collect(Collectors.joining(", ")))
                .toList();
    }

    private static List<String> kept(Symmetries symmetries) {
        return symmetries.invariants().stream()
                .map(each -> TextPrinter.print(each.quantity()) + " @ " + TextPrinter.print(each.rate()))
                .toList();
    }

    private static String layers(int depth) {
        StringBuilder text = new StringBuilder("sizes\n  n >= 1\n");
        for (int i = 0; i <= depth; i++) {
            text.append("  d").append(i).append(" >= 1\n");
        }
        text.append("\ndata\n  X : matrix[d0, n]\n  Y : matrix[d").append(depth);
        text.append(", n]\n  l : scalar > 0\n  m : scalar > 0\n\nparameters\n");
        for (int i = 1; i <= depth; i++) {
            text.append("  W" + i + " : matrix[d" + i + ", d" + (i - 1) + "]\n");
        }
        return text.toString();
    }

    private static final String FACTORS =
            """
            sizes
              n >= 1
              m >= 1
              r >= 1

            data
              A : matrix[n, m]
              S : symmetric[n]
              B : matrix[n, n]
              K : spd[r]
              k : vector[r]
              w : vector[n]
              l : scalar > 0

            parameters
            """;

    @Test
    void deep_linear_networks_have_the_general_linear_group_between_layers_at_every_depth() {
        Model model = ModelReader.read(Path.of("models/deep-linear-network"), "models/deep-linear-network");

        assertThat(groups(of(model, Map.of("L", 2))))
                .containsExactly("INVERTIBLE: W[1] -> G*W[1], W[2] -> W[2]*inv(G)");
        assertThat(kept(of(model, Map.of("L", 2)))).containsExactly("W[2]'*W[2] - W[1]*W[1]' @ 0");
        assertThat(groups(of(model, Map.of("L", 4))))
                .containsExactly(
                        "INVERTIBLE: W[1] -> G*W[1], W[2] -> W[2]*inv(G)",
                        "INVERTIBLE: W[2] -> G*W[2], W[3] -> W[3]*inv(G)",
                        "INVERTIBLE: W[3] -> G*W[3], W[4] -> W[4]*inv(G)");
        assertThat(kept(of(model, Map.of("L", 4)))).hasSize(3).allMatch(each -> each.endsWith("@ 0"));
    }

    @Test
    void equal_decay_leaves_the_orthogonal_group_and_an_exponential_law() {
        Symmetries found = of(layers(2), "1/2*normF(W2*W1*X - Y)^2 + l/2*normF(W1)^2 + l/2*normF(W2)^2");

        assertThat(groups(found)).containsExactly("ORTHOGONAL: W1 -> Q*W1, W2 -> W2*Q'");
        assertThat(kept(found)).containsExactly("W2'*W2 - W1*W1' @ 2*l");
    }

    @Test
    void unequal_decays_leave_the_orthogonal_group_and_no_law() {
        Symmetries found = of(layers(2), "1/2*normF(W2*W1*X - Y)^2 + l/2*normF(W1)^2 + m/2*normF(W2)^2");

        assertThat(groups(found)).containsExactly("ORTHOGONAL: W1 -> Q*W1, W2 -> W2*Q'");
        assertThat(kept(found)).isEmpty();
    }

    @Test
    void a_decay_on_one_of_three_layers_keeps_what_it_does_not_touch() {
        Symmetries found = of(layers(3), "1/2*normF(W3*W2*W1*X - Y)^2 + l/2*normF(W3)^2");

        assertThat(groups(found))
                .containsExactly("INVERTIBLE: W1 -> G*W1, W2 -> W2*inv(G)", "ORTHOGONAL: W2 -> Q*W2, W3 -> W3*Q'");
        assertThat(kept(found)).containsExactly("W2'*W2 - W1*W1' @ 0");
    }

    @Test
    void the_linear_vae_has_permutations_and_signs_and_nothing_continuous() {
        Model model = ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae");

        Symmetries found = of(model, Map.of());

        assertThat(groups(found))
                .containsExactly(
                        "PERMUTATION: W -> W*P', V -> P*V, delta -> P*delta",
                        "UNIT_SIGN: W -> W*diag(q), V -> diag(q)*V");
        assertThat(kept(found)).isEmpty();
    }

    @Test
    void factorisations_know_their_groups_in_both_conventions() {
        String two = FACTORS + "  U : matrix[n, r]\n  V : matrix[m, r]\n";
        String one = FACTORS + "  U : matrix[n, r]\n";

        assertThat(groups(of(two, "normF(U*V' - A)^2"))).containsExactly("INVERTIBLE: U -> U*G, V -> V*inv(G)'");
        assertThat(kept(of(two, "normF(U*V' - A)^2"))).containsExactly("V'*V - U'*U @ 0");
        assertThat(groups(of(one, "normF(U*U' - S)^2"))).containsExactly("ORTHOGONAL: U -> U*Q");
        assertThat(kept(of(one, "normF(U*U' - S)^2"))).isEmpty();
        assertThat(groups(of(two, "normF(U*V' - A)^2 + l*(normF(U)^2 + normF(V)^2)")))
                .containsExactly("ORTHOGONAL: U -> U*Q, V -> V*Q");
    }

    @Test
    void factors_of_a_symmetric_matrix_may_change_places() {
        String square = FACTORS + "  U : matrix[n, r]\n  V : matrix[n, r]\n";

        assertThat(groups(of(square, "normF(U*V' - S)^2")))
                .containsExactly("INVERTIBLE: U -> U*G, V -> V*inv(G)'", "EXCHANGE: U -> V, V -> U");
        assertThat(groups(of(square, "normF(U*V' - B)^2"))).containsExactly("INVERTIBLE: U -> U*G, V -> V*inv(G)'");
    }

    @Test
    void a_loss_without_symmetry_has_none() {
        Symmetries found = of(FACTORS + "  U : matrix[n, m]\n", "normF(U - A)^2");

        assertThat(groups(found)).isEmpty();
        assertThat(kept(found)).isEmpty();
        assertThat(found.refusal()).isEmpty();
    }

    @Test
    void tied_weights_keep_only_the_rotations_that_reach_both_places() {
        String tied = FACTORS + "  W : matrix[r, n]\n";

        assertThat(groups(of(tied, "normF(W'*W*A - A)^2"))).containsExactly("ORTHOGONAL: W -> Q*W");
        assertThat(groups(of(FACTORS + "  W : matrix[n, n]\n", "tr(W*W)^2"))).contains("INVERTIBLE: W -> G*W*inv(G)");
    }

    @Test
    void a_mask_leaves_scalings_of_single_units_only() {
        String masked = FACTORS + "  U : matrix[n, r]\n  V : matrix[r, m]\n";

        Symmetries found = of(masked, "normF(U*diag(k)*V - A)^2");
        Symmetries noisy = of(masked, "normF(U*V - A)^2 + sum((U.*U)*k) + 0*l");

        assertThat(groups(found)).containsExactly("UNIT_SCALING: U -> U*diag(g), V -> diag(g.^(-1))*V");
        assertThat(kept(found)).containsExactly("diagonal(V*V' - U'*U) @ 0");
        assertThat(groups(noisy)).containsExactly("UNIT_SIGN: U -> U*diag(q), V -> diag(q)*V");
        assertThat(kept(noisy)).isEmpty();
    }

    @Test
    void a_tanh_network_has_signs_and_permutations_of_hidden_units() {
        String network =
                """
                sizes
                  n >= 1
                  p >= 1
                  q >= 1
                  h >= 1

                data
                  X : matrix[p, n]
                  Y : matrix[q, n]

                parameters
                  W1 : matrix[h, p]
                  b  : vector[h]
                  W2 : matrix[q, h]
                """;

        Symmetries found = of(network, "normF(W2*tanh(W1*X + b*ones(1, n)) - Y)^2");
        Symmetries even = of(network, "normF(W2*exp(W1*X + b*ones(1, n)) - Y)^2");

        assertThat(groups(found))
                .containsExactlyInAnyOrder(
                        "PERMUTATION: W1 -> P*W1, b -> P*b, W2 -> W2*P'",
                        "UNIT_SIGN: W1 -> diag(sigma)*W1, b -> diag(sigma)*b, W2 -> W2*diag(sigma)");
        assertThat(groups(even)).containsExactly("PERMUTATION: W1 -> P*W1, b -> P*b, W2 -> W2*P'");
        assertThat(kept(found)).isEmpty();
    }

    @Test
    void a_metric_of_the_data_conjugates_the_rotations() {
        String encoder = FACTORS + "  V : matrix[m, r]\n";

        Symmetries found = of(encoder, "(tr(V*K*V') - 1)^2");

        assertThat(groups(found)).containsExactly("ORTHOGONAL: V -> Q*V", "ROTATION: V -> V*Q*inv(K)");
    }

    @Test
    void numbers_that_multiply_each_other_scale_against_each_other() {
        String scalars = FACTORS + "  a : scalar\n  b : scalar\n  s : scalar > 0\n";

        Symmetries found = of(scalars, "(a*b - l)^2");

        assertThat(groups(found)).contains("SCALING: a -> c*a, b -> b/c", "EXCHANGE: a -> b, b -> a");
        assertThat(groups(found)).contains("SIGN: a -> -a, b -> -b");
        assertThat(kept(found)).contains("b^2 - a^2 @ 0");
        assertThat(kept(of(scalars, "(a*b - l)^2 + 3*(a^2 + b^2) + s^2"))).containsExactly("b^2 - a^2 @ 12", "s^2 @ 4");
    }

    @Test
    void a_symmetric_parameter_moves_by_congruence() {
        String symmetric = FACTORS + "  P : symmetric[n]\n";

        assertThat(groups(of(symmetric, "tr(P*P*P) + tr(P)^2"))).containsExactly("ORTHOGONAL: P -> Q*P*Q'");
    }
}
