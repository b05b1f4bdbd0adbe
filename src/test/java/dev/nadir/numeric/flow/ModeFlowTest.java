package dev.nadir.numeric.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.Seed;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.flow.ModeFlow;
import dev.nadir.reduction.chain.flow.ModeFlows;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The derived flow of the modes against the flow of the matrices, which knows nothing of modes. */
class ModeFlowTest {

    /** The integrator's tolerance is 1e-13 a step; a flow takes some hundred steps. */
    private static final double TOLERANCE = 1e-9;

    /** A chain of matrices, renamed and with a transpose, under a loss of any scale. */
    private static String chain(int depth, String scale, String decay) {
        StringBuilder text = new StringBuilder("model chain\nsizes\n");
        for (int i = 0; i <= depth; i++) {
            text.append("  n").append(i).append(" >= 1\n");
        }
        text.append("data\n  T : matrix[n").append(depth).append(", n0]\n  mu : scalar >= 0\nparameters\n");
        StringBuilder product = new StringBuilder();
        StringBuilder prices = new StringBuilder();
        for (int i = depth; i >= 1; i--) {
            boolean isTurned = i == 2;
            text.append("  F").append(i).append(" : matrix[n").append(isTurned ? i - 1 : i);
            text.append(", n").append(isTurned ? i : i - 1).append("]\n");
            product.append(product.isEmpty() ? "" : "*").append("F").append(i).append(isTurned ? "'" : "");
            prices.append(" + ").append(decay).append("*normF(F").append(i).append(")^2");
        }
        text.append("let\n  P = ")
                .append(product)
                .append("\nminimize\n  loss = ")
                .append(scale);
        text.append("*normF(P - T)^2").append(decay.isEmpty() ? "" : prices).append("\ninstance one\n");
        for (int i = 0; i <= depth; i++) {
            text.append("  n")
                    .append(i)
                    .append(" = ")
                    .append(i == 0 || i == depth ? 3 : 2 + i % 2)
                    .append('\n');
        }
        return text + "  T = gaussian(3, 3)\n  mu = 1/10\n";
    }

    private static Derivation derivation(Model model) {
        return Deriver.derive(Elaboration.elaborate(model, Map.of()));
    }

    private static Model model(String text) {
        return ModelReader.parse(text, "chain.model", Path.of("."));
    }

    private static ModeFlow derive(String text) {
        return ModeFlows.derive(derivation(model(text)).landscape());
    }

    private static Model.Let let(String name, String value) {
        return new Model.Let(new SourceSpan("test", 1, 1, 1, 1), List.of(name), FormulaText.parse(value), "");
    }

    private static Model.Let let(String name, double value) {
        return let(name, value < 0 ? "-" + -value : Double.toString(value));
    }

