package dev.nadir.report.latex;

import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.expr.print.LatexText;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Inline;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Stretches of a line as LaTeX. */
final class LatexInlines implements Inline.Cases<String> {

    /** Code that goes on for longer than this may be broken anywhere, or a hash would stick out of the page. */
    private static final int LONGEST_CODE = 16;

    private final Bibliography bibliography;

    LatexInlines(Bibliography bibliography) {
        this.bibliography = bibliography;
    }

    String all(List<Inline> content) {
        return content.stream().map(inline -> inline.match(this)).collect(Collectors.joining());
    }

    @Override
    public String text(Inline.Text x) {
        return LatexText.escape(x.text());
    }

    @Override
    public String strong(Inline.Strong x) {
        return "\\textbf{" + LatexText.escape(x.text()) + "}";
    }

    @Override
    public String code(Inline.Code x) {
        return "\\texttt{" + breakable(x.text()) + "}";
    }

    /** Text in typewriter letters that may be broken after punctuation. */
    static String breakable(String text) {
        StringBuilder out = new StringBuilder();
        int run = 0;
        for (int c : text.codePoints().toArray()) {
            String character = Character.toString(c);
            out.append(character.equals("'") ? "\\textquotesingle{}" : LatexText.escape(character));
            run = Character.isWhitespace(c) ? 0 : run + 1;
            boolean isPunctuation = "-/._],=".contains(character);
            if (isPunctuation || run >= LONGEST_CODE) {
                out.append("\\allowbreak{}");
                run = 0;
            }
        }
        return out.toString();
    }

    @Override
    public String formula(Inline.Formula x) {
        return "$" + LatexRenderer.render(x.layout()) + "$";
    }

    @Override
    public String citation(Inline.Citation x) {
        return bibliography.entries().containsKey(x.key())
                ? "\\citet{" + x.key() + "}"
                : "\\texttt{" + breakable(x.key()) + "} (a key that the bibliography does not have)";
    }

    /** A source as it stands within brackets. */
    String parenthesised(String key) {
        return bibliography.entries().containsKey(key) ? "\\citealp{" + key + "}" : citation(new Inline.Citation(key));
    }

    @Override
    public String badge(Inline.Badge x) {
        String colour = x.tone().name().toLowerCase(Locale.ROOT);
        return "\\textcolor{" + colour + "}{\\textbf{" + LatexText.escape(x.word()) + "}}";
    }
}
