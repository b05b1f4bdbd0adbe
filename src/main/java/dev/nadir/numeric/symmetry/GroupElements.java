package dev.nadir.numeric.symmetry;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.SymmetryAction.Factor;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** Elements of products of matrix groups: one matrix for each factor. */
public final class GroupElements {

    private GroupElements() {}

    /** The identity. */
    public static List<Matrix> identity(List<Factor> factors) {
        return factors.stream().map(factor -> Matrix.identity(factor.size())).toList();
    }

    /**
     * A random element of every component of the group; invertible matrices have singular values between about 1/3 and
     * 3, so that the image of a point is as accurate as the point.
     */
    public static List<Matrix> random(List<Factor> factors, RandomGenerator random) {
        List<Matrix> element = new ArrayList<>();
        for (Factor factor : factors) {
            element.add(random(factor, random));
        }
        return element;
    }

    private static Matrix random(Factor factor, RandomGenerator random) {
        int size = factor.size();
        return switch (factor.group()) {
            case INVERTIBLE ->
                RandomMatrices.orthogonal(size, random)
                        .times(Matrix.diagonal(magnitudes(size, random)))
                        .times(RandomMatrices.orthogonal(size, random));
            case ORTHOGONAL -> RandomMatrices.orthogonal(size, random);
            case DIAGONAL -> Matrix.diagonal(magnitudes(size, random)).times(Matrix.diagonal(signs(size, random)));
            case PERMUTATION -> permutation(shuffled(size, random));
            case SIGNED_PERMUTATION -> Matrix.diagonal(signs(size, random)).times(permutation(shuffled(size, random)));
            case SIGN -> Matrix.diagonal(signs(size, random));
        };
    }

    private static double[] magnitudes(int size, RandomGenerator random) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = Math.exp(2 * random.nextDouble() - 1);
        }
        return values;
    }

    private static double[] signs(int size, RandomGenerator random) {
        double[] values = new double[size];
        for (int i = 0; i < size; i++) {
            values[i] = random.nextBoolean() ? 1 : -1;
        }
        return values;
    }

    private static int[] shuffled(int size, RandomGenerator random) {
        int[] order = new int[size];
        for (int i = 0; i < size; i++) {
            int j = random.nextInt(i + 1);
            order[i] = order[j];
            order[j] = i;
        }
        return order;
    }

    /** The matrix whose row {@code i} has its one in column {@code order[i]}. */
    static Matrix permutation(int[] order) {
        int size = order.length;
        double[] values = new double[size * size];
        for (int i = 0; i < size; i++) {
            values[i * size + order[i]] = 1;
        }
        return Matrix.of(size, size, values);
    }

    /** The dimension of the group. */
    public static int dimension(List<Factor> factors) {
        int sum = 0;
        for (Factor factor : factors) {
            sum += dimension(factor);
        }
        return sum;
    }

    private static int dimension(Factor factor) {
        int size = factor.size();
        return switch (factor.group()) {
            case INVERTIBLE -> size * size;
            case ORTHOGONAL -> size * (size - 1) / 2;
            case DIAGONAL -> size;
            case PERMUTATION, SIGNED_PERMUTATION, SIGN -> 0;
        };
    }

    /**
     * The element {@code chart(coordinates)*base} of the group, factor by factor; {@code base} at 0. Charts: {@code I+A}
     * for invertible matrices, Cayley's {@code inv(I-A/2)*(I+A/2)} with A skew for orthogonal ones, exponentials on
     * diagonals.
     *
     * @param coordinates as many as the group has dimensions
     */
    static List<Matrix> near(List<Factor> factors, List<Matrix> base, double[] coordinates) {
        if (coordinates.length != dimension(factors)) {
            throw new PreconditionException(
                    "a group of dimension " + dimension(factors) + " has no " + coordinates.length + " coordinates");
        }
        List<Matrix> element = new ArrayList<>();
        int next = 0;
        for (int k = 0; k < factors.size(); k++) {
            Factor factor = factors.get(k);
            Matrix matrix = base.get(k);
            element.add(
                    dimension(factor) == 0
                            ? matrix
                            : chart(factor, coordinates, next).times(matrix));
            next += dimension(factor);
        }
        return element;
    }

    private static Matrix chart(Factor factor, double[] coordinates, int start) {
        int size = factor.size();
        double[] values = new double[size * size];
        int next = start;
        for (int i = 0; i < size; i++) {
            for (int j = 0; j < size; j++) {
                switch (factor.group()) {
                    case INVERTIBLE -> values[i * size + j] = coordinates[next++];
                    case ORTHOGONAL -> {
                        if (j < i) {
                            values[i * size + j] = coordinates[next];
                            values[j * size + i] = -coordinates[next++];
                        }
                    }
                    case DIAGONAL -> {
                        if (i == j) {
                            values[i * size + i] = Math.expm1(coordinates[next++]);
                        }
                    }
                    case PERMUTATION, SIGNED_PERMUTATION, SIGN -> {
                        // no directions
                    }
                }
            }
        }
        Matrix direction = Matrix.of(size, size, values);
        Matrix identity = Matrix.identity(size);
        if (factor.group() != dev.nadir.numeric.SymmetryAction.Group.ORTHOGONAL) {
            return identity.plus(direction);
        }
        // I - A/2 with A skew has singular values of at least 1.
        return identity.minus(direction.scaled(0.5))
                .solve(identity.plus(direction.scaled(0.5)))
                .orElse(identity.scaled(Double.NaN));
    }
}
