package dev.nadir.expr.calculus;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The matrix J with {@code vec(dF) = J*vec(dX)}, columns below each other, by the rules of vec: Kronecker products for
 * products, commutation matrices for transposes, diagonal matrices for what works entry by entry (MagnusNeudecker2019).
 */
public final class Jacobian implements Expr.Cases<Expr> {

    private final Expr.Symbol symbol;
    private final Dependence dependence;
    private final Map<Expr, Expr> known = new HashMap<>();

    private Jacobian(Expr.Symbol symbol) {
        this.symbol = symbol;
        this.dependence = new Dependence(Set.of(symbol));
    }

    /**
     * The Jacobian of an expression with respect to a symbol: as many rows as the expression has entries, as many columns
     * as the symbol has.
     *
     * @throws PreconditionException if an operation that holds the symbol has no Jacobian that is covered as a matrix
     */
    public static Expr of(Expr e, Expr.Symbol symbol) {
        return new Jacobian(symbol).of(e);
    }

    private static Size count(Shape shape) {
        return shape.rows().times(shape.columns());
    }

    private Expr of(Expr e) {
        if (!dependence.dependsOn(e)) {
            return none(e);
        }
        Expr answer = known.get(e);
        if (answer == null) {
            answer = e.match(this);
            known.put(e, answer);
        }
        return answer;
    }

    private Expr none(Expr e) {
        return Exprs.zero(new Shape(count(e.shape()), count(symbol.shape())));
    }

    private static Expr row(Expr e) {
        return Exprs.transpose(Operations.vec(e));
    }

    private static Expr diagonal(Expr e) {
        return Exprs.diagonalMatrix(Operations.vec(e));
    }

    @Override
    public Expr literal(Expr.Literal e) {
        return none(e);
    }

    @Override
    public Expr sizeNumber(Expr.SizeNumber e) {
        return none(e);
    }

    @Override
    public Expr pi(Expr.Pi e) {
        return none(e);
    }

    @Override
    public Expr symbol(Expr.Symbol e) {
        return Exprs.identity(count(e.shape()));
    }

    @Override
    public Expr named(Expr.Named e) {
        return of(e.definition());
    }

    @Override
    public Expr zero(Expr.Zero e) {
        return none(e);
    }

    @Override
    public Expr ones(Expr.Ones e) {
        return none(e);
    }

    @Override
    public Expr identity(Expr.Identity e) {
        return none(e);
    }

    @Override
    public Expr sum(Expr.Sum e) {
        return Exprs.sum(e.terms().stream().map(this::of).toList());
    }

    @Override
    public Expr scaled(Expr.Scaled e) {
        return Exprs.add(Exprs.times(Operations.vec(e.body()), of(e.scalar())), Exprs.scaled(e.scalar(), of(e.body())));
    }

