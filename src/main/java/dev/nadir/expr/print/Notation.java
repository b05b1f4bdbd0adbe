package dev.nadir.expr.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.SpaceKind;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.Term.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The house typography: how operations look, with as few brackets as the meaning allows. */
public final class Notation {

    /** The transpose sign. */
    private static final Layout TOP = new Layout.Operator("⊤", OperatorKind.ORDINARY);

    private static final Layout MINUS = new Layout.Operator("−", OperatorKind.PREFIX);

    private Notation() {}

    /** A number in decimal digits, or a fraction. */
    public static Term number(Rational value) {
        Layout digits = new Layout.Digits(value.numerator().abs().toString());
        Layout magnitude = value.isInteger()
                ? digits
                : new Layout.Fraction(
                        digits, new Layout.Digits(value.denominator().toString()));
        if (value.signum() < 0) {
            return new Term(Layout.row(MINUS, magnitude), Level.SUM);
        }
        return value.isInteger() ? Term.atom(magnitude) : new Term(magnitude, Level.PRODUCT);
    }

    /** A sign with the space of its kind. */
    public static Layout operator(String symbol, OperatorKind kind) {
        return new Layout.Operator(symbol, kind);
    }

    /** The terms with their signs. */
    public static Term sum(List<Term.Signed> terms) {
        List<Layout> items = new ArrayList<>();
        for (Term.Signed signed : terms) {
            boolean first = items.isEmpty();
            if (signed.negative()) {
                items.add(first ? MINUS : operator("−", OperatorKind.BINARY));
            } else if (!first) {
                items.add(operator("+", OperatorKind.BINARY));
            }
            boolean loose = signed.term().isBelow(signed.negative() || !first ? Level.BIG : Level.SUM);
            items.add(loose ? bracketed(signed.term()) : signed.term().layout());
        }
        return new Term(Layout.row(items), Level.SUM);
    }

    /** The factors side by side. */
    public static Term product(List<Term> factors) {
        return product(factors, Optional.empty());
    }

    /** The factors with a sign between them, such as the circled dot. */
    public static Term product(List<Term> factors, Optional<String> symbol) {
        List<Layout> items = new ArrayList<>();
        for (int i = 0; i < factors.size(); i++) {
            Term factor = factors.get(i);
            boolean last = i == factors.size() - 1;
            Level least = symbol.isPresent() ? Level.APPLICATION : last ? Level.BIG : Level.PRODUCT;
            Layout layout = factor.isBelow(least) ? bracketed(factor) : factor.layout();
            if (i > 0) {
                items.add(symbol.<Layout>map(s -> operator(s, OperatorKind.BINARY))
                        .orElse(between(items.get(items.size() - 1), layout)));
            }
            items.add(layout);
        }
        return new Term(Layout.row(items), Level.PRODUCT);
    }

    /** A dot where two numbers would read as one, no space beside a bracket, a thin one elsewhere. */
    private static Layout between(Layout left, Layout right) {
        if (startsWithNumber(right)) {
            return operator("⋅", OperatorKind.BINARY);
        }
        if (startsWithFunction(right)) {
            return new Layout.Space(SpaceKind.JUXTAPOSED);
        }
        boolean tight = base(left) instanceof Layout.Fence || (right instanceof Layout.Fence && !endsWithName(left));
        return new Layout.Space(tight ? SpaceKind.JUXTAPOSED : SpaceKind.THIN);
    }

    private static Layout base(Layout layout) {
        return layout instanceof Layout.Script script ? script.base() : layout;
    }

    /** A bracket right after an upright word would read as its argument. */
    private static boolean endsWithName(Layout layout) {
        return base(layout) instanceof Layout.Identifier name && name.style() == Style.UPRIGHT;
    }

    /** Function names bring their own space. */
    private static boolean startsWithFunction(Layout layout) {
        Layout first = layout instanceof Layout.Row row ? row.items().get(0) : layout;
        return first instanceof Layout.FunctionName || first instanceof Layout.Big;
    }

    private static boolean startsWithNumber(Layout layout) {
        if (layout instanceof Layout.Row row) {
            return startsWithNumber(row.items().get(0));
        }
        if (layout instanceof Layout.Fraction fraction) {
            return fraction.numerator() instanceof Layout.Digits;
        }
        return base(layout) instanceof Layout.Digits;
    }

    /** One above the other. */
    public static Term quotient(Term numerator, Term denominator) {
        return new Term(new Layout.Fraction(numerator.layout(), denominator.layout()), Level.PRODUCT);
    }

