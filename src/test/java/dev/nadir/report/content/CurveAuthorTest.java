package dev.nadir.report.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.Curve;
import dev.nadir.evidence.Curve.Row;
import dev.nadir.report.Figure;
import dev.nadir.report.Figure.Kind;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurveAuthorTest {

    private static final Curve SAMPLED = new Curve(
            "epsilon",
            "E[f]",
            "g",
            List.of(
                    new Row(1, 0.5, 0.4, 0.6, 0.52),
                    new Row(8, 0.02, -0.01, 0.05, 0.02),
                    new Row(64, 3e-3, 1e-3, 5e-3, 4e-3)));

    @Test
    void sampled_means_are_points_with_intervals_and_the_claim_is_a_line_on_top() {
        Figure figure = CurveAuthor.of("c", SAMPLED, Optional.empty(), false);

        assertThat(figure.series())
                .extracting(Figure.Series::kind)
                .containsExactly(Kind.INTERVALS, Kind.CURVE, Kind.POINTS);
        assertThat(figure.series().get(0).points()).hasSize(6);
        assertThat(figure.series().get(2).points())
                .extracting(Figure.Coordinates::y)
                .containsExactly(0.5, 0.02, 3e-3);
        assertThat(figure.series().get(1).points())
                .extracting(Figure.Coordinates::y)
                .containsExactly(0.52, 0.02, 4e-3);
        assertThat(figure.x().label()).isEqualTo("ε");
    }

    @Test
    void numbers_that_span_decades_are_drawn_on_logarithmic_axes_with_every_interval_inside() {
        Figure figure = CurveAuthor.of("c", SAMPLED, Optional.empty(), true);

        assertThat(figure.x().isLogarithmic()).isTrue();
        assertThat(figure.y().isLogarithmic()).isTrue();
        assertThat(figure.series()).allSatisfy(series -> assertThat(series.points())
                .allSatisfy(point -> assertThat(point.y()).isPositive()));
    }

    @Test
    void a_side_that_can_be_computed_between_the_numbers_is_a_smooth_line_through_them() {
        Curve smooth = SAMPLED.with(x -> 1 / x);

        List<Figure.Coordinates> line = CurveAuthor.of("c", smooth, Optional.empty(), true)
                .series()
                .get(1)
                .points();

        assertThat(line).hasSizeGreaterThan(50).contains(new Figure.Coordinates(8, 0.125));
        assertThat(line).allSatisfy(point -> assertThat(point.y()).isEqualTo(1 / point.x()));
    }

    @Test
    void a_side_that_is_not_defined_between_the_numbers_gets_no_line_of_its_own() {
        Curve broken = SAMPLED.with(x -> x == 8 ? 1 : Double.NaN);

        assertThat(broken.line()).isEmpty();
        assertThat(CurveAuthor.of("c", broken, Optional.empty(), false)
                        .series()
                        .get(1)
                        .points())
                .hasSize(3);
    }

    @Test
    void what_does_not_vary_is_not_drawn() {
        Curve flat = new Curve("x", "a", "b", List.of(new Row(1, 2, 2, 2, 2), new Row(2, 2, 2, 2, 2)));
        Curve rising = new Curve("x", "a", "b", List.of(new Row(1, 2, 2, 2, 3), new Row(2, 3, 3, 3, 3)));
        Curve single = new Curve("x", "a", "b", List.of(new Row(1, 2, 1, 3, 2)));

        assertThat(CurveAuthor.isWorthDrawing(flat)).isFalse();
        assertThat(CurveAuthor.isWorthDrawing(rising)).isTrue();
        assertThat(CurveAuthor.isWorthDrawing(single)).isFalse();
        assertThat(CurveAuthor.isWorthDrawing(SAMPLED)).isTrue();
        assertThat(CurveAuthor.of("c", rising, Optional.empty(), false).series())
                .extracting(Figure.Series::kind)
                .containsExactly(Kind.CURVE, Kind.POINTS);
    }
}
