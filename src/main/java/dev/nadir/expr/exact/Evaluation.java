package dev.nadir.expr.exact;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BinaryOperator;
import java.util.random.RandomGenerator;

/**
 * Values modulo a prime at one random point. Functions that are not rational are unknown functions: the same random
 * value for the same argument, and nothing else is known of them.
 */
final class Evaluation implements Expr.Cases<Grid> {

    /** Where a denominator or a determinant is 0 at this point. */
    static final class UndefinedException extends RuntimeException {
        UndefinedException(String message) {
            super(message);
        }
    }

    private final Map<String, Integer> sizes;
    private final RandomGenerator generator;
    private final Map<Expr, Grid> known = new HashMap<>();
    private final Map<String, Grid> symbols = new HashMap<>();
    private final Map<List<Object>, Grid> unknowns = new HashMap<>();

    Evaluation(Map<String, Integer> sizes, RandomGenerator generator) {
        this.sizes = sizes;
        this.generator = generator;
    }

    /** How many values of unknown functions were drawn. */
    int unknownCount() {
        return unknowns.size();
    }

    Grid of(Expr e) {
        Grid value = known.get(e);
        if (value == null) {
            value = e.match(this);
            known.put(e, value);
        }
        return value;
    }

    private int number(Size size) {
        return size.evaluate(sizes);
    }

    private int rows(Shape shape) {
        return number(shape.rows());
    }

    private int columns(Shape shape) {
        return number(shape.columns());
    }

    private long draw() {
        return generator.nextLong(Residue.PRIME);
    }

    private Grid fill(Shape shape, long value) {
        return Grid.of(rows(shape), columns(shape), (i, j) -> value);
    }

    private static long residue(Rational value) {
        return Residue.of(value).orElseThrow(() -> new UndefinedException("a denominator is 0 modulo the prime"));
    }

    @Override
    public Grid literal(Expr.Literal e) {
        return Grid.scalar(residue(e.value()));
    }

    @Override
    public Grid sizeNumber(Expr.SizeNumber e) {
        Rational value = e.size()
                .substitute(name -> Size.of(number(Size.of(name))))
                .constant()
                .orElseThrow();
        return Grid.scalar(residue(value));
    }

    @Override
    public Grid pi(Expr.Pi e) {
        // Transcendental: whatever holds for it as a free variable holds for it.
        return unknown(List.of("pi"), Shape.SCALAR, false);
    }

    @Override
    public Grid symbol(Expr.Symbol e) {
        return symbols.computeIfAbsent(e.name(), name -> {
            boolean isDiagonal = e.properties().contains(Property.DIAGONAL);
            Grid free = Grid.of(rows(e.shape()), columns(e.shape()), (i, j) -> isDiagonal && i != j ? 0 : draw());
            boolean isSymmetric = e.isSymmetric() && !e.shape().isScalar();
            return isSymmetric
                    ? Grid.of(free.rows(), free.columns(), (i, j) -> free.at(Math.min(i, j), Math.max(i, j)))
                    : free;
        });
    }

    @Override
    public Grid named(Expr.Named e) {
        return of(e.definition());
    }

    @Override
    public Grid zero(Expr.Zero e) {
        return fill(e.shape(), 0);
    }

    @Override
    public Grid ones(Expr.Ones e) {
        return fill(e.shape(), 1);
    }

    @Override
    public Grid identity(Expr.Identity e) {
        int size = number(e.size());
        return Grid.of(size, size, (i, j) -> i == j ? 1 : 0);
    }

    private Grid fold(List<Expr> parts, BinaryOperator<Grid> operator) {
        return parts.stream().map(this::of).reduce(operator).orElseThrow();
    }

    @Override
    public Grid sum(Expr.Sum e) {
        return fold(e.terms(), Grid::plus);
    }

    @Override
    public Grid scaled(Expr.Scaled e) {
        return of(e.body()).scaled(of(e.scalar()).values()[0]);
    }

    @Override
    public Grid product(Expr.Product e) {
        return fold(e.factors(), Grid::times);
    }

    @Override
    public Grid hadamard(Expr.Hadamard e) {
        return fold(e.factors(), Grid::hadamard);
    }

    @Override
    public Grid power(Expr.Power e) {
        Rational exponent = e.exponent();
        Grid base = of(e.base());
        long whole = exponent.numerator().longValueExact();
        return base.map(value -> {
            long root = exponent.isInteger()
                    ? value
                    : root(value, exponent.denominator().intValueExact());
            if (root == 0 && whole < 0) {
                throw new UndefinedException("a power of 0");
            }
            return Residue.power(whole < 0 ? Residue.inverse(root) : root, Math.abs(whole));
        });
    }

    private long root(long value, int degree) {
        return unknown(List.of("root", degree, value), Shape.SCALAR, false).values()[0];
    }

    /** A random value that is the same whenever the key is. */
    private Grid unknown(List<Object> key, Shape shape, boolean isSymmetric) {
        Grid value = unknowns.get(key);
        if (value == null) {
            Grid free = Grid.of(rows(shape), columns(shape), (i, j) -> draw());
            value = isSymmetric
                    ? Grid.of(free.rows(), free.columns(), (i, j) -> free.at(Math.min(i, j), Math.max(i, j)))
                    : free;
            unknowns.put(key, value);
        }
        return value;
    }

    @Override
    public Grid entrywise(Expr.Entrywise e) {
        String name = e.function().symbol();
        return of(e.argument())
                .map(value -> unknown(List.of(name, value), Shape.SCALAR, false).values()[0]);
    }

