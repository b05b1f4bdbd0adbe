package dev.nadir.expr.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Role;
import dev.nadir.expr.print.Layout.Bracket;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.Term.Level;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The typeset form of an expression. */
public final class ExprLayout {

    private static final Builder BUILDER = new Builder();

    private ExprLayout() {}

    /** The expression as a layout; a {@code let} stands as its name. */
    public static Layout of(Expr expr) {
        return term(expr).layout();
    }

    /** The expression as a layout that can be put into a larger one. */
    public static Term term(Expr expr) {
        return expr.match(BUILDER);
    }

    /** A summand without its sign, and whether that was a minus. */
    private static Term.Signed signed(Expr term) {
        if (term instanceof Expr.Literal literal && literal.value().signum() < 0) {
            return new Term.Signed(true, Notation.number(literal.value().negate()));
        }
        List<Expr> scalars = new ArrayList<>();
        List<Expr> factors = new ArrayList<>();
        split(term, false, scalars, factors);
        Rational coefficient = Rational.ONE;
        List<Expr> others = new ArrayList<>();
        for (Expr scalar : scalars) {
            if (scalar instanceof Expr.Literal literal) {
                coefficient = coefficient.times(literal.value());
            } else {
                others.add(scalar);
            }
        }
        return new Term.Signed(coefficient.signum() < 0, product(coefficient.abs(), others, factors));
    }

    /**
     * Opens scalings and products into scalar factors, which commute, and the others, which do not. A product of
     * matrices that is a scalar factor of something larger, such as {@code x'*y}, stays whole.
     */
    private static void split(Expr expr, boolean nested, List<Expr> scalars, List<Expr> factors) {
        if (expr instanceof Expr.Scaled scaled) {
            split(scaled.scalar(), true, scalars, factors);
            split(scaled.body(), nested, scalars, factors);
        } else if (expr instanceof Expr.Product product && !(nested && isContraction(product))) {
            boolean inner = !isContraction(product);
            product.factors().forEach(factor -> split(factor, inner, scalars, factors));
        } else if (expr.shape().isScalar()) {
            scalars.add(expr);
        } else {
            factors.add(expr);
        }
    }

    /** Whether matrices multiply to a scalar. */
    private static boolean isContraction(Expr.Product product) {
        return product.shape().isScalar()
                && product.factors().stream().anyMatch(f -> !f.shape().isScalar());
    }

    /** The coefficient and what is inverted as one fraction in front, then scalars, then matrices. */
    private static Term product(Rational coefficient, List<Expr> scalars, List<Expr> factors) {
        List<Term> below = new ArrayList<>();
        List<Term> above = new ArrayList<>();
        scalars.forEach(scalar -> place(scalar, above, below));
        List<Term> all = new ArrayList<>();
        boolean hasFraction = !below.isEmpty();
        boolean onTop = hasFraction && isSimple(above, factors.isEmpty() ? 6 : 3);
        if (hasFraction) {
            all.add(fraction(coefficient, onTop ? above : List.of(), below));
        } else if (!coefficient.isOne()) {
            all.add(Notation.number(coefficient));
        }
        if (!onTop) {
            all.addAll(above);
        }
        boolean isAlone = factors.size() == 1;
        factors.forEach(factor -> all.add(isAlone ? term(factor) : factor(factor)));
        return all.isEmpty() ? Notation.number(Rational.ONE) : joined(all);
    }

    /** A factor of a matrix product, which binds more tightly than a product of entries does. */
    private static Term factor(Expr e) {
        return e instanceof Expr.Hadamard ? Notation.fenced(Bracket.ROUND, term(e).layout()) : term(e);
    }

    /** A scalar with a negative exponent goes below the line, any other above. */
    private static void place(Expr scalar, List<Term> above, List<Term> below) {
        if (scalar instanceof Expr.Power power && power.exponent().signum() < 0) {
            Rational positive = power.exponent().negate();
            below.add(positive.isOne() ? term(power.base()) : power(power.base(), positive));
        } else if (scalar instanceof Expr.Product product && isContraction(product)) {
            above.add(Notation.fenced(Bracket.ROUND, term(scalar).layout()));
        } else {
            above.add(term(scalar));
        }
    }

