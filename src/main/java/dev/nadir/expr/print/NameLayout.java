package dev.nadir.expr.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.expr.print.Layout.Mark;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.Style;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How names are typeset: {@code W} italic, {@code lambda} Greek, {@code loss} upright, {@code Sxx} and {@code s2} with a
 * subscript, {@code W_hat} with a hat.
 */
public final class NameLayout {

    private static final Map<String, String> GREEK = Map.ofEntries(
            Map.entry("alpha", "α"),
            Map.entry("beta", "β"),
            Map.entry("gamma", "γ"),
            Map.entry("delta", "δ"),
            Map.entry("epsilon", "ε"),
            Map.entry("zeta", "ζ"),
            Map.entry("eta", "η"),
            Map.entry("theta", "θ"),
            Map.entry("kappa", "κ"),
            Map.entry("lambda", "λ"),
            Map.entry("mu", "μ"),
            Map.entry("nu", "ν"),
            Map.entry("xi", "ξ"),
            Map.entry("pi", "π"),
            Map.entry("rho", "ρ"),
            Map.entry("sigma", "σ"),
            Map.entry("tau", "τ"),
            Map.entry("phi", "φ"),
            Map.entry("chi", "χ"),
            Map.entry("psi", "ψ"),
            Map.entry("omega", "ω"),
            Map.entry("Gamma", "Γ"),
            Map.entry("Delta", "Δ"),
            Map.entry("Theta", "Θ"),
            Map.entry("Lambda", "Λ"),
            Map.entry("Xi", "Ξ"),
            Map.entry("Pi", "Π"),
            Map.entry("Sigma", "Σ"),
            Map.entry("Phi", "Φ"),
            Map.entry("Psi", "Ψ"),
            Map.entry("Omega", "Ω"));

    private static final Map<String, Mark> MARKS =
            Map.of("hat", Mark.HAT, "bar", Mark.BAR, "tilde", Mark.TILDE, "dot", Mark.DOT);

    private static final Pattern LETTERS_AND_DIGITS = Pattern.compile("([A-Za-z]+)([0-9]*)");

    /** A capital with one or two small letters, which are its subscript: {@code Ur}, {@code Sxx}. */
    private static final Pattern CAPITAL_WITH_INDEX = Pattern.compile("[A-Z][a-z]{1,2}");

    private static final Pattern TOKEN = Pattern.compile("[A-Za-z_][A-Za-z_0-9]*|[0-9]+|\\S");

    private NameLayout() {}

    /** A name without an index. */
    public static Term of(String name) {
        String[] parts = name.split("_", -1);
        Matcher matcher = LETTERS_AND_DIGITS.matcher(parts[0]);
        if (!matcher.matches()) {
            return Term.atom(new Layout.Identifier(name, Style.UPRIGHT));
        }
        String letters = matcher.group(1);
        List<Layout> subscripts = new ArrayList<>();
        Layout base;
        if (CAPITAL_WITH_INDEX.matcher(letters).matches() && !GREEK.containsKey(letters)) {
            base = letter(letters.substring(0, 1));
            subscripts.add(Layout.row(letters.substring(1)
                    .chars()
                    .mapToObj(c -> letter(String.valueOf((char) c)))
                    .toList()));
        } else {
            base = letter(letters);
        }
        if (!matcher.group(2).isEmpty()) {
            subscripts.add(new Layout.Digits(matcher.group(2)));
        }
        for (int i = 1; i < parts.length; i++) {
            Mark mark = MARKS.get(parts[i]);
            if (mark != null) {
                base = new Layout.Accent(base, mark);
            } else if (!parts[i].isEmpty()) {
                subscripts.add(subscriptPart(parts[i]));
            }
        }
        Term term = Term.atom(base);
        for (Layout subscript : subscripts) {
            term = Notation.subscript(term, subscript);
        }
        return term;
    }

    /** A member of a family: a number in the family's name stands above, so that it is not read as an index. */
    public static Term member(String name, Layout index) {
        Matcher matcher = LETTERS_AND_DIGITS.matcher(name);
        if (!matcher.matches() || matcher.group(2).isEmpty()) {
            return Notation.subscript(of(name), index);
        }
        Layout above = new Layout.Fence(Layout.Bracket.ROUND, new Layout.Digits(matcher.group(2)));
        Layout base = of(matcher.group(1)).layout();
        return base instanceof Layout.Script
                ? Notation.subscript(of(name), index)
                : new Term(new Layout.Script(base, Optional.of(index), Optional.of(above)), Term.Level.POWER);
    }

    /** A name that may carry an index, as symbols do: {@code W[2]}, {@code d[i-1]}. */
    public static Term ofSymbol(String name) {
        int bracket = name.indexOf('[');
        if (bracket < 0 || !name.endsWith("]")) {
            return of(name);
        }
        // An entry of a member of a family has two indices, as in W[2][1,3].
        String[] indices = name.substring(bracket + 1, name.length() - 1).split("\\]\\[", -1);
        Term term = member(name.substring(0, bracket), index(indices[0]));
        for (int i = 1; i < indices.length; i++) {
            term = Notation.subscript(term, index(indices[i]));
        }
        return term;
    }

    /** An index such as {@code i-1}, in the letters of the model language. */
    private static Layout index(String text) {
        List<Layout> items = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(text);
        while (tokens.find()) {
            String token = tokens.group();
            char first = token.charAt(0);
            if (Character.isDigit(first)) {
                items.add(new Layout.Digits(token));
            } else if (Character.isLetter(first)) {
                items.add(of(token).layout());
            } else if (token.equals("-")) {
                items.add(Notation.operator("−", items.isEmpty() ? OperatorKind.PREFIX : OperatorKind.BINARY));
            } else if (token.equals("+")) {
                items.add(Notation.operator("+", OperatorKind.BINARY));
            } else if (!token.equals("*")) {
                items.add(Notation.operator(token, OperatorKind.ORDINARY));
            }
        }
        return Layout.row(items);
    }

    /** A size as a formula. */
    public static Term of(Size size) {
        List<Term.Signed> terms = new ArrayList<>();
        size.terms().forEach((names, coefficient) -> {
            List<Term> factors = new ArrayList<>();
            if (names.isEmpty() || !coefficient.abs().isOne()) {
                factors.add(Notation.number(coefficient.abs()));
            }
            names.forEach(name -> factors.add(of(name)));
            terms.add(new Term.Signed(
                    coefficient.signum() < 0, factors.size() == 1 ? factors.get(0) : Notation.product(factors)));
        });
        if (terms.isEmpty()) {
            return Notation.number(Rational.ZERO);
        }
        return terms.size() == 1 && !terms.get(0).negative() ? terms.get(0).term() : Notation.sum(terms);
    }

    private static Term of(SizeName name) {
        Size index = name.index();
        return index == null ? of(name.name()) : member(name.name(), of(index).layout());
    }

    private static Layout letter(String letters) {
        String greek = GREEK.get(letters);
        if (greek != null) {
            return new Layout.Identifier(greek, Style.ITALIC);
        }
        return new Layout.Identifier(letters, letters.length() == 1 ? Style.ITALIC : Style.UPRIGHT);
    }

    private static Layout subscriptPart(String part) {
        return Character.isDigit(part.charAt(0)) ? new Layout.Digits(part) : letter(part);
    }
}
