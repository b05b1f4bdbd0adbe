package dev.nadir.report.source;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Coefficient;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.expr.print.TextPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Writes expressions in a dialect; a {@code let} stands as its name. */
final class Code {

    /** Binding strengths, loosest first. */
    private static final int SUM = 1;

    private static final int PRODUCT = 2;
    private static final int POWER = 3;
    private static final int ATOM = 4;

    private final Dialect dialect;
    private final Names names;

    private record Piece(String text, int strength) {
        String within(int needed) {
            return strength < needed ? "(" + text + ")" : text;
        }
    }

    Code(Dialect dialect, Names names) {
        this.dialect = dialect;
        this.names = names;
    }

    /**
     * One line.
     *
     * @throws PreconditionException for an operation that is not written in this language
     */
    String line(Expr e) {
        return piece(e).text();
    }

    private String within(Expr e, int needed) {
        return piece(e).within(needed);
    }

    private static Piece atom(String text) {
        return new Piece(text, ATOM);
    }

    private Piece piece(Expr e) {
        if (e instanceof Expr.Symbol symbol) {
            return atom(names.of(symbol.name()));
        } else if (e instanceof Expr.Named named) {
            return atom(names.of(named.name()));
        } else if (e instanceof Expr.Sum sum) {
            return sum(sum);
        } else if (e instanceof Expr.Scaled scaled) {
            return scaled(scaled);
        } else if (e instanceof Expr.Product product) {
            return product(product);
        } else if (e instanceof Expr.Hadamard hadamard) {
            List<String> factors =
                    hadamard.factors().stream().map(f -> within(f, POWER)).toList();
            return new Piece(dialect.entrywiseProduct(factors), PRODUCT);
        } else if (e instanceof Expr.Transpose transpose) {
            return atom(dialect.transpose(within(transpose.argument(), ATOM)));
        } else if (e instanceof Expr.Power power) {
            return power(power);
        }
        return call(e);
    }

    private Piece call(Expr e) {
        if (e instanceof Expr.Entrywise f && !f.function().symbol().contains("'")) {
            return atom(dialect.function(
                    f.function().symbol(), line(f.argument()), e.shape().isScalar()));
        } else if (e instanceof Expr.Inner inner) {
            return atom(dialect.inner(within(inner.left(), PRODUCT), within(inner.right(), POWER)));
        } else if (e instanceof Expr.Trace of) {
            return call(Dialect.Call.TRACE, of.argument());
        } else if (e instanceof Expr.Inverse of) {
            return call(Dialect.Call.INVERSE, of.argument());
        } else if (e instanceof Expr.LogDet of) {
            return call(Dialect.Call.LOG_DET, of.argument());
        } else if (e instanceof Expr.Total of) {
            return call(Dialect.Call.TOTAL, of.argument());
        } else if (e instanceof Expr.DiagonalMatrix of) {
            return call(Dialect.Call.DIAGONAL_MATRIX, of.vector());
        } else if (e instanceof Expr.DiagonalVector of) {
            return call(Dialect.Call.DIAGONAL_VECTOR, of.matrix());
        }
        return e instanceof Expr.Applied applied ? applied(applied) : constant(e);
    }

    private Piece applied(Expr.Applied e) {
        return atom(dialect.applied(new Dialect.Applied(
                e.operation(),
                e.arguments().stream().map(this::line).toList(),
                e.sizes().stream().map(this::sizeAtom).toList(),
                sizeAtom(e.shape().rows()),
                sizeAtom(e.shape().columns()),
                e.shape().isColumn())));
    }

    private String sizeAtom(Size size) {
        return size(size).within(ATOM);
    }

    private Piece call(Dialect.Call call, Expr argument) {
        return atom(dialect.call(call, line(argument), argument.shape().isScalar()));
    }

    private Piece constant(Expr e) {
        if (e instanceof Expr.Literal literal) {
            return number(literal.value());
        } else if (e instanceof Expr.SizeNumber number) {
            return size(number.size());
        } else if (e instanceof Expr.Pi) {
            return atom(dialect.pi());
        } else if (e instanceof Expr.Identity identity) {
            return atom(dialect.identity(size(identity.size()).text()));
        } else if (e instanceof Expr.Zero || e instanceof Expr.Ones) {
            String rows = size(e.shape().rows()).text();
            String columns = size(e.shape().columns()).text();
            return atom(dialect.filled(e instanceof Expr.Ones ? 1 : 0, rows, columns, e.shape()));
        }
        throw new PreconditionException("an export to " + dialect.name()
                + " knows every operation but expectations and functions that the model names, got " + what(e));
    }

