package dev.nadir.expr.print;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Coefficient;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Size;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** Prints an expression in the model language, with no more brackets than it needs. */
public final class TextPrinter implements Expr.Cases<TextPrinter.Piece> {

    /** Binding strengths, loosest first. */
    private static final int SUM = 1;

    private static final int PRODUCT = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private TextPrinter() {}

    /** A text and how tightly its outermost operator binds. */
    record Piece(String text, int strength) {
        String within(int needed) {
            return strength < needed ? "(" + text + ")" : text;
        }
    }

    /** The expression as one line of the model language. */
    public static String print(Expr e) {
        return e.match(new TextPrinter()).text();
    }

    private String within(Expr e, int needed) {
        return e.match(this).within(needed);
    }

    private static Piece atom(String text) {
        return new Piece(text, ATOM);
    }

    private Piece call(String function, Expr... arguments) {
        return atom(function + "("
                + java.util.Arrays.stream(arguments).map(a -> within(a, SUM)).collect(Collectors.joining(", "))
                + ")");
    }

    @Override
    public Piece literal(Expr.Literal e) {
        Rational value = e.value();
        if (value.signum() < 0) {
            return new Piece(value.toString(), SUM);
        }
        return new Piece(value.toString(), value.isInteger() ? ATOM : PRODUCT);
    }

    @Override
    public Piece sizeNumber(Expr.SizeNumber e) {
        String text = e.size().toString();
        boolean isName = e.size().terms().size() == 1 && !text.contains("*") && !text.startsWith("-");
        return new Piece(text.replace("+", " + ").replace("-", " - ").strip(), isName ? ATOM : SUM);
    }

    @Override
    public Piece pi(Expr.Pi e) {
        return atom("pi");
    }

    @Override
    public Piece symbol(Expr.Symbol e) {
        return atom(e.name());
    }

    @Override
    public Piece named(Expr.Named e) {
        return atom(e.name());
    }

    @Override
    public Piece zero(Expr.Zero e) {
        return atom(constant("zeros", e));
    }

    @Override
    public Piece ones(Expr.Ones e) {
        return atom(constant("ones", e));
    }

    private static String constant(String function, Expr e) {
        String rows = e.shape().rows().toString();
        return function + "("
                + (e.shape().isColumn() ? rows : rows + ", " + e.shape().columns()) + ")";
    }

    @Override
    public Piece identity(Expr.Identity e) {
        return atom("eye(" + e.size() + ")");
    }

    @Override
    public Piece sum(Expr.Sum e) {
        StringBuilder text = new StringBuilder();
        for (Expr term : e.terms()) {
            boolean isNegative = Coefficient.of(term).value().signum() < 0;
            String its = within(isNegative ? Exprs.negate(term) : term, PRODUCT);
            if (text.isEmpty()) {
                text.append(isNegative ? "-" : "").append(its);
            } else {
                text.append(isNegative ? " - " : " + ").append(its);
            }
        }
        return new Piece(text.toString(), SUM);
    }

    @Override
    public Piece scaled(Expr.Scaled e) {
        return multiplied(Coefficient.of(e), e);
    }

    @Override
    public Piece product(Expr.Product e) {
        return multiplied(Coefficient.of(e), e);
    }

    /** A leading -1 becomes a sign; what has negative exponents goes below a slash. */
    private Piece multiplied(Coefficient split, Expr e) {
        if (split.value().signum() < 0) {
            return new Piece("-" + within(Exprs.negate(e), PRODUCT), SUM);
        }
        if (e instanceof Expr.Scaled scaled) {
            return new Piece(within(scaled.scalar(), PRODUCT) + "*" + within(scaled.body(), PRODUCT), PRODUCT);
        }
        List<Expr> factors = ((Expr.Product) e).factors();
        if (!e.shape().isScalar() || factors.stream().noneMatch(TextPrinter::isBelow)) {
            return new Piece(joined(factors, "*"), PRODUCT);
        }
        Rational number = Coefficient.of(e).value();
        List<Expr> above = new ArrayList<>();
        List<Expr> below = new ArrayList<>();
        add(above, new Rational(number.numerator(), BigInteger.ONE));
        add(below, new Rational(number.denominator(), BigInteger.ONE));
        for (Expr factor : factors) {
            if (isBelow(factor)) {
                below.add(Exprs.power(factor, Rational.MINUS_ONE));
            } else if (!(factor instanceof Expr.Literal)) {
                above.add(factor);
            }
        }
        String top = above.isEmpty() ? "1" : joined(above, "*");
        String bottom = below.size() == 1 ? within(below.get(0), POWER) : "(" + joined(below, "*") + ")";
        return new Piece(top + "/" + bottom, PRODUCT);
    }

    private static void add(List<Expr> factors, Rational number) {
        if (!number.isOne()) {
            factors.add(Exprs.literal(number));
        }
    }

    private static boolean isBelow(Expr e) {
        return e instanceof Expr.Power power
                && power.exponent().isInteger()
                && power.exponent().signum() < 0;
    }

    /** Joins factors; a fraction may stand bare only in front, columns of an identity are places of their neighbour. */
    private String joined(List<Expr> factors, String operator) {
        StringBuilder text = new StringBuilder();
        int i = 0;
        while (i < factors.size()) {
            boolean hasRows = isChoice(factors.get(i), true) && isPlain(factors, i + 1);
            String rows = hasRows ? places(((Expr.Transpose) factors.get(i)).argument()) : ":";
            i += hasRows ? 1 : 0;
            Expr factor = factors.get(i);
            boolean hasColumns = isPlain(factors, i) && isChosenFrom(factors, i);
            String columns = hasColumns ? places(factors.get(i + 1)) : ":";
            i += hasColumns ? 2 : 1;
            text.append(text.isEmpty() ? "" : operator);
            text.append(
                    hasRows || hasColumns
                            ? part(factor, rows, columns)
                            : within(factor, text.isEmpty() ? PRODUCT : POWER));
        }
        return text.toString();
    }

