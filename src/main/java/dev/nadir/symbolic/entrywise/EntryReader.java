package dev.nadir.symbolic.entrywise;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.Symmetric;
import dev.nadir.expr.calculus.Dependence;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Evaluates expressions to matrices of polynomials in entries. A {@code let} whose entry would be a longer sum stays an
 * atom under its name, as in {@code R[1,2]}; what is neither sum nor product of entries becomes an atom as a whole, and
 * of an inverse or a root, which the sizes would multiply out to a page, every entry.
 */
final class EntryReader {

    private final Function<Size, Integer> sizes;
    private final Dependence moving;
    private final List<Expr> atoms = new ArrayList<>();
    private final Map<Expr, Integer> numbers = new HashMap<>();
    private final IdentityHashMap<Expr, EntryMatrix> fixed = new IdentityHashMap<>();
    private final Map<Expr, EntryMatrix> directions = new HashMap<>();
    private final EntryOperations operations = new EntryOperations(this);
    private Dependence moved = new Dependence(Set.of());

    EntryReader(Function<Size, Integer> sizes, Set<Expr.Symbol> directions) {
        this.sizes = sizes;
        this.moving = new Dependence(directions);
    }

    List<Expr> atoms() {
        return atoms;
    }

    /** Sets a direction; those that are not set are zero. */
    void move(Expr.Symbol direction, EntryMatrix value) {
        directions.clear();
        directions.put(direction, value);
        moved = new Dependence(Set.of(direction));
    }

    int size(Size size) {
        return sizes.apply(size);
    }

    /** The entries of an expression at the directions that are set. */
    EntryMatrix read(Expr e) {
        if (moving.dependsOn(e)) {
            return moved.dependsOn(e) ? evaluate(e) : zero(e.shape());
        }
        EntryMatrix known = fixed.get(e);
        if (known == null) {
            known = evaluate(e);
            fixed.put(e, known);
        }
        return known;
    }

    private EntryMatrix zero(Shape shape) {
        return EntryMatrix.of(size(shape.rows()), size(shape.columns()), (i, j) -> EntryPolynomial.ZERO);
    }

    private EntryMatrix evaluate(Expr e) {
        if (e instanceof Expr.Symbol symbol) {
            return moving.dependsOn(symbol) ? directions.getOrDefault(symbol, zero(e.shape())) : symbol(symbol);
        } else if (e instanceof Expr.Named named) {
            return named(named);
        } else if (e instanceof Expr.Sum sum) {
            return sum.terms().stream()
                    .map(this::read)
                    .reduce((a, b) -> a.with(b, EntryPolynomial::plus))
                    .orElseThrow();
        } else if (e instanceof Expr.Scaled scaled) {
            return scale(read(scaled.scalar()), read(scaled.body()));
        } else if (e instanceof Expr.Product product) {
            return product(product);
        } else if (e instanceof Expr.Hadamard hadamard) {
            return hadamard.factors().stream()
                    .map(this::read)
                    .reduce((a, b) -> a.with(b, EntryPolynomial::times))
                    .orElseThrow();
        } else if (e instanceof Expr.Transpose transpose) {
            return read(transpose.argument()).transpose();
        }
        return reduced(e);
    }

    private EntryMatrix reduced(Expr e) {
        if (e instanceof Expr.Trace trace) {
            EntryMatrix a = read(trace.argument());
            return EntryMatrix.scalar(diagonal(a).total());
        } else if (e instanceof Expr.Inner inner) {
            EntryMatrix products = read(inner.left()).with(read(inner.right()), EntryPolynomial::times);
            return EntryMatrix.scalar(products.total());
        } else if (e instanceof Expr.Total total) {
            return EntryMatrix.scalar(read(total.argument()).total());
        } else if (e instanceof Expr.DiagonalMatrix diagonal) {
            EntryMatrix v = read(diagonal.vector());
            return EntryMatrix.of(v.rows(), v.rows(), (i, j) -> i == j ? v.at(i, 0) : EntryPolynomial.ZERO);
        } else if (e instanceof Expr.DiagonalVector diagonal) {
            return diagonal(read(diagonal.matrix()));
        } else if (e instanceof Expr.Power power) {
            return read(power.base()).map(base -> power(base, power.exponent()));
        } else if (e instanceof Expr.Entrywise f) {
            return read(f.argument()).map(argument -> atom(Exprs.entrywise(f.function(), argument.expression(atoms))));
        }
        return constant(e);
    }

