package dev.nadir.expr.print;

import dev.nadir.expr.print.Layout.OperatorKind;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Breaks a long formula into lines, before its operators: at relations and at plus and minus first, within brackets if
 * it must, between factors only where nothing else helps (a dot then marks the product). The breaks are chosen together,
 * so that their penalties and the unevenness of the lines add up to the least (Knuth and Plass's idea for paragraphs).
 */
public final class LineBreaker {

    /** Deeper brackets are opened only where a line would be too long otherwise. */
    private static final int DEEP = 4;

    /** Deeper brackets are never opened: nobody writes them. */
    private static final int DEEPEST = 40;

    private static final double LINE_COST = 20;
    private static final double RAGGED_COST = 8;
    private static final double OVERFLOW_COST = 10_000;

    private final int deepest;
    private final double room;

    private LineBreaker(int deepest, double room) {
        this.deepest = deepest;
        this.room = room;
    }

    /** A part that is never broken. */
    private record Piece(Layout layout, double width, double penalty, Optional<Layout> atLineStart) {
        boolean isBreak() {
            return penalty < Double.POSITIVE_INFINITY;
        }
    }

    /**
     * The lines, each after the first starting with an operator.
     *
     * @param first the width of the first line in em
     * @param rest the width of the others in em
     */
    public static List<Layout> lines(Layout layout, double first, double rest) {
        if (Measure.width(layout) <= first) {
            return List.of(layout);
        }
        double room = Math.min(first, rest);
        List<Piece> pieces = new LineBreaker(DEEP, room).pieces(layout);
        for (int deepest = 2 * DEEP; widest(pieces) > room && deepest <= DEEPEST; deepest *= 2) {
            pieces = new LineBreaker(deepest, room).pieces(layout);
        }
        return build(pieces, breaks(pieces, first, rest));
    }

    private List<Piece> pieces(Layout layout) {
        List<Piece> pieces = new ArrayList<>();
        flatten(layout, 0, pieces);
        return pieces;
    }

    /** The widest part between two places where a line may end. */
    private static double widest(List<Piece> pieces) {
        double widest = 0;
        double width = 0;
        for (Piece piece : pieces) {
            width = piece.isBreak() ? piece.width() : width + piece.width();
            widest = Math.max(widest, width);
        }
        return widest;
    }

    private void flatten(Layout layout, int depth, List<Piece> pieces) {
        if (layout instanceof Layout.Row row) {
            row.items().forEach(item -> flatten(item, depth, pieces));
        } else if (layout instanceof Layout.Operator operator) {
            pieces.add(operator(operator, depth, pieces.isEmpty()));
        } else if (layout instanceof Layout.Space space && space.kind() != Layout.SpaceKind.QUAD) {
            Layout dot = Notation.operator("⋅", OperatorKind.BINARY);
            pieces.add(new Piece(space, Measure.width(space), 200 + 60 * depth, Optional.of(dot)));
        } else if (layout instanceof Layout.Fence fence && depth < deepest) {
            int size = Measure.delimiterSize(fence.body());
            pieces.add(solid(new Layout.Delimiter(fence.bracket(), true, size)));
            flatten(fence.body(), depth + 1, pieces);
            pieces.add(solid(new Layout.Delimiter(fence.bracket(), false, size)));
        } else if (layout instanceof Layout.Script script
                && script.base() instanceof Layout.Fence fence
                && depth < deepest) {
            int size = Measure.delimiterSize(fence.body());
            pieces.add(solid(new Layout.Delimiter(fence.bracket(), true, size)));
            flatten(fence.body(), depth + 1, pieces);
            Layout closing = new Layout.Delimiter(fence.bracket(), false, size);
            pieces.add(solid(new Layout.Script(closing, script.sub(), script.sup())));
        } else {
            inline(layout)
                    .filter(other -> Measure.width(layout) > room)
                    .ifPresentOrElse(other -> flatten(other, depth, pieces), () -> pieces.add(solid(layout)));
        }
    }

    /** A fraction or a root in the writing that can be broken: a person writes a long numerator behind the fraction. */
    private Optional<Layout> inline(Layout layout) {
        Layout one = new Layout.Digits("1");
        if (layout instanceof Layout.Fraction fraction) {
            Layout numerator = new Layout.Fence(Layout.Bracket.ROUND, fraction.numerator());
            if (Measure.width(fraction.denominator()) <= room) {
                return Optional.of(Layout.row(new Layout.Fraction(one, fraction.denominator()), numerator));
            }
            Layout minusOne = Layout.row(Notation.operator("−", OperatorKind.PREFIX), one);
            Layout denominator = new Layout.Fence(Layout.Bracket.ROUND, fraction.denominator());
            return Optional.of(
                    Layout.row(numerator, new Layout.Script(denominator, Optional.empty(), Optional.of(minusOne))));
        } else if (layout instanceof Layout.Root root) {
            Layout half = Layout.row(one, Notation.operator("/", OperatorKind.ORDINARY), new Layout.Digits("2"));
            Layout body = new Layout.Fence(Layout.Bracket.ROUND, root.body());
            return Optional.of(new Layout.Script(body, Optional.empty(), Optional.of(half)));
        }
        return Optional.empty();
    }

    private static Piece operator(Layout.Operator operator, int depth, boolean first) {
        double penalty =
                switch (operator.kind()) {
                    case RELATION -> 2 + 40 * depth;
                    case BINARY ->
                        operator.symbol().equals("+") || operator.symbol().equals("−")
                                ? 5 + 40 * depth
                                : 120 + 60 * depth;
                    case PREFIX, PUNCTUATION, ORDINARY -> Double.POSITIVE_INFINITY;
                };
        return new Piece(
                operator, Measure.width(operator), first ? Double.POSITIVE_INFINITY : penalty, Optional.empty());
    }

    private static Piece solid(Layout layout) {
        return new Piece(layout, Measure.width(layout), Double.POSITIVE_INFINITY, Optional.empty());
    }

    /** The pieces that start a line, the first aside, of least total cost. */
    private static List<Integer> breaks(List<Piece> pieces, double first, double rest) {
        int n = pieces.size();
        double[] cost = new double[n + 1];
        int[] previous = new int[n + 1];
        java.util.Arrays.fill(cost, Double.POSITIVE_INFINITY);
        cost[0] = 0;
        for (int start = 0; start < n; start++) {
            boolean isStart = start == 0 || pieces.get(start).isBreak();
            if (isStart && cost[start] < Double.POSITIVE_INFINITY) {
                extend(pieces, start, start == 0 ? first : rest, cost, previous);
            }
        }
        List<Integer> breaks = new ArrayList<>();
        for (int at = previous[n]; at > 0; at = previous[at]) {
            breaks.add(at);
        }
        Collections.reverse(breaks);
        return breaks;
    }

    /** Tries every line that starts at {@code start}, until it is too long; the shortest in any case. */
    private static void extend(List<Piece> pieces, int start, double limit, double[] cost, int[] previous) {
        int n = pieces.size();
        double width = 0;
        boolean hasLine = false;
        for (int end = start + 1; end <= n && (width <= limit || !hasLine); end++) {
            width += pieces.get(end - 1).width();
            if (end < n && !pieces.get(end).isBreak()) {
                continue;
            }
            hasLine = true;
            double slack = end == n ? 0 : Math.max(0, limit - width) / limit;
            double total = cost[start]
                    + (end == n ? 0 : pieces.get(end).penalty())
                    + LINE_COST
                    + RAGGED_COST * slack * slack
                    + OVERFLOW_COST * Math.max(0, width - limit);
            if (total < cost[end]) {
                cost[end] = total;
                previous[end] = start;
            }
        }
    }

    private static List<Layout> build(List<Piece> pieces, List<Integer> breaks) {
        List<Layout> lines = new ArrayList<>();
        List<Layout> line = new ArrayList<>();
        for (int i = 0; i < pieces.size(); i++) {
            boolean starts = breaks.contains(i);
            if (starts) {
                lines.add(Layout.row(line));
                line = new ArrayList<>();
            }
            Piece piece = pieces.get(i);
            line.add(starts ? piece.atLineStart().orElse(piece.layout()) : piece.layout());
        }
        lines.add(Layout.row(line));
        return lines;
    }
}
