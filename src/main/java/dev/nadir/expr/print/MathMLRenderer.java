package dev.nadir.expr.print;

import dev.nadir.expr.print.Layout.Bracket;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Layouts as presentation MathML, in the subset that browsers draw (MathML Core): rows and operators, no fences. */
public final class MathMLRenderer implements Layout.Cases<String> {

    private static final MathMLRenderer RENDERER = new MathMLRenderer();

    /** The heights that LaTeX gives to its four sizes of delimiter, in text heights. */
    private static final String[] SIZES = {"1em", "1.2em", "1.8em", "2.4em", "3em"};

    private static final Map<Bracket, List<String>> DELIMITERS = Map.of(
            Bracket.ROUND, List.of("(", ")"),
            Bracket.SQUARE, List.of("[", "]"),
            Bracket.BRACE, List.of("{", "}"),
            Bracket.NORM, List.of("‖", "‖"),
            Bracket.ABSOLUTE, List.of("|", "|"),
            Bracket.ANGLE, List.of("⟨", "⟩"));

    private static final String DOUBLE_STRUCK_E = "\uD835\uDD3C";
    private static final String BOLD_ONE = "\uD835\uDFCF";

    private MathMLRenderer() {}

    /** The layout as one element. */
    public static String render(Layout layout) {
        return layout.match(RENDERER);
    }

    /** Text with the characters escaped that XML reads as markup. */
    public static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }

    @Override
    public String identifier(Layout.Identifier x) {
        return switch (x.style()) {
            case ITALIC -> "<mi>" + escape(x.text()) + "</mi>";
            case UPRIGHT ->
                x.text().length() == 1
                        ? "<mi mathvariant=\"normal\">" + escape(x.text()) + "</mi>"
                        : "<mi>" + escape(x.text()) + "</mi>";
            case BOLD -> "<mn>" + (x.text().equals("1") ? BOLD_ONE : escape(x.text())) + "</mn>";
            case BLACKBOARD -> "<mi>" + (x.text().equals("E") ? DOUBLE_STRUCK_E : escape(x.text())) + "</mi>";
        };
    }

    @Override
    public String digits(Layout.Digits x) {
        return "<mn>" + escape(x.text()) + "</mn>";
    }

    @Override
    public String operator(Layout.Operator x) {
        String symbol = escape(x.symbol());
        return switch (x.kind()) {
            case BINARY, RELATION -> "<mo form=\"infix\">" + symbol + "</mo>";
            case PUNCTUATION -> "<mo separator=\"true\">" + symbol + "</mo>";
            case PREFIX -> "<mo form=\"prefix\">" + symbol + "</mo>";
            case ORDINARY -> "<mo lspace=\"0\" rspace=\"0\">" + symbol + "</mo>";
        };
    }

    @Override
    public String functionName(Layout.FunctionName x) {
        return "<mi" + (x.name().length() == 1 ? " mathvariant=\"normal\"" : "") + ">" + escape(x.name())
                + "</mi><mo>\u2061</mo>";
    }

    @Override
    public String row(Layout.Row x) {
        StringBuilder out = new StringBuilder("<mrow>");
        boolean afterOperand = false;
        for (Layout item : x.items()) {
            if (item instanceof Layout.FunctionName && afterOperand) {
                out.append("<mspace width=\"0.167em\"></mspace>");
            }
            out.append(item.match(this));
            boolean transparent = item instanceof Layout.Space space && space.kind() == Layout.SpaceKind.JUXTAPOSED;
            afterOperand = transparent
                    ? afterOperand
                    : !(item instanceof Layout.Operator || item instanceof Layout.Space || isOpening(item));
        }
        return out.append("</mrow>").toString();
    }

    private static boolean isOpening(Layout item) {
        return item instanceof Layout.Delimiter delimiter && delimiter.opening();
    }

    @Override
    public String script(Layout.Script x) {
        String base = render(x.base());
        String sub = x.sub().map(MathMLRenderer::render).orElse("");
        String sup = x.sup().map(MathMLRenderer::render).orElse("");
        if (sub.isEmpty() && sup.isEmpty()) {
            return base;
        }
        String tag = sub.isEmpty() ? "msup" : sup.isEmpty() ? "msub" : "msubsup";
        return "<" + tag + ">" + base + sub + sup + "</" + tag + ">";
    }

    @Override
    public String fraction(Layout.Fraction x) {
        return "<mfrac>" + render(x.numerator()) + render(x.denominator()) + "</mfrac>";
    }

    @Override
    public String fence(Layout.Fence x) {
        String stretchy = Measure.delimiterSize(x.body()) == 0 ? "stretchy=\"false\"" : "stretchy=\"true\"";
        return "<mrow><mo form=\"prefix\" " + stretchy + ">" + symbol(x.bracket(), true) + "</mo>" + render(x.body())
                + "<mo form=\"postfix\" " + stretchy + ">" + symbol(x.bracket(), false) + "</mo></mrow>";
    }

    @Override
    public String delimiter(Layout.Delimiter x) {
        String size = x.size() == 0
                ? "stretchy=\"false\""
                : "stretchy=\"true\" symmetric=\"true\" minsize=\"" + SIZES[x.size()] + "\" maxsize=\""
                        + SIZES[x.size()] + "\"";
        return "<mo form=\"" + (x.opening() ? "prefix" : "postfix") + "\" " + size + ">"
                + symbol(x.bracket(), x.opening()) + "</mo>";
    }

    private static String symbol(Bracket bracket, boolean opening) {
        return DELIMITERS.getOrDefault(bracket, List.of("(", ")")).get(opening ? 0 : 1);
    }

    @Override
    public String root(Layout.Root x) {
        return "<msqrt>" + render(x.body()) + "</msqrt>";
    }

    @Override
    public String accent(Layout.Accent x) {
        String mark =
                switch (x.mark()) {
                    case HAT -> "^";
                    case BAR -> "¯";
                    case TILDE -> "~";
                    case DOT -> "˙";
                };
        return "<mover accent=\"true\">" + render(x.base()) + "<mo stretchy=\"false\">" + mark + "</mo></mover>";
    }

    @Override
    public String big(Layout.Big x) {
        String sign = "<mo>" + (x.kind() == Layout.BigKind.SUM ? "∑" : "∏") + "</mo>";
        Optional<String> lower = x.lower().map(MathMLRenderer::render);
        Optional<String> upper = x.upper().map(MathMLRenderer::render);
        if (lower.isPresent() && upper.isPresent()) {
            return "<munderover>" + sign + lower.get() + upper.get() + "</munderover>";
        }
        return lower.map(l -> "<munder>" + sign + l + "</munder>").orElse(sign);
    }

    @Override
    public String space(Layout.Space x) {
        return switch (x.kind()) {
            case JUXTAPOSED -> "";
            case THIN -> "<mspace width=\"0.167em\"></mspace>";
            case QUAD -> "<mspace width=\"1em\"></mspace>";
        };
    }

    @Override
    public String words(Layout.Words x) {
        return "<mtext>" + escape(x.text()).replace(" ", "\u00a0") + "</mtext>";
    }

    @Override
    public String table(Layout.Table x) {
        String cells = x.rows().stream().map(MathMLRenderer::tableRow).collect(Collectors.joining());
        return "<mrow><mo form=\"prefix\">[</mo><mtable>" + cells + "</mtable><mo form=\"postfix\">]</mo></mrow>";
    }

    private static String tableRow(List<Layout> row) {
        return row.stream()
                .map(cell -> "<mtd>" + render(cell) + "</mtd>")
                .collect(Collectors.joining("", "<mtr>", "</mtr>"));
    }
}