    private static boolean isChosenFrom(List<Expr> factors, int position) {
        return position + 1 < factors.size() && isChoice(factors.get(position + 1), false);
    }

    private String part(Expr e, String rows, String columns) {
        return within(e, ATOM) + "[" + rows + (e.shape().isColumn() ? "" : ", " + columns) + "]";
    }

    /** Whether there is a factor here of which places can be taken. */
    private static boolean isPlain(List<Expr> factors, int position) {
        return position < factors.size()
                && !isChoice(factors.get(position), true)
                && !isChoice(factors.get(position), false);
    }

    /** Whether a factor is columns of an identity, or their transpose. */
    private static boolean isChoice(Expr e, boolean isTransposed) {
        return isTransposed
                ? e instanceof Expr.Transpose transpose && isChoice(transpose.argument(), false)
                : e instanceof Expr.Applied applied && applied.operation() == Operation.SELECTION;
    }

    private static String places(Expr choice) {
        List<Size> sizes = ((Expr.Applied) choice).sizes();
        Size from = sizes.get(1);
        return sizes.get(2).isOne()
                ? from.toString()
                : from + ".." + from.plus(sizes.get(2)).minus(Size.ONE);
    }

    @Override
    public Piece hadamard(Expr.Hadamard e) {
        return new Piece(e.factors().stream().map(f -> within(f, POWER)).collect(Collectors.joining(" .* ")), PRODUCT);
    }

    @Override
    public Piece power(Expr.Power e) {
        boolean isScalar = e.shape().isScalar();
        if (e.base() instanceof Expr.Inner inner && inner.left().equals(inner.right())) {
            return norm(inner.left(), e.exponent().times(Rational.of(2)));
        }
        if (e.exponent().equals(Rational.HALF)) {
            return call("sqrt", e.base());
        }
        if (isScalar && e.exponent().equals(Rational.MINUS_ONE)) {
            return new Piece("1/" + within(e.base(), POWER), PRODUCT);
        }
        String exponent = e.exponent().signum() < 0 || !e.exponent().isInteger()
                ? "(" + e.exponent() + ")"
                : e.exponent().toString();
        return new Piece(within(e.base(), ATOM) + (isScalar ? "^" : ".^") + exponent, POWER);
    }

    /** A power of a norm, not a root of its square. */
    private Piece norm(Expr e, Rational exponent) {
        Piece norm = call("normF", e);
        if (exponent.isOne()) {
            return norm;
        } else if (exponent.equals(Rational.MINUS_ONE)) {
            return new Piece("1/" + norm.text(), PRODUCT);
        }
        boolean isPlain = exponent.signum() > 0 && exponent.isInteger();
        return new Piece(norm.text() + "^" + (isPlain ? exponent.toString() : "(" + exponent + ")"), POWER);
    }

    @Override
    public Piece entrywise(Expr.Entrywise e) {
        return call(e.function().symbol(), e.argument());
    }

    @Override
    public Piece transpose(Expr.Transpose e) {
        return new Piece(within(e.argument(), ATOM) + "'", ATOM);
    }

    @Override
    public Piece inverse(Expr.Inverse e) {
        return call("inv", e.argument());
    }

    @Override
    public Piece trace(Expr.Trace e) {
        return call("tr", e.argument());
    }

    @Override
    public Piece logDet(Expr.LogDet e) {
        return call("logdet", e.argument());
    }

    @Override
    public Piece inner(Expr.Inner e) {
        if (e.left().equals(e.right())) {
            return new Piece("normF(" + within(e.left(), SUM) + ")^2", POWER);
        }
        Expr product = Exprs.product(List.of(Exprs.transpose(e.left()), e.right()));
        return e.left().shape().isColumn() ? product.match(this) : call("tr", product);
    }

    @Override
    public Piece total(Expr.Total e) {
        return call("sum", e.argument());
    }

    @Override
    public Piece diagonalMatrix(Expr.DiagonalMatrix e) {
        return call("diag", e.vector());
    }

    @Override
    public Piece diagonalVector(Expr.DiagonalVector e) {
        return call("diagonal", e.matrix());
    }

    @Override
    public Piece applied(Expr.Applied e) {
        return switch (e.operation()) {
            case SELECTION -> selection(e);
            case COMMUTATION ->
                atom("commutation(" + e.sizes().get(0) + ", " + e.sizes().get(1) + ")");
            case ROOT -> new Piece(within(e.argument(), ATOM) + "^(1/2)", POWER);
            case RESHAPE ->
                atom("reshape(" + within(e.argument(), SUM) + ", " + e.shape().rows() + ", "
                        + e.shape().columns() + ")");
            case BLOCK_TRACE, BLOCK_SUM ->
                atom(e.operation().symbol() + "(" + within(e.argument(), SUM) + ", "
                        + e.sizes().get(0) + ")");
            default -> call(e.operation().symbol(), e.arguments().toArray(Expr[]::new));
        };
    }

    private static Piece selection(Expr.Applied e) {
        Size rows = e.sizes().get(0);
        return atom(
                e.shape().isColumn()
                        ? "basis(" + rows + ", " + places(e) + ")"
                        : "eye(" + rows + ")[:, " + places(e) + "]");
    }

    @Override
    public Piece expectation(Expr.Expectation e) {
        return atom("E[" + within(e.body(), SUM) + "]");
    }
}
