package dev.nadir.numeric.symmetry;

import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.SymmetryAction.Factor;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SingularValues;
import dev.nadir.numeric.linalg.Vectors;
import java.util.List;

/** The directions in which a group moves a point. */
final class OrbitTangents {

    /** Central differences of this step are right to about 1e-10. */
    private static final double STEP = 1e-5;

    /**
     * Tangents are right to about 1e-10 of their size, points to about 1e-11, and a point near one with a smaller orbit
     * has small tangents: below this share of the largest a singular value is none.
     */
    private static final double RANK_TOLERANCE = 1e-6;

    private OrbitTangents() {}

    /** The rank of the tangent vectors at a point. */
    static int rank(SymmetryAction symmetry, double[] point) {
        List<Factor> factors = symmetry.factors();
        int count = GroupElements.dimension(factors);
        int n = point.length;
        if (count == 0 || n == 0) {
            return 0;
        }
        List<Matrix> identity = GroupElements.identity(factors);
        double[] coordinates = new double[count];
        double[] columns = new double[count * n];
        for (int k = 0; k < count; k++) {
            coordinates[k] = STEP;
            double[] ahead = symmetry.apply(GroupElements.near(factors, identity, coordinates), point);
            coordinates[k] = -STEP;
            double[] behind = symmetry.apply(GroupElements.near(factors, identity, coordinates), point);
            coordinates[k] = 0;
            for (int i = 0; i < n; i++) {
                columns[k * n + i] = (ahead[i] - behind[i]) / (2 * STEP);
            }
        }
        // Of a point that does not move, the differences are rounding.
        if (!Vectors.isFinite(columns) || Vectors.maxAbs(columns) <= RANK_TOLERANCE * Vectors.maxAbs(point)) {
            return 0;
        }
        return SingularValues.of(Matrix.of(count, n, columns)).rank(RANK_TOLERANCE);
    }
}
