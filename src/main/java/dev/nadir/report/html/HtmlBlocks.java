package dev.nadir.report.html;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.LineBreaker;
import dev.nadir.expr.print.MathMLRenderer;
import dev.nadir.expr.print.Measure;
import dev.nadir.report.Block;
import dev.nadir.report.Inline;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Parts of a report as HTML. */
final class HtmlBlocks implements Block.Cases<String> {

    /** The text is 46 em wide, and math letters are a little wider than those of our measure. */
    private static final double PAGE = 38;

    private static final double RELATION = 1.4;
    private static final double INDENT = 1;

    private final HtmlInlines inlines;
    private final AtomicInteger claims = new AtomicInteger();
    private final AtomicInteger figures = new AtomicInteger();

    HtmlBlocks(HtmlInlines inlines) {
        this.inlines = inlines;
    }

    String all(List<Block> blocks) {
        return blocks.stream().map(block -> block.match(this)).collect(Collectors.joining());
    }

    @Override
    public String paragraph(Block.Paragraph x) {
        return "<p>" + inlines.all(x.content()) + "</p>\n";
    }

    @Override
    public String bullets(Block.Bullets x) {
        return x.items().stream()
                .map(item -> "<li>" + inlines.all(item) + "</li>\n")
                .collect(Collectors.joining("", "<ul>\n", "</ul>\n"));
    }

    @Override
    public String display(Block.Display x) {
        double left = x.equations().stream()
                .flatMap(equation -> equation.left().stream())
                .mapToDouble(Measure::width)
                .max()
                .orElse(0);
        double width = PAGE - left - (left > 0 ? RELATION : 0);
        String rows =
                x.equations().stream().map(equation -> rows(equation, width)).collect(Collectors.joining());
        return "<div class=\"display\"><math display=\"block\"><mtable displaystyle=\"true\" columnalign=\"right left\">"
                + rows + "</mtable></math></div>\n";
    }

    private static String rows(Block.Equation equation, double width) {
        List<Layout> lines = LineBreaker.lines(equation.right(), width, width - INDENT);
        StringBuilder out = new StringBuilder();
        for (int i = 0; i < lines.size(); i++) {
            String head =
                    i > 0 ? "" : equation.left().map(MathMLRenderer::render).orElse("");
            String joint = i > 0
                    ? "<mspace width=\"2em\"></mspace>"
                    : equation.left().isPresent()
                            ? MathMLRenderer.render(new Layout.Operator(equation.relation(), OperatorKind.RELATION))
                            : "";
            out.append("<mtr><mtd class=\"left\">").append(head);
            out.append("</mtd><mtd class=\"right\"><mrow>").append(joint);
            out.append(MathMLRenderer.render(lines.get(i))).append("</mrow></mtd></mtr>");
        }
        return out.toString();
    }

    @Override
    public String statement(Block.Statement x) {
        String cites = x.cites().stream()
                .map(key -> inlines.citation(new Inline.Citation(key)))
                .collect(Collectors.joining(", "));
        int number = claims.incrementAndGet();
        return "<section class=\"claim\" id=\"claim-" + HtmlText.escape(x.name()) + "\">\n<h3>Claim " + number
                + " <span>(" + HtmlText.escape(x.name()) + (cites.isEmpty() ? "" : "; " + cites) + ")</span></h3>\n"
                + all(x.body()) + "</section>\n";
    }

    @Override
    public String table(Block.Table x) {
        boolean isPlain =
                x.columns().stream().allMatch(column -> column.header().isEmpty());
        StringBuilder out = new StringBuilder(
                isPlain ? "<div class=\"wide\"><table class=\"plain\">\n" : "<div class=\"wide\"><table>\n");
        if (!x.caption().isEmpty()) {
            out.append("<caption>").append(HtmlText.escape(x.caption())).append("</caption>\n");
        }
        if (!isPlain) {
            out.append("<thead><tr>");
            x.columns().forEach(column -> out.append(cell("th scope=\"col\"", column))
                    .append(HtmlText.escape(column.header()))
                    .append("</th>"));
            out.append("</tr></thead>\n");
        }
        out.append("<tbody>\n");
        for (List<List<Inline>> row : x.rows()) {
            out.append("<tr>");
            for (int c = 0; c < row.size(); c++) {
                Block.Column column = x.columns().get(c);
                out.append(cell("td", column)).append(inlines.all(row.get(c))).append("</td>");
            }
            out.append("</tr>\n");
        }
        return out.append("</tbody>\n</table></div>\n").toString();
    }

    private static String cell(String open, Block.Column column) {
        return "<" + open + (column.isNumeric() ? " class=\"number\"" : "") + ">";
    }

    @Override
    public String figures(Block.Figures x) {
        return x.figures().stream()
                .map(figure -> {
                    int number = figures.incrementAndGet();
                    return "<figure>\n" + SvgPlot.draw(figure, "figure-" + number) + "<figcaption><strong>Figure "
                            + number + ".</strong> " + HtmlText.escape(figure.caption()) + "</figcaption>\n</figure>\n";
                })
                .collect(Collectors.joining("", "<div class=\"figures\">\n", "</div>\n"));
    }

    @Override
    public String verbatim(Block.Verbatim x) {
        return "<pre>" + HtmlText.escape(x.text()) + "</pre>\n";
    }
}
