package dev.nadir.evidence.verify;

import dev.nadir.numeric.linalg.Matrix;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Numbers in facts and witnesses. */
public final class Numbers {

    /** A witness shows at most so many rows of a point, so that it fits on a screen. */
    private static final int MOST_ROWS = 16;

    /** And so many numbers in a row. */
    private static final int MOST_COLUMNS = 8;

    /** So many directions are shown, with so many entries and digits. */
    private static final int MOST_DIRECTIONS = 3;

    private static final int MOST_TERMS = 8;
    private static final int DIRECTION_DIGITS = 5;

    private Numbers() {}

    /** Thirteen digits, without zeros at the end. */
    public static String number(double value) {
        return digits(value, 13);
    }

    /** So many digits, without zeros at the end. */
    public static String digits(double value, int digits) {
        if (value == 0) {
            return "0";
        }
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            return Double.toString(value);
        }
        return decimal(new BigDecimal(value).round(new MathContext(digits)));
    }

    /** As few digits as read back to the same double. */
    public static String exact(double value) {
        return Double.isFinite(value) && value != 0 ? decimal(BigDecimal.valueOf(value)) : digits(value, 1);
    }

    private static String decimal(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        double size = Math.abs(stripped.doubleValue());
        return size >= 1e-4 && size < 1e15 ? stripped.toPlainString() : stripped.toString();
    }

    /** Two digits with an exponent. */
    public static String small(double value) {
        return value == 0 ? "0" : String.format(Locale.ROOT, "%.1e", value);
    }

    /** The value with so many digits, as a double. */
    public static double rounded(double value, int digits) {
        return Double.isFinite(value)
                ? new BigDecimal(value).round(new MathContext(digits)).doubleValue()
                : value;
    }

    /** The matrix with so many digits of its largest entry; all digits of all entries from 17 on. */
    public static Matrix rounded(Matrix value, int digits) {
        double largest = value.maxAbs();
        if (digits >= 17 || !(largest > 0) || Double.isInfinite(largest)) {
            return value;
        }
        int scale = digits - 1 - (int) Math.floor(Math.log10(largest));
        return value.map(entry -> Double.isFinite(entry)
                ? new BigDecimal(entry)
                        .setScale(scale, java.math.RoundingMode.HALF_EVEN)
                        .doubleValue()
                : entry);
    }

    /** A point by its parameters, one row of a matrix a line; long ones are cut, and say so. */
    public static String point(Map<String, Matrix> values) {
        StringBuilder text = new StringBuilder();
        int rows = 0;
        for (Map.Entry<String, Matrix> entry : values.entrySet()) {
            Matrix value = entry.getValue();
            boolean isColumn = value.columns() == 1;
            Matrix shown = isColumn ? value.transpose() : value;
            String name = entry.getKey() + " = ";
            for (int i = 0; i < shown.rows(); i++) {
                if (rows++ >= MOST_ROWS) {
                    return text.append("...\n").toString();
                }
                text.append(i == 0 ? name : " ".repeat(name.length()))
                        .append(row(shown, i))
                        .append(isColumn && value.rows() > 1 ? "'" : "")
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** Directions as sums of entries, {@code W[1, 2] - 0.5*V[2, 1]}, a line each; long ones are cut, and say so. */
    public static List<String> directions(List<Map<String, Matrix>> velocities) {
        List<String> lines = new ArrayList<>();
        velocities.stream().limit(MOST_DIRECTIONS).map(Numbers::direction).forEach(lines::add);
        if (velocities.size() > MOST_DIRECTIONS) {
            lines.add("and " + (velocities.size() - MOST_DIRECTIONS) + " more");
        }
        return lines;
    }

    private static String direction(Map<String, Matrix> velocity) {
        StringBuilder text = new StringBuilder();
        int terms = 0;
        for (Map.Entry<String, Matrix> entry : velocity.entrySet()) {
            Matrix value = entry.getValue();
            for (int i = 0; i < value.rows(); i++) {
                for (int j = 0; j < value.columns(); j++) {
                    double rate = rounded(value.get(i, j), DIRECTION_DIGITS);
                    if (rate == 0) {
                        continue;
                    } else if (terms++ >= MOST_TERMS) {
                        return text.append(" + ...").toString();
                    }
                    text.append(terms == 1 ? (rate < 0 ? "-" : "") : (rate < 0 ? " - " : " + "))
                            .append(Math.abs(rate) == 1 ? "" : digits(Math.abs(rate), DIRECTION_DIGITS) + "*")
                            .append(entry.getKey())
                            .append(place(value, i + 1, j + 1));
                }
            }
        }
        return text.toString();
    }

    private static String place(Matrix value, int row, int column) {
        if (value.isScalar()) {
            return "";
        }
        return value.columns() == 1 ? "[" + row + "]" : "[" + row + ", " + column + "]";
    }

    private static String row(Matrix matrix, int row) {
        if (matrix.isScalar()) {
            return exact(matrix.get(0, 0));
        }
        StringBuilder text = new StringBuilder("[");
        for (int j = 0; j < matrix.columns(); j++) {
            if (j >= MOST_COLUMNS) {
                return text.append(", ...]").toString();
            }
            text.append(j == 0 ? "" : ", ").append(exact(matrix.get(row, j)));
        }
        return text.append(']').toString();
    }
}
