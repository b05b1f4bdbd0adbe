package dev.nadir.model.data;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.Spelling;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.SourceFile;
import dev.nadir.model.Table;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/** Reads what the csv calls of a model name. */
public final class TableReader {

    private static final Set<String> OPTIONS = Set.of("columns", "rows");

    private final SourceFile model;
    private final List<Diagnostic> diagnostics = new ArrayList<>();
    private final Map<String, Optional<Sheet>> sheets = new LinkedHashMap<>();

    /** A reader for the data of one model file. */
    public TableReader(SourceFile model) {
        this.model = model;
    }

    /** What was wrong so far. */
    public List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    /**
     * The tables of all csv calls in a formula, by the call as {@link FormulaPrinter} prints it; a call that cannot be
     * read leaves diagnostics and no table.
     */
    public Map<String, Table> tables(Formula formula) {
        Map<String, Table> tables = new LinkedHashMap<>();
        for (Formula.Call call : calls(formula)) {
            read(call).ifPresent(table -> tables.put(FormulaPrinter.print(call), table));
        }
        return tables;
    }

    private static List<Formula.Call> calls(Formula formula) {
        List<Formula.Call> calls = new ArrayList<>();
        if (formula instanceof Formula.Call call && call.function().equals("csv")) {
            calls.add(call);
        } else {
            formula.children().forEach(child -> calls.addAll(calls(child)));
        }
        return calls;
    }

    private Optional<Table> read(Formula.Call call) {
        int before = diagnostics.size();
        checkOptions(call);
        if (call.arguments().size() != 1 || !(call.arguments().get(0) instanceof Formula.Text path)) {
            report(
                    ErrorCode.FUNCTION_ARGUMENTS,
                    call.span(),
                    "csv needs the name of a file in quotes",
                    "The path starts in the folder of the model file.",
                    "Write csv(\"data/X.csv\").");
            return Optional.empty();
        }
        Optional<Sheet> sheet = sheets.computeIfAbsent(path.value(), name -> open(path));
        if (sheet.isEmpty() || diagnostics.size() > before) {
            return Optional.empty();
        }
        return select(call, path.value(), sheet.get());
    }

    private Optional<Sheet> open(Formula.Text path) {
        Optional<SourceFile> file = DataFile.read(model, path, diagnostics);
        return file.flatMap(text -> SheetReader.read(text, diagnostics));
    }

    private void checkOptions(Formula.Call call) {
        for (String option : call.options().keySet()) {
            if (!OPTIONS.contains(option)) {
                report(
                        ErrorCode.UNKNOWN_WORD,
                        call.options().get(option).span(),
                        "csv has no option `" + option + "`",
                        "Options of csv are columns and rows.",
                        Spelling.didYouMean(option, OPTIONS, "Remove it."));
            }
        }
    }

    private Optional<Table> select(Formula.Call call, String path, Sheet sheet) {
        int before = diagnostics.size();
        Formula columnOption = call.options().get("columns");
        Formula rowOption = call.options().get("rows");
        List<Integer> columns = columnOption == null
                ? IntStream.range(0, sheet.measured()).boxed().toList()
                : places(columnOption, sheet, sheet.width(), "column");
        List<Integer> rows = rowOption == null
                ? IntStream.range(0, sheet.rows().size()).boxed().toList()
                : places(rowOption, sheet, sheet.rows().size(), "row");
        if (diagnostics.size() > before) {
            return Optional.empty();
        }
        double[] values = new double[rows.size() * columns.size()];
        Map<Integer, Rational> written = new HashMap<>();
        for (int i = 0; i < rows.size(); i++) {
            Sheet.Row row = sheet.rows().get(rows.get(i));
            for (int j = 0; j < columns.size(); j++) {
                String cell = row.cells().get(columns.get(j));
                if (Cell.isNumber(cell)) {
                    int place = i * columns.size() + j;
                    values[place] = Double.parseDouble(cell);
                    if (!Cell.isToldByDouble(cell)) {
                        written.put(place, Rational.parse(cell));
                    }
                } else if (diagnostics.size() < before + SheetReader.MOST_DIAGNOSTICS) {
                    diagnostics.add(badCell(sheet, row, columns.get(j), cell));
                }
            }
        }
        if (diagnostics.size() > before) {
            return Optional.empty();
        }
        List<String> names = sheet.header().isEmpty()
                ? List.of()
                : columns.stream().map(sheet.header()::get).toList();
        return Optional.of(new Table(
                path, names, rows.size(), columns.size(), values, sheet.file().sha256(), written));
    }

