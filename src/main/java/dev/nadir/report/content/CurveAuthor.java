package dev.nadir.report.content;

import dev.nadir.evidence.Curve;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.report.Block;
import dev.nadir.report.Figure;
import dev.nadir.report.Figure.Axis;
import dev.nadir.report.Figure.Coordinates;
import dev.nadir.report.Figure.Kind;
import dev.nadir.report.Figure.Series;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** Both sides of a relation over the numbers that it is swept over: what was seen as points, what is claimed as a line. */
final class CurveAuthor {

    /** Numbers that span more than this are drawn on a logarithmic axis. */
    private static final double WIDE = 20;

    /** Numbers that vary less than this are a flat line, whatever the axis. */
    private static final double FLAT = 1e-9;

    private CurveAuthor() {}

    /** Whether there is something to see: more than one number, and a side that is not constant. */
    static boolean isWorthDrawing(Curve curve) {
        return curve.rows().size() > 1 && (isSampled(curve.rows()) || isVarying(curve.rows()));
    }

    private static boolean isVarying(List<Curve.Row> rows) {
        double least = rows.stream().mapToDouble(Curve.Row::left).min().orElse(0);
        double most = rows.stream().mapToDouble(Curve.Row::left).max().orElse(0);
        return most - least > FLAT * Math.max(Math.abs(least), Math.abs(most));
    }

    private static boolean isSampled(List<Curve.Row> rows) {
        return rows.stream().anyMatch(row -> row.low() < row.high());
    }

    /** The same numbers in a table. */
    static Block table(Curve curve) {
        boolean isSampled = isSampled(curve.rows());
        List<Block.Column> columns = new ArrayList<>();
        columns.add(new Block.Column(curve.name(), true));
        columns.add(new Block.Column(isSampled ? "sampled mean" : "left side", true));
        if (isSampled) {
            columns.add(new Block.Column("from", true));
            columns.add(new Block.Column("to", true));
        }
        columns.add(new Block.Column(isSampled ? "claimed" : "right side", true));
        List<List<List<Inline>>> rows = new ArrayList<>();
        for (Curve.Row row : curve.rows()) {
            List<List<Inline>> cells = new ArrayList<>();
            cells.add(Numbers.estimate(row.at()));
            cells.add(Numbers.estimate(row.left()));
            if (isSampled) {
                cells.add(Numbers.estimate(row.low()));
                cells.add(Numbers.estimate(row.high()));
            }
            cells.add(Numbers.estimate(row.right()));
            rows.add(cells);
        }
        return new Block.Table("", columns, rows);
    }

    /**
     * The figure.
     *
     * @param claim its name, and that of the instance
     * @param left the left side, typeset, if it fits beside the axis
     * @param isBound whether the claim is an inequality
     */
    static Figure of(String claim, Curve curve, Optional<Layout> left, boolean isBound) {
        List<Curve.Row> rows = curve.rows();
        boolean isSampled = isSampled(rows);
        boolean isLogX = curve.isGeometric() || isWide(rows, List.of(Curve.Row::at));
        boolean isLogY = isWide(rows, List.of(Curve.Row::left, Curve.Row::right));
        List<Series> series = new ArrayList<>();
        if (isSampled) {
            series.add(new Series(Kind.INTERVALS, 0, "", ends(rows, isLogY)));
        }
        String seen = isSampled ? "sampled mean" : "left side";
        String claimed = isBound ? "claimed bound" : isSampled ? "claimed" : "right side";
        series.add(new Series(Kind.CURVE, 1, claimed, line(curve)));
        series.add(new Series(Kind.POINTS, 0, seen, points(rows, Curve.Row::left)));
        String caption = "The claim " + claim + " over " + rows.size() + " values of " + curve.name() + ": "
                + (isSampled
                        ? "points are sampled means with their intervals, the line is "
                                + (isBound ? "the bound that is claimed." : "what is claimed.")
                        : "points are the left side, the line is the right side.");
        Curve.Row first = rows.get(0);
        Curve.Row last = rows.get(rows.size() - 1);
        String description = caption + " From " + describe(curve, first) + " to " + describe(curve, last) + ".";
        Layout name = NameLayout.ofSymbol(curve.name()).layout();
        Axis across = new Axis(
                name instanceof Layout.Identifier identifier ? identifier.text() : curve.name(),
                isLogX,
                Optional.of(name));
        Axis up = left.isPresent()
                ? new Axis(curve.left(), isLogY, left)
                : new Axis(isSampled ? "mean of the summand" : "left side", isLogY);
        return new Figure(caption, description, across, up, series);
    }

    private static List<Coordinates> line(Curve curve) {
        return curve.line().isEmpty()
                ? points(curve.rows(), Curve.Row::right)
                : curve.line().stream()
                        .map(place -> new Coordinates(place.at(), place.value()))
                        .toList();
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
