package dev.nadir.model.data;

import dev.nadir.base.SourceSpan;
import dev.nadir.model.SourceFile;
import java.util.List;

/**
 * A data file taken apart into cells, its layout recognised.
 *
 * @param header the names of the columns, empty if the file has none
 * @param width the number of cells of a row
 * @param measured how many columns hold measurements; the columns behind them say the class
 * @param separator between cells; a space stands for any white space
 */
record Sheet(SourceFile file, List<String> header, int width, int measured, List<Row> rows, char separator) {

    Sheet {
        header = List.copyOf(header);
        rows = List.copyOf(rows);
    }

    /** The cells of one line, with the line's number. */
    record Row(int line, List<String> cells) {
        Row {
            cells = List.copyOf(cells);
        }
    }

    /**
     * Where a cell stands, from 0; behind the last one, the end of the line. A separator inside quotes does not count.
     */
    SourceSpan span(Row row, int cell) {
        String line = file.line(row.line());
        int start = skipBlank(line, 0, separator);
        int number = 0;
        while (number < cell && start < line.length()) {
            start = skipBlank(line, endOfCell(line, start, separator) + 1, separator);
            number++;
        }
        start = Math.min(start, line.length());
        int end = Math.max(start + 1, endOfCell(line, start, separator));
        int column = line.codePointCount(0, start) + 1;
        int length = start < line.length() ? line.codePointCount(start, Math.min(end, line.length())) : 1;
        return new SourceSpan(file.displayName(), row.line(), column, row.line(), column + Math.max(1, length));
    }

    private static int skipBlank(String line, int start, char separator) {
        int next = start;
        while (separator == ' ' && next < line.length() && Character.isWhitespace(line.charAt(next))) {
            next++;
        }
        return next;
    }

    private static int endOfCell(String line, int start, char separator) {
        boolean isQuoted = false;
        int end = start;
        while (end < line.length() && (isQuoted || !separates(line.charAt(end), separator))) {
            isQuoted ^= line.charAt(end) == '"';
            end++;
        }
        return end;
    }

    static boolean separates(char c, char separator) {
        return separator == ' ' ? Character.isWhitespace(c) : c == separator;
    }
}
