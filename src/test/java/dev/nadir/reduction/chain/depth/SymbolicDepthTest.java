package dev.nadir.reduction.chain.depth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.Seed;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.reduction.scalar.PowerSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Thresholds as formulas of the depth against those of the scalar stage at each depth. */
class SymbolicDepthTest {

    private static final String FACTORS =
            """
            model factors
            sizes
              H >= 1
              m[i in 0..H] >= 1
            data
              T : matrix[m[H], m[0]]
              l : scalar > 0
            parameters
              F[i in 1..H] : matrix[m[i], m[i-1]]
            minimize
              loss = 1/2*normF(product(i in H..1, F[i]) - T)^2 + l/2*sum(i in 1..H, normF(F[i])^2)
            """;

    private static final String LAYERS =
            """
            model layers
            sizes
              D >= 1
              d[i in 0..D] >= 1
            data
              a : scalar > 0
              c : vector[d[0]]
              v[i in 1..D] : scalar >= 0
              p[i in 1..D] : scalar > 0
              q : scalar > 0
            random
              e[i in 1..D] : vector[d[i]] ~ independent(mean = 1, variance = v[i])
              x : vector[d[0]] ~ gaussian(covariance = a*eye(d[0]))
            parameters
              W[i in 1..D] : matrix[d[i], d[i-1]]
              u : vector[d[D]]
            minimize
              loss = E[(u'*product(i in D..1, diag(e[i])*W[i])*x - c'*x)^2] + q*normF(u)^2 + sum(i in 1..D, p[i]*normF(W[i])^2)
            """;

    private static Landscape landscape(Model model, String depth, int number) {
        return Elaboration.elaborate(model, Map.of(depth, number));
    }

    private static Model model(String text) {
        return ModelReader.parse(text, "test.model", Path.of("."));
    }

    private static Optional<DepthLaw> law(String text, String depth) {
        PowerSolver solver = new PowerSolver(new RingsAlgebra());
        return SymbolicDepth.derive(landscape(model(text), depth, 2), 1, solver::solve);
    }

    private static boolean holds(Interpreter names, List<Formula> conditions) {
        return conditions.stream()
                .allMatch(each -> names.compare((Formula.Binary) each).holds(0));
    }

    private static String list(int count, String entry) {
        return "[" + String.join(", ", java.util.Collections.nCopies(count, entry)) + "]";
    }

    @ParameterizedTest
    @ValueSource(ints = {3, 4, 5, 6})
    void the_thresholds_are_those_of_the_scalar_stage_at_each_depth(int depth) {
        DepthLaw law = law(FACTORS, "H").orElseThrow();
        int agreeing = 0;
        int above = 0;

        for (int k = 1; k <= 40; k++) {
            String instance = "instance one\n  H = " + depth + "\n  m = " + list(depth + 1, "2")
                    + "\n  T = gaussian(2, 2)\n  l = " + 0.02 * k + "\n";
            Model model = model(FACTORS + instance);
            Instance numbers = InstanceBuilder.build(model, model.instances().get(0), new Seed(k));
            Reduction reduction = ClosedForms.derive(landscape(model, "H", depth), new CellSolver(new RingsAlgebra()));
            Interpreter there = Interpreter.of(model, numbers).withLets(reduction.lets());
            Interpreter symbolic = Interpreter.of(model, numbers).withLets(law.lets());
            for (ScalarAnswer.Threshold threshold : reduction.thresholds()) {
                ScalarAnswer.Threshold same = law.thresholds().stream()
                        .filter(each -> each.name().equals(threshold.name()))
                        .findFirst()
                        .orElseThrow();
                boolean isAbove = holds(symbolic, same.condition());
                assertThat(isAbove)
                        .as("%s at %d with l = %s", threshold.name(), depth, 0.02 * k)
                        .isEqualTo(holds(there, threshold.condition()));
                agreeing++;
                above += isAbove ? 1 : 0;
            }
        }

        assertThat(agreeing).isEqualTo(80);
        assertThat(above).as("both sides are met").isBetween(8, 72);
    }

    @Test
    void noise_and_unequal_prices_follow_a_pattern() {
        DepthLaw law = law(LAYERS, "D").orElseThrow();

        assertThat(law.factors()).hasToString("D+1");
        assertThat(law.least()).isEqualTo(2);
        assertThat(law.conditions()).isEmpty();
        assertThat(law.lets().stream().map(let -> FormulaPrinter.print(let.value())))
                .anyMatch(text -> text.contains("q*product(i in 1..D, p[i])") && text.contains("1/(D + 1)"))
                .anyMatch(text -> text.contains("product(i in 1..D, 1 + v[i]/d[i])"));
        assertThat(law.lemmas()).startsWith("cauchy-schwarz-noise");
        assertThat(law.origin()).extracting(DepthLaw.Origin::kind).startsWith(ScalarAnswer.Kind.LOCAL_MINIMUM);
    }

    @Test
    void what_has_no_threshold_or_no_pattern_is_refused_by_name() {
        String free = FACTORS.replace(" + l/2*sum(i in 1..H, normF(F[i])^2)", "");
        String first = FACTORS.replace("l/2*sum(i in 1..H, normF(F[i])^2)", "l*sum(i in 1..H, i*normF(F[i])^2)");

        assertThatThrownBy(() -> law(free, "H")).isInstanceOf(Refusal.class).hasMessageContaining("costs nothing");
        assertThatThrownBy(() -> law(first, "H")).isInstanceOf(Refusal.class).hasMessageContaining("follow no pattern");
    }
}
