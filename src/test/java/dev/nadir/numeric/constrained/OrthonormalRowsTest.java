package dev.nadir.numeric.constrained;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.instance.InstanceBuilder;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.orthonormal.OrthonormalColumns;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.nio.file.Path;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Orthonormal rows, an equation that no chart keeps, against walks on it. */
class OrthonormalRowsTest {

    private static Model model(String loss) {
        return ModelReader.parse(
                "model m\n\nsizes\n  d >= 1\n  k <= d\n\ndata\n  S : symmetric[d]\n  B : matrix[k, d]\n\nparameters\n"
                        + "  W : matrix[k, d]\n\nminimize\n  f = " + loss + "\n\nsubject to\n  eye(k) == W*W'\n\n"
                        + "instance one\n  d = 4\n  k = 2\n  S = spectrum([3, 1, -1, -2])\n  B = gaussian(2, 4)\n",
                "rows.model",
                Path.of("."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"-tr(W*S*W')", "normF(S - W'*W*S)^2", "normF(W - B)^2"})
    void minima_are_those_of_walks_on_the_equation(String loss) {
        Model model = model(loss);
        Instance instance = InstanceBuilder.build(model, model.instances().get(0), new Seed(3));
        Landscape landscape = Elaboration.elaborate(model, Map.of());
        CompiledObjective compiled = CompiledObjective.of(Deriver.derive(Lagrangian.landscape(landscape)), instance);
        Lagrangian lagrangian = new Lagrangian(compiled, compiled.layout());
        Replay replay = new Replay(model, instance, new TangentObjective(lagrangian), lagrangian.layout());

        Reduction reduction = OrthonormalColumns.derive(landscape);

        assertThat(OrthonormalColumns.covers(landscape)).isTrue();
        ClosedForm least = reduction.closedForms().get(0);
        Replay.Numbers stated = replay.of(least).orElseThrow();
        assertThat(least.kind()).isEqualTo(Kind.GLOBAL_MINIMUM);
        assertThat(Math.abs(stated.value() - stated.loss())).isLessThan(1e-12 * (1 + Math.abs(stated.value())));
        assertThat(stated.slope()).isLessThan(1e-8);
        assertThat(Math.abs(lowest(lagrangian) - stated.value())).isLessThan(1e-9 * (1 + Math.abs(stated.value())));
    }

    private static double lowest(Lagrangian lagrangian) {
        RandomGenerator random = new Seed(5).child("starts").generator();
        double lowest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 6; i++) {
            double[] start = random.doubles(lagrangian.parameters(), -1.5, 1.5).toArray();
            ConstrainedSolver.Result walk = new ConstrainedSolver(lagrangian, new QuasiNewton(QuasiNewtonOptions.FAST))
                    .solve(start, () -> false);
            lowest = walk.isSharp() ? Math.min(lowest, walk.value()) : lowest;
        }
        return lowest;
    }
}
