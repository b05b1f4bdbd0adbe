package dev.nadir.report.latex;

import dev.nadir.expr.print.LatexText;
import dev.nadir.report.Figure;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Figures as PGFPlots, the data inline. */
final class PgfPlot {

    private static final String[] COLOURS = {"plotA", "plotB", "plotC", "plotD"};
    private static final String[] MARKS = {"*", "square*", "triangle*", "diamond*"};

    private PgfPlot() {}

    static String draw(Figure figure) {
        List<String> options = new ArrayList<>(List.of("house"));
        options.add("xlabel={" + LatexText.escape(figure.x().label()) + "}");
        options.add("ylabel={" + LatexText.escape(figure.y().label()) + "}");
        if (figure.x().isLogarithmic()) {
            options.add("xmode=log");
        }
        if (figure.y().isLogarithmic()) {
            options.add("ymode=log");
        }
        if (figure.series().stream().anyMatch(series -> series.kind() == Figure.Kind.BARS)) {
            options.add("ymin=0");
        }
        StringBuilder out = new StringBuilder("\\begin{tikzpicture}\n\\begin{axis}[");
        out.append(String.join(",\n  ", options)).append("]\n");
        figure.series().forEach(series -> out.append(series(series)));
        return out.append("\\end{axis}\n\\end{tikzpicture}\n").toString();
    }

    private static String series(Figure.Series series) {
        String colour = COLOURS[series.group() % COLOURS.length];
        String mark = MARKS[series.group() % MARKS.length];
        String style =
                switch (series.kind()) {
                    case BARS -> "ycomb, " + colour + ", line width=2.5pt, mark=*, mark size=1.6pt";
                    case CURVE -> colour + ", semithick, mark=none";
                    case POINTS -> "only marks, " + colour + ", mark=" + mark + ", mark size=1.3pt";
                    case GUIDE -> "gray, dashed, mark=none, forget plot";
                };
        boolean hasLegend = !series.label().isEmpty() && series.kind() != Figure.Kind.GUIDE;
        String quiet = hasLegend || series.kind() == Figure.Kind.GUIDE ? "" : ", forget plot";
        String points = series.points().stream()
                .map(point -> "(" + point.x() + "," + point.y() + ")")
                .collect(Collectors.joining(" "));
        String legend = hasLegend ? "\\addlegendentry{" + LatexText.escape(series.label()) + "}\n" : "";
        return "\\addplot[" + style + quiet + "] coordinates {" + points + "}" + note(series) + ";\n" + legend;
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
