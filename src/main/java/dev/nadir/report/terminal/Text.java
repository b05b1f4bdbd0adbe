package dev.nadir.report.terminal;

import java.util.List;
import java.util.Locale;

/** Columns and numbers as the terminal shows them. */
final class Text {

    private Text() {}

    /** The text, with blanks behind it up to a width, and at least two. */
    static String pad(String text, int width) {
        return text + " ".repeat(Math.max(2, width - text.length()));
    }

    /** The longest of the texts. */
    static int widest(List<String> texts) {
        return texts.stream().mapToInt(String::length).max().orElse(0);
    }

    /** The lines after the first moved to the right, so that they stand below it. */
    static String hang(String text, int indent) {
        return text.strip().replace("\n", "\n" + " ".repeat(indent));
    }

    /** So many of a thing, as in {@code 1 claim} and {@code 2 claims}. */
    static String count(long count, String thing) {
        return count + " " + thing + (count == 1 ? "" : "s");
    }

    /** Two digits after the point. */
    static String fixed(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }

    /** Two digits with an exponent. */
    static String small(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    /** Twelve digits, without zeros at the end. */
    static String number(double value) {
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        String text = new java.math.BigDecimal(value)
                .round(new java.math.MathContext(13))
                .stripTrailingZeros()
                .toString();
        return text.contains("E") || text.length() > 20 ? String.format(Locale.ROOT, "%.12e", value) : text;
    }
}
