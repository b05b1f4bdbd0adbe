package dev.nadir.reduction.scalar.loss;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.SizeName;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Assumption;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Reads a loss whose parameters and data are all scalars as a {@link ScalarProblem}, exactly.
 *
 * <p>Covered: sums, products, quotients, whole powers, and logarithms times what holds no unknown.
 */
public final class LossReader implements Expr.Cases<LossReader.Value> {

    private final Set<String> unknowns;

    /** A quotient and logarithms, all of which are added. */
    record Value(LaurentPolynomial numerator, LaurentPolynomial denominator, List<Logarithm> logarithms) {

        static Value of(LaurentPolynomial polynomial) {
            return new Value(polynomial, LaurentPolynomial.ONE, List.of());
        }

        boolean isPolynomial() {
            return denominator.equals(LaurentPolynomial.ONE) && logarithms.isEmpty();
        }
    }

    private LossReader(Set<String> unknowns) {
        this.unknowns = unknowns;
    }

    /**
     * The problem that a landscape is.
     *
     * @throws PreconditionException naming the first term that is not covered
     */
    public static ScalarProblem read(Landscape landscape) {
        return read(landscape, DataNumbers.of(landscape));
    }

    /** The same with names for the numbers that it makes of vectors and matrices of data. */
    static ScalarProblem read(Landscape landscape, DataNumbers.Named named) {
        for (Expr.Symbol parameter : landscape.parameters()) {
            if (!parameter.shape().isScalar()) {
                throw new PreconditionException(
                        "every parameter must be a scalar, " + parameter.name() + " is " + parameter.shape());
            }
        }
        Map<String, Sign> unknowns = new LinkedHashMap<>();
        List<Assumption> assumptions = new ArrayList<>();
        for (Expr.Symbol parameter : landscape.parameters()) {
            Bound bound = bound(parameter.name(), landscape.model().parameters());
            if (!bound.assumptions().isEmpty()) {
                throw new PreconditionException("the domain of " + parameter.name() + " must begin at zero or nowhere");
            }
            unknowns.put(parameter.name(), bound.sign());
        }
        Value loss = named.loss().match(new LossReader(unknowns.keySet()));
        Map<String, Sign> parameters = new LinkedHashMap<>();
        for (String name : names(loss)) {
            if (!unknowns.containsKey(name)) {
                boolean isPositive = named.conditions().stream()
                        .anyMatch(condition -> condition.equals(dev.nadir.model.read.FormulaText.parse(name + " > 0")));
                boolean isNamed =
                        named.lets().stream().anyMatch(let -> let.names().contains(name));
                if (isNamed) {
                    parameters.put(name, isPositive ? Sign.POSITIVE : Sign.FREE);
                    continue;
                }
                boolean isData = landscape.data().stream()
                        .anyMatch(symbol -> symbol.name().equals(name));
                Bound bound = isData ? bound(name, landscape.model().data()) : new Bound(Sign.POSITIVE, List.of());
                parameters.put(name, bound.sign());
                assumptions.addAll(bound.assumptions());
            }
        }
        return new ScalarProblem(
                unknowns, parameters, loss.numerator(), loss.denominator(), loss.logarithms(), assumptions);
    }

    private static Set<String> names(Value loss) {
        Set<String> names = new TreeSet<>(loss.numerator().names());
        names.addAll(loss.denominator().names());
        for (Logarithm logarithm : loss.logarithms()) {
            names.addAll(logarithm.coefficient().names());
            names.addAll(logarithm.argument().names());
        }
        return names;
    }

    /** What is declared of a number: its sign, and what a bound other than zero says beyond that. */
    private record Bound(Sign sign, List<Assumption> assumptions) {}

