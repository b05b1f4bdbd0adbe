package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Canonical forms of {@link Expr.Applied}: Kronecker products and columns by pair letters, the others as letters. */
final class AppliedForms {

    private AppliedForms() {}

    static Form of(Expr.Applied e, List<Form> arguments) {
        Shape shape = e.shape();
        return switch (e.operation()) {
            case SELECTION -> {
                List<Size> sizes = e.sizes();
                yield Form.of(Letter.selection(sizes.get(0), sizes.get(1), sizes.get(2)));
            }
            case DETERMINANT -> determinant(arguments.get(0));
            case KRONECKER -> kronecker(arguments.get(0), arguments.get(1), shape);
            case BLOCK_TRACE, BLOCK_SUM -> blocks(e, arguments.get(0));
            case VEC -> vec(arguments.get(0), shape);
            case RESHAPE -> reshape(arguments.get(0), shape);
            case COMMUTATION -> commutation(e.sizes().get(0), e.sizes().get(1), shape);
            case ROOT -> root(arguments.get(0));
            case SYLVESTER -> sylvester(arguments.get(0), arguments.get(1));
            case NUCLEAR_NORM, SPECTRAL_NORM -> norm(e.operation(), arguments.get(0));
            case POLAR, LEADING -> dyad(e.operation(), arguments.get(0));
        };
    }

    /** The open indices for rows and columns; -1 for a side of size 1. */
    private static int[] ends(Shape shape, int[] opens) {
        int[] ends = {-1, -1};
        int next = 0;
        if (!shape.rows().isOne()) {
            ends[0] = opens[next++];
        }
        if (!shape.columns().isOne()) {
            ends[1] = opens[next];
        }
        return ends;
    }

    private static int[] present(int... ends) {
        return Arrays.stream(ends).filter(end -> end >= 0).toArray();
    }

    /** The index of a pair of places. */
    private static int pair(Wiring wiring, int first, Size firstSize, int second, Size secondSize) {
        if (first < 0 || second < 0) {
            return Math.max(first, second);
        }
        int pair = wiring.index(firstSize.times(secondSize));
        wiring.add(Letter.pair(firstSize, secondSize), Rational.ONE, new int[] {pair, first, second});
        return pair;
    }

    /** The two places of which an index is the pair; -1 for one of size 1. */
    private static int[] split(Wiring wiring, int pair, Size first, Size second) {
        if (first.isOne() || second.isOne()) {
            return first.isOne() ? new int[] {-1, pair} : new int[] {pair, -1};
        }
        int[] places = {wiring.index(first), wiring.index(second)};
        wiring.add(Letter.pair(first, second), Rational.ONE, new int[] {pair, places[0], places[1]});
        return places;
    }

    private static Form kronecker(Form left, Form right, Shape shape) {
        Shape a = left.shape();
        Shape b = right.shape();
        return left.combine(right, shape, (wiring, opens, others) -> {
            int[] mine = ends(a, opens);
            int[] theirs = ends(b, others);
            return present(
                    pair(wiring, mine[0], a.rows(), theirs[0], b.rows()),
                    pair(wiring, mine[1], a.columns(), theirs[1], b.columns()));
        });
    }

    private static Form vec(Form form, Shape shape) {
        Shape a = form.shape();
        return form.rewire(shape, (wiring, opens, none) -> {
            int[] ends = ends(a, opens);
            return present(pair(wiring, ends[1], a.columns(), ends[0], a.rows()));
        });
    }

    private static Form reshape(Form form, Shape shape) {
        return form.rewire(shape, (wiring, opens, none) -> {
            int[] places = split(wiring, opens[0], shape.columns(), shape.rows());
            return present(places[1], places[0]);
        });
    }

    private static Form blocks(Expr.Applied e, Form form) {
        boolean isTrace = e.operation() == Operation.BLOCK_TRACE;
        Shape kept = e.shape();
        Size summed = e.sizes().get(0);
        return form.rewire(kept, (wiring, opens, none) -> {
            int[] ends = ends(form.shape(), opens);
            int[] rows = part(wiring, ends[0], kept.rows(), summed, isTrace);
            int[] columns = part(wiring, ends[1], kept.columns(), summed, isTrace);
            wiring.join(rows[1], columns[1]);
            return present(rows[0], columns[0]);
        });
    }

