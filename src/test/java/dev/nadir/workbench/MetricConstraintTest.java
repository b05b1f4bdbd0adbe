package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Columns and rows that are orthonormal in a metric, one parameter and two. */
class MetricConstraintTest {

    private static final String SIZES =
            "sizes\n  p >= 1\n  q >= 1\n  k >= 1\n  n >= 1\n\ndata\n  A : spd[p]\n  B : spd[q]\n"
                    + "  S : symmetric[p]\n  C : matrix[p, q]\n  X : matrix[p, n]\n  T : spd[k]\n\n";

    private static final String DATA =
            "instance one\n  p = 4\n  q = 3\n  k = 2\n  n = 7\n  A = wishart(4, 9)\n  B = wishart(3, 8)\n"
                    + "  S = spectrum([3, 1, -1/2, -2])\n  C = gaussian(4, 3)\n  X = gaussian(4, 7)\n  T = wishart(2, 5)\n";

    private static Model model(String problem, String claim) {
        String text = "model m\n\n" + SIZES + problem.replace("; ", "\n  ").replace(" | ", "\n\n") + "\n\n" + claim
                + DATA + "\nverify one\n  multi-start  starts = 8, seed = 2\n";
        return ModelReader.parse(text, "metric.model", Path.of("."));
    }

    private static Reduction derived(String problem) {
        Workbench workbench = new Workbench();
        Model model = model(problem, "");
        return workbench.closedForms(workbench.derive(model, Map.of()));
    }

    /** The search knows nothing of the lemmas: what it does not reach, or goes below, is refuted. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    parameters; W : matrix[p, k] | minimize; f = -tr(W'*S*W) | subject to; W'*A*W == eye(k)                                       ! let R = A^(1/2); let l = eig(inv(R)*S*inv(R)); value -sum(l[1..k])
                    parameters; W : matrix[k, p] | minimize; f = tr(W*S*W') | subject to; W*A*W' == eye(k)                                        ! let R = A^(1/2); let l = eig(-inv(R)*S*inv(R)); value -sum(l[1..k])
                    parameters; W : matrix[p, k] | minimize; f = 1 - tr(T*W'*S*W) | subject to; 1/n*W'*X*X'*W == eye(k)                            ! let R = (1/n*X*X')^(1/2); let l = eig(inv(R)*S*inv(R)); let m = eig(T); value 1 - sum(l[1..k].*m)
                    parameters; U : matrix[p, k]; V : matrix[q, k] | minimize; f = -tr(U'*C*V) | subject to; U'*A*U == eye(k); V'*B*V == eye(k)    ! let R = A^(1/2); let Q = B^(1/2); let U0, s, V0 = svd(inv(R)*C*inv(Q)); value -sum(s[1..k])
                    parameters; U : matrix[k, p]; V : matrix[q, k] | minimize; f = 3*tr(U*C*V) | subject to; U*U' == eye(k); V'*B*V == eye(k)      ! let Q = B^(1/2); let U0, s, V0 = svd(C*inv(Q)); value -3*sum(s[1..k])
                    parameters; u : vector[p]; v : vector[q] | minimize; f = norm(u)^2 - 2*u'*C*v | subject to; norm(u)^2 == 1; norm(v)^2 == 1     ! let U0, s, V0 = svd(C); value 1 - 2*s[1]
                    """)
    void the_minimum_is_that_of_orthonormal_columns_behind_the_root(String problem, String claim) {
        Model model = model(problem, "claim least\n  " + claim.replace("; ", "\n  ") + "\n\n");

        ClaimResult result = new Workbench()
                .verify(model, VerifyOptions.DEFAULTS, Watcher.none())
                .instances()
                .get(0)
                .claims()
                .get(0);

        assertThat(derived(problem).refusedAt()).isEmpty();
        assertThat(derived(problem).closedForms()).isNotEmpty();
        assertThat(result.verdict()).as("%s", result).isInstanceOfAny(Verdict.Corroborated.class, Verdict.Proved.class);
        assertThat(result.facts())
                .anySatisfy(fact -> assertThat(fact.toString()).contains("the claim agrees"));
    }

    @Test
    void where_there_are_more_columns_than_rows_nothing_is_said() {
        Reduction reduction =
                derived("parameters; W : matrix[p, k] | minimize; f = -tr(W'*S*W) | subject to; W'*A*W == eye(k)");

        assertThat(reduction.closedForms()).isNotEmpty().allSatisfy(form -> assertThat(form.conditions())
                .extracting(FormulaPrinter::print)
                .contains("k <= p"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    parameters; U : matrix[p, k]; V : matrix[q, k] | minimize; f = normF(U'*C*V)^2 | subject to; U'*A*U == eye(k); V'*B*V == eye(k) ! more than a constant and the trace
                    parameters; U : matrix[p, k]; V : matrix[q, k]; W : matrix[k, k] | minimize; f = normF(C - U*W*V')^2 | subject to; U'*U == eye(k); V'*V == eye(k) ! several parameters with orthonormal columns
                    """)
    void other_losses_of_two_are_refused_by_name(String problem, String reason) {
        assertThat(derived(problem).refusedAt())
                .hasValueSatisfying(why -> assertThat(why).contains(reason));
    }
}
