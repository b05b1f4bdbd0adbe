package dev.nadir.expr.print;

import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.Style;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Layouts as LaTeX for math mode; needs {@code amsmath} and {@code amssymb}. */
public final class LatexRenderer implements Layout.Cases<String> {

    private static final LatexRenderer RENDERER = new LatexRenderer();

    private static final Map<String, String> SYMBOLS = Map.ofEntries(
            Map.entry("α", "\\alpha"),
            Map.entry("β", "\\beta"),
            Map.entry("γ", "\\gamma"),
            Map.entry("δ", "\\delta"),
            Map.entry("ε", "\\varepsilon"),
            Map.entry("ζ", "\\zeta"),
            Map.entry("η", "\\eta"),
            Map.entry("θ", "\\theta"),
            Map.entry("κ", "\\kappa"),
            Map.entry("λ", "\\lambda"),
            Map.entry("μ", "\\mu"),
            Map.entry("ν", "\\nu"),
            Map.entry("ξ", "\\xi"),
            Map.entry("π", "\\pi"),
            Map.entry("ρ", "\\rho"),
            Map.entry("σ", "\\sigma"),
            Map.entry("τ", "\\tau"),
            Map.entry("φ", "\\varphi"),
            Map.entry("χ", "\\chi"),
            Map.entry("ψ", "\\psi"),
            Map.entry("ω", "\\omega"),
            Map.entry("Γ", "\\Gamma"),
            Map.entry("Δ", "\\Delta"),
            Map.entry("Θ", "\\Theta"),
            Map.entry("Λ", "\\Lambda"),
            Map.entry("Ξ", "\\Xi"),
            Map.entry("Π", "\\Pi"),
            Map.entry("Σ", "\\Sigma"),
            Map.entry("Φ", "\\Phi"),
            Map.entry("Ψ", "\\Psi"),
            Map.entry("Ω", "\\Omega"),
            Map.entry("∇", "\\nabla"),
            Map.entry("ℓ", "\\ell"));

    private static final Map<String, String> OPERATORS = Map.ofEntries(
            Map.entry("−", "-"),
            Map.entry("⋅", "\\cdot"),
            Map.entry("×", "\\times"),
            Map.entry("⊙", "\\odot"),
            Map.entry("⊗", "\\otimes"),
            Map.entry("⊘", "\\oslash"),
            Map.entry("⋯", "\\cdots"),
            Map.entry("…", "\\ldots"),
            Map.entry("≤", "\\le"),
            Map.entry("≥", "\\ge"),
            Map.entry("⪰", "\\succeq"),
            Map.entry("≺", "\\prec"),
            Map.entry("⪯", "\\preceq"),
            Map.entry("≠", "\\ne"),
            Map.entry("∈", "\\in"),
            Map.entry("⊆", "\\subseteq"),
            Map.entry("↦", "\\mapsto"),
            Map.entry("→", "\\to"),
            Map.entry("∼", "\\sim"),
            Map.entry("≻", "\\succ"),
            Map.entry("⊤", "\\top"),
            Map.entry("∇", "\\nabla"),
            Map.entry("ℝ", "\\mathbb{R}"),
            Map.entry("≔", "\\mathrel{\\vcenter{:}}="));

    private static final Map<Bracket, List<String>> DELIMITERS = Map.of(
            Bracket.ROUND, List.of("(", ")"),
            Bracket.SQUARE, List.of("[", "]"),
            Bracket.BRACE, List.of("\\{", "\\}"),
            Bracket.NORM, List.of("\\lVert", "\\rVert"),
            Bracket.ABSOLUTE, List.of("\\lvert", "\\rvert"),
            Bracket.ANGLE, List.of("\\langle", "\\rangle"));

    /** The functions that LaTeX has a command for. */
    private static final Set<String> COMMANDS = Set.of("log", "exp", "det", "max", "min", "tanh", "sin", "cos", "dim");

    private static final String[] SIZES = {"", "\\big", "\\Big", "\\bigg", "\\Bigg"};

    private static final Pattern ONE_TOKEN = Pattern.compile("[A-Za-z0-9]|\\\\[A-Za-z]+");

    private LatexRenderer() {}

    /** The layout on one line, without dollar signs. */
    public static String render(Layout layout) {
        return layout.match(RENDERER).strip();
    }

    /** A sign between two sides. */
    public static String relation(String symbol) {
        return OPERATORS.getOrDefault(symbol, symbol);
    }

    /** The command for a Greek letter or a sign that is used like one, null for any other character. */
    static @Nullable String symbol(String character) {
        return SYMBOLS.get(character);
    }

    @Override
    public String identifier(Layout.Identifier x) {
        String symbol = SYMBOLS.get(x.text());
        if (symbol != null) {
            return symbol;
        }
        String text = x.text().replace("_", "\\_");
        return switch (x.style()) {
            case ITALIC -> text.length() == 1 ? text : "\\mathit{" + text + "}";
            case UPRIGHT -> "\\mathrm{" + text + "}";
            case BOLD -> "\\mathbf{" + text + "}";
            case BLACKBOARD -> "\\mathbb{" + text + "}";
        };
    }

