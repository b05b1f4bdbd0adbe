package dev.nadir.workbench.store;

import dev.nadir.base.PreconditionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;

/**
 * The rows of a data file that must stay private: whatever a line holds, there is a row for it and no error. A cell that
 * is missing or no number is NaN, which makes its row count as zero later; so does a line of column names.
 */
public final class PrivateRows implements Iterable<double[]> {

    private final List<String> lines;
    private final int[] columns;

    private PrivateRows(List<String> lines, int[] columns) {
        this.lines = lines;
        this.columns = columns;
    }

    /**
     * The lines of a file that are not blank.
     *
     * @param columns which cells to take, from 1
     * @throws PreconditionException if the file cannot be read, whatever is in it
     */
    public static PrivateRows read(Path file, int... columns) {
        try {
            // Every byte is a character here: there is no encoding that a row could break.
            List<String> lines = Files.readAllLines(file, StandardCharsets.ISO_8859_1).stream()
                    .filter(line -> !line.isBlank())
                    .toList();
            return new PrivateRows(lines, columns.clone());
        } catch (IOException e) {
            throw new PreconditionException("the data must be a file that can be read, got " + file);
        }
    }

    @Override
    public Iterator<double[]> iterator() {
        return lines.stream().map(this::row).iterator();
    }

    private double[] row(String line) {
        String[] cells = line.strip().split(separator(line), -1);
        return Arrays.stream(columns)
                .mapToDouble(column -> column <= cells.length ? number(cells[column - 1]) : Double.NaN)
                .toArray();
    }

    private static String separator(String line) {
        for (String candidate : List.of(";", "\t", ",")) {
            if (line.contains(candidate)) {
                return candidate;
            }
        }
        return "\\s+";
    }

    private static double number(String cell) {
        try {
            return Double.parseDouble(cell.strip().replaceAll("^\"(.*)\"$", "$1"));
        } catch (NumberFormatException e) {
            return Double.NaN;
        }
    }

    /**
     * What the owner of the data may look at before a release: it depends on the data and is not private.
     *
     * @param bound the norm that rows are cut down to
     */
    public Inspection inspect(double bound) {
        int unusable = 0;
        int tooLong = 0;
        for (double[] row : this) {
            double norm = 0;
            for (double value : row) {
                norm = Math.hypot(norm, value);
            }
            if (!Double.isFinite(norm)) {
                unusable++;
            } else if (norm > bound) {
                tooLong++;
            }
        }
        return new Inspection(lines.size(), unusable, tooLong);
    }

    /**
     * What becomes of the rows.
     *
     * @param rows how many there are
     * @param unusable how many count as zero, for a cell that is missing or no finite number
     * @param tooLong how many are scaled down to the bound
     */
    public record Inspection(int rows, int unusable, int tooLong) {}
}