    @Override
    public Grid transpose(Expr.Transpose e) {
        return of(e.argument()).transpose();
    }

    private static Grid.Solved solved(Grid matrix) {
        return matrix.solve().orElseThrow(() -> new UndefinedException("a singular matrix"));
    }

    @Override
    public Grid inverse(Expr.Inverse e) {
        return solved(of(e.argument())).inverse();
    }

    @Override
    public Grid trace(Expr.Trace e) {
        return Grid.scalar(of(e.argument()).trace());
    }

    @Override
    public Grid logDet(Expr.LogDet e) {
        // A function of the square of the determinant: the sign is not seen.
        long determinant = solved(of(e.argument())).determinant();
        long square = Residue.times(determinant, determinant);
        return unknown(List.of("logdet", square), Shape.SCALAR, false);
    }

    @Override
    public Grid inner(Expr.Inner e) {
        return Grid.scalar(of(e.left()).hadamard(of(e.right())).total());
    }

    @Override
    public Grid total(Expr.Total e) {
        return Grid.scalar(of(e.argument()).total());
    }

    @Override
    public Grid diagonalMatrix(Expr.DiagonalMatrix e) {
        Grid vector = of(e.vector());
        return Grid.of(vector.rows(), vector.rows(), (i, j) -> i == j ? vector.at(i, 0) : 0);
    }

    @Override
    public Grid diagonalVector(Expr.DiagonalVector e) {
        Grid matrix = of(e.matrix());
        return Grid.of(matrix.rows(), 1, (i, j) -> matrix.at(i, i));
    }

    @Override
    public Grid applied(Expr.Applied e) {
        List<Grid> arguments = e.arguments().stream().map(this::of).toList();
        return switch (e.operation()) {
            case SELECTION -> selection(e);
            case DETERMINANT ->
                Grid.scalar(
                        arguments.get(0).solve().map(Grid.Solved::determinant).orElse(0L));
            case KRONECKER -> kronecker(arguments.get(0), arguments.get(1));
            case BLOCK_TRACE, BLOCK_SUM -> blocks(e, arguments.get(0));
            case VEC -> vec(arguments.get(0));
            case RESHAPE -> {
                int rows = rows(e.shape());
                Grid vector = arguments.get(0);
                yield Grid.of(rows, columns(e.shape()), (i, j) -> vector.values()[j * rows + i]);
            }
            case SYLVESTER -> sylvester(arguments.get(0), arguments.get(1));
            case COMMUTATION -> commutation(e);
            case ROOT, NUCLEAR_NORM, POLAR, SPECTRAL_NORM, LEADING -> {
                boolean isRoot = e.operation() == dev.nadir.expr.Operation.ROOT;
                List<Long> values =
                        Arrays.stream(arguments.get(0).values()).boxed().toList();
                yield unknown(List.of(e.operation(), arguments.get(0).rows(), values), e.shape(), isRoot);
            }
        };
    }

    private Grid selection(Expr.Applied e) {
        int rows = number(e.sizes().get(0));
        int from = number(e.sizes().get(1));
        int count = number(e.sizes().get(2));
        if (from < 1 || count < 1 || from + count - 1 > rows) {
            throw new PreconditionException("places must lie in 1.." + rows + ", got " + from + " and " + count);
        }
        return Grid.of(rows, count, (i, j) -> i == from - 1 + j ? 1 : 0);
    }

    private Grid commutation(Expr.Applied e) {
        int rows = number(e.sizes().get(0));
        int columns = number(e.sizes().get(1));
        return Grid.of(
                rows * columns, rows * columns, (i, j) -> i / columns == j % rows && i % columns == j / rows ? 1 : 0);
    }

    private static Grid kronecker(Grid left, Grid right) {
        return Grid.of(
                left.rows() * right.rows(),
                left.columns() * right.columns(),
                (i, j) -> Residue.times(
                        left.at(i / right.rows(), j / right.columns()),
                        right.at(i % right.rows(), j % right.columns())));
    }

    private static Grid vec(Grid matrix) {
        int rows = matrix.rows();
        return Grid.of(rows * matrix.columns(), 1, (i, j) -> matrix.at(i % rows, i / rows));
    }

    private Grid blocks(Expr.Applied e, Grid matrix) {
        int summed = number(e.sizes().get(0));
        int rows = matrix.rows() / summed;
        int columns = matrix.columns() / summed;
        boolean isTrace = e.operation() == dev.nadir.expr.Operation.BLOCK_TRACE;
        return Grid.of(rows, columns, (i, j) -> {
            long sum = 0;
            for (int k = 0; k < summed; k++) {
                long entry =
                        isTrace ? matrix.at(i * summed + k, j * summed + k) : matrix.at(k * rows + i, k * columns + j);
                sum = Residue.plus(sum, entry);
            }
            return sum;
        });
    }

    /** {@code (I kron S + S' kron I) vec X = vec C}. */
    private static Grid sylvester(Grid s, Grid c) {
        int n = s.rows();
        Grid identity = Grid.of(n, n, (i, j) -> i == j ? 1 : 0);
        Grid system = kronecker(identity, s).plus(kronecker(s.transpose(), identity));
        Grid solution = solved(system).inverse().times(vec(c));
        return Grid.of(n, n, (i, j) -> solution.values()[j * n + i]);
    }

    @Override
    public Grid expectation(Expr.Expectation e) {
        throw new PreconditionException("a mean must be carried out before it is evaluated exactly");
    }
}