    /** With a superscript; a base that has one already is bracketed. */
    public static Term superscript(Term base, Layout exponent) {
        Layout layout = base.isBelow(Level.ATOM) ? bracketed(base) : base.layout();
        if (layout instanceof Layout.Script script && script.sup().isEmpty()) {
            return new Term(new Layout.Script(script.base(), script.sub(), Optional.of(exponent)), Level.POWER);
        }
        return new Term(new Layout.Script(layout, Optional.empty(), Optional.of(exponent)), Level.POWER);
    }

    /** With a subscript; one more is added after a comma. */
    public static Term subscript(Term base, Layout index) {
        Layout layout = base.isBelow(Level.ATOM) ? bracketed(base) : base.layout();
        if (layout instanceof Layout.Script script
                && script.sup().isEmpty()
                && script.sub().isPresent()) {
            Layout both = Layout.row(script.sub().orElseThrow(), operator(",", OperatorKind.PUNCTUATION), index);
            return Term.atom(new Layout.Script(script.base(), Optional.of(both), Optional.empty()));
        }
        return Term.atom(new Layout.Script(layout, Optional.of(index), Optional.empty()));
    }

    /** The transpose. */
    public static Term transpose(Term base) {
        return superscript(base, TOP);
    }

    /** The inverse. */
    public static Term inverse(Term base) {
        return superscript(base, Layout.row(MINUS, new Layout.Digits("1")));
    }

    /** The transpose of the inverse. */
    public static Term inverseTranspose(Term base) {
        return superscript(base, Layout.row(MINUS, TOP));
    }

    /** An upright function name before its argument in brackets; names of several words have spaces. */
    public static Term apply(String function, List<Term> arguments) {
        List<Layout> items = new ArrayList<>();
        for (Term argument : arguments) {
            if (!items.isEmpty()) {
                items.add(operator(",", OperatorKind.PUNCTUATION));
            }
            items.add(argument.layout());
        }
        Layout body = items.isEmpty() ? new Layout.Row(List.of()) : Layout.row(items);
        return new Term(
                Layout.row(new Layout.FunctionName(function), new Layout.Fence(Bracket.ROUND, body)),
                Level.APPLICATION);
    }

    /** An upright function name before one argument in brackets. */
    public static Term apply(String function, Term argument) {
        return apply(function, List.of(argument));
    }

    /** The norm with a mark at its foot. */
    public static Term norm(Term body, String mark) {
        return Term.atom(new Layout.Script(
                new Layout.Fence(Bracket.NORM, body.layout()),
                Optional.of(
                        Character.isDigit(mark.charAt(0))
                                ? new Layout.Digits(mark)
                                : new Layout.Identifier(mark, Style.ITALIC)),
                Optional.empty()));
    }

    /** Between delimiters, which makes it an atom. */
    public static Term fenced(Bracket bracket, Layout body) {
        return Term.atom(new Layout.Fence(bracket, body));
    }

    /** A square root. */
    public static Term root(Term body) {
        return Term.atom(new Layout.Root(body.layout()));
    }

    /** The identity matrix of a size. */
    public static Term identity(Layout size) {
        return subscript(Term.atom(new Layout.Identifier("I", Style.ITALIC)), size);
    }

    /** The mean over what is random. */
    public static Term expectation(Term body) {
        return new Term(
                Layout.row(
                        new Layout.Identifier("E", Style.BLACKBOARD), new Layout.Fence(Bracket.SQUARE, body.layout())),
                Level.APPLICATION);
    }

    /** The probability of an event. */
    public static Term probability(Term event) {
        return new Term(
                Layout.row(
                        new Layout.Identifier("P", Style.BLACKBOARD), new Layout.Fence(Bracket.ROUND, event.layout())),
                Level.APPLICATION);
    }

    /** Left, sign, right. */
    public static Term relation(Term left, String symbol, Term right) {
        return new Term(
                Layout.row(left.layout(), operator(symbol, OperatorKind.RELATION), right.layout()), Level.RELATION);
    }

    /** A vector of ones. */
    public static Term ones(Optional<Layout> size) {
        Term one = Term.atom(new Layout.Identifier("1", Style.BOLD));
        return size.map(s -> subscript(one, s)).orElse(one);
    }

    private static Layout bracketed(Term term) {
        return new Layout.Fence(Bracket.ROUND, term.layout());
    }
}
