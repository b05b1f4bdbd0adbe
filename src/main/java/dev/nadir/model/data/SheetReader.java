package dev.nadir.model.data;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.SourceFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Takes a data file apart. Cells are separated by semicolons, tabs, commas or white space, whichever the first line
 * holds, in this order. The first line may name the columns, or say {@code rows,columns,class names} as in the data
 * sets of the UCI repository; then the last column is the class.
 */
final class SheetReader {

    /** One mistake often repeats in every row: so many are shown. */
    static final int MOST_DIAGNOSTICS = 5;

    private final SourceFile file;
    private final List<Diagnostic> diagnostics;
    private final char separator;

    private SheetReader(SourceFile file, List<Diagnostic> diagnostics) {
        this.file = file;
        this.diagnostics = diagnostics;
        this.separator = separator(firstLine(file.text()));
    }

    /** The sheet, or nothing once something has been added to the diagnostics. */
    static Optional<Sheet> read(SourceFile file, List<Diagnostic> diagnostics) {
        int before = diagnostics.size();
        SheetReader reader = new SheetReader(file, diagnostics);
        List<Sheet.Row> rows = reader.rows();
        Optional<Sheet> sheet = diagnostics.size() > before ? Optional.empty() : reader.sheet(rows);
        return diagnostics.size() > before ? Optional.empty() : sheet;
    }

    private static String firstLine(String text) {
        return text.lines().filter(line -> !line.isBlank()).findFirst().orElse("");
    }

    private static char separator(String line) {
        String outside = line.replaceAll("\"[^\"]*\"", "");
        for (char candidate : new char[] {';', '\t', ','}) {
            if (outside.indexOf(candidate) >= 0) {
                return candidate;
            }
        }
        return ' ';
    }

    private List<Sheet.Row> rows() {
        List<Sheet.Row> rows = new ArrayList<>();
        if (separator == ' ') {
            String[] lines = file.text().split("\r\n|\r|\n", -1);
            for (int i = 0; i < lines.length; i++) {
                if (!lines[i].isBlank()) {
                    rows.add(new Sheet.Row(i + 1, Arrays.asList(lines[i].strip().split("\\s+"))));
                }
            }
            return rows;
        }
        try {
            for (CsvRecord record : CsvReader.builder()
                    .fieldSeparator(separator)
                    .skipEmptyLines(true)
                    .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                    .trimWhitespacesAroundQuotes(true)
                    .ofCsvRecord(file.text())) {
                List<String> cells =
                        record.getFields().stream().map(String::strip).toList();
                boolean isBlank = cells.size() == 1 && cells.get(0).isEmpty();
                if (!isBlank) {
                    rows.add(new Sheet.Row(Math.toIntExact(record.getStartingLineNumber()), cells));
                }
            }
        } catch (CsvParseException e) {
            int line = rows.isEmpty() ? 1 : rows.get(rows.size() - 1).line() + 1;
            diagnostics.add(file.diagnostic(
                    ErrorCode.DATA_CELL,
                    new SourceSpan(file.displayName(), line, 1, line, 2),
                    "a quote is not closed, or a character follows a closing quote",
                    "Quotes come in pairs around a whole cell.",
                    "Mend the quotes; numbers need none."));
        }
        return rows;
    }

    private Optional<Sheet> sheet(List<Sheet.Row> rows) {
        if (rows.isEmpty()) {
            return empty(1);
        }
        Sheet.Row first = rows.get(0);
        boolean hasCounts = isCounts(first.cells());
        boolean hasNames =
                !hasCounts && first.cells().stream().noneMatch(cell -> Cell.isNumber(cell) || Cell.isMissing(cell));
        List<Sheet.Row> body = hasCounts || hasNames ? rows.subList(1, rows.size()) : rows;
        if (body.isEmpty()) {
            return empty(first.line());
        }
        int width = hasCounts
                ? Integer.parseInt(first.cells().get(1)) + 1
                : first.cells().size();
        int measured = hasCounts ? width - 1 : width;
        List<String> header = hasNames ? first.cells() : List.of();
        Sheet sheet = new Sheet(file, header, width, measured, body, separator);
        if (hasCounts) {
            checkCounts(sheet, first);
        }
        checkWidths(sheet, first, hasCounts);
        return Optional.of(sheet);
    }

    private Optional<Sheet> empty(int line) {
        diagnostics.add(file.diagnostic(
                ErrorCode.DATA_EMPTY,
                new SourceSpan(file.displayName(), line, 1, line, 2),
                "no row of numbers follows",
                "A data file has at least one row.",
                "Check that the file was written completely."));
        return Optional.empty();
    }

    /** {@code 569,30,malignant,benign}: two whole numbers, then words. */
    private static boolean isCounts(List<String> cells) {
        return cells.size() >= 3
                && Cell.isCount(cells.get(0))
                && Cell.isCount(cells.get(1))
                && cells.subList(2, cells.size()).stream()
                        .noneMatch(cell -> Cell.isNumber(cell) || Cell.isMissing(cell));
    }

    private void checkCounts(Sheet sheet, Sheet.Row first) {
        int announced = Integer.parseInt(first.cells().get(0));
        if (announced != sheet.rows().size()) {
            diagnostics.add(sheet.file()
                    .diagnostic(
                            ErrorCode.DATA_COUNT,
                            sheet.span(first, 0),
                            announced + " rows are announced, " + sheet.rows().size() + " follow",
                            "The first line says rows, columns and the names of the classes.",
                            "Check that the file was copied completely."));
        }
    }

    private void checkWidths(Sheet sheet, Sheet.Row first, boolean hasCounts) {
        int shown = 0;
        for (Sheet.Row row : sheet.rows()) {
            int cells = row.cells().size();
            if (cells != sheet.width() && shown < MOST_DIAGNOSTICS) {
                shown++;
                String expected = hasCounts
                        ? "the first line announces " + sheet.measured() + " columns and a class"
                        : "line " + first.line() + " has " + sheet.width();
                diagnostics.add(sheet.file()
                        .diagnostic(
                                ErrorCode.DATA_RAGGED,
                                sheet.span(row, Math.min(cells, sheet.width()) - (cells < sheet.width() ? 1 : 0)),
                                "this row has " + cells + (cells == 1 ? " value, " : " values, ") + expected,
                                "Every row of a data file has the same columns.",
                                "Complete the row, or leave it out."));
            }
        }
    }
}