    /** The place that is kept and the place that is summed over. */
    private static int[] part(Wiring wiring, int pair, Size kept, Size summed, boolean isTrace) {
        int[] places = isTrace ? split(wiring, pair, kept, summed) : split(wiring, pair, summed, kept);
        return isTrace ? places : new int[] {places[1], places[0]};
    }

    private static Form commutation(Size rows, Size columns, Shape shape) {
        Wiring wiring = new Wiring();
        int i = wiring.index(rows);
        int j = wiring.index(columns);
        int[] opens = {pair(wiring, i, rows, j, columns), pair(wiring, j, columns, i, rows)};
        return wiring.finish(Rational.ONE, opens, shape);
    }

    private static Form root(Form argument) {
        if (!argument.isSymmetric()) {
            throw new PreconditionException("a matrix root is taken of a symmetric matrix, got " + argument);
        }
        return Form.of(Letter.of(Operation.ROOT, argument));
    }

    /** The solution X of {@code S*X + X*S = C}. */
    static Form sylvester(Form root, Form right) {
        if (!root.isSymmetric()) {
            throw new PreconditionException("a Sylvester equation has a symmetric matrix on the left, got " + root);
        }
        return right.rewire(right.shape(), (wiring, opens, none) -> {
            int row = wiring.index(right.shape().rows());
            int column = wiring.index(right.shape().columns());
            wiring.add(Letter.sylvester(root), Rational.ONE, new int[] {row, column, opens[0], opens[1]});
            return new int[] {row, column};
        });
    }

    /** A norm does not see the sign or the transpose of its argument. */
    static Form norm(Operation operation, Form argument) {
        if (argument.isZero()) {
            return Form.zero(Shape.SCALAR);
        }
        Rational number = Powers.leading(argument);
        Form reduced = argument.times(number.inverse());
        return Form.of(Letter.of(operation, oriented(reduced))).times(number.abs());
    }

    /** The gradient of a norm sees the sign, and is transposed with its argument. */
    static Form dyad(Operation operation, Form argument) {
        if (argument.isZero()) {
            throw new PreconditionException("a norm has no gradient at zero");
        }
        Rational number = Powers.leading(argument);
        Form reduced = argument.times(number.inverse());
        Form oriented = oriented(reduced);
        Form letter = Form.of(Letter.of(operation, oriented));
        Form turned = oriented.equals(reduced) ? letter : letter.transpose();
        return turned.times(Rational.of(number.signum()));
    }

    /** The form or its transpose, whichever comes first, with a positive number in front. */
    private static Form oriented(Form form) {
        Form transpose = form.transpose();
        if (!Powers.leading(transpose).isOne()) {
            return form;
        }
        return form.key().compareTo(transpose.key()) <= 0 ? form : transpose;
    }

    /** The determinant of a product of square letters is the product of theirs. */
    static Form determinant(Form form) {
        if (form.isZero()) {
            return Form.zero(Shape.SCALAR);
        }
        Rational number = Powers.leading(form);
        Optional<Rational> size = form.shape().rows().constant();
        if (!number.isOne() && size.isPresent()) {
            Rational power = number.power(size.get().intValueExact());
            return determinant(form.times(number.inverse())).times(power);
        }
        Optional<List<Word.Place>> word = squareWord(form);
        if (word.isEmpty()) {
            return Form.of(Letter.of(Operation.DETERMINANT, oriented(form)));
        }
        Form product = Form.of(Rational.ONE);
        for (Word.Place place : word.get()) {
            product = product.times(
                    place.letter().content() instanceof Letter.Content.OfInverse inverse
                            ? Powers.power(determinant(inverse.argument()), Rational.MINUS_ONE)
                            : Form.of(Letter.of(Operation.DETERMINANT, Form.of(place.letter()))));
        }
        return product;
    }

    /** The logarithm of the absolute determinant: of a product the sum. */
    static Form logDeterminant(Form form) {
        if (form.isZero()) {
            throw new PreconditionException("the determinant of the zero matrix has no logarithm");
        }
        Rational number = Powers.leading(form);
        if (!number.isOne()) {
            Form shift =
                    Powers.logarithm(Form.of(number.abs())).times(form.shape().rows());
            return logDeterminant(form.times(number.inverse())).plus(shift);
        }
        Optional<List<Word.Place>> word = squareWord(form);
        if (word.isEmpty()) {
            return Form.of(Letter.logDet(oriented(form)));
        }
        Form sum = Form.zero(Shape.SCALAR);
        for (Word.Place place : word.get()) {
            sum = place.letter().content() instanceof Letter.Content.OfInverse inverse
                    ? sum.minus(logDeterminant(inverse.argument()))
                    : sum.plus(Form.of(Letter.logDet(Form.of(place.letter()))));
        }
        return sum;
    }

