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

/** The flattest factors of a matrix: their value is proved where the weights have inverses and the rank is no obstacle. */
class FlatAgreementTest {

    /** Other letters, factors for rows, weights with scalars of their own. */
    private static final String MODEL =
            """
            model flat
            sizes
              p >= 1
              h >= 1
              q >= 1
              n >= 1
            data
              X : matrix[p, n]
              Z : matrix[n, q]
              T : matrix[p, q]
              c : scalar > 0
            parameters
              B : matrix[p, h]
              D : matrix[h, q]
            minimize
              flatness = c*normF(B'*X)^2 + 5/n*normF(D*Z')^2
            subject to
              B*D == T
            assume
              invertible(X*X')
              invertible(Z'*Z)
            claim flattest
              needs rank(T) <= h
              let   U, s, V = svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))
              value 2*sqrt(5*c/n)*sum(s)
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
                "svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))|svd((Z'*Z)^(1/2)*T'*(X*X')^(1/2))",
                "svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))|svd((c*X*X')^(1/2)*T*(Z'*Z/c)^(1/2))",
                "svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))|svd((X*X'/4)^(1/2)*T*(4*Z'*Z)^(1/2))",
                "rank(T) <= h|rank(3*T') <= h",
                "rank(T) <= h|rank(T) < h",
                "rank(T) <= h|h >= p",
            })
    void the_weighted_nuclear_norm_is_proved(String from, String to) {
        Optional<Agreement> proof = proof(from, to);

        assertThat(proof).isPresent();
        assertThat(proof.get().lemmas()).contains("fixed-product");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "value 2*sqrt(5*c/n)|value 2*sqrt(5*c)",
                "value 2*sqrt(5*c/n)|value sqrt(5*c/n)",
                "sum(s)|sum(s.^2)",
                "svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))|svd(T)",
                "svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))|svd(X*X'*T*Z'*Z)",
                "svd((X*X')^(1/2)*T*(Z'*Z)^(1/2))|svd((2*X*X')^(1/2)*T*(Z'*Z)^(1/2))",
                "invertible(X*X')|n >= p",
                "invertible(Z'*Z)|invertible(Z*Z')",
                "needs rank(T) <= h|needs h <= p",
                // What is above the same number need not be above one another.
                "needs rank(T) <= h|needs h >= rank(Z)",
                "needs rank(T) <= h|needs h >= rank(X)",
                "needs rank(T) <= h|needs rank(T) <= p",
                "needs rank(T) <= h|needs rank(T) <= h + 1",
                "needs rank(T) <= h|needs rank(X) <= h",
                "needs rank(T) <= h|needs h >= 2",
            })
    void what_is_a_little_beside_it_is_not(String from, String to) {
        assertThat(proof(from, to)).isEmpty();
    }
}
