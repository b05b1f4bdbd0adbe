package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

/** What a formula is worth at given numbers. */
public sealed interface Value {

    /** A scalar (1 x 1), a vector (one column) or a matrix. Entries that are not defined are NaN. */
    record Numeric(Matrix matrix) implements Value {}

    /** A set of places such as J in {@code lambda[J]}, counted from 1, ascending. */
    record Places(List<Integer> places) implements Value {
        /** Copies the places. */
        public Places {
            places = List.copyOf(places);
        }
    }

    /** The members of a family such as {@code d} or {@code W}, or the sets of a call of {@code subsets}. */
    record Family(int first, List<Value> members) implements Value {
        /** Copies the members. */
        public Family {
            members = List.copyOf(members);
        }

        /** The member with the given index. */
        Value member(int index) {
            if (index < first || index >= first + members.size()) {
                throw new PreconditionException(
                        "an index must lie in " + first + ".." + (first + members.size() - 1) + ", got " + index);
            }
            return members.get(index - first);
        }
    }

    /**
     * Several results at once, for a {@code let} of several names.
     *
     * @param principal the place of the one that is meant where only one is wanted
     */
    record Several(List<Value> parts, int principal) implements Value {
        /** Copies the parts. */
        public Several {
            parts = List.copyOf(parts);
        }
    }

    /** A scalar, vector or matrix. */
    static Value of(Matrix matrix) {
        return new Numeric(matrix);
    }

    /** A scalar. */
    static Value of(double number) {
        return new Numeric(Matrix.scalar(number));
    }

    /**
     * This as a matrix; of several results the principal one, of a family of scalars the vector of its members.
     *
     * @throws PreconditionException if it is no such thing
     */
    default Matrix matrix() {
        if (this instanceof Numeric numeric) {
            return numeric.matrix();
        } else if (this instanceof Several several) {
            return several.parts().get(several.principal()).matrix();
        } else if (this instanceof Family family) {
            List<Double> entries = new ArrayList<>();
            for (Value member : family.members()) {
                entries.add(member.number());
            }
            return Matrix.column(
                    entries.stream().mapToDouble(Double::doubleValue).toArray());
        } else {
            throw new PreconditionException("a number or matrix is needed, got a set of places");
        }
    }

    /**
     * This as a number.
     *
     * @throws PreconditionException if it is no scalar
     */
    default double number() {
        Matrix matrix = matrix();
        if (!matrix.isScalar()) {
            throw new PreconditionException("a scalar is needed, got " + matrix.shape());
        }
        return matrix.get(0);
    }

    /**
     * This as a whole number.
     *
     * @throws PreconditionException if it is no whole number in the range of int
     */
    default int integer() {
        double number = number();
        if (number != Math.rint(number) || Math.abs(number) > Integer.MAX_VALUE) {
            throw new PreconditionException("a whole number is needed, got " + number);
        }
        return (int) number;
    }
}
