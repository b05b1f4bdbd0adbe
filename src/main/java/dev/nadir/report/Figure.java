package dev.nadir.report;

import dev.nadir.expr.print.Layout;
import java.util.List;
import java.util.Optional;

/**
 * A plot, drawn by LaTeX in one report and as SVG in the other.
 *
 * @param caption what is seen, one or two sentences
 * @param description the same for who cannot see it, with the numbers that matter
 */
public record Figure(String caption, String description, Axis x, Axis y, List<Series> series) {

    /** Copies the series. */
    public Figure {
        series = List.copyOf(series);
    }

    /**
     * A direction of the plot.
     *
     * @param label in words, or a formula as in the file
     * @param formula the same, typeset; where there is one
     */
    public record Axis(String label, boolean isLogarithmic, Optional<Layout> formula) {

        /** With a label in words. */
        public Axis(String label, boolean isLogarithmic) {
            this(label, isLogarithmic, Optional.empty());
        }
    }

    /** How data are drawn. */
    public enum Kind {
        /** Bars from zero. */
        BARS,
        /** Points joined by lines. */
        CURVE,
        /** Points alone. */
        POINTS,
        /** Strokes, each from one point to the next: the ends of intervals, two by two. */
        INTERVALS,
        /** A dashed line to compare with. */
        GUIDE
    }

    /**
     * Data of one kind.
     *
     * @param group series of one group share a colour; counts from 0
     * @param label for the legend, or beside a guide; empty for none
     * @param points pairs of coordinates
     */
    public record Series(Kind kind, int group, String label, List<Coordinates> points) {
        /** Copies the points. */
        public Series {
            points = List.copyOf(points);
        }
    }

    /** A point of the plot. */
    public record Coordinates(double x, double y) {}
}
