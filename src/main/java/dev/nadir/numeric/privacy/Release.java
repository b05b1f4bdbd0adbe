package dev.nadir.numeric.privacy;

import dev.nadir.base.exact.Rational;
import java.math.BigInteger;

/**
 * A noisy Gram matrix: the only thing about the data that leaves this package, and the only thing that floating point
 * ever sees. Only {@link GramMechanism} makes one. Whatever is computed from it costs no more privacy.
 *
 * <p>Its entries are whole numbers, in steps of {@link PrivacyParameters#gramStep()}; which steps they are does not
 * depend on the data.
 */
public final class Release {

    private final PrivacyParameters parameters;
    private final BigInteger[] upperTriangle;
    private final boolean isSecure;

    Release(PrivacyParameters parameters, BigInteger[] upperTriangle, boolean isSecure) {
        this.parameters = parameters;
        this.upperTriangle = upperTriangle;
        this.isSecure = isSecure;
    }

    /** What it was made with. */
    public PrivacyParameters parameters() {
        return parameters;
    }

    /** The number of rows and columns. */
    public int dimension() {
        return parameters.dimension();
    }

    /** The entry in a row and a column, from 0, in steps. */
    public BigInteger entry(int row, int column) {
        int i = Math.min(row, column);
        int j = Math.max(row, column);
        return upperTriangle[i * dimension() - i * (i - 1) / 2 + j - i];
    }

    /** Whether nobody can take the noise away: the bits were not those of a seed. */
    public boolean isPrivate() {
        return isSecure;
    }

    /** What it cost. */
    public Rational cost() {
        return parameters.cost();
    }

    /** One phrase for reports: what is guaranteed, or that nothing is. */
    public String guarantee() {
        return isSecure
                ? "rho-zCDP with rho = " + cost() + ", "
                        + parameters.adjacency().word() + " of one row"
                : "not private: seeded";
    }
}
