package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Notation;
import dev.nadir.report.Inline;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Numbers as a reader wants them: values to twelve digits, gaps and tolerances to two. */
final class Numbers {

    private static final int VALUE_DIGITS = 12;
    private static final int GAP_DIGITS = 2;
    private static final int ESTIMATE_DIGITS = 4;

    /** Outside of these, a power of ten is split off. */
    private static final double SMALLEST_PLAIN = 1e-3;

    private static final double LARGEST_PLAIN = 1e7;

    private static final Pattern NUMBER = Pattern.compile("-?[0-9]+(\\.[0-9]+)?([eE][+-]?[0-9]+)?");

    private static final Pattern SCIENTIFIC =
            Pattern.compile("(?<![\\w.])-?[0-9]+(\\.[0-9]+)?[eE][+-]?[0-9]+(?![\\w])");

    private Numbers() {}

    /** A value, such as a loss. */
    static List<Inline> value(double value) {
        return inline(value, VALUE_DIGITS);
    }

    /** An estimate: a few digits are all that it has. */
    static List<Inline> estimate(double value) {
        return inline(value, ESTIMATE_DIGITS);
    }

    /** A gap, a tolerance or another number of which the size matters. */
    static List<Inline> gap(double value) {
        return inline(value, GAP_DIGITS);
    }

    /** The number that the whole text is, typeset; empty where it is anything else. */
    static Optional<List<Inline>> parse(String text) {
        if (!NUMBER.matcher(text.strip()).matches()) {
            return Optional.empty();
        }
        BigDecimal number = new BigDecimal(text.strip());
        boolean isScientific = text.contains("e") || text.contains("E");
        Layout layout = isScientific
                ? scientific(number)
                : signed(number.signum() < 0, new Layout.Digits(text.strip().replace("-", "")));
        return Optional.of(List.of(new Inline.Formula(layout)));
    }

    /** Prose in which powers of ten are typeset. */
    static List<Inline> prose(String text) {
        List<Inline> content = new ArrayList<>();
        Matcher matcher = SCIENTIFIC.matcher(text);
        int at = 0;
        while (matcher.find()) {
            content.add(new Inline.Text(text.substring(at, matcher.start())));
            content.addAll(parse(matcher.group()).orElse(List.of()));
            at = matcher.end();
        }
        content.add(new Inline.Text(text.substring(at)));
        return content;
    }

    /** Values of one column, with as many decimals as the largest leaves of twelve digits. */
    static List<List<Inline>> column(List<Double> values) {
        double largest = values.stream().mapToDouble(Math::abs).max().orElse(0);
        boolean isPlain = largest >= SMALLEST_PLAIN && largest < LARGEST_PLAIN;
        if (!isPlain || values.stream().anyMatch(v -> !Double.isFinite(v))) {
            return values.stream().map(Numbers::value).toList();
        }
        int decimals = VALUE_DIGITS - 1 - (int) Math.max(0, Math.floor(Math.log10(largest)));
        return values.stream()
                .map(v -> BigDecimal.valueOf(v).setScale(decimals, RoundingMode.HALF_EVEN))
                .map(v -> signed(v.signum() < 0, new Layout.Digits(v.abs().toPlainString())))
                .<List<Inline>>map(layout -> List.of(new Inline.Formula(layout)))
                .toList();
    }

    /** A value in plain text, for captions and for who cannot see a figure. */
    static String plain(double value) {
        if (!Double.isFinite(value)) {
            return word(value);
        }
        return isPlain(value)
                ? rounded(value, 6).toPlainString()
                : String.format(Locale.ROOT, "%.1e", value).replace("e-0", "e-").replace("e+0", "e");
    }

    private static List<Inline> inline(double value, int digits) {
        if (!Double.isFinite(value)) {
            return List.of(new Inline.Text(word(value)));
        }
        BigDecimal number = rounded(value, digits);
        return List.of(new Inline.Formula(
                isPlain(value)
                        ? signed(value < 0, new Layout.Digits(number.abs().toPlainString()))
                        : scientific(number)));
    }

    private static String word(double value) {
        return Double.isNaN(value) ? "not a number" : value > 0 ? "infinite" : "minus infinite";
    }

    private static boolean isPlain(double value) {
        double size = Math.abs(value);
        return size == 0 || (size >= SMALLEST_PLAIN && size < LARGEST_PLAIN);
    }

    private static BigDecimal rounded(double value, int digits) {
        BigDecimal rounded = BigDecimal.valueOf(value).round(new MathContext(digits, RoundingMode.HALF_EVEN));
        BigDecimal stripped = rounded.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    private static Layout scientific(BigDecimal number) {
        if (number.signum() == 0) {
            return new Layout.Digits("0");
        }
        int exponent = number.precision() - number.scale() - 1;
        BigDecimal mantissa = number.abs().movePointLeft(exponent).stripTrailingZeros();
        Layout power = new Layout.Script(
                new Layout.Digits("10"),
                Optional.empty(),
                Optional.of(signed(exponent < 0, new Layout.Digits(Integer.toString(Math.abs(exponent))))));
        boolean isOne = mantissa.compareTo(BigDecimal.ONE) == 0;
        Layout size = isOne
                ? power
                : Layout.row(
                        new Layout.Digits(mantissa.toPlainString()),
                        Notation.operator("×", OperatorKind.BINARY),
                        power);
        return signed(number.signum() < 0, size);
    }

    private static Layout signed(boolean negative, Layout layout) {
        return negative ? Layout.row(Notation.operator("−", OperatorKind.PREFIX), layout) : layout;
    }
}
