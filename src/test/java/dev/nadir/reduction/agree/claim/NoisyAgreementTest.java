package dev.nadir.reduction.agree.claim;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Points of a noisy layer, whose eigenvalues are multiples of one another by sums, are proved; what is beside them is not. */
class NoisyAgreementTest {

    /** Rows for columns, other letters, a sum for a mean; the shipped claim with one active unit. */
    private static final String MODEL =
            """
            model noisy
            sizes
              m >= 1
              p >= 1
              h >= 1
            data
              Z  : matrix[m, p]
              q  : vector[m]
              nu : scalar >= 0
              l  : scalar > 0
              k  : scalar > 0
            random
              e : vector[h] ~ independent(mean = 1, variance = nu)
            parameters
              B : matrix[p, h]
              u : vector[h]
            let
              b = Z'*q
              g = sqrt(l*k)
            minimize
              loss = E[normF(Z*B*diag(e)*u - q)^2] + l*normF(B)^2 + k*normF(u)^2
            claim one-active-unit
              needs norm(b) > g
              needs nu > 0
              needs h > 1
              let   a, Q = eig((1 + nu)*Z'*Z)
              let   z = Q'*b
              let   tau = root(t in 0..g*max(a)/(norm(b) - g), t*sqrt(sum(z.^2./(a + t).^2)) - g)
              let   v = Q*(z./(a + tau))
              at    u == sqrt(g/k*norm(v))*basis(h, 1), B == sqrt(g/l/norm(v))*v*basis(h, 1)'
              value normF(q)^2 - b'*v + g*norm(v)
              type  strict-saddle
              index h - 1
            """;

    private static Optional<Agreement> proof(String from, String to) {
        String changed = from.isEmpty() ? MODEL : MODEL.replace(from, to);
        assertThat(from.isEmpty() || !changed.equals(MODEL)).isTrue();
        Model model = ModelReader.parse(changed, "test.model", Path.of("."));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        Reduction reduction = ClosedForms.derive(landscape, new CellSolver(new RingsAlgebra()));
        assertThat(reduction.closedForms()).as("%s", reduction.refusedAt()).isNotEmpty();
        return Agreement.of(landscape, model.claims().get(0), reduction, e -> ChainReader.isThrough(landscape, e));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "''|''",
                "eig((1 + nu)*Z'*Z)|eig(Z'*Z + nu*Z'*Z)",
                "index h - 1|index h - 2 + 1",
                "index h - 1|nullity 0",
                "g/k*norm(v)|sqrt(l/k)*norm(v)",
            })
    void one_active_unit_is_proved(String from, String to) {
        Optional<Agreement> proof = proof(from, to);

        assertThat(proof).isPresent();
        assertThat(proof.get().lemmas()).contains("idle-units", "one-scalar-equation");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "index h - 1|index h",
                "index h - 1|index h - 2",
                "index h - 1|nullity 1",
                "type  strict-saddle|type  local-minimum",
                "eig((1 + nu)*Z'*Z)|eig((1 + nu/h)*Z'*Z)",
                "eig((1 + nu)*Z'*Z)|eig((1 + 2*nu)*Z'*Z)",
                "eig((1 + nu)*Z'*Z)|eig((2 + nu)*Z'*Z)",
                "eig((1 + nu)*Z'*Z)|eig(Z'*Z)",
                "basis(h, 1)|basis(h, 2)",
                // Another place of the root, and another range in which it is sought, of the same length.
                "root(t in 0..g*max(a)/(norm(b) - g), t*|root(t in 0..g*max(a)/(norm(b) - g), 2*t*",
                "root(t in 0..g*max(a)/(norm(b) - g),|root(t in 1..1 + g*max(a)/(norm(b) - g),",
                "root(t in 0..g*max(a)/(norm(b) - g),|root(t in 0..g*min(a)/(norm(b) - g),",
                "- b'*v + g*norm(v)|- b'*v - g*norm(v)",
                // Without noise all units share what is kept, without the threshold there is nothing to keep.
                "needs nu > 0|needs nu >= 0",
                "needs norm(b) > g|needs norm(b) >= g",
                "needs h > 1|needs h >= 1",
            })
    void what_is_a_little_beside_it_is_not(String from, String to) {
        assertThat(proof(from, to)).isEmpty();
    }
}