    /** Whether the terms are short enough to stand in a numerator. */
    private static boolean isSimple(List<Term> terms, double width) {
        return terms.stream().allMatch(term -> Measure.width(term.layout()) < width);
    }

    private static Term fraction(Rational coefficient, List<Term> above, List<Term> below) {
        List<Term> numerator = new ArrayList<>();
        List<Term> denominator = new ArrayList<>();
        Rational top = new Rational(coefficient.numerator(), java.math.BigInteger.ONE);
        Rational bottom = new Rational(coefficient.denominator(), java.math.BigInteger.ONE);
        if (!top.isOne() || above.isEmpty()) {
            numerator.add(Notation.number(top));
        }
        numerator.addAll(above);
        if (!bottom.isOne()) {
            denominator.add(Notation.number(bottom));
        }
        denominator.addAll(below);
        return Notation.quotient(joined(numerator), joined(denominator));
    }

    private static Term joined(List<Term> terms) {
        return terms.size() == 1 ? terms.get(0) : Notation.product(terms);
    }

    private static Term power(Expr base, Rational exponent) {
        if (base instanceof Expr.Inner inner && inner.left().equals(inner.right())) {
            // A power of a norm, not a root of its square.
            Term norm = Notation.norm(term(inner.left()), inner.left().shape().isColumn() ? "2" : "F");
            Rational twice = exponent.times(Rational.of(2));
            Layout digits = twice.isInteger() ? Notation.number(twice).layout() : slashed(twice);
            return twice.isOne() ? norm : Notation.superscript(norm, digits);
        }
        if (exponent.equals(Rational.HALF)) {
            return Notation.root(term(base));
        }
        Layout digits = exponent.isInteger() ? Notation.number(exponent).layout() : slashed(exponent);
        if (base.shape().isScalar()) {
            return Notation.superscript(term(base), digits);
        }
        Layout entrywise = Layout.row(Notation.operator("⊙", OperatorKind.ORDINARY), digits);
        return Notation.superscript(term(base), entrywise);
    }

    /** Whether the name stands for the change of a {@code let} along a direction, as in {@code dP}. */
    public static boolean isDifferential(Expr.Named named) {
        boolean hasSign = named.name().startsWith("d") || named.name().startsWith("D");
        return hasSign && named.name().length() > 1 && holdsDirection(named.definition());
    }

    private static boolean holdsDirection(Expr e) {
        return e instanceof Expr.Symbol symbol
                ? symbol.role() == Role.DIRECTION
                : Children.of(e).stream().anyMatch(ExprLayout::holdsDirection);
    }

    /** An upright d, or D, before the name that changes; squared for d2P, the change of dP. */
    private static Term differential(String name) {
        Layout d = new Layout.Identifier(name.startsWith("D") ? "D" : "d", Style.UPRIGHT);
        boolean isHigher = Character.isDigit(name.charAt(1));
        Layout sign = isHigher
                ? Notation.superscript(Term.atom(d), new Layout.Digits(name.substring(1, 2)))
                        .layout()
                : d;
        String rest = name.substring(isHigher ? 2 : 1);
        return new Term(Layout.row(sign, NameLayout.ofSymbol(rest).layout()), Level.POWER);
    }

    private static Layout slashed(Rational value) {
        List<Layout> items = new ArrayList<>();
        if (value.signum() < 0) {
            items.add(Notation.operator("−", OperatorKind.PREFIX));
        }
        items.add(new Layout.Digits(value.numerator().abs().toString()));
        items.add(Notation.operator("/", OperatorKind.ORDINARY));
        items.add(new Layout.Digits(value.denominator().toString()));
        return Layout.row(items);
    }

    /** One function per kind of expression. */
    private static final class Builder implements Expr.Cases<Term> {

        @Override
        public Term literal(Expr.Literal e) {
            return Notation.number(e.value());
        }

        @Override
        public Term sizeNumber(Expr.SizeNumber e) {
            return NameLayout.of(e.size());
        }

        @Override
        public Term pi(Expr.Pi e) {
            return NameLayout.of("pi");
        }

        @Override
        public Term symbol(Expr.Symbol e) {
            boolean isDifferential = e.role() == Role.DIRECTION && e.name().length() > 1;
            return isDifferential ? differential(e.name()) : NameLayout.ofSymbol(e.name());
        }