    private static String what(Expr e) {
        return e instanceof Expr.Entrywise f ? f.function().symbol() : TextPrinter.print(e);
    }

    private Piece number(Rational value) {
        String top = value.numerator().toString();
        if (value.isInteger()) {
            return new Piece(top, value.signum() < 0 ? SUM : ATOM);
        }
        return new Piece(dialect.fraction(top, value.denominator().toString()), value.signum() < 0 ? SUM : PRODUCT);
    }

    private Piece size(Size size) {
        List<String> terms = new ArrayList<>();
        for (Map.Entry<List<SizeName>, Rational> term : size.terms().entrySet()) {
            List<String> factors = new ArrayList<>();
            if (!term.getValue().isOne() || term.getKey().isEmpty()) {
                factors.add(number(term.getValue()).within(PRODUCT));
            }
            term.getKey().forEach(name -> factors.add(names.of(name.toString())));
            terms.add(String.join(" * ", factors));
        }
        boolean isName = terms.size() == 1 && !terms.get(0).contains(" ");
        return new Piece(terms.isEmpty() ? "0" : String.join(" + ", terms), isName ? ATOM : SUM);
    }

    private Piece sum(Expr.Sum e) {
        String text = "";
        for (Expr term : e.terms()) {
            boolean isNegative = Coefficient.of(term).value().signum() < 0;
            String its = within(isNegative ? Exprs.negate(term) : term, PRODUCT);
            if (text.isEmpty()) {
                text = isNegative ? "-" + within(Exprs.negate(term), POWER) : its;
            } else {
                text = dialect.add(text, its, isNegative);
            }
        }
        return new Piece(text, SUM);
    }

    private Piece scaled(Expr.Scaled e) {
        if (e.scalar() instanceof Expr.Literal literal && literal.value().equals(Rational.MINUS_ONE)) {
            return new Piece("-" + within(e.body(), POWER), SUM);
        }
        // The body's brackets keep its own product first: (s*A) @ B would scale too early to read.
        return new Piece(dialect.scaled(within(e.scalar(), PRODUCT), within(e.body(), POWER)), PRODUCT);
    }

    private Piece product(Expr.Product e) {
        List<Expr> scalars =
                e.factors().stream().filter(f -> f.shape().isScalar()).toList();
        List<Expr> matrices =
                e.factors().stream().filter(f -> !f.shape().isScalar()).toList();
        List<String> parts = new ArrayList<>();
        for (Expr scalar : scalars) {
            parts.add(within(scalar, parts.isEmpty() ? PRODUCT : POWER));
        }
        if (matrices.isEmpty()) {
            return new Piece(String.join(" * ", parts), PRODUCT);
        }
        String product = dialect.matrixProduct(
                matrices.stream().map(f -> within(f, POWER)).toList());
        if (e.shape().isScalar()) {
            parts.add(dialect.onlyEntry(product));
            return new Piece(String.join(" * ", parts), parts.size() == 1 ? ATOM : PRODUCT);
        }
        return parts.isEmpty()
                ? new Piece(product, PRODUCT)
                : new Piece(dialect.scaled(String.join(" * ", parts), "(" + product + ")"), PRODUCT);
    }

    private Piece power(Expr.Power e) {
        boolean isScalar = e.shape().isScalar();
        if (isScalar && e.exponent().equals(Rational.MINUS_ONE)) {
            return new Piece(dialect.fraction("1", within(e.base(), ATOM)), PRODUCT);
        }
        Piece exponent = number(e.exponent());
        // A fraction as a decimal would not be exact; whole exponents of whole arrays must be floating point below
        // zero.
        String text = e.exponent().isInteger()
                ? (e.exponent().signum() < 0 ? "(" + exponent.text() + ".0)" : exponent.text())
                : "(" + exponent.text() + ")";
        return new Piece(dialect.power(within(e.base(), ATOM), text, isScalar), POWER);
    }
}
