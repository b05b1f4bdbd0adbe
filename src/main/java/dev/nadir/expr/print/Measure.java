package dev.nadir.expr.print;

import java.util.List;
import java.util.Optional;

/**
 * How much room a layout takes, in em of the text size: widths of letters are those of Computer Modern (Knuth's font
 * metric files cmmi10 and cmr10, rounded up to a hundredth), the rest follows TeX's rules closely enough to break lines.
 */
public final class Measure implements Layout.Cases<Measure.Box> {

    private static final Measure MEASURE = new Measure();

    /** Widths in hundredths of an em: A to Z and a to z in math italic. */
    private static final int[] ITALIC_CAPITALS = {
        75, 81, 79, 86, 80, 79, 79, 92, 52, 66, 93, 69, 108, 92, 80, 79, 80, 77, 68, 73, 80, 81, 109, 91, 81, 76
    };

    private static final int[] ITALIC_SMALL = {
        53, 43, 44, 52, 47, 60, 52, 58, 35, 47, 56, 32, 88, 60, 49, 51, 49, 48, 47, 37, 58, 53, 75, 58, 53, 51
    };

    private static final int[] ROMAN_CAPITALS = {
        75, 71, 73, 77, 69, 66, 79, 75, 37, 52, 78, 63, 92, 75, 78, 69, 78, 74, 56, 73, 75, 75, 103, 75, 78, 62
    };

    private static final int[] ROMAN_SMALL = {
        50, 56, 45, 56, 45, 39, 52, 56, 28, 31, 53, 28, 84, 56, 50, 56, 53, 40, 40, 39, 56, 55, 74, 53, 55, 45
    };

    private static final double DIGIT = 0.5;
    private static final double DEFAULT = 0.65;
    private static final double SCRIPT = 0.7;

    /** TeX's spaces around operators: 4/18 and 5/18 em on both sides, 3/18 after a comma. */
    private static final double BINARY = 2 * 4 / 18.0 + 0.78;

    private static final double RELATION = 2 * 5 / 18.0 + 0.78;
    private static final double THIN = 3 / 18.0;

    /** Width of a round delimiter of each size. */
    private static final double[] DELIMITER = {0.39, 0.46, 0.6, 0.74, 0.8};

    /** Up to this height a delimiter of each size looks right. */
    private static final double[] REACH = {1.45, 1.7, 2.1, 2.8};

    private Measure() {}

    /** Width, height above the baseline and depth below it. */
    public record Box(double width, double ascent, double descent) {
        double height() {
            return ascent + descent;
        }
    }

    /** The width in em, in display style. */
    public static double width(Layout layout) {
        return layout.match(MEASURE).width();
    }

    /** The size that delimiters around the layout need: 0 for text size, then LaTeX's big, Big, bigg, Bigg. */
    public static int delimiterSize(Layout body) {
        Box box = body.match(MEASURE);
        /* Delimiters are centred on the axis, a quarter of an em above the baseline. */
        double height = 2 * Math.max(box.ascent() - 0.25, box.descent() + 0.25);
        int size = 0;
        while (size < REACH.length && height > REACH[size]) {
            size++;
        }
        return size;
    }

    private static Box text(double width) {
        return new Box(width, 0.7, 0.2);
    }

