package dev.nadir.numeric.instance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class AssumedEquationsTest {

    private static final EquationSolver SOLVER = new LeastSquares(LeastSquaresOptions.DEFAULTS);

    private static Model model(String data, String assumption) {
        return ModelReader.parse(
                "model m\n\nsizes\n  d >= 1\n  n >= 1\n\ndata\n" + data + "\nparameters\n  W : matrix[d, d]\n\n"
                        + "minimize\n  loss = normF(W)^2\n\nassume\n" + assumption,
                "m.model",
                Path.of("."));
    }

    private static List<Instance> drawn(Model model, Map<String, Integer> sizes) {
        RandomInstances instances = new RandomInstances(model, sizes, SOLVER);
        return LongStream.range(0, 20)
                .mapToObj(Seed::new)
                .map(instances::draw)
                .flatMap(Optional::stream)
                .toList();
    }

    private static Matrix matrix(Instance instance, String name) {
        return Objects.requireNonNull(instance.data().get(name));
    }

    @Test
    void inputs_that_are_white_and_centred_by_assumption_are_drawn_so() {
        Model model = model("  X : matrix[d, n]\n", "  1/n*X*X' == eye(d)\n  X*ones(n) == zeros(d)\n");

        List<Instance> drawn = drawn(model, Map.of("d", 2, "n", 4));

        assertThat(drawn).hasSizeGreaterThan(15).allSatisfy(instance -> {
            Matrix x = matrix(instance, "X");
            Matrix moment = x.times(x.transpose()).scaled(0.25);
            assertThat(moment.minus(Matrix.identity(2)).maxAbs()).isLessThan(1e-9);
            assertThat(x.times(Matrix.of(4, 1, 1, 1, 1, 1)).maxAbs()).isLessThan(1e-9);
        });
        assertThat(drawn.get(0).data()).isNotEqualTo(drawn.get(1).data());
    }

    @Test
    void what_no_data_can_meet_is_not_drawn() {
        Model model = model("  X : matrix[d, n]\n", "  X*X' == eye(d)\n");

        assertThat(drawn(model, Map.of("d", 3, "n", 2))).isEmpty();
    }

    @Test
    void data_keep_what_they_are_declared_to_be() {
        Model model = model("  S : spd[d]\n  D : diagonal[d]\n  a : scalar > 0\n", "  tr(S) == 1\n  D*D == a*eye(d)\n");

        assertThat(drawn(model, Map.of("d", 3, "n", 1))).isNotEmpty().allSatisfy(instance -> {
            Matrix s = matrix(instance, "S");
            Matrix d = matrix(instance, "D");
            assertThat(s).isEqualTo(s.transpose());
            assertThat(s.trace()).isCloseTo(1, within(1e-9));
            assertThat(d).isEqualTo(Matrix.diagonal(d.diagonalVector().toArray()));
            assertThat(matrix(instance, "a").get(0)).isPositive();
        });
    }

    @Test
    void varied_data_meet_the_equations_as_well() {
        VariedData data =
                new VariedData(model("  X : matrix[d, n]\n", "  X*X' == n*eye(d)\n"), Map.of("d", 2, "n", 3), SOLVER);

        Instance varied = data.draw(new Seed(4)).orElseThrow();

        Matrix x = matrix(varied, "X");
        assertThat(x.times(x.transpose()).minus(Matrix.identity(2).scaled(3)).maxAbs())
                .isLessThan(1e-9);
    }
}