    @Override
    public Expr product(Expr.Product e) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < e.factors().size(); i++) {
            Expr factor = e.factors().get(i);
            if (!dependence.dependsOn(factor)) {
                continue;
            }
            List<Expr> before = e.factors().subList(0, i);
            List<Expr> after = e.factors().subList(i + 1, e.factors().size());
            Expr left = before.isEmpty() ? Exprs.identity(factor.shape().rows()) : Exprs.product(before);
            Expr right = after.isEmpty() ? Exprs.identity(factor.shape().columns()) : Exprs.product(after);
            terms.add(Exprs.times(Operations.kronecker(Exprs.transpose(right), left), of(factor)));
        }
        return Exprs.sum(terms);
    }

    @Override
    public Expr hadamard(Expr.Hadamard e) {
        List<Expr> terms = new ArrayList<>();
        for (int i = 0; i < e.factors().size(); i++) {
            Expr others = Exprs.ones(e.shape());
            for (int j = 0; j < e.factors().size(); j++) {
                others = j == i ? others : Exprs.hadamard(others, e.factors().get(j));
            }
            terms.add(Exprs.times(diagonal(others), of(e.factors().get(i))));
        }
        return Exprs.sum(terms);
    }

    @Override
    public Expr power(Expr.Power e) {
        Expr slope = Exprs.scaled(
                Exprs.literal(e.exponent()), Exprs.power(e.base(), e.exponent().minus(Rational.ONE)));
        return Exprs.times(diagonal(slope), of(e.base()));
    }

    @Override
    public Expr entrywise(Expr.Entrywise e) {
        return Exprs.times(diagonal(slope(e)), of(e.argument()));
    }

    /** The slope of a function of one number at every entry. */
    private static Expr slope(Expr.Entrywise e) {
        Expr.Symbol free = new Expr.Symbol("?x", Shape.SCALAR, Role.DATA, Set.of());
        return Lifting.of(Lifting.derivative(Exprs.entrywise(e.function(), free), free, 1), free, e.argument());
    }

    @Override
    public Expr transpose(Expr.Transpose e) {
        Shape shape = e.argument().shape();
        return Exprs.times(Operations.commutation(shape.rows(), shape.columns()), of(e.argument()));
    }

    @Override
    public Expr inverse(Expr.Inverse e) {
        return Exprs.negate(Exprs.times(Operations.kronecker(Exprs.transpose(e), e), of(e.argument())));
    }

    @Override
    public Expr trace(Expr.Trace e) {
        return Exprs.times(row(Exprs.identity(e.argument().shape().rows())), of(e.argument()));
    }

    @Override
    public Expr logDet(Expr.LogDet e) {
        return Exprs.times(row(Exprs.transpose(Exprs.inverse(e.argument()))), of(e.argument()));
    }

    @Override
    public Expr inner(Expr.Inner e) {
        return Exprs.add(Exprs.times(row(e.left()), of(e.right())), Exprs.times(row(e.right()), of(e.left())));
    }

    @Override
    public Expr total(Expr.Total e) {
        return Exprs.times(row(Exprs.ones(e.argument().shape())), of(e.argument()));
    }

    /** The matrix that takes a vector to vec of the diagonal matrix with it. */
    private static Expr spreading(Size size) {
        Expr ones = Exprs.ones(Shape.vector(size));
        Expr identity = Exprs.identity(size);
        return Exprs.hadamard(Operations.kronecker(identity, ones), Operations.kronecker(ones, identity));
    }

    @Override
    public Expr diagonalMatrix(Expr.DiagonalMatrix e) {
        return Exprs.times(spreading(e.vector().shape().rows()), of(e.vector()));
    }

    @Override
    public Expr diagonalVector(Expr.DiagonalVector e) {
        return Exprs.times(Exprs.transpose(spreading(e.shape().rows())), of(e.matrix()));
    }

    @Override
    public Expr applied(Expr.Applied e) {
        Expr first = e.argument();
        return switch (e.operation()) {
            case DETERMINANT -> Exprs.times(row(Exprs.scaled(e, Exprs.transpose(Exprs.inverse(first)))), of(first));
            case KRONECKER -> kronecker(first, e.arguments().get(1));
            case VEC, RESHAPE -> of(first);
            case ROOT -> Exprs.times(Exprs.inverse(sylvester(e)), of(first));
            case NUCLEAR_NORM -> Exprs.times(row(Operations.polar(first)), of(first));
            case SPECTRAL_NORM -> Exprs.times(row(Operations.leading(first)), of(first));
            case BLOCK_TRACE -> {
                Expr traces = chosen(e.sizes().get(0), e.shape().rows());
                yield Exprs.times(Operations.kronecker(Exprs.identity(e.shape().columns()), traces), of(first));
            }
            case BLOCK_SUM -> {
                Expr sums = chosen(e.sizes().get(0), e.shape().columns());
                yield Exprs.times(
                        Operations.kronecker(sums, Exprs.identity(e.shape().rows())), of(first));
            }
            case SYLVESTER -> sylvester(e, first, e.arguments().get(1));
            default ->
                throw new PreconditionException(
                        "the Jacobian of " + e.operation().symbol() + " is not covered as a matrix, got " + e.shape());
        };
    }

    /** {@code sum over k of e_k' kron I_n kron e_k'} for the basis vectors of length {@code count}. */
    private static Expr chosen(Size count, Size n) {
        Expr trace = row(Exprs.identity(count));
        return Exprs.times(
                Operations.kronecker(trace, Exprs.identity(n)),
                Operations.kronecker(
                        Exprs.identity(count), Operations.commutation(/* rows= */ count, /* columns= */ n)));
    }

    /** From {@code S*dX + dX*S = dC - dS*X - X*dS}. */
    private Expr sylvester(Expr x, Expr s, Expr c) {
        Expr identity = Exprs.identity(s.shape().rows());
        Expr around = Exprs.add(Operations.kronecker(Exprs.transpose(x), identity), Operations.kronecker(identity, x));
        return Exprs.times(Exprs.inverse(sylvester(s)), Exprs.subtract(of(c), Exprs.times(around, of(s))));
    }

    private static Expr sylvester(Expr s) {
        Expr identity = Exprs.identity(s.shape().rows());
        return Exprs.add(Operations.kronecker(identity, s), Operations.kronecker(s, identity));
    }

    private Expr kronecker(Expr left, Expr right) {
        Shape a = left.shape();
        Shape b = right.shape();
        Expr order = Operations.kronecker(
                Exprs.identity(a.columns()),
                Operations.kronecker(
                        Operations.commutation(/* rows= */ b.columns(), /* columns= */ a.rows()),
                        Exprs.identity(b.rows())));
        Expr ofLeft = Exprs.times(Operations.kronecker(Exprs.identity(count(a)), Operations.vec(right)), of(left));
        Expr ofRight = Exprs.times(Operations.kronecker(Operations.vec(left), Exprs.identity(count(b))), of(right));
        return Exprs.times(order, Exprs.add(ofLeft, ofRight));
    }

    @Override
    public Expr expectation(Expr.Expectation e) {
        throw new PreconditionException("a mean must be taken before a derivative, got an expectation of shape "
                + e.shape() + " that is not carried out");
    }
}