    private static double width(String text, boolean italic) {
        double width = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= 'A' && c <= 'Z') {
                width += (italic ? ITALIC_CAPITALS : ROMAN_CAPITALS)[c - 'A'] / 100.0;
            } else if (c >= 'a' && c <= 'z') {
                width += (italic ? ITALIC_SMALL : ROMAN_SMALL)[c - 'a'] / 100.0;
            } else {
                width += Character.isDigit(c) ? DIGIT : " .,:;()-'".indexOf(c) >= 0 ? 0.39 : DEFAULT;
            }
        }
        return width;
    }

    @Override
    public Box identifier(Layout.Identifier x) {
        return text(width(x.text(), x.style() == Layout.Style.ITALIC));
    }

    @Override
    public Box digits(Layout.Digits x) {
        return text(DIGIT * x.text().length());
    }

    @Override
    public Box operator(Layout.Operator x) {
        return text(
                switch (x.kind()) {
                    case BINARY -> BINARY;
                    case RELATION -> RELATION;
                    case PREFIX -> 0.78;
                    case PUNCTUATION -> 0.28 + THIN;
                    case ORDINARY -> x.symbol().equals("⋯") ? 1.5 : 0.78;
                });
    }

    @Override
    public Box functionName(Layout.FunctionName x) {
        return text(width(x.name(), false) + THIN);
    }

    @Override
    public Box row(Layout.Row x) {
        double width = 0;
        double ascent = 0;
        double descent = 0;
        for (Layout item : x.items()) {
            Box box = item.match(this);
            width += box.width();
            ascent = Math.max(ascent, box.ascent());
            descent = Math.max(descent, box.descent());
        }
        return new Box(width, ascent, descent);
    }

    @Override
    public Box script(Layout.Script x) {
        Box base = x.base().match(this);
        Optional<Box> sub = x.sub().map(this::scripted);
        Optional<Box> sup = x.sup().map(this::scripted);
        double scripts =
                Math.max(sub.map(Box::width).orElse(0.0), sup.map(Box::width).orElse(0.0));
        double ascent = sup.map(box -> base.ascent() - 0.3 + box.ascent()).orElse(0.0);
        double descent = sub.map(box -> base.descent() + box.descent()).orElse(0.0);
        return new Box(
                base.width() + scripts + 0.05, Math.max(base.ascent(), ascent), Math.max(base.descent(), descent));
    }

    private Box scripted(Layout layout) {
        Box box = layout.match(this);
        return new Box(box.width() * SCRIPT, box.ascent() * SCRIPT, box.descent() * SCRIPT);
    }

    @Override
    public Box fraction(Layout.Fraction x) {
        Box above = x.numerator().match(this);
        Box below = x.denominator().match(this);
        return new Box(Math.max(above.width(), below.width()) + 0.24, 0.45 + above.height(), 0.05 + below.height());
    }

    @Override
    public Box fence(Layout.Fence x) {
        Box body = x.body().match(this);
        double side = DELIMITER[delimiterSize(x.body())] * (x.bracket() == Layout.Bracket.NORM ? 1.3 : 1);
        return new Box(body.width() + 2 * side, Math.max(body.ascent(), 0.75), Math.max(body.descent(), 0.25));
    }

    @Override
    public Box delimiter(Layout.Delimiter x) {
        double side = DELIMITER[x.size()] * (x.bracket() == Layout.Bracket.NORM ? 1.3 : 1);
        return new Box(side, 0.75 + 0.3 * x.size(), 0.25 + 0.3 * x.size());
    }

    @Override
    public Box root(Layout.Root x) {
        Box body = x.body().match(this);
        return new Box(body.width() + 1.0, body.ascent() + 0.2, body.descent());
    }

    @Override
    public Box accent(Layout.Accent x) {
        Box base = x.base().match(this);
        return new Box(base.width(), base.ascent() + 0.25, base.descent());
    }

    @Override
    public Box big(Layout.Big x) {
        double limits = Math.max(
                x.lower().map(l -> scripted(l).width()).orElse(0.0),
                x.upper().map(l -> scripted(l).width()).orElse(0.0));
        double limitHeight = 0.6;
        return new Box(
                Math.max(1.45, limits) + THIN,
                0.95 + (x.upper().isPresent() ? limitHeight : 0),
                0.45 + (x.lower().isPresent() ? limitHeight : 0));
    }

    @Override
    public Box space(Layout.Space x) {
        return text(
                switch (x.kind()) {
                    case JUXTAPOSED -> 0;
                    case THIN -> THIN;
                    case QUAD -> 1;
                });
    }

    @Override
    public Box words(Layout.Words x) {
        return text(width(x.text(), false));
    }

    @Override
    public Box table(Layout.Table x) {
        int columns = x.rows().stream().mapToInt(List::size).max().orElse(0);
        double width = 0;
        for (int c = 0; c < columns; c++) {
            double widest = 0;
            for (List<Layout> row : x.rows()) {
                widest =
                        Math.max(widest, c < row.size() ? row.get(c).match(this).width() : 0);
            }
            width += widest + 1;
        }
        double half = 0.6 * x.rows().size();
        return new Box(width + 1, half + 0.25, half - 0.25);
    }
}
