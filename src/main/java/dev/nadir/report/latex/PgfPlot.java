package dev.nadir.report.latex;

import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.expr.print.LatexText;
import dev.nadir.report.Figure;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** Figures as PGFPlots, the data inline. */
final class PgfPlot {

    private static final String[] COLOURS = {"plotA", "plotB", "plotC", "plotD"};
    private static final String[] MARKS = {"*", "square*", "triangle*", "diamond*"};

    /** TeX counts in 16 bits after the point; a range below this part of its place is empty to it. */
    private static final double SMALLEST_RANGE = 1e-3;

    private PgfPlot() {}

    static String draw(Figure figure) {
        List<String> options = new ArrayList<>(List.of("house"));
        options.add("xlabel={" + label(figure.x()) + "}");
        options.add("ylabel={" + label(figure.y()) + "}");
        if (figure.x().isLogarithmic()) {
            options.add("xmode=log");
        }
        if (figure.y().isLogarithmic()) {
            options.add("ymode=log");
        }
        if (figure.series().stream().anyMatch(series -> series.kind() == Figure.Kind.BARS)) {
            options.add("ymin=0");
        } else {
            widen(figure, Figure.Coordinates::y, figure.y(), "y").ifPresent(options::add);
        }
        widen(figure, Figure.Coordinates::x, figure.x(), "x").ifPresent(options::add);
        StringBuilder out = new StringBuilder("\\makebox[\\linewidth]{\\begin{tikzpicture}\n\\begin{axis}[");
        out.append(String.join(",\n  ", options)).append("]\n");
        figure.series().forEach(series -> out.append(series(series)));
        return out.append("\\end{axis}\n\\end{tikzpicture}}\n").toString();
    }

    private static String label(Figure.Axis axis) {
        return axis.formula()
                .map(formula -> "$" + LatexRenderer.render(formula) + "$")
                .orElseGet(() -> LatexText.escape(axis.label()));
    }

    /** Where all values are nearly the same, PGFPlots has to be told a range. */
    private static Optional<String> widen(
            Figure figure, ToDoubleFunction<Figure.Coordinates> value, Figure.Axis axis, String name) {
        DoubleSummaryStatistics all = figure.series().stream()
                .flatMap(series -> series.points().stream())
                .mapToDouble(value)
                .summaryStatistics();
        double size = Math.max(Math.abs(all.getMin()), Math.abs(all.getMax()));
        boolean isEmpty = all.getMax() - all.getMin() <= SMALLEST_RANGE * size;
        if (all.getCount() == 0 || !isEmpty) {
            return Optional.empty();
        }
        double low = axis.isLogarithmic() ? all.getMin() / 10 : all.getMin() - 0.1 * Math.max(size, 1);
        double high = axis.isLogarithmic() ? all.getMax() * 10 : all.getMax() + 0.1 * Math.max(size, 1);
        return Optional.of(String.format(Locale.ROOT, "%smin=%.6g, %smax=%.6g", name, low, name, high));
    }

    private static String series(Figure.Series series) {
        if (series.kind() == Figure.Kind.INTERVALS) {
            return intervals(series);
        }
        String colour = COLOURS[series.group() % COLOURS.length];
        String mark = MARKS[series.group() % MARKS.length];
        String style =
                switch (series.kind()) {
                    case INTERVALS -> colour + ", thin, mark=none";
                    case BARS -> "ycomb, " + colour + ", line width=2.5pt, mark=*, mark size=1.6pt";
                    case CURVE -> colour + ", semithick, mark=none";
                    case POINTS -> "only marks, " + colour + ", mark=" + mark + ", mark size=1.3pt";
                    case GUIDE -> "gray, dashed, mark=none, forget plot";
                };
        boolean hasLegend = !series.label().isEmpty() && series.kind() != Figure.Kind.GUIDE;
        String quiet = hasLegend || series.kind() == Figure.Kind.GUIDE ? "" : ", forget plot";
        String points = coordinates(series.points());
        String legend = hasLegend ? "\\addlegendentry{" + LatexText.escape(series.label()) + "}\n" : "";
        return "\\addplot[" + style + quiet + "] coordinates {" + points + "}" + note(series) + ";\n" + legend;
    }

    private static String intervals(Figure.Series series) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i + 1 < series.points().size(); i += 2) {
            List<Figure.Coordinates> ends = series.points().subList(i, i + 2);
            out.append("\\addplot[" + COLOURS[series.group() % COLOURS.length] + ", thin, mark=none, forget plot]")
                    .append(" coordinates {" + coordinates(ends) + "};\n");
        }
        return out.toString();
    }

    private static String coordinates(List<Figure.Coordinates> points) {
        return points.stream()
                .map(point -> "(" + point.x() + "," + point.y() + ")")
                .collect(Collectors.joining(" "));
    }

    /** A guide carries its label: that of the first group above it, of the others below. */
    private static String note(Figure.Series series) {
        String side = series.group() == 0 ? "above" : "below";
        return series.kind() == Figure.Kind.GUIDE && !series.label().isEmpty()
                ? " node[pos=0.5, sloped, " + side + ", font=\\scriptsize, gray] {" + LatexText.escape(series.label())
                        + "}"
                : "";
    }
}
