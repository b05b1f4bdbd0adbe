package dev.nadir.numeric.privacy.lowrank;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.privacy.Release;
import java.math.BigDecimal;

/** A released Gram matrix and its noise as numbers, in the units of the data. */
public final class ReleasedMatrix {

    private ReleasedMatrix() {}

    /** The noisy sum of the outer products of the rows, each entry rounded once. */
    public static Matrix of(Release release) {
        int dimension = release.dimension();
        // A power of four, so that scaling is exact.
        double step = release.parameters().gramStep().round();
        double[] values = new double[dimension * dimension];
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                double value = new BigDecimal(release.entry(i, j)).doubleValue() * step;
                values[i * dimension + j] = value;
                values[j * dimension + i] = value;
            }
        }
        return Matrix.of(dimension, dimension, values);
    }

    /** The variance of the noise off the diagonal. */
    public static double noiseVariance(Release release) {
        Rational step = release.parameters().gramStep();
        return release.parameters().noiseVariance().times(step).times(step).round();
    }
}
