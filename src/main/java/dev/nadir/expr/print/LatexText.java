package dev.nadir.expr.print;

import java.util.Map;

/** Prose for LaTeX: every character that LaTeX reads as a command is escaped. */
public final class LatexText {

    private static final Map<Integer, String> ESCAPES = Map.ofEntries(
            entry("\\", "\\textbackslash{}"),
            entry("{", "\\{"),
            entry("}", "\\}"),
            entry("%", "\\%"),
            entry("_", "\\_"),
            entry("&", "\\&"),
            entry("#", "\\#"),
            entry("$", "\\$"),
            entry("~", "\\textasciitilde{}"),
            entry("^", "\\textasciicircum{}"),
            entry("<", "\\textless{}"),
            entry(">", "\\textgreater{}"),
            entry("|", "\\textbar{}"),
            entry("\"", "\\textquotedbl{}"),
            entry("'", "'"),
            entry("`", "\\textasciigrave{}"),
            entry("\u00a0", "~"),
            entry("–", "--"),
            entry("—", "---"),
            entry("‘", "`"),
            entry("’", "'"),
            entry("“", "``"),
            entry("”", "''"),
            entry("…", "\\dots{}"),
            entry("€", "\\texteuro{}"),
            entry("×", "$\\times$"),
            entry("±", "$\\pm$"),
            entry("−", "$-$"),
            entry("·", "$\\cdot$"),
            entry("≤", "$\\le$"),
            entry("≥", "$\\ge$"),
            entry("≠", "$\\ne$"),
            entry("≈", "$\\approx$"),
            entry("∞", "$\\infty$"),
            entry("→", "$\\to$"),
            entry("∈", "$\\in$"),
            entry("√", "$\\surd$"),
            entry("∑", "$\\sum$"),
            entry("°", "\\textdegree{}"),
            entry("µ", "$\\mu$"),
            entry("²", "$^2$"),
            entry("³", "$^3$"));

    /** The Latin letters that the T1 encoding has, so that LaTeX can set them: Latin-1 and Latin Extended-A. */
    private static final int FIRST_ACCENTED = 0xC0;

    private static final int LAST_ACCENTED = 0x17E;

    private LatexText() {}

    private static Map.Entry<Integer, String> entry(String character, String latex) {
        return Map.entry(character.codePointAt(0), latex);
    }

    /** The text with every special character escaped; one that no font here has is named by its code point. */
    public static String escape(String text) {
        StringBuilder out = new StringBuilder();
        text.codePoints().forEach(c -> out.append(escape(c)));
        return out.toString();
    }

    private static String escape(int c) {
        String escape = ESCAPES.get(c);
        if (escape != null) {
            return escape;
        }
        if (c == '\n' || c == '\t' || c == '\r') {
            return " ";
        }
        String greek = LatexRenderer.symbol(Character.toString(c));
        if (greek != null) {
            return "$" + greek + "$";
        }
        boolean isAscii = c >= ' ' && c < 0x7f;
        boolean isAccented = c >= FIRST_ACCENTED && c <= LAST_ACCENTED && Character.isLetter(c);
        boolean known = isAscii || isAccented;
        return known ? Character.toString(c) : "\\texttt{U+" + String.format("%04X", c) + "}";
    }
}
