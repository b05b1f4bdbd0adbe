package dev.nadir.numeric;

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
