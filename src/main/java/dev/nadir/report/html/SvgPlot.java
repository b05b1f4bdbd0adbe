package dev.nadir.report.html;

import dev.nadir.report.Figure;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Figures as SVG; colours come from the style sheet, so that they suit light, dark and paper. */
final class SvgPlot {

    private static final double WIDTH = 420;
    private static final double HEIGHT = 310;
    private static final double LEFT = 62;
    private static final double RIGHT = 404;
    private static final double TOP = 34;
    private static final double BOTTOM = 260;

    /** About the width of a character of the legend. */
    private static final double CHARACTER = 5.6;

    private final Scale x;
    private final Scale y;

    private SvgPlot(Scale x, Scale y) {
        this.x = x;
        this.y = y;
    }

    static String draw(Figure figure, String id) {
        boolean fromZero = figure.series().stream().anyMatch(series -> series.kind() == Figure.Kind.BARS);
        Scale x = Scale.over(
                points(figure).map(Figure.Coordinates::x).toList(), figure.x().isLogarithmic(), false);
        Scale y = Scale.over(
                points(figure).map(Figure.Coordinates::y).toList(), figure.y().isLogarithmic(), fromZero);
        return new SvgPlot(x, y).draw(figure, id, fromZero);
    }

    private static Stream<Figure.Coordinates> points(Figure figure) {
        return figure.series().stream().flatMap(series -> series.points().stream());
    }

    private String draw(Figure figure, String id, boolean fromZero) {
        StringBuilder out = new StringBuilder();
        out.append(format(
                "<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-labelledby=\"%s-desc\">\n", WIDTH, HEIGHT, id));
        out.append("<desc id=\"").append(id).append("-desc\">").append(HtmlText.escape(figure.description()));
        out.append("</desc>\n").append(axes(figure));
        for (Figure.Series series : figure.series()) {
            out.append(series(series, colour(series), fromZero));
        }
        return out.append(legend(figure)).append("</svg>\n").toString();
    }

    private static char colour(Figure.Series series) {
        return "abcd".charAt(series.group() % 4);
    }

    private double across(double value) {
        return LEFT + 8 + x.position(value) * (RIGHT - LEFT - 16);
    }

    private double up(double value) {
        return BOTTOM - 6 - y.position(value) * (BOTTOM - TOP - 12);
    }

    private String axes(Figure figure) {
        StringBuilder out = new StringBuilder();
        out.append(format("<path class=\"axis\" d=\"M%.1f %.1fV%.1fH%.1f\"/>\n", LEFT, TOP, BOTTOM, RIGHT));
        for (double tick : x.ticks()) {
            double at = across(tick);
            out.append(format("<path class=\"axis\" d=\"M%.1f %.1fv4\"/>", at, BOTTOM));
            out.append(format(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n", at, BOTTOM + 17, x.label(tick)));
        }
        for (double tick : y.ticks()) {
            double at = up(tick);
            out.append(format("<path class=\"axis\" d=\"M%.1f %.1fh-4\"/>", LEFT, at));
            out.append(format(
                    "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>\n", LEFT - 7, at + 4, y.label(tick)));
        }
        double middle = (TOP + BOTTOM) / 2;
        out.append(format(
                "<text class=\"label\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>\n",
                (LEFT + RIGHT) / 2, HEIGHT - 10, HtmlText.escape(figure.x().label())));
        out.append(format(
                "<text class=\"label\" transform=\"translate(14 %.1f) rotate(-90)\" text-anchor=\"middle\">%s</text>\n",
                middle, HtmlText.escape(figure.y().label())));
        return out.toString();
    }

    private String series(Figure.Series series, char colour, boolean fromZero) {
        return switch (series.kind()) {
            case BARS -> bars(series, colour);
            case CURVE -> format("<path class=\"curve plot-%c\" d=\"%s\"/>\n", colour, path(series));
            case INTERVALS -> strokes(series, colour);
            case POINTS -> dots(series, colour, fromZero ? 3 : 2.2);
            case GUIDE -> format("<path class=\"guide\" d=\"%s\"/>\n", path(series)) + note(series);
        };
    }

    private String bars(Figure.Series series, char colour) {
        String stems = series.points().stream()
                .map(p -> format("M%.1f %.1fV%.1f", across(p.x()), up(0), up(p.y())))
                .collect(Collectors.joining());
        return format("<path class=\"bar plot-%c\" d=\"%s\"/>\n", colour, stems) + dots(series, colour, 3);
    }

    private String strokes(Figure.Series series, char colour) {
        StringBuilder strokes = new StringBuilder();
        for (int i = 0; i + 1 < series.points().size(); i += 2) {
            Figure.Coordinates from = series.points().get(i);
            Figure.Coordinates to = series.points().get(i + 1);
            strokes.append(format("M%.1f %.1fL%.1f %.1f", across(from.x()), up(from.y()), across(to.x()), up(to.y())));
        }
        return format("<path class=\"curve plot-%c\" d=\"%s\"/>\n", colour, strokes);
    }

    private String dots(Figure.Series series, char colour, double radius) {
        String dots = series.points().stream()
                .map(p -> format("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"%.1f\"/>", across(p.x()), up(p.y()), radius))
                .collect(Collectors.joining());
        return format("<g class=\"dots plot-%c\">", colour) + dots + "</g>\n";
    }

    private String path(Figure.Series series) {
        String points = series.points().stream()
                .map(p -> format("%.1f %.1f", across(p.x()), up(p.y())))
                .collect(Collectors.joining("L"));
        return "M" + points;
    }

    private String note(Figure.Series series) {
        if (series.label().isEmpty() || series.points().isEmpty()) {
            return "";
        }
        boolean isAbove = series.group() == 0;
        List<Figure.Coordinates> points = series.points();
        Figure.Coordinates first = points.get(0);
        Figure.Coordinates last = points.get(points.size() - 1);
        return format(
                "<text class=\"note\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                (across(first.x()) + across(last.x())) / 2 + (isAbove ? -6 : 8),
                (up(first.y()) + up(last.y())) / 2 + (isAbove ? -6 : 10),
                isAbove ? "end" : "start",
                HtmlText.escape(series.label()));
    }

    private static String legend(Figure figure) {
        StringBuilder out = new StringBuilder();
        double across = LEFT + 8;
        for (Figure.Series series : figure.series()) {
            if (series.kind() != Figure.Kind.GUIDE && !series.label().isEmpty()) {
                char colour = colour(series);
                double at = TOP - 18;
                out.append(
                        series.kind() == Figure.Kind.CURVE
                                ? format("<path class=\"curve plot-%c\" d=\"M%.1f %.1fh18\"/>", colour, across, at)
                                : format(
                                        "<g class=\"dots plot-%c\"><circle cx=\"%.1f\" cy=\"%.1f\" r=\"3\"/></g>",
                                        colour, across + 9, at));
                out.append(format(
                        "<text x=\"%.1f\" y=\"%.1f\">%s</text>\n",
                        across + 24, at + 4, HtmlText.escape(series.label())));
                across += 42 + CHARACTER * series.label().length();
            }
        }
        return out.toString();
    }

    private static String format(String pattern, Object... values) {
        return String.format(Locale.ROOT, pattern, values);
    }
}