    /** How far the solutions are from the flow at a time, over two modes. */
    private static List<String> misses(String text, boolean isBalanced, long seed) {
        Model model = model(text);
        Derivation derivation = derivation(model);
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(seed));
        ModeFlow flow = ModeFlows.derive(derivation.landscape());
        RandomGenerator random = new Seed(seed).child("start").generator();
        List<Model.Let> lets = new ArrayList<>(flow.lets());
        // One factor moves in all of its modes, several in as many as every width has.
        int modes = flow.sizes().size() == 1 ? 3 : 2;
        lets.add(let("modes", modes));
        double[][] sizes = new double[flow.sizes().size()][modes];
        for (int i = 0; i < modes; i++) {
            double size = 0.2 + random.nextDouble();
            for (int j = 0; j < sizes.length; j++) {
                sizes[j][i] = isBalanced ? size : 0.2 + random.nextDouble();
            }
        }
        for (int j = 0; j < sizes.length; j++) {
            lets.add(let(flow.sizes().get(j), java.util.Arrays.toString(sizes[j])));
            if (j > 0) {
                lets.add(let("R_" + j, "eye(n" + j + ")[:, 1..2]"));
            }
        }
        double time = 0.2 + random.nextDouble();
        Interpreter names = Interpreter.of(model, instance).withLets(lets);
        Map<String, Matrix> start = new LinkedHashMap<>();
        flow.start().forEach((name, formula) -> start.put(name, names.matrix(formula)));
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        FlowOptions options = new FlowOptions(1e-13, 1e-15, time, 1_000_000, 10);
        FlowResult end =
                new GradientFlow(options).follow(objective, objective.layout().pack(start), Map.of(), () -> false);
        Interpreter after = Interpreter.of(
                        model, instance, objective.layout().unpack(end.end().coordinates()))
                .withLets(lets);
        Matrix turned = after.matrix(FormulaText.parse("U'*P*V"));
        List<String> misses = new ArrayList<>();
        for (int i = 0; i < modes; i++) {
            double first = 1;
            for (double[] size : sizes) {
                first *= size[i];
            }
            double c = sizes.length == 2 ? sizes[1][i] * sizes[1][i] - sizes[0][i] * sizes[0][i] : 0;
            double target = names.matrix(FormulaText.parse("s")).get(i, 0);
            List<Model.Let> numbers =
                    new ArrayList<>(flow.lets().subList(0, flow.lets().size() - 1));
            numbers.add(let("s", target));
            numbers.add(let("u_0", first));
            numbers.add(let("u", turned.get(i, i)));
            numbers.add(let("c", c));
            numbers.add(let("t", time));
            int used = 0;
            for (ModeFlow.Solution solution : flow.solutions()) {
                Interpreter at =
                        Interpreter.of(model, instance).withLets(numbers).withLets(solution.lets());
                boolean isKind = solution.name().startsWith("unbalanced") != isBalanced;
                boolean holds = solution.conditions().stream()
                        .allMatch(each -> at.compare((Formula.Binary) each).holds(0));
                if (isKind && holds) {
                    used++;
                    boolean isTime = solution.unknown() == ModeFlow.Unknown.TIME;
                    // Near its end the product hardly moves, and says little of the time.
                    double speed = isTime ? Math.abs(at.number(flow.balanced().orElseThrow())) : 1;
                    if (speed < 1e-3) {
                        continue;
                    }
                    double wanted = isTime ? time : turned.get(i, i);
                    double stated = at.number(solution.value());
                    double miss = Math.abs(stated - wanted) * Math.min(1, speed);
                    if (!(miss <= TOLERANCE * (1 + Math.abs(wanted)))) {
                        misses.add(seed + " " + solution.name() + " " + solution.unknown() + ": " + stated + " for "
                                + wanted);
                    }
                }
            }
            boolean isAbove = flow.solutions().stream().allMatch(each -> each.unknown() == ModeFlow.Unknown.TIME);
            if (used == 0 && !isAbove) {
                misses.add(seed + ": no solution applies");
            }
        }
        return misses;
    }

    private static List<String> misses(String text, boolean isBalanced, int seeds) {
        List<String> misses = new ArrayList<>();
        for (long seed = 1; seed <= seeds; seed++) {
            misses.addAll(misses(text, isBalanced, seed));
        }
        return misses;
    }

    @Test
    void one_factor_relaxes_exponentially() {
        assertThat(misses(chain(1, "3/2", ""), true, 3)).isEmpty();
        assertThat(misses(chain(1, "1/2", "mu"), true, 3)).isEmpty();
    }

    @Test
    void two_balanced_factors_follow_a_logistic_curve_with_and_without_decay() {
        assertThat(misses(chain(2, "1/2", ""), true, 3)).isEmpty();
        assertThat(misses(chain(2, "2", ""), true, 3)).isEmpty();
        assertThat(misses(chain(2, "1/2", "mu"), true, 3)).isEmpty();
    }

    @Test
    void two_unbalanced_factors_follow_a_riccati_equation() {
        assertThat(misses(chain(2, "1/2", ""), false, 3)).isEmpty();
        assertThat(misses(chain(2, "3", ""), false, 3)).isEmpty();
    }

    @Test
    void more_balanced_factors_say_when_they_get_where() {
        assertThat(misses(chain(3, "1/2", ""), true, 3)).isEmpty();
        assertThat(misses(chain(4, "1", ""), true, 3)).isEmpty();
    }

    @Tag("slow")
    @Test
    void a_hundred_random_flows_of_each_kind_follow_their_formulas() {
        assertThat(misses(chain(2, "1/2", ""), true, 100)).isEmpty();
        assertThat(misses(chain(2, "1/2", ""), false, 100)).isEmpty();
        assertThat(misses(chain(2, "2", "3*mu"), true, 100)).isEmpty();
        assertThat(misses(chain(3, "1/2", ""), true, 100)).isEmpty();
        assertThat(misses(chain(5, "1/2", ""), true, 100)).isEmpty();
    }

    @Test
    void a_wrong_scale_is_seen() {
        // The time of the loss without the half runs twice as fast.
        Model half = model(chain(2, "1/2", ""));
        ModeFlow flow = derive(chain(2, "1/2", ""));
        ModeFlow whole = derive(chain(2, "1", ""));

        assertThat(half.parameters()).hasSize(2);
        assertThat(FormulaPrinter.print(flow.velocities().get(0))).isEqualTo("s*w_2 - w_2^2*w_1");
        assertThat(FormulaPrinter.print(whole.velocities().get(0))).isEqualTo("s*w_2 - 2*w_2^2*w_1");
        assertThat(FormulaPrinter.print(flow.lets().get(0).value())).isEqualTo("svd(T)");
        assertThat(FormulaPrinter.print(whole.lets().get(0).value())).isEqualTo("svd(2*T)");
    }

    @Test
    void the_imbalance_is_kept_without_decay_and_decays_at_twice_the_rate_with_it() {
        ModeFlow free = derive(chain(3, "1/2", ""));
        ModeFlow priced = derive(chain(2, "1/2", "mu"));
        Formula rate = new Substitution(Map.of("g", FormulaText.parse("2*mu")))
                .of(priced.invariants().get(0).rate());

        assertThat(free.invariants()).hasSize(2).allSatisfy(each -> assertThat(FormulaPrinter.print(each.rate()))
                .isEqualTo("0"));
        assertThat(FormulaPrinter.print(priced.invariants().get(0).quantity())).isEqualTo("w_2^2 - w_1^2");
        assertThat(FormulaPrinter.print(rate)).isEqualTo("4*mu");
    }

    @Test
    void what_couples_the_modes_is_refused_by_name() {
        String data =
                """
                model data
                sizes
                  a >= 1
                  b >= 1
                  c >= 1
                  n >= 1
                data
                  X : matrix[a, n]
                  Y : matrix[c, n]
                parameters
                  A : matrix[b, a]
                  B : matrix[c, b]
                minimize
                  loss = normF(B*A*X - Y)^2
                """;

        assertThatThrownBy(() -> derive(data)).isInstanceOf(Refusal.class).hasMessageContaining("X*X'");
        assertThat(derive(data + "assume\n  X*X' == n*eye(a)\n").solutions()).isNotEmpty();
        assertThat(derive(chain(3, "1", "mu")).solutions()).isEmpty();
        assertThat(derive(chain(3, "1", "mu")).refusals())
                .singleElement()
                .asString()
                .contains("more than two factors under decay");
    }
}
