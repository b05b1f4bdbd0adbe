package dev.nadir.report.content;

import dev.nadir.evidence.Curve;
import dev.nadir.report.Figure;
import dev.nadir.report.Figure.Axis;
import dev.nadir.report.Figure.Coordinates;
import dev.nadir.report.Figure.Kind;
import dev.nadir.report.Figure.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** Both sides of a relation over the numbers that it is swept over: what was seen as points, what is claimed as a line. */
final class CurveAuthor {

    /** Numbers that span more than this are drawn on a logarithmic axis. */
    private static final double WIDE = 20;

    private CurveAuthor() {}

    static Figure of(String claim, Curve curve) {
        List<Curve.Row> rows = curve.rows();
        boolean isSampled = rows.stream().anyMatch(row -> row.low() < row.high());
        boolean isLogX = isWide(rows, List.of(Curve.Row::at));
        boolean isLogY = isWide(rows, List.of(Curve.Row::left, Curve.Row::right));
        List<Series> series = new ArrayList<>();
        if (isSampled) {
            series.add(new Series(Kind.INTERVALS, 0, "", ends(rows, isLogY)));
        }
        String seen = isSampled ? "sampled mean" : "left side";
        String claimed = isSampled ? "claimed" : "right side";
        series.add(new Series(Kind.POINTS, 0, seen, points(rows, Curve.Row::left)));
        series.add(new Series(Kind.CURVE, 1, claimed, points(rows, Curve.Row::right)));
        String caption = "The claim " + claim + " over " + rows.size() + " values of " + curve.name() + ": "
                + (isSampled
                        ? "points are sampled means with their intervals, the line is what is claimed."
                        : "points are the left side, the line is the right side.");
        Curve.Row first = rows.get(0);
        Curve.Row last = rows.get(rows.size() - 1);
        String description = caption + " From " + describe(curve, first) + " to " + describe(curve, last) + ".";
        return new Figure(caption, description, new Axis(curve.name(), isLogX), new Axis("", isLogY), series);
    }

    private static String describe(Curve curve, Curve.Row row) {
        return Numbers.plain(row.left()) + ", claimed " + Numbers.plain(row.right()) + ", at " + curve.name() + " = "
                + Numbers.plain(row.at());
    }

    private static List<Coordinates> points(List<Curve.Row> rows, ToDoubleFunction<Curve.Row> value) {
        return rows.stream()
                .map(row -> new Coordinates(row.at(), value.applyAsDouble(row)))
                .toList();
    }

    /** On a logarithmic axis an interval that reaches zero ends a little below the smallest value that is drawn. */
    private static List<Coordinates> ends(List<Curve.Row> rows, boolean isLogarithmic) {
        double floor = rows.stream()
                        .mapToDouble(row -> Math.min(row.left(), row.right()))
                        .min()
                        .orElse(1)
                / 2;
        List<Coordinates> ends = new ArrayList<>();
        for (Curve.Row row : rows) {
            ends.add(new Coordinates(row.at(), isLogarithmic ? Math.max(floor, row.low()) : row.low()));
            ends.add(new Coordinates(row.at(), row.high()));
        }
        return ends;
    }

    private static boolean isWide(List<Curve.Row> rows, List<ToDoubleFunction<Curve.Row>> values) {
        double least = Double.POSITIVE_INFINITY;
        double most = Double.NEGATIVE_INFINITY;
        for (Curve.Row row : rows) {
            for (ToDoubleFunction<Curve.Row> value : values) {
                least = Math.min(least, value.applyAsDouble(row));
                most = Math.max(most, value.applyAsDouble(row));
            }
        }
        return least > 0 && most > WIDE * least;
    }
}
