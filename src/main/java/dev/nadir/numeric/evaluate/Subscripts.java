package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.numeric.linalg.Matrix;
import java.util.List;
import java.util.stream.IntStream;

/** What stands between square brackets. */
final class Subscripts {

    private static final int LONGEST_RANGE = 1_000_000;

    private Subscripts() {}

    /** The places {@code from..to}; none where {@code from > to}. */
    static Value range(int from, int to) {
        return new Value.Places(places(from, to));
    }

    private static List<Integer> places(int from, int to) {
        requireLength(from, to);
        return IntStream.rangeClosed(from, to).boxed().toList();
    }

    /** Refuses a range over which nothing here would finish. */
    static void requireLength(int from, int to) {
        if (Math.abs((long) to - from) >= LONGEST_RANGE) {
            throw new PreconditionException(
                    "a range must have at most " + LONGEST_RANGE + " places, got " + from + ".." + to);
        }
    }

    /** A member of a family, an entry or a part of a vector or of a matrix. */
    static Value take(Interpreter interpreter, Value base, List<Formula.Subscript> subscripts) {
        if (base instanceof Value.Family family
                && subscripts.size() == 1
                && subscripts.get(0) instanceof Formula.Subscript.At at) {
            return family.member(interpreter.integer(at.index()));
        }
        Matrix matrix = base.matrix();
        if (subscripts.size() == 1 && matrix.columns() == 1) {
            int[] rows = places(interpreter, subscripts.get(0), matrix.rows());
            return Value.of(matrix.select(rows, new int[] {0}));
        } else if (subscripts.size() == 2) {
            int[] rows = places(interpreter, subscripts.get(0), matrix.rows());
            int[] columns = places(interpreter, subscripts.get(1), matrix.columns());
            return Value.of(matrix.select(rows, columns));
        }
        throw new PreconditionException(
                "a vector takes one subscript and a matrix two, got " + subscripts.size() + " for a " + matrix.shape());
    }

    /** Places counted from 0. */
    private static int[] places(Interpreter interpreter, Formula.Subscript subscript, int count) {
        if (subscript instanceof Formula.Subscript.All) {
            return IntStream.range(0, count).toArray();
        }
        List<Integer> places;
        if (subscript instanceof Formula.Subscript.Between between) {
            int from = interpreter.integer(between.from());
            int to = interpreter.integer(between.to());
            places = places(from, to);
        } else {
            Value index = interpreter.evaluate(((Formula.Subscript.At) subscript).index());
            places = index instanceof Value.Places set ? set.places() : List.of(index.integer());
        }
        for (int place : places) {
            if (place < 1 || place > count) {
                throw new PreconditionException("a subscript must lie in 1.." + count + ", got " + place);
            }
        }
        return places.stream().mapToInt(place -> place - 1).toArray();
    }
}
