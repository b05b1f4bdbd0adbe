package dev.nadir.numeric.privacy.lowrank;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.linalg.HermitianMatrix;
import dev.nadir.numeric.linalg.LargestEigen;
import dev.nadir.numeric.linalg.LargestHermitianEigen;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.privacy.NoiseShape;
import dev.nadir.numeric.privacy.Release;
import java.util.random.RandomGenerator;

/**
 * The part of a released Gram matrix in the directions of its largest eigenvalues: the noisy ones, by sign, whatever they
 * are. Computed from the release alone, so that it costs no more privacy.
 */
public final class PrivateLowRank {

    private PrivateLowRank() {}

    /**
     * The real mechanism (DworkTalwarThakurtaZhang2014, with the noise that the release has): the default.
     *
     * @param rank how many eigenvalues, chosen without a look at the data
     * @throws PreconditionException with a code if the rank is not from 1 to the dimension
     */
    public static LowRank of(Release release, int rank) {
        requireRank(release.dimension(), rank);
        LargestEigen eigen = LargestEigen.of(ReleasedMatrix.of(release), rank);
        return new LowRank(eigen.values(), eigen.vectors());
    }

    /**
     * The complex mechanism of MangoubiVishnoi2023: imaginary noise of the same size is added, which does not depend on
     * the data; the largest eigenvalues of that Hermitian matrix are kept, and the real part is the output. Its noise
     * scale {@code T} is half the release's variance off the diagonal.
     *
     * @param seed of the imaginary noise, which need not be secret
     * @throws PreconditionException with a code if the rank is not from 1 to the dimension; without if the noise of the
     *     release has not the shape that the mechanism needs
     */
    public static ComplexLowRank complex(Release release, int rank, Seed seed) {
        requireRank(release.dimension(), rank);
        if (release.parameters().shape() != NoiseShape.GOE) {
            throw new PreconditionException("the complex mechanism needs noise of the shape " + NoiseShape.GOE.word()
                    + ", got " + release.parameters().shape().word());
        }
        Matrix imaginary =
                antisymmetric(release.dimension(), Math.sqrt(ReleasedMatrix.noiseVariance(release)), seed.generator());
        LargestHermitianEigen eigen =
                LargestHermitianEigen.of(new HermitianMatrix(ReleasedMatrix.of(release), imaginary), rank);
        return new ComplexLowRank(eigen.values(), eigen.vectors());
    }

    private static Matrix antisymmetric(int size, double deviation, RandomGenerator generator) {
        double[] values = new double[size * size];
        for (int i = 0; i < size; i++) {
            for (int j = i + 1; j < size; j++) {
                double value = deviation * generator.nextGaussian();
                values[i * size + j] = value;
                values[j * size + i] = -value;
            }
        }
        return Matrix.of(size, size, values);
    }

    /**
     * Checks a rank before there is a release.
     *
     * @throws PreconditionException with a code if it is not from 1 to the dimension
     */
    public static void requireRank(int dimension, int rank) {
        if (rank < 1 || rank > dimension) {
            throw new PreconditionException(
                    ErrorCode.PRIVACY_RANK, "got " + rank + " for rows of " + dimension + " entries");
        }
    }
}
