package dev.nadir.report.latex;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Measure;
import dev.nadir.report.Block;
import dev.nadir.report.Inline;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** How wide the columns of a table are: as wide as what they hold while all of them fit, or else shares of the page. */
final class TableWidths implements Inline.Cases<Double> {

    private static final TableWidths WIDTHS = new TableWidths();

    /** The page in em of the smaller letters of tables, less a margin for our estimate. */
    private static final double PAGE = 43;

    /** The space between two columns. */
    private static final double GAP = 1.2;

    /** A typewriter letter. */
    private static final double TYPEWRITER = 0.53;

    /** Of what a column is given, so much is used: our widths are estimates. */
    private static final double USED = 0.96;

    /** Bold letters are wider by so much. */
    private static final double BOLD = 1.16;

    private TableWidths() {}

    /** The column types of a {@code tabular}. */
    static String columns(Block.Table table) {
        int n = table.columns().size();
        double[] natural =
                IntStream.range(0, n).mapToDouble(c -> natural(table, c)).toArray();
        double[] least = IntStream.range(0, n)
                .mapToDouble(c -> Math.min(natural[c], least(table, c)))
                .toArray();
        double room = PAGE - GAP * (n - 1);
        double limit = limit(natural, room);
        // A column with a long number or formula, which cannot be broken, gets that much; the others share what is
        // left.
        double[] fixed = natural.clone();
        boolean isSettled = false;
        while (!isSettled) {
            isSettled = true;
            for (int c = 0; c < n; c++) {
                if (fixed[c] > limit && least[c] > limit * USED) {
                    room -= least[c] / USED;
                    fixed[c] = 0;
                    natural[c] = Double.NaN;
                    limit = limit(fixed, Math.max(1, room));
                    isSettled = false;
                    break;
                }
            }
        }
        StringBuilder out = new StringBuilder();
        for (int c = 0; c < n; c++) {
            double width = Double.isNaN(natural[c]) ? least[c] / USED : limit;
            if (natural[c] <= limit) {
                out.append(table.columns().get(c).isNumeric() ? "r" : "l");
            } else {
                out.append(String.format(
                        Locale.ROOT, ">{\\raggedright\\arraybackslash}p{%.3f\\linewidth}", width / PAGE * USED));
            }
        }
        return out.toString();
    }

    /** The width to which the widest columns must be cut down so that all fit. */
    private static double limit(double[] natural, double room) {
        double[] sorted = natural.clone();
        java.util.Arrays.sort(sorted);
        double left = room;
        for (int i = 0; i < sorted.length; i++) {
            double share = left / (sorted.length - i);
            if (sorted[i] > share) {
                return share;
            }
            left -= sorted[i];
        }
        return Double.POSITIVE_INFINITY;
    }

    /** The widest part of a column that cannot be broken. */
    private static double least(Block.Table table, int column) {
        double widest = 0;
        for (List<List<Inline>> row : table.rows()) {
            for (Inline inline : row.get(column)) {
                if (inline instanceof Inline.Formula) {
                    widest = Math.max(widest, inline.match(WIDTHS));
                } else if (inline instanceof Inline.Text text) {
                    for (String word : text.text().split(" ", -1)) {
                        widest = Math.max(widest, text(word));
                    }
                }
            }
        }
        return widest;
    }

    private static double natural(Block.Table table, int column) {
        double widest = text(table.columns().get(column).header());
        for (List<List<Inline>> row : table.rows()) {
            double width = 0;
            for (Inline inline : row.get(column)) {
                width += inline.match(WIDTHS);
            }
            widest = Math.max(widest, width);
        }
        return widest;
    }

    private static double text(String text) {
        return Measure.width(new Layout.Words(text));
    }

    @Override
    public Double text(Inline.Text x) {
        return text(x.text());
    }

    @Override
    public Double strong(Inline.Strong x) {
        return BOLD * text(x.text());
    }

    @Override
    public Double code(Inline.Code x) {
        return TYPEWRITER * x.text().length();
    }

    @Override
    public Double formula(Inline.Formula x) {
        return Measure.width(x.layout());
    }

    @Override
    public Double citation(Inline.Citation x) {
        return text(x.key() + " et al. ()");
    }

    @Override
    public Double badge(Inline.Badge x) {
        return BOLD * text(x.word());
    }
}
