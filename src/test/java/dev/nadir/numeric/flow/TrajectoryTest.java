package dev.nadir.numeric.flow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.PreconditionException;
import java.util.List;
import org.junit.jupiter.api.Test;

class TrajectoryTest {

    private static final Trajectory TURN = new Trajectory(
            (x, velocity) -> {
                velocity[0] = -x[1];
                velocity[1] = x[0];
            },
            1e-12);

    @Test
    void a_turn_is_where_sine_and_cosine_say() {
        double[] times = {0.5, 3, 20};

        List<double[]> points = TURN.at(new double[] {1, 0}, times, () -> false);

        assertThat(points).hasSize(3);
        for (int i = 0; i < times.length; i++) {
            assertThat(points.get(i)[0]).isCloseTo(Math.cos(times[i]), within(1e-10));
            assertThat(points.get(i)[1]).isCloseTo(Math.sin(times[i]), within(1e-10));
        }
    }

    @Test
    void what_blows_up_is_followed_until_then() {
        Trajectory square = new Trajectory((x, velocity) -> velocity[0] = x[0] * x[0], 1e-10);

        List<double[]> points = square.at(new double[] {1}, new double[] {0.5, 0.9, 1.1, 2}, () -> false);

        assertThat(points).hasSize(2);
        assertThat(points.get(1)[0]).isCloseTo(10, within(1e-7));
    }

    @Test
    void a_caller_who_gives_up_gets_what_there_is() {
        List<double[]> points = TURN.at(new double[] {1, 0}, new double[] {1, 2}, () -> true);

        assertThat(points).isEmpty();
    }

    @Test
    void times_that_go_back_are_refused() {
        assertThatThrownBy(() -> TURN.at(new double[] {1, 0}, new double[] {2, 1}, () -> false))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("ascending");
    }
}