        @Override
        public Term named(Expr.Named e) {
            return isDifferential(e) ? differential(e.name()) : NameLayout.ofSymbol(e.name());
        }

        @Override
        public Term zero(Expr.Zero e) {
            return Notation.number(Rational.ZERO);
        }

        @Override
        public Term ones(Expr.Ones e) {
            return Notation.ones(Optional.of(
                    e.shape().isColumn()
                            ? NameLayout.of(e.shape().rows()).layout()
                            : Layout.row(
                                    NameLayout.of(e.shape().rows()).layout(),
                                    Notation.operator("×", OperatorKind.BINARY),
                                    NameLayout.of(e.shape().columns()).layout())));
        }

        @Override
        public Term identity(Expr.Identity e) {
            return Notation.identity(NameLayout.of(e.size()).layout());
        }

        @Override
        public Term sum(Expr.Sum e) {
            return Notation.sum(e.terms().stream().map(ExprLayout::signed).toList());
        }

        @Override
        public Term scaled(Expr.Scaled e) {
            return withSign(e);
        }

        @Override
        public Term product(Expr.Product e) {
            return withSign(e);
        }

        private static Term withSign(Expr e) {
            Term.Signed signed = signed(e);
            return signed.negative() ? Notation.sum(List.of(signed)) : signed.term();
        }

        @Override
        public Term hadamard(Expr.Hadamard e) {
            return Notation.product(e.factors().stream().map(ExprLayout::term).toList(), Optional.of("⊙"));
        }

        @Override
        public Term power(Expr.Power e) {
            if (e.exponent().signum() < 0 && e.shape().isScalar()) {
                return ExprLayout.product(Rational.ONE, List.of(e), List.of());
            }
            return ExprLayout.power(e.base(), e.exponent());
        }

        @Override
        public Term entrywise(Expr.Entrywise e) {
            return Notation.apply(e.function().symbol(), term(e.argument()));
        }

        @Override
        public Term transpose(Expr.Transpose e) {
            return e.argument() instanceof Expr.Inverse inverse
                    ? Notation.inverseTranspose(term(inverse.argument()))
                    : Notation.transpose(term(e.argument()));
        }

        @Override
        public Term inverse(Expr.Inverse e) {
            return e.argument() instanceof Expr.Transpose transpose
                    ? Notation.inverseTranspose(term(transpose.argument()))
                    : Notation.inverse(term(e.argument()));
        }

        @Override
        public Term trace(Expr.Trace e) {
            return Notation.apply("tr", term(e.argument()));
        }

        @Override
        public Term logDet(Expr.LogDet e) {
            return new Term(
                    Layout.row(
                            new Layout.FunctionName("log"),
                            new Layout.Fence(
                                    Bracket.ABSOLUTE,
                                    Notation.apply("det", term(e.argument())).layout())),
                    Level.APPLICATION);
        }

        @Override
        public Term inner(Expr.Inner e) {
            if (e.left().equals(e.right())) {
                Term norm = Notation.norm(term(e.left()), e.left().shape().isColumn() ? "2" : "F");
                return Notation.superscript(norm, new Layout.Digits("2"));
            }
            return Notation.fenced(
                    Bracket.ANGLE,
                    Layout.row(
                            term(e.left()).layout(),
                            Notation.operator(",", OperatorKind.PUNCTUATION),
                            term(e.right()).layout()));
        }

        @Override
        public Term total(Expr.Total e) {
            List<Term> factors = new ArrayList<>();
            factors.add(Notation.transpose(Notation.ones(Optional.empty())));
            factors.add(factor(e.argument()));
            if (!e.argument().shape().isColumn()) {
                factors.add(Notation.ones(Optional.empty()));
            }
            return Notation.product(factors);
        }

        @Override
        public Term diagonalMatrix(Expr.DiagonalMatrix e) {
            return Notation.apply("diag", term(e.vector()));
        }

        @Override
        public Term diagonalVector(Expr.DiagonalVector e) {
            return Notation.apply("diagonal", term(e.matrix()));
        }

        @Override
        public Term applied(Expr.Applied e) {
            return AppliedLayout.of(e, ExprLayout::term);
        }

        @Override
        public Term expectation(Expr.Expectation e) {
            return Notation.expectation(term(e.body()));
        }
    }
}