    private static Diagnostic badCell(Sheet sheet, Sheet.Row row, int column, String cell) {
        String name = sheet.header().isEmpty()
                ? "column " + (column + 1)
                : "column \"" + sheet.header().get(column) + "\"";
        if (Cell.isMissing(cell)) {
            return sheet.file()
                    .diagnostic(
                            ErrorCode.DATA_MISSING,
                            sheet.span(row, column),
                            cell.isEmpty()
                                    ? "the value of " + name + " is missing"
                                    : "`" + cell + "` is no value of " + name,
                            "Every claim about the data would depend on how the gap is filled.",
                            "Fill it, leave out the row, or choose other columns with `columns = ...`.");
        }
        boolean hasComma = cell.matches("[+-]?\\d+,\\d+");
        return sheet.file()
                .diagnostic(
                        ErrorCode.DATA_CELL,
                        sheet.span(row, column),
                        "`" + (cell.length() > 30 ? cell.substring(0, 30) + "..." : cell) + "` is not a finite number",
                        "Data are decimal numbers such as -1.5 or 3e-4.",
                        hasComma
                                ? "Write a decimal point."
                                : "Choose the columns of numbers, as in csv(\"...\", columns = 1..3).");
    }

    /** The places that an option names, from 0. */
    private List<Integer> places(Formula option, Sheet sheet, int count, String what) {
        if (option instanceof Formula.ArrayLiteral array) {
            List<Integer> places = new ArrayList<>();
            array.elements().forEach(element -> places.addAll(places(element, sheet, count, what)));
            return places;
        }
        if (option instanceof Formula.Text name && what.equals("column")) {
            return named(name, sheet);
        }
        Optional<Integer> from = whole(option instanceof Formula.Range range ? range.from() : option);
        Optional<Integer> to = whole(option instanceof Formula.Range range ? range.to() : option);
        if (from.isEmpty() || to.isEmpty()) {
            report(
                    ErrorCode.DATA_SELECTION,
                    option.span(),
                    "this does not choose " + what + "s",
                    "Choose by number, as in 1..30 or [1, 4, 7]"
                            + (what.equals("row") ? "." : ", or by name in quotes."),
                    "Numbers count from 1.");
            return List.of();
        }
        if (from.get() < 1 || to.get() > count || from.get() > to.get()) {
            report(
                    ErrorCode.DATA_SELECTION,
                    option.span(),
                    sheet.file().displayName() + " has the " + what + "s 1.." + count,
                    "The first line of numbers is line " + sheet.rows().get(0).line() + ".",
                    "Choose among 1.." + count + ".");
            return List.of();
        }
        return IntStream.range(from.get() - 1, to.get()).boxed().toList();
    }

    private List<Integer> named(Formula.Text name, Sheet sheet) {
        List<Integer> places = IntStream.range(0, sheet.header().size())
                .filter(i -> sheet.header().get(i).equals(name.value()))
                .boxed()
                .toList();
        if (places.size() != 1) {
            report(
                    ErrorCode.DATA_SELECTION,
                    name.span(),
                    sheet.file().displayName() + " has " + (places.isEmpty() ? "no" : "more than one") + " column \""
                            + name.value() + "\"",
                    sheet.header().isEmpty()
                            ? "Its columns have no names."
                            : "Its columns are " + String.join(", ", sheet.header()) + ".",
                    Spelling.didYouMean(name.value(), sheet.header(), "Choose by number, as in columns = 1..3."));
        }
        return places.size() == 1 ? places : List.of();
    }

    private static Optional<Integer> whole(Formula formula) {
        return formula instanceof Formula.NumberLiteral number
                        && number.value().isInteger()
                        && number.value().numerator().bitLength() < 31
                ? Optional.of(number.value().intValueExact())
                : Optional.empty();
    }

    private void report(ErrorCode code, SourceSpan span, String value, String cause, String fix) {
        diagnostics.add(model.diagnostic(code, span, value, cause, fix));
    }
}