    @Override
    public String digits(Layout.Digits x) {
        return x.text();
    }

    @Override
    public String operator(Layout.Operator x) {
        String symbol = OPERATORS.getOrDefault(x.symbol(), x.symbol());
        return switch (x.kind()) {
            case BINARY, RELATION -> " " + symbol + " ";
            case PUNCTUATION -> symbol + " ";
            case PREFIX -> symbol;
            case ORDINARY -> symbol.equals(":") || symbol.equals("\\odot") ? "{" + symbol + "}" : symbol;
        };
    }

    @Override
    public String functionName(Layout.FunctionName x) {
        return COMMANDS.contains(x.name())
                ? "\\" + x.name()
                : "\\operatorname{" + x.name().replace("_", "\\_") + "}";
    }

    @Override
    public String row(Layout.Row x) {
        StringBuilder out = new StringBuilder();
        for (Layout item : x.items()) {
            append(out, item.match(this));
        }
        return out.toString();
    }

    /** A command is ended by a space where a letter follows. */
    private static void append(StringBuilder out, String piece) {
        boolean needsSpace = !piece.isEmpty() && Character.isLetter(piece.charAt(0)) && endsInCommand(out);
        out.append(needsSpace ? " " : "").append(piece);
    }

    /** Whether a backslash and letters stand last; looks at these alone, as rows may be long. */
    private static boolean endsInCommand(StringBuilder out) {
        int end = out.length() - 1;
        int i = end;
        while (i >= 0 && isLatinLetter(out.charAt(i))) {
            i--;
        }
        return i >= 0 && i < end && out.charAt(i) == '\\';
    }

    private static boolean isLatinLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    @Override
    public String script(Layout.Script x) {
        String base = x.base().match(this);
        StringBuilder out = new StringBuilder(x.base() instanceof Layout.Row ? "{" + base + "}" : base);
        x.sub().ifPresent(sub -> out.append('_').append(grouped(sub)));
        x.sup().ifPresent(sup -> out.append('^').append(grouped(sup)));
        return out.toString();
    }

    private String grouped(Layout layout) {
        String text = layout.match(this).strip();
        return ONE_TOKEN.matcher(text).matches() ? text : "{" + text + "}";
    }

    @Override
    public String fraction(Layout.Fraction x) {
        return "\\frac{" + render(x.numerator()) + "}{" + render(x.denominator()) + "}";
    }

    @Override
    public String fence(Layout.Fence x) {
        int size = Measure.delimiterSize(x.body());
        StringBuilder out = new StringBuilder(delimiter(x.bracket(), true, size));
        append(out, render(x.body()));
        append(out, delimiter(x.bracket(), false, size));
        return out.toString();
    }

    @Override
    public String delimiter(Layout.Delimiter x) {
        return delimiter(x.bracket(), x.opening(), x.size());
    }

    private static String delimiter(Bracket bracket, boolean opening, int size) {
        List<String> pair = DELIMITERS.getOrDefault(bracket, List.of("(", ")"));
        String symbol = pair.get(opening ? 0 : 1);
        return size == 0 ? symbol : SIZES[size] + (opening ? "l" : "r") + symbol;
    }

    @Override
    public String root(Layout.Root x) {
        return "\\sqrt{" + render(x.body()) + "}";
    }

    @Override
    public String accent(Layout.Accent x) {
        boolean wide = x.base() instanceof Layout.Identifier name && name.style() != Style.ITALIC;
        String command =
                switch (x.mark()) {
                    case HAT -> wide ? "\\widehat" : "\\hat";
                    case BAR -> wide ? "\\overline" : "\\bar";
                    case TILDE -> wide ? "\\widetilde" : "\\tilde";
                    case DOT -> "\\dot";
                };
        return command + "{" + render(x.base()) + "}";
    }

    @Override
    public String big(Layout.Big x) {
        String sign = x.kind() == Layout.BigKind.SUM ? "\\sum" : "\\prod";
        return sign + limit("_", x.lower()) + limit("^", x.upper()) + " ";
    }

    private String limit(String mark, Optional<Layout> limit) {
        return limit.map(layout -> mark + grouped(layout)).orElse("");
    }

    @Override
    public String space(Layout.Space x) {
        return switch (x.kind()) {
            case JUXTAPOSED -> "";
            case THIN -> "\\,";
            case QUAD -> "\\quad ";
        };
    }

    @Override
    public String words(Layout.Words x) {
        return "\\text{" + LatexText.escape(x.text()) + "}";
    }

    @Override
    public String table(Layout.Table x) {
        return x.rows().stream()
                .map(row -> row.stream().map(LatexRenderer::render).collect(Collectors.joining(" & ")))
                .collect(Collectors.joining(" \\\\ ", "\\begin{bmatrix} ", " \\end{bmatrix}"));
    }
}
