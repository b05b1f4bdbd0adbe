package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.hessian.OriginFinder.Letters;
import dev.nadir.symbolic.hessian.OriginSpectrum.Group;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Diagonalises the blocks of one parameter, or of two that are coupled, whose sides have common eigenvectors. */
final class Diagonalisation {

    private static final List<String> EIGENVALUES = List.of("lambda", "mu", "nu", "xi", "zeta", "theta");
    private static final List<String> SINGULAR_VALUES = List.of("sigma", "tau", "rho", "omega", "varsigma");

    private final Shape shape;
    private final Letters letters;

    /** For a first parameter of the given shape. */
    Diagonalisation(Shape shape, Letters letters) {
        this.shape = shape;
        this.letters = letters;
    }

    /**
     * What a side of the blocks does: nothing, or multiply by eigenvalues of one symmetric matrix.
     *
     * @param base the matrix, or null
     * @param value an eigenvalue of it as a letter with an index, 1 without a matrix
     */
    private record Side(@Nullable Expr base, Expr value, Size size, String range) {

        boolean isTrivial() {
            return base == null;
        }
    }

    /** One parameter by itself. */
    List<Group> alone(List<Mode> modes) {
        requireStraight(modes);
        Side left = side(modes.stream().map(Mode::left).toList(), shape.rows(), List.of("i", "p"));
        Side right = side(modes.stream().map(Mode::right).toList(), shape.columns(), List.of("j", "q"));
        return List.of(group(value(modes, left, right), left, right));
    }

    private static void requireStraight(List<Mode> modes) {
        if (modes.stream().anyMatch(Mode::transposed)) {
            throw new PreconditionException("a diagonal block transposes its direction");
        }
    }

    /**
     * Two parameters, coupled.
     *
     * @param both how the first one's gradient changes with the second
     * @param other the shape of the second
     */
    List<Group> coupled(List<Mode> first, List<Mode> both, List<Mode> second, Shape other) {
        requireStraight(first);
        requireStraight(second);
        boolean isCrossed = both.stream().allMatch(Mode::transposed);
        if (!isCrossed && both.stream().anyMatch(Mode::transposed)) {
            throw new PreconditionException("the coupling transposes only a part of its direction");
        }
        // In terms of the second one's transpose nothing is crossed.
        List<Mode> between = isCrossed ? both.stream().map(Mode::crossed).toList() : both;
        List<Mode> last = isCrossed ? second.stream().map(Mode::mirrored).toList() : second;
        Shape lastShape = isCrossed ? other.transpose() : other;
        boolean isOnTheRight = between.stream().allMatch(mode -> Exprs.isOne(mode.left()))
                && between.stream().anyMatch(mode -> !Exprs.isOne(mode.right()));
        if (isOnTheRight) {
            // On transposes the coupling stands on the left.
            return new Diagonalisation(shape.transpose(), letters)
                    .onTheLeft(mirrored(first), mirrored(between), mirrored(last), lastShape.transpose());
        }
        return onTheLeft(first, between, last, lastShape);
    }

    private static List<Mode> mirrored(List<Mode> modes) {
        return modes.stream().map(Mode::mirrored).toList();
    }

    private List<Group> onTheLeft(List<Mode> first, List<Mode> both, List<Mode> second, Shape other) {
        List<Mode> all = new ArrayList<>(first);
        all.addAll(both);
        all.addAll(second);
        Side right = side(all.stream().map(Mode::right).toList(), shape.columns(), List.of("j", "q"));
        boolean isRectangular =
                !shape.rows().equals(other.rows()) || both.stream().anyMatch(mode -> !isSymmetric(mode.left()));
        if (!isRectangular) {
            Side left = side(all.stream().map(Mode::left).toList(), shape.rows(), List.of("i", "p"));
            return pair(first, both, second, left, right).groups();
        }
        requireTrivial(first);
        requireTrivial(second);
        return singular(new Triple(first, both, second), right, other);
    }

    /** The blocks of two parameters. */
    private record Triple(List<Mode> first, List<Mode> both, List<Mode> second) {}

    private static void requireTrivial(List<Mode> modes) {
        if (modes.stream().anyMatch(mode -> !Exprs.isOne(mode.left()))) {
            throw new PreconditionException(
                    "a diagonal block has a matrix on the side of a coupling that is not square");
        }
    }

    private List<Group> singular(Triple blocks, Side right, Shape other) {
        Size rows = shape.rows();
        Size columns = other.rows();
        Expr base = oneBase(blocks.both().stream().map(Mode::left).toList());
        boolean isVector = rows.isOne() || columns.isOne();
        String text = TextPrinter.print(base);
        Expr sigma;
        String range = "";
        Size count = Size.ONE;
        String least = "min(" + rows + ", " + columns + ")";
        if (isVector) {
            sigma = scalar(letters.letter(
                    "norm(" + TextPrinter.print(columns.isOne() ? base : Exprs.transpose(base)) + ")",
                    SINGULAR_VALUES));
        } else {
            String index = letters.index(List.of("i", "p"));
            sigma = scalar(letters.letter("svd(" + text + ")", SINGULAR_VALUES) + "[" + index + "]");
            range = index + " in 1.." + least;
        }
        Side left = new Side(base, sigma, count, range);
        Pair pair = pair(blocks.first(), blocks.both(), blocks.second(), left, right);
        List<Group> groups = new ArrayList<>(pair.groups());
        Side rest = new Side(null, Exprs.literal(1), Size.ONE, "");
        if (!rows.isOne()) {
            groups.add(many(pair.alpha(), left(rows, columns, isVector, least), rest, right));
        }
        if (!columns.isOne()) {
            groups.add(many(pair.gamma(), left(columns, rows, isVector, least), rest, right));
        }
        return groups;
    }

