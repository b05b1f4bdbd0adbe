package dev.nadir.report.latex;

import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.expr.print.LatexText;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.LineBreaker;
import dev.nadir.expr.print.Measure;
import dev.nadir.report.Block;
import dev.nadir.report.Figure;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Parts of a report as LaTeX. */
final class LatexBlocks implements Block.Cases<String> {

    /** The width of the page is 16 cm, which is 41.5 em of the 11 point text; the rest is a margin for our estimate. */
    private static final double PAGE = 38;

    /** Longer formulas do not stand within a line of text. */
    private static final double LONGEST_INLINE = 24;

    /** What a relation sign and its space take. */
    private static final double RELATION = 1.4;

    /** Further lines start this far in. */
    private static final double INDENT = 1;

    private final LatexInlines inlines;

    LatexBlocks(LatexInlines inlines) {
        this.inlines = inlines;
    }

    String all(List<Block> blocks) {
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < blocks.size(); i++) {
            boolean opensDisplay =
                    blocks.get(i) instanceof Block.Display && i > 0 && blocks.get(i - 1) instanceof Block.Paragraph;
            out.append(i == 0 || opensDisplay ? "" : "\n").append(blocks.get(i).match(this));
        }
        return out.toString();
    }

    @Override
    public String paragraph(Block.Paragraph x) {
        return flowing(x.content()) + "\n";
    }

    /** A line of prose; a formula that would not fit into it stands on its own lines. */
    private String flowing(List<Inline> content) {
        StringBuilder out = new StringBuilder();
        boolean isAfterDisplay = false;
        for (Inline inline : content) {
            boolean isDisplay =
                    inline instanceof Inline.Formula formula && Measure.width(formula.layout()) > LONGEST_INLINE;
            String text = isDisplay
                    ? "\n"
                            + display(new Block.Display(List.of(
                                    new Block.Equation(Optional.empty(), "", ((Inline.Formula) inline).layout()))))
                    : inline.match(inlines);
            // No line begins with a comma.
            out.append(isAfterDisplay ? text.replaceFirst("^[,.:;]\\s*", "") : text);
            isAfterDisplay = isDisplay;
        }
        return out.toString();
    }

    @Override
    public String bullets(Block.Bullets x) {
        return x.items().stream()
                .map(item -> "  \\item " + flowing(item) + "\n")
                .collect(Collectors.joining("", "\\begin{itemize}\n\\setlength{\\itemsep}{0pt}\n", "\\end{itemize}\n"));
    }

    @Override
    public String display(Block.Display x) {
        double left = x.equations().stream()
                .flatMap(equation -> equation.left().stream())
                .mapToDouble(Measure::width)
                .max()
                .orElse(0);
        List<String> lines = new ArrayList<>();
        for (Block.Equation equation : x.equations()) {
            lines.addAll(lines(equation, PAGE - left - (left > 0 ? RELATION : 0)));
        }
        return "\\begin{align*}\n" + String.join(" \\\\\n", lines) + "\n\\end{align*}\n";
    }

    /** The lines of one formula; a page may end between formulas, and within one only if it must. */
    private static List<String> lines(Block.Equation equation, double width) {
        List<Layout> layouts = LineBreaker.lines(equation.right(), width, width - INDENT);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < layouts.size(); i++) {
            String line = LatexRenderer.render(layouts.get(i));
            String head = equation.left()
                    .map(left -> LatexRenderer.render(left) + " &" + LatexRenderer.relation(equation.relation()) + " ")
                    .orElse("&");
            lines.add(i == 0 ? head + line : "&\\quad " + line);
        }
        return lines;
    }

    @Override
    public String statement(Block.Statement x) {
        String cites =
                String.join(", ", x.cites().stream().map(inlines::parenthesised).toList());
        String title = LatexText.escape(x.name()) + (cites.isEmpty() ? "" : "; " + cites);
        return "\\begin{claim}[{" + title + "}]\n" + all(x.body()).strip() + "\n\\end{claim}\n";
    }

    @Override
    public String table(Block.Table x) {
        String columns = TableWidths.columns(x);
        boolean isPlain =
                x.columns().stream().allMatch(column -> column.header().isEmpty());
        String environment = isPlain ? "flushleft" : "center";
        StringBuilder out = new StringBuilder("\\begin{" + environment + "}\n\\small\n");
        if (!x.caption().isEmpty()) {
            out.append("\\captionsetup{justification=centering}\n\\captionof{table}{")
                    .append(LatexText.escape(x.caption()))
                    .append("}\n");
        }
        out.append(isPlain ? "\\begin{tabular}{@{\\hspace{1.5em}}" : "\\begin{tabular}{@{}")
                .append(columns)
                .append("@{}}\n")
                .append(isPlain ? "" : "\\toprule\n");
        if (!isPlain) {
            out.append(x.columns().stream()
                            .map(column -> LatexText.escape(column.header()))
                            .collect(Collectors.joining(" & ")))
                    .append(" \\\\\n\\midrule\n");
        }
        for (List<List<Inline>> row : x.rows()) {
            out.append(row.stream().map(inlines::all).collect(Collectors.joining(" & ")))
                    .append(" \\\\\n");
        }
        return out.append(isPlain ? "" : "\\bottomrule\n")
                .append("\\end{tabular}\n\\end{" + environment + "}\n")
                .toString();
    }

    @Override
    public String figures(Block.Figures x) {
        String gap = "\\hfill\n";
        return x.figures().stream()
                .map(figure -> figure(figure, x.figures().size() == 1 ? "0.62" : "0.48"))
                .collect(Collectors.joining(gap, "\\begin{center}\n", "\\end{center}\n"));
    }

    private static String figure(Figure figure, String share) {
        return "\\begin{minipage}[t]{" + share + "\\linewidth}\n\\centering\n" + PgfPlot.draw(figure)
                + "\\captionof{figure}{" + LatexText.escape(figure.caption()) + "}\n\\end{minipage}\n";
    }

    @Override
    public String verbatim(Block.Verbatim x) {
        return x.text()
                .lines()
                .map(LatexBlocks::line)
                .collect(Collectors.joining(
                        "\\\\\n", "\\begin{flushleft}\n\\footnotesize\\ttfamily\n", "\n\\end{flushleft}\n"));
    }

    /** A line as it is, indentation and runs of spaces included. */
    private static String line(String text) {
        String body = text.stripLeading();
        double indent = 0.525 * (text.length() - body.length());
        String space = indent > 0 ? String.format(Locale.ROOT, "\\hspace*{%.2fem}", indent) : "";
        return space
                + (body.isEmpty() ? "\\strut" : LatexInlines.breakable(body).replace("  ", " \\ "));
    }
}
