package dev.nadir.numeric.homotopy.track;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndgameTest {

    /** One unknown and the homogenising one. */
    private static final SystemShape SQUARE = SystemShape.of(2, List.of(List.of(new int[] {2, 0}, new int[] {0, 2})));

    private final Endgame endgame = new Endgame(SQUARE, TrackerSettings.DEFAULTS);

    /** {@code (1 + d - t) x^2 = 1}: the root goes to infinity a little after the end of the path. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-8, 1e-10})
    void a_root_that_goes_to_infinity_a_little_later_is_not_taken_for_one_at_infinity(double d) {
        Segment segment = new Segment(SQUARE, new double[][] {{1 + d, 0, -1, 0}, {-1, 0, 0, 0}});

        PathEnd end = endgame.follow(segment, new double[] {1 / Math.sqrt(1 + d), 0, 1, 0});

        assertThat(end.kind()).isEqualTo(PathEnd.Kind.REGULAR);
        double ratio = Math.hypot(end.point()[0], end.point()[1]) / Math.hypot(end.point()[2], end.point()[3]);
        assertThat(ratio * Math.sqrt(d)).isCloseTo(1, Offset.offset(1e-5));
    }

    /** {@code x^2 = (1 + d - t)}: two roots meet a little after the end of the path. */
    @ParameterizedTest
    @ValueSource(doubles = {1e-2, 1e-4, 1e-6, 1e-8, 1e-10})
    void roots_that_meet_a_little_later_are_not_taken_for_a_double_one(double d) {
        Segment segment = new Segment(SQUARE, new double[][] {{1, 0, -1 - d, 0}, {0, 0, 1, 0}});

        PathEnd end = endgame.follow(segment, new double[] {Math.sqrt(1 + d), 0, 1, 0});

        assertThat(end.kind()).isEqualTo(PathEnd.Kind.REGULAR);
        double ratio = Math.hypot(end.point()[0], end.point()[1]) / Math.hypot(end.point()[2], end.point()[3]);
        assertThat(ratio / Math.sqrt(d)).isCloseTo(1, Offset.offset(1e-5));
    }

    @Test
    void a_root_that_goes_to_infinity_at_the_end_is_at_infinity_with_winding_number_two() {
        Segment segment = new Segment(SQUARE, new double[][] {{1, 0, -1, 0}, {-1, 0, 0, 0}});

        PathEnd end = endgame.follow(segment, new double[] {1, 0, 1, 0});

        assertThat(end.kind()).isEqualTo(PathEnd.Kind.AT_INFINITY);
        assertThat(end.winding()).isEqualTo(2);
    }

    @Test
    void roots_that_meet_at_the_end_are_singular_with_winding_number_two() {
        Segment segment = new Segment(SQUARE, new double[][] {{1, 0, -1, 0}, {0, 0, 1, 0}});

        PathEnd end = endgame.follow(segment, new double[] {1, 0, 1, 0});

        assertThat(end.kind()).isEqualTo(PathEnd.Kind.SINGULAR);
        assertThat(end.winding()).isEqualTo(2);
    }

    /** {@code (x - 1/3)^3 = (1 - t)}: rounding splits the triple root at the end into three. */
    @Test
    void a_triple_root_that_rounding_splits_stays_one_end() {
        SystemShape cubic = SystemShape.of(
                2, List.of(List.of(new int[] {3, 0}, new int[] {2, 1}, new int[] {1, 2}, new int[] {0, 3})));
        double third = 1 / 3.0;
        Segment segment = new Segment(
                cubic,
                new double[][] {{1, 0, -1, 0, third, 0, -third * third * third - 1, 0}, {0, 0, 0, 0, 0, 0, 1, 0}});

        PathEnd end = new Endgame(cubic, TrackerSettings.DEFAULTS).follow(segment, new double[] {1 + third, 0, 1, 0});

        assertThat(end.kind()).isEqualTo(PathEnd.Kind.SINGULAR);
        assertThat(end.winding()).isEqualTo(3);
    }
}
