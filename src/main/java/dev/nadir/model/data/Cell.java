package dev.nadir.model.data;

import dev.nadir.model.Table;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** What may stand in a cell. */
final class Cell {

    /** Stricter than Java, which would also take {@code 1d}, {@code 0x1p3} and {@code Infinity}. */
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(\\d{1,400}(\\.\\d{0,400})?|\\.\\d{1,400})([eE][+-]?\\d{1,3})?");

    private static final Pattern COUNT = Pattern.compile("\\d{1,8}");

    private static final Set<String> MISSING = Set.of("", "na", "n/a", "nan", "null", "none", "?", "-", ".");

    private Cell() {}

    static boolean isNumber(String cell) {
        return NUMBER.matcher(cell).matches() && Double.isFinite(Double.parseDouble(cell));
    }

    /** Whether the number is the only one of so few digits that rounds to its double. */
    static boolean isToldByDouble(String number) {
        boolean isSmall = Math.abs(Double.parseDouble(number)) < Double.MIN_NORMAL;
        return digits(number) <= (isSmall ? 0 : Table.SHORT);
    }

    /** At least the significant digits of a number: those in front of the exponent, without leading zeros. */
    private static int digits(String number) {
        return number.replaceFirst("[eE].*", "")
                .replaceAll("[^0-9]", "")
                .replaceFirst("^0+", "")
                .length();
    }

    static boolean isCount(String cell) {
        return COUNT.matcher(cell).matches() && Integer.parseInt(cell) > 0;
    }

    static boolean isMissing(String cell) {
        return MISSING.contains(cell.toLowerCase(Locale.ROOT));
    }
}