    private EntryMatrix constant(Expr e) {
        int rows = size(e.shape().rows());
        int columns = size(e.shape().columns());
        if (e instanceof Expr.Literal literal) {
            return EntryMatrix.scalar(EntryPolynomial.of(literal.value()));
        } else if (e instanceof Expr.SizeNumber number) {
            return EntryMatrix.scalar(EntryPolynomial.of(number.size()
                    .substitute(name -> Size.of(size(Size.of(name))))
                    .constant()
                    .orElseThrow()));
        } else if (e instanceof Expr.Pi) {
            return EntryMatrix.scalar(atom(e));
        } else if (e instanceof Expr.Zero) {
            return zero(e.shape());
        } else if (e instanceof Expr.Ones) {
            return EntryMatrix.of(rows, columns, (i, j) -> EntryPolynomial.ONE);
        } else if (e instanceof Expr.Identity) {
            return EntryMatrix.of(rows, rows, (i, j) -> i == j ? EntryPolynomial.ONE : EntryPolynomial.ZERO);
        } else if (e instanceof Expr.Inverse inverse && rows == 1) {
            return EntryMatrix.scalar(power(read(inverse.argument()).at(0, 0), Rational.MINUS_ONE));
        }
        return e instanceof Expr.Applied applied ? operations.read(applied) : whole(e);
    }

    /** Entries that are written as those of the whole, as in {@code basis(n, 1)'*inv(S)*basis(n, 2)}. */
    EntryMatrix whole(Expr e) {
        if (moving.dependsOn(e)) {
            throw new PreconditionException("entries are written of what is linear in a direction, got one inside "
                    + dev.nadir.expr.print.TextPrinter.print(e));
        } else if (e.shape().isScalar()) {
            return EntryMatrix.scalar(atom(e));
        }
        boolean isSymmetric = Symmetric.isSymmetric(e);
        return EntryMatrix.of(
                size(e.shape().rows()),
                size(e.shape().columns()),
                (i, j) -> isSymmetric ? part(e, Math.min(i, j), Math.max(i, j)) : part(e, i, j));
    }

    private EntryPolynomial part(Expr e, int i, int j) {
        Expr row = Exprs.transpose(Operations.basis(e.shape().rows(), Size.of(i + 1)));
        return atom(Exprs.product(List.of(row, e, Operations.basis(e.shape().columns(), Size.of(j + 1)))));
    }

    private static EntryMatrix diagonal(EntryMatrix a) {
        return EntryMatrix.of(a.rows(), 1, (i, j) -> a.at(i, i));
    }

    private static EntryMatrix scale(EntryMatrix scalar, EntryMatrix body) {
        EntryPolynomial factor = scalar.at(0, 0);
        return body.map(factor::times);
    }

    private EntryMatrix product(Expr.Product e) {
        EntryMatrix scalar = EntryMatrix.scalar(EntryPolynomial.ONE);
        EntryMatrix matrix = null;
        for (Expr factor : e.factors()) {
            EntryMatrix value = read(factor);
            if (factor.shape().isScalar()) {
                scalar = scale(scalar, value);
            } else {
                matrix = matrix == null ? value : matrix.times(value);
            }
        }
        return matrix == null ? scalar : scale(scalar, matrix);
    }

    private EntryPolynomial power(EntryPolynomial base, Rational exponent) {
        boolean isWhole = exponent.isInteger() && (exponent.signum() > 0 || base.termCount() == 1);
        return isWhole ? base.power(exponent.intValueExact()) : atom(Exprs.power(base.expression(atoms), exponent));
    }

    private EntryPolynomial atom(Expr atom) {
        Integer number = numbers.get(atom);
        if (number == null) {
            number = atoms.size();
            atoms.add(atom);
            numbers.put(atom, number);
        }
        return EntryPolynomial.atom(number);
    }

    /** The entry of a symbol; a symmetric one has each beside the diagonal once, a diagonal one zeros there. */
    private EntryMatrix symbol(Expr.Symbol symbol) {
        boolean isDiagonal = symbol.properties().contains(dev.nadir.expr.Property.DIAGONAL);
        return entries(
                symbol.name(),
                symbol.shape(),
                (i, j) -> isDiagonal && i != j
                        ? EntryPolynomial.ZERO
                        : symbol.isSymmetric()
                                ? entry(symbol.name(), symbol.shape(), Math.min(i, j), Math.max(i, j))
                                : entry(symbol.name(), symbol.shape(), i, j));
    }

    private EntryMatrix entries(String name, Shape shape, EntryMatrix.Entry entry) {
        return shape.isScalar()
                ? EntryMatrix.scalar(atom(scalar(name)))
                : EntryMatrix.of(size(shape.rows()), size(shape.columns()), entry);
    }

    private EntryPolynomial entry(String name, Shape shape, int i, int j) {
        return atom(scalar(name + place(shape, i, j)));
    }

    /** As in {@code [1,2]}, or {@code [1]} of a vector. */
    static String place(Shape shape, int i, int j) {
        return shape.isScalar() ? "" : shape.isColumn() ? "[" + (i + 1) + "]" : "[" + (i + 1) + "," + (j + 1) + "]";
    }

    private static Expr scalar(String name) {
        return new Expr.Symbol(name, Shape.SCALAR, Role.DATA, Set.of());
    }

    private EntryMatrix named(Expr.Named e) {
        EntryMatrix values = read(e.definition());
        if (moving.dependsOn(e)) {
            return values;
        }
        return EntryMatrix.of(
                values.rows(),
                values.columns(),
                (i, j) -> values.at(i, j).termCount() <= 1 ? values.at(i, j) : entry(e.name(), e.shape(), i, j));
    }
}
