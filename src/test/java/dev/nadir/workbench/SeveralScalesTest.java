package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Two variances that are learned together: what stops the derivation is said, and one of them alone is no obstacle. */
class SeveralScalesTest {

    private static Reduction reduction(String data, String parameters) {
        String text = "model m\n\nsizes\n  n >= 1\n  d0 >= 1\n  d1 >= 1\n  d2 >= 1\n\ndata\n  X : matrix[d0, n]\n"
                + "  Y : matrix[d2, n]\n" + data + "\nparameters\n  W : matrix[d0, d1]\n  U : matrix[d2, d1]\n"
                + parameters + "\nlet\n  A = 1/n*X*X'\n\nminimize\n"
                + "  loss = (1/n*normF(U*W'*X - Y)^2 + v*normF(U)^2)/(2*q) + d2/2*log(q)"
                + " + 1/2*(tr(W'*A*W) + d1*v - d1*log(v) - d1)\n\nassume\n  invertible(A)\n";
        Model model = ModelReader.parse(text, "m.model", Path.of("."));
        Workbench workbench = new Workbench();
        return workbench.closedForms(workbench.derive(model, Map.of()));
    }

    @Test
    void both_learned_are_refused_by_their_names() {
        Reduction reduction = reduction("", "  v : scalar > 0\n  q : scalar > 0\n");

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt().map(String::valueOf).orElse(""))
                .contains("v and q are positive numbers that are learned together");
    }

    @Test
    void either_held_is_no_obstacle() {
        assertThat(reduction("  q : scalar > 0\n", "  v : scalar > 0\n").refusedAt())
                .isEmpty();
        assertThat(reduction("  v : scalar > 0\n", "  q : scalar > 0\n").refusedAt())
                .isEmpty();
    }
}