    private static Optional<List<Word.Place>> squareWord(Form form) {
        return Word.of(form)
                .filter(word -> word.stream().allMatch(p -> p.letter().shape().isSquare()));
    }

    /** The logarithm of a letter that is a positive determinant; empty for any other. */
    static Optional<Form> logarithmOfDeterminant(Letter letter) {
        return letter.positive()
                        && letter.content() instanceof Letter.Content.OfOperation f
                        && f.operation() == Operation.DETERMINANT
                ? Optional.of(Form.of(Letter.logDet(f.argument())))
                : Optional.empty();
    }

    /** A function of every entry; corners are written as jumps times their argument. */
    static Form entrywise(EntrywiseFunction function, Form argument) {
        if (function.equals(EntrywiseFunction.RELU)) {
            return argument.hadamard(entrywise(EntrywiseFunction.STEP, argument));
        } else if (function.equals(EntrywiseFunction.ABS)) {
            return argument.hadamard(entrywise(EntrywiseFunction.SIGN, argument));
        } else if (function.equals(EntrywiseFunction.EXP)) {
            return exponential(argument);
        } else if (argument.isZero() || !function.isKinked()) {
            return Form.of(Letter.of(function, argument));
        }
        Rational number = Powers.leading(argument);
        boolean isSign = function.equals(EntrywiseFunction.SIGN);
        Rational scale = isSign ? number : number.abs();
        Form letter = Form.of(Letter.of(function, argument.times(scale.inverse())));
        return isSign ? letter.times(Rational.of(number.signum())) : letter;
    }

    /** {@code exp(a + b) = exp(a).*exp(b)}, numbers in front as powers, and {@code exp(c*log(a)) = a.^c}. */
    private static Form exponential(Form argument) {
        Form product = Form.ones(argument.shape());
        for (Map.Entry<Graph, Rational> term : argument.terms().entrySet()) {
            product = product.hadamard(exponential(term.getKey(), term.getValue(), argument.shape()));
        }
        return product;
    }

    private static Form exponential(Graph graph, Rational number, Shape shape) {
        boolean isAlone = graph.nodes().size() == 1
                && graph.hasOnlyOpenIndices()
                && graph.nodes().get(0).exponent().isOne()
                && graph.nodes().get(0).letter().shape().equals(shape);
        if (isAlone
                && graph.nodes().get(0).letter().content() instanceof Letter.Content.OfFunction f
                && f.function().equals(EntrywiseFunction.LOG)
                && Form.of(graph.nodes().get(0).letter()).terms().containsKey(graph)) {
            return Powers.power(f.argument(), number);
        }
        Form one = Form.of(graph, Rational.ONE, shape);
        return Form.of(Letter.of(EntrywiseFunction.EXP, one), number);
    }

    /** The differential of a Sylvester kernel, its four legs open, when its matrix moves. */
    static Form kernelDifferential(Form root, Form moved) {
        Letter kernel = Letter.sylvester(root);
        Form.Sum sum = new Form.Sum(Shape.SCALAR);
        for (Map.Entry<Graph, Rational> term : moved.terms().entrySet()) {
            for (int side = 0; side < 2; side++) {
                Wiring wiring = new Wiring();
                Size size = root.shape().rows();
                int[] legs = new int[6];
                Arrays.setAll(legs, i -> wiring.index(size));
                int[] ends = wiring.add(term.getKey());
                int shared = wiring.index(size);
                // dS stands before the inner solution, or behind it.
                wiring.add(kernel, Rational.ONE, new int[] {legs[0], legs[1], legs[4], legs[5]});
                int[] inner = side == 0
                        ? new int[] {shared, legs[5], legs[2], legs[3]}
                        : new int[] {legs[4], shared, legs[2], legs[3]};
                wiring.add(kernel, Rational.ONE, inner);
                wiring.join(ends[0], side == 0 ? legs[4] : shared);
                wiring.join(ends[1], side == 0 ? shared : legs[5]);
                int[] opens = {legs[0], legs[1], legs[2], legs[3]};
                sum.add(wiring.finish(term.getValue().negate(), opens, Shape.SCALAR));
            }
        }
        return sum.form();
    }
}
