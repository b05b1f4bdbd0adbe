package dev.nadir.numeric;

import java.util.ArrayList;
import java.util.List;

/**
 * The Hessian's eigenvalues at a point and what they say.
 *
 * @param eigenvalues ascending
 * @param tolerance eigenvalues of at most this size count as zero
 * @param orbitDimension the dimension of the point's orbit under the declared symmetries: so many zeros are explained
 */
public record Spectrum(double[] eigenvalues, double tolerance, int orbitDimension) {

    /** Copies the eigenvalues. */
    public Spectrum {
        eigenvalues = eigenvalues.clone();
    }

    /** A copy, ascending. */
    @Override
    public double[] eigenvalues() {
        return eigenvalues.clone();
    }

    /** The number of negative eigenvalues. */
    public int index() {
        return count(-1);
    }

    /** The number of eigenvalues that count as zero. */
    public int nullity() {
        return count(0);
    }

    /**
     * Eigenvalues less those of an objective's excess: the spectrum on the set of the parameters.
     *
     * @param ascending all of them
     * @param excess each is taken out where the nearest one lies
     */
    public static double[] without(double[] ascending, double[] excess) {
        List<Double> left = new ArrayList<>();
        for (double value : ascending) {
            left.add(value);
        }
        for (double each : excess) {
            int nearest = 0;
            for (int i = 1; i < left.size(); i++) {
                nearest = Math.abs(left.get(i) - each) < Math.abs(left.get(nearest) - each) ? i : nearest;
            }
            left.remove(nearest);
        }
        return left.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private int count(int sign) {
        int count = 0;
        for (double value : eigenvalues) {
            int its = value > tolerance ? 1 : value < -tolerance ? -1 : 0;
            if (its == sign) {
                count++;
            }
        }
        return count;
    }
}
