package dev.nadir.numeric;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.Matrix;
import java.util.List;

/**
 * The declared symmetries of a loss, acting on points. A group element is one matrix for each factor; several
 * declared symmetries make one action, with the factors of all of them. An action is used by one thread at a time.
 */
public interface SymmetryAction {

    /** The groups that the matrices are taken from, in a fixed order. Empty if no symmetry is declared. */
    List<Factor> factors();

    /**
     * The point that a group element maps a point to.
     *
     * @param element one matrix per factor, in its group and of its size
     * @param point read, not modified; in the objective's coordinates
     * @return a new array; with entries that are not finite where the image is not defined
     */
    double[] apply(List<Matrix> element, double[] point);

    /** No declared symmetry. */
    static SymmetryAction none() {
        return new SymmetryAction() {
            @Override
            public List<Factor> factors() {
                return List.of();
            }

            @Override
            public double[] apply(List<Matrix> element, double[] point) {
                return point.clone();
            }
        };
    }

    /** The matrix groups that a model may declare. */
    enum Group {
        INVERTIBLE,
        ORTHOGONAL,
        /** Diagonal with non-zero entries. */
        DIAGONAL,
        PERMUTATION,
        SIGNED_PERMUTATION,
        /** Diagonal with entries 1 and -1. */
        SIGN;

        /** Whether the group has only finitely many elements. */
        public boolean isFinite() {
            return this == PERMUTATION || this == SIGNED_PERMUTATION || this == SIGN;
        }
    }

    /**
     * One group.
     *
     * @param size of its square matrices, >= 1
     */
    record Factor(Group group, int size) {
        /** Checks the size. */
        public Factor {
            if (size < 1) {
                throw new PreconditionException("the size of a matrix group must be >= 1, got " + size);
            }
        }
    }
}
