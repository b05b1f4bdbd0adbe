package dev.nadir.numeric.privacy.lowrank;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import dev.nadir.numeric.privacy.Release;
import java.util.Arrays;
import java.util.stream.IntStream;

/**
 * The part of a released Gram matrix in the directions of its largest eigenvalues, the noisy ones, whatever their
 * signs: {@code DworkTalwarThakurtaZhang2014} with the noise that the release has.
 */
public final class PrivateLowRank {

    private PrivateLowRank() {}

    /**
     * The eigenvalues and vectors of the {@code rank} largest eigenvalues.
     *
     * @throws PreconditionException with a code if the rank is not from 1 to the dimension
     */
    public static LowRank of(Release release, int rank) {
        requireRank(release, rank);
        return largest(ReleasedMatrix.of(release), rank);
    }

    static void requireRank(Release release, int rank) {
        if (rank < 1 || rank > release.dimension()) {
            throw new PreconditionException(
                    ErrorCode.PRIVACY_RANK, "got " + rank + " for rows of " + release.dimension() + " entries");
        }
    }

    static LowRank largest(Matrix matrix, int rank) {
        SymmetricEigen eigen = SymmetricEigen.of(matrix);
        int[] all = IntStream.range(0, matrix.rows()).toArray();
        int[] first = IntStream.range(0, rank).toArray();
        return new LowRank(Arrays.copyOf(eigen.values(), rank), eigen.vectors().select(all, first));
    }
}
