package dev.nadir.expr.graph;

import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * What stands at a node. It has a leg for its rows and one for its columns, but none where that size is literally 1: a
 * vector has one leg, a scalar none. Pairs have three legs and Sylvester kernels four.
 *
 * @param key says which letter it is; letters are equal when their keys are
 * @param symmetric whether its legs may change places: two legs freely, four as {@link #ordered} knows
 */
record Letter(String key, Shape shape, boolean symmetric, boolean positive, Content content) {

    /** The kinds of letter. */
    sealed interface Content {
        record OfSymbol(Expr.Symbol symbol) implements Content {}

        record OfSize(SizeName name) implements Content {}

        record OfPi() implements Content {}

        /** A function applied to every entry of a form. */
        record OfFunction(EntrywiseFunction function, Form argument) implements Content {}

        /** The inverse of a form that is not a product of square letters. */
        record OfInverse(Form argument) implements Content {}

        record OfLogDet(Form argument) implements Content {}

        /** An operation that no graph of plainer letters writes. */
        record OfOperation(Operation operation, Form argument) implements Content {}

        /** Columns of an identity: legs on the place among all and on that among the chosen; a basis vector has one. */
        record OfSelection(Size rows, Size from, Size count) implements Content {}

        /** 1 where the place on the first leg is the pair of the places on the others, otherwise 0. */
        record OfPair(Size first, Size second) implements Content {}

        /** The solution of {@code S*X + X*S = C} as a linear function of C: two legs of X, then two of C. */
        record OfSylvester(Form root) implements Content {}

        /** A form as one letter, so that it can stand below a fraction or a root. */
        record OfForm(Form argument) implements Content {}

        /** The forms inside. */
        default List<Form> arguments() {
            if (this instanceof OfFunction f) {
                return List.of(f.argument());
            } else if (this instanceof OfInverse f) {
                return List.of(f.argument());
            } else if (this instanceof OfLogDet f) {
                return List.of(f.argument());
            } else if (this instanceof OfOperation f) {
                return List.of(f.argument());
            } else if (this instanceof OfSylvester f) {
                return List.of(f.root());
            }
            return this instanceof OfForm f ? List.of(f.argument()) : List.of();
        }
    }

    /** The orders of the legs of a Sylvester kernel that leave it as it is. */
    private static final List<List<Integer>> KERNEL_ORDERS =
            List.of(List.of(0, 1, 2, 3), List.of(2, 3, 0, 1), List.of(1, 0, 3, 2), List.of(3, 2, 1, 0));

    static Letter of(Expr.Symbol symbol) {
        boolean isPositive = symbol.properties().contains(Property.POSITIVE);
        return new Letter(
                symbol.name(), symbol.shape(), symbol.isSymmetric(), isPositive, new Content.OfSymbol(symbol));
    }

    static Letter of(SizeName name) {
        return new Letter("#" + name, Shape.SCALAR, false, true, new Content.OfSize(name));
    }

    static Letter pi() {
        return new Letter("#pi", Shape.SCALAR, false, true, new Content.OfPi());
    }

    static Letter of(EntrywiseFunction function, Form argument) {
        boolean isPositive = function.equals(EntrywiseFunction.EXP);
        String key = function.symbol() + "{" + argument.key() + "}";
        return new Letter(
                key, argument.shape(), argument.isSymmetric(), isPositive, new Content.OfFunction(function, argument));
    }

    static Letter inverse(Form argument) {
        String key = "inv{" + argument.key() + "}";
        return new Letter(key, argument.shape(), argument.isSymmetric(), false, new Content.OfInverse(argument));
    }

    static Letter logDet(Form argument) {
        return new Letter("logdet{" + argument.key() + "}", Shape.SCALAR, false, false, new Content.OfLogDet(argument));
    }

    static Letter of(Form argument) {
        return new Letter(
                "{" + argument.key() + "}",
                argument.shape(),
                argument.isSymmetric(),
                false,
                new Content.OfForm(argument));
    }

    static Letter of(Operation operation, Form argument) {
        boolean isMatrix =
                operation == Operation.ROOT || operation == Operation.POLAR || operation == Operation.LEADING;
        Shape shape = isMatrix ? argument.shape() : Shape.SCALAR;
        boolean isPositive = operation == Operation.DETERMINANT && isPositiveDefinite(argument);
        return new Letter(
                operation.symbol() + "{" + argument.key() + "}",
                shape,
                operation == Operation.ROOT,
                isPositive,
                new Content.OfOperation(operation, argument));
    }

    private static boolean isPositiveDefinite(Form form) {
        return form.termCount() == 1
                && Word.of(form)
                        .filter(word -> word.size() == 1)
                        .map(word -> word.get(0).letter().content())
                        .filter(content -> content instanceof Content.OfSymbol s
                                && s.symbol().properties().contains(Property.POSITIVE_DEFINITE))
                        .isPresent();
    }

    static Letter selection(Size rows, Size from, Size count) {
        String key = "#eye(" + rows + ")[" + from + "+" + count + "]";
        return new Letter(key, new Shape(rows, count), false, false, new Content.OfSelection(rows, from, count));
    }

    static Letter pair(Size first, Size second) {
        String key = "#pair(" + first + "," + second + ")";
        return new Letter(key, Shape.SCALAR, false, false, new Content.OfPair(first, second));
    }

    static Letter sylvester(Form root) {
        return new Letter("#sylvester{" + root.key() + "}", Shape.SCALAR, true, false, new Content.OfSylvester(root));
    }

    /** Whether every entry is 0 or 1, so that its powers are itself. */
    boolean isIndicator() {
        return content instanceof Content.OfSelection
                || content instanceof Content.OfPair
                || (content instanceof Content.OfFunction f && f.function().equals(EntrywiseFunction.STEP));
    }

    /** The legs in the first of the orders that mean the same. */
    int[] ordered(int[] legs) {
        int[] best = legs.clone();
        if (symmetric && legs.length == 2) {
            Arrays.sort(best);
        } else if (symmetric && legs.length == 4) {
            for (List<Integer> order : KERNEL_ORDERS) {
                int[] other = order.stream().mapToInt(i -> legs[i]).toArray();
                best = Arrays.compare(other, best) < 0 ? other : best;
            }
        }
        return best;
    }

    /** Mixes the key's characters; the same in every run. */
    long colour() {
        return Colour.of(key);
    }

    int legCount() {
        if (content instanceof Content.OfPair) {
            return 3;
        } else if (content instanceof Content.OfSylvester) {
            return 4;
        }
        return (shape.rows().isOne() ? 0 : 1) + (shape.columns().isOne() ? 0 : 1);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Letter letter && key.equals(letter.key);
    }

    @Override
    public int hashCode() {
        return Objects.hashCode(key);
    }

    @Override
    public String toString() {
        return key;
    }
}
