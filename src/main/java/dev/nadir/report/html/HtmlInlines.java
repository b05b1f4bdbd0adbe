package dev.nadir.report.html;

import dev.nadir.expr.print.MathMLRenderer;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Inline;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Stretches of a line as HTML. */
final class HtmlInlines implements Inline.Cases<String> {

    private final Bibliography bibliography;

    HtmlInlines(Bibliography bibliography) {
        this.bibliography = bibliography;
    }

    String all(List<Inline> content) {
        return content.stream().map(inline -> inline.match(this)).collect(Collectors.joining());
    }

    @Override
    public String text(Inline.Text x) {
        return HtmlText.escape(x.text());
    }

    @Override
    public String strong(Inline.Strong x) {
        return "<strong>" + HtmlText.escape(x.text()) + "</strong>";
    }

    @Override
    public String code(Inline.Code x) {
        return "<code>" + HtmlText.escape(x.text()) + "</code>";
    }

    @Override
    public String formula(Inline.Formula x) {
        return "<math>" + MathMLRenderer.render(x.layout()) + "</math>";
    }

    @Override
    public String citation(Inline.Citation x) {
        Bibliography.Entry entry = bibliography.entries().get(x.key());
        return entry == null
                ? "<code>" + HtmlText.escape(x.key()) + "</code> (a key that the bibliography does not have)"
                : "<a href=\"#" + HtmlReferences.id(x.key()) + "\">" + HtmlText.escape(HtmlReferences.label(entry))
                        + "</a>";
    }

    @Override
    public String badge(Inline.Badge x) {
        return "<strong class=\"badge " + x.tone().name().toLowerCase(Locale.ROOT) + "\">" + HtmlText.escape(x.word())
                + "</strong>";
    }
}