    private static Bound bound(String name, List<Declaration> declarations) {
        String base = name.replaceAll("\\[.*", "");
        Optional<Declaration.Condition> condition = declarations.stream()
                .filter(declaration -> declaration.name().equals(base))
                .findFirst()
                .flatMap(Declaration::condition);
        if (condition.isEmpty() || !(condition.get().bound() instanceof Formula.NumberLiteral literal)) {
            return new Bound(Sign.FREE, List.of());
        }
        LaurentPolynomial above = LaurentPolynomial.of(name).minus(LaurentPolynomial.of(literal.value()));
        LaurentPolynomial below = above.times(Rational.MINUS_ONE);
        boolean isZero = literal.value().isZero();
        return switch (condition.get().operator()) {
            case GREATER ->
                new Bound(Sign.POSITIVE, isZero ? List.of() : List.of(new Assumption(above, Sign.POSITIVE)));
            case GREATER_OR_EQUAL ->
                isZero
                        ? new Bound(Sign.NON_NEGATIVE, List.of())
                        : new Bound(Sign.POSITIVE, List.of(new Assumption(above, Sign.NON_NEGATIVE)));
            case LESS -> new Bound(Sign.FREE, List.of(new Assumption(below, Sign.POSITIVE)));
            case LESS_OR_EQUAL -> new Bound(Sign.FREE, List.of(new Assumption(below, Sign.NON_NEGATIVE)));
            default -> new Bound(Sign.FREE, List.of());
        };
    }

    private static PreconditionException refused(Expr e, String why) {
        return new PreconditionException("the term " + TextPrinter.print(e) + " " + why);
    }

    private Value add(Value left, Value right) {
        List<Logarithm> logarithms = new ArrayList<>(left.logarithms());
        logarithms.addAll(right.logarithms());
        if (left.denominator().equals(right.denominator())) {
            return new Value(left.numerator().plus(right.numerator()), left.denominator(), logarithms);
        }
        return new Value(
                left.numerator()
                        .times(right.denominator())
                        .plus(right.numerator().times(left.denominator())),
                left.denominator().times(right.denominator()),
                logarithms);
    }

    private Value multiply(Expr e, Value left, Value right) {
        if (left.logarithms().isEmpty() && right.logarithms().isEmpty()) {
            return new Value(
                    left.numerator().times(right.numerator()),
                    left.denominator().times(right.denominator()),
                    List.of());
        }
        Value factor = left.logarithms().isEmpty() ? left : right;
        Value other = left.logarithms().isEmpty() ? right : left;
        if (!factor.isPolynomial() || !factor.numerator().isFreeOf(unknowns)) {
            throw refused(e, "is a logarithm times what is no polynomial of the data");
        }
        List<Logarithm> scaled = other.logarithms().stream()
                .map(l -> new Logarithm(l.coefficient().times(factor.numerator()), l.argument()))
                .toList();
        return new Value(factor.numerator().times(other.numerator()), other.denominator(), scaled);
    }

    private Value multiply(Expr e, List<Expr> factors) {
        Value product = Value.of(LaurentPolynomial.ONE);
        for (Expr factor : factors) {
            product = multiply(e, product, factor.match(this));
        }
        return product;
    }

    @Override
    public Value literal(Expr.Literal e) {
        return Value.of(LaurentPolynomial.of(e.value()));
    }

    @Override
    public Value sizeNumber(Expr.SizeNumber e) {
        LaurentPolynomial sum = LaurentPolynomial.ZERO;
        for (Map.Entry<List<SizeName>, Rational> term : e.size().terms().entrySet()) {
            LaurentPolynomial product = LaurentPolynomial.of(term.getValue());
            for (SizeName name : term.getKey()) {
                product = product.times(LaurentPolynomial.of(name.toString()));
            }
            sum = sum.plus(product);
        }
        return Value.of(sum);
    }

    @Override
    public Value pi(Expr.Pi e) {
        return Value.of(LaurentPolynomial.of("pi"));
    }

    @Override
    public Value symbol(Expr.Symbol e) {
        if (!e.shape().isScalar()) {
            throw refused(e, "is no scalar");
        }
        return Value.of(LaurentPolynomial.of(e.name()));
    }

