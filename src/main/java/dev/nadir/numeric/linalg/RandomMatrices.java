package dev.nadir.numeric.linalg;

import dev.nadir.base.PreconditionException;
import java.util.random.RandomGenerator;

/** Matrices drawn from named laws; the generator is the only source of chance. */
public final class RandomMatrices {

    private RandomMatrices() {}

    /** Independent standard normal entries. */
    public static Matrix gaussian(int rows, int columns, RandomGenerator generator) {
        double[] values = new double[Matrix.requireCount(rows, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = generator.nextGaussian();
        }
        return Matrix.wrap(rows, columns, values);
    }

    /** Independent entries, uniform between two bounds. */
    public static Matrix uniform(int rows, int columns, double from, double to, RandomGenerator generator) {
        double[] values = new double[Matrix.requireCount(rows, columns)];
        for (int i = 0; i < values.length; i++) {
            values[i] = from + (to - from) * generator.nextDouble();
        }
        return Matrix.wrap(rows, columns, values);
    }

    /** The mean of {@code n} outer products of standard normal vectors with {@code d} entries. */
    public static Matrix wishart(int d, int n, RandomGenerator generator) {
        if (n < 1) {
            throw new PreconditionException("a mean of outer products needs at least one, got " + n);
        }
        Matrix sample = gaussian(d, n, generator);
        return sample.times(sample.transpose()).scaled(1.0 / n).symmetrised();
    }

    /** An orthogonal matrix, uniform under Haar's measure: the Q of a Gaussian matrix with R's diagonal positive. */
    public static Matrix orthogonal(int n, RandomGenerator generator) {
        return QrFactors.of(gaussian(n, n, generator)).q();
    }

    /** The symmetric matrix with the given eigenvalues and random eigenvectors. */
    public static Matrix withSpectrum(double[] eigenvalues, RandomGenerator generator) {
        Matrix vectors = orthogonal(eigenvalues.length, generator);
        return vectors.times(Matrix.diagonal(eigenvalues))
                .times(vectors.transpose())
                .symmetrised();
    }
}