    /** How many of the one size are not matched by the other. */
    private static String left(Size one, Size two, boolean isVector, String least) {
        return isVector ? one.minus(two).toString().replace("-", " - ") : "(" + one + " - " + least + ")";
    }

    private static Group many(Expr eigenvalue, String count, Side left, Side right) {
        Group group = group(eigenvalue, left, right);
        String times = group.multiplicity().equals("1") ? "" : "*" + group.multiplicity();
        String counted = times.isEmpty() || count.startsWith("(") || !count.contains("-") ? count : "(" + count + ")";
        return new Group(eigenvalue, counted + times, group.ranges());
    }

    /** A matrix of two rows and two columns, by its entries, and its eigenvalues. */
    private record Pair(Expr alpha, Expr gamma, List<Group> groups) {}

    private static Pair pair(List<Mode> first, List<Mode> both, List<Mode> second, Side left, Side right) {
        Expr alpha = value(first, left, right);
        Expr beta = value(both, left, right);
        Expr gamma = value(second, left, right);
        Expr mean = halved(Exprs.add(alpha, gamma));
        Expr half = halved(Exprs.subtract(alpha, gamma));
        boolean isEqual = Form.of(half).isZero();
        Expr spread = isEqual
                ? beta
                : Exprs.power(
                        Exprs.add(Exprs.power(half, Rational.of(2)), Exprs.power(beta, Rational.of(2))), Rational.HALF);
        List<Group> groups = List.of(
                group(Exprs.add(isEqual ? alpha : mean, spread), left, right),
                group(Exprs.subtract(isEqual ? alpha : mean, spread), left, right));
        return new Pair(alpha, gamma, groups);
    }

    /** Half of an expression, term by term. */
    private static Expr halved(Expr e) {
        Expr half = Exprs.literal(Rational.HALF);
        return e instanceof Expr.Sum sum
                ? Exprs.sum(sum.terms().stream()
                        .map(term -> Exprs.times(half, term))
                        .toList())
                : Exprs.times(half, e);
    }

    private static Group group(Expr eigenvalue, Side left, Side right) {
        Size multiplicity = Size.ONE;
        List<String> ranges = new ArrayList<>();
        for (Side side : List.of(left, right)) {
            if (side.isTrivial()) {
                multiplicity = multiplicity.times(side.size());
            } else if (!side.range().isEmpty()) {
                ranges.add(side.range());
            }
        }
        return new Group(eigenvalue, multiplicity.toString(), ranges);
    }

    /** The sum of the modes with letters for their sides. */
    private static Expr value(List<Mode> modes, Side left, Side right) {
        List<Expr> terms = new ArrayList<>(List.of(Exprs.literal(0)));
        for (Mode mode : modes) {
            List<Expr> factors = new ArrayList<>(List.of(mode.scalar()));
            if (!Exprs.isOne(mode.left())) {
                factors.add(left.value());
            }
            if (!Exprs.isOne(mode.right())) {
                factors.add(right.value());
            }
            terms.add(Exprs.product(factors));
        }
        return Exprs.sum(terms);
    }

    private Side side(List<Expr> sides, Size size, List<String> indices) {
        List<Expr> bases = sides.stream().filter(side -> !Exprs.isOne(side)).toList();
        if (bases.isEmpty()) {
            return new Side(null, Exprs.literal(1), size, "");
        }
        Expr base = oneBase(bases);
        if (!isSymmetric(base)) {
            throw new PreconditionException("a side of a block must be symmetric, got " + TextPrinter.print(base));
        }
        String index = letters.index(indices);
        String range = index + " in 1.." + size;
        if (unnamed(base) instanceof Expr.DiagonalMatrix diagonal) {
            Expr entry = entry(diagonal.vector(), index);
            if (entry != null) {
                return new Side(base, entry, size, range);
            }
        }
        String letter = letters.letter("eig(" + TextPrinter.print(base) + ")", EIGENVALUES);
        return new Side(base, scalar(letter + "[" + index + "]"), size, range);
    }

    private static Expr unnamed(Expr e) {
        return e instanceof Expr.Named named ? unnamed(named.definition()) : e;
    }

    /** An entry of a vector of symbols, products and powers; null for others. */
    private static @Nullable Expr entry(Expr vector, String index) {
        Expr e = unnamed(vector);
        if (e instanceof Expr.Symbol symbol) {
            return scalar(symbol.name() + "[" + index + "]");
        } else if (e instanceof Expr.Power power) {
            Expr base = entry(power.base(), index);
            return base == null ? null : Exprs.power(base, power.exponent());
        } else if (e instanceof Expr.Scaled scaled) {
            Expr body = entry(scaled.body(), index);
            return body == null ? null : Exprs.times(scaled.scalar(), body);
        }
        return null;
    }

    private static Expr oneBase(List<Expr> bases) {
        Expr base = bases.get(0);
        for (Expr other : bases) {
            if (!Form.of(other).equals(Form.of(base))) {
                throw new PreconditionException("one side holds two matrices, " + TextPrinter.print(base) + " and "
                        + TextPrinter.print(other) + ", which need not have common eigenvectors");
            }
        }
        return base;
    }

    private static boolean isSymmetric(Expr e) {
        return Exprs.isOne(e) || (e.shape().isSquare() && Form.of(e).equals(Form.of(Exprs.transpose(e))));
    }

    private static Expr scalar(String name) {
        return new Expr.Symbol(name, Shape.SCALAR, Role.DATA, Set.of());
    }
}
