package dev.nadir.numeric.privacy;

import dev.nadir.base.exact.Rational;
import java.math.BigInteger;

/** How the noise of a symmetric matrix is spread over its entries on and above the diagonal. */
public enum NoiseShape {
    /**
     * Variance {@code s} off the diagonal and {@code 2 s} on it, like a matrix of the Gaussian orthogonal ensemble: a
     * change {@code D} of the data costs {@code rho = |D|^2 / (4 s)}, whatever its direction.
     */
    GOE("goe", 4, 2),

    /**
     * Variance {@code s} on and above the diagonal (DworkTalwarThakurtaZhang2014): a change costs
     * {@code rho = sum of squares on and above the diagonal / (2 s)}, which is at most {@code |D|^2 / (2 s)}, attained on
     * the diagonal. At equal cost it has the same variance on the diagonal as {@link #GOE} and twice that off it.
     */
    ANALYZE_GAUSS("analyze-gauss", 2, 1);

    private final String word;
    private final int costDivisor;
    private final int diagonalFactor;

    NoiseShape(String word, int costDivisor, int diagonalFactor) {
        this.word = word;
        this.costDivisor = costDivisor;
        this.diagonalFactor = diagonalFactor;
    }

    /** The word for it in commands. */
    public String word() {
        return word;
    }

    /** The variance off the diagonal at which neighbours cost exactly {@code rho}. */
    public Rational variance(BigInteger squaredSensitivity, Rational rho) {
        return new Rational(squaredSensitivity, BigInteger.ONE).dividedBy(rho.times(Rational.of(costDivisor)));
    }

    /** The zero-concentrated privacy that noise with this variance off the diagonal costs. */
    public Rational cost(BigInteger squaredSensitivity, Rational variance) {
        return new Rational(squaredSensitivity, BigInteger.ONE).dividedBy(variance.times(Rational.of(costDivisor)));
    }

    /** The variance on the diagonal, for that off it. */
    public Rational diagonalVariance(Rational variance) {
        return variance.times(Rational.of(diagonalFactor));
    }
}
