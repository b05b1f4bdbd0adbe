package dev.nadir.numeric.symmetry;

import dev.nadir.numeric.SymmetryAction.Factor;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/**
 * One element of each component of a group, one after the other: all elements of finite factors; the sign patterns of
 * diagonal matrices; the identity and a reflection for orthogonal and invertible ones.
 */
final class Components {

    private final List<Factor> factors;

    Components(List<Factor> factors) {
        this.factors = factors;
    }

    /** How many there are; infinite where a double cannot say. */
    double count() {
        double product = 1;
        for (Factor factor : factors) {
            product *= count(factor);
        }
        return product;
    }

    private static double count(Factor factor) {
        int size = factor.size();
        double factorial = 1;
        for (int k = 2; k <= size; k++) {
            factorial *= k;
        }
        return switch (factor.group()) {
            case PERMUTATION -> factorial;
            case SIGNED_PERMUTATION -> factorial * Math.scalb(1.0, size);
            case SIGN, DIAGONAL -> Math.scalb(1.0, size);
            case INVERTIBLE, ORTHOGONAL -> 2;
        };
    }

    /** Whether one of the elements passes; all are tried until one does. */
    boolean anyMatch(Predicate<List<Matrix>> test) {
        return anyMatch(new ArrayList<>(), test);
    }

    private boolean anyMatch(List<Matrix> chosen, Predicate<List<Matrix>> test) {
        if (chosen.size() == factors.size()) {
            return test.test(List.copyOf(chosen));
        }
        Factor factor = factors.get(chosen.size());
        return anyOf(factor, matrix -> {
            chosen.add(matrix);
            boolean isFound = anyMatch(chosen, test);
            chosen.remove(chosen.size() - 1);
            return isFound;
        });
    }

    private static boolean anyOf(Factor factor, Predicate<Matrix> test) {
        int size = factor.size();
        return switch (factor.group()) {
            case INVERTIBLE, ORTHOGONAL -> test.test(Matrix.identity(size)) || test.test(reflection(size));
            case SIGN, DIAGONAL -> anySigns(Matrix.identity(size), test);
            case PERMUTATION -> anyPermutation(new int[size], 0, test);
            case SIGNED_PERMUTATION -> anyPermutation(new int[size], 0, matrix -> anySigns(matrix, test));
        };
    }

    private static Matrix reflection(int size) {
        double[] signs = new double[size];
        java.util.Arrays.fill(signs, 1);
        signs[0] = -1;
        return Matrix.diagonal(signs);
    }

    private static boolean anySigns(Matrix permutation, Predicate<Matrix> test) {
        int size = permutation.rows();
        for (long bits = 0; bits < 1L << size; bits++) {
            double[] signs = new double[size];
            for (int i = 0; i < size; i++) {
                signs[i] = (bits >> i & 1) == 0 ? 1 : -1;
            }
            if (test.test(Matrix.diagonal(signs).times(permutation))) {
                return true;
            }
        }
        return false;
    }

    /** Fills the places from {@code next} on in every way. */
    private static boolean anyPermutation(int[] order, int next, Predicate<Matrix> test) {
        if (next == order.length) {
            return test.test(GroupElements.permutation(order));
        }
        for (int candidate = 0; candidate < order.length; candidate++) {
            if (!isTaken(order, next, candidate)) {
                order[next] = candidate;
                if (anyPermutation(order, next + 1, test)) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isTaken(int[] order, int next, int candidate) {
        for (int k = 0; k < next; k++) {
            if (order[k] == candidate) {
                return true;
            }
        }
        return false;
    }
}