    @Override
    public Value named(Expr.Named e) {
        return e.definition().match(this);
    }

    @Override
    public Value zero(Expr.Zero e) {
        return Value.of(LaurentPolynomial.ZERO);
    }

    @Override
    public Value ones(Expr.Ones e) {
        return one(e);
    }

    @Override
    public Value identity(Expr.Identity e) {
        return one(e);
    }

    private static Value one(Expr e) {
        if (!e.shape().isScalar()) {
            throw refused(e, "is no scalar");
        }
        return Value.of(LaurentPolynomial.ONE);
    }

    @Override
    public Value sum(Expr.Sum e) {
        Value sum = Value.of(LaurentPolynomial.ZERO);
        for (Expr term : e.terms()) {
            sum = add(sum, term.match(this));
        }
        return sum;
    }

    @Override
    public Value scaled(Expr.Scaled e) {
        return multiply(e, List.of(e.scalar(), e.body()));
    }

    @Override
    public Value product(Expr.Product e) {
        return multiply(e, e.factors());
    }

    @Override
    public Value hadamard(Expr.Hadamard e) {
        return multiply(e, e.factors());
    }

    @Override
    public Value power(Expr.Power e) {
        Value base = e.base().match(this);
        boolean isWhole = e.exponent().isInteger() && e.exponent().numerator().bitLength() < 16;
        if (!isWhole || !base.logarithms().isEmpty()) {
            throw refused(e, "has a power that is not whole");
        }
        int exponent = e.exponent().intValueExact();
        LaurentPolynomial top = exponent < 0 ? base.denominator() : base.numerator();
        LaurentPolynomial bottom = exponent < 0 ? base.numerator() : base.denominator();
        int size = Math.abs(exponent);
        // One term in a denominator is a negative power, and stays a polynomial of that kind.
        if (bottom.terms().size() == 1) {
            return Value.of(top.power(size).times(bottom.power(-size)));
        }
        return new Value(top.power(size), bottom.power(size), List.of());
    }

    @Override
    public Value entrywise(Expr.Entrywise e) {
        Value argument = e.argument().match(this);
        if (!e.function().equals(EntrywiseFunction.LOG)
                || !argument.logarithms().isEmpty()) {
            throw refused(e, "holds a function other than the logarithm");
        }
        List<Logarithm> logarithms = new ArrayList<>();
        logarithms.add(new Logarithm(LaurentPolynomial.ONE, argument.numerator()));
        if (!argument.denominator().equals(LaurentPolynomial.ONE)) {
            logarithms.add(new Logarithm(LaurentPolynomial.of(-1), argument.denominator()));
        }
        return new Value(LaurentPolynomial.ZERO, LaurentPolynomial.ONE, logarithms);
    }

    @Override
    public Value transpose(Expr.Transpose e) {
        return e.argument().match(this);
    }

    @Override
    public Value inverse(Expr.Inverse e) {
        throw refused(e, "is an inverse of a matrix");
    }

    @Override
    public Value trace(Expr.Trace e) {
        return e.argument().match(this);
    }

    @Override
    public Value logDet(Expr.LogDet e) {
        throw refused(e, "is a determinant");
    }

    @Override
    public Value inner(Expr.Inner e) {
        return multiply(e, List.of(e.left(), e.right()));
    }

    @Override
    public Value total(Expr.Total e) {
        return e.argument().match(this);
    }

    @Override
    public Value diagonalMatrix(Expr.DiagonalMatrix e) {
        return e.vector().match(this);
    }

    @Override
    public Value diagonalVector(Expr.DiagonalVector e) {
        return e.matrix().match(this);
    }

    @Override
    public Value applied(Expr.Applied e) {
        throw refused(e, "is " + e.operation().symbol() + " of a matrix");
    }

    @Override
    public Value expectation(Expr.Expectation e) {
        throw refused(e, "is a mean that was not carried out");
    }
}
