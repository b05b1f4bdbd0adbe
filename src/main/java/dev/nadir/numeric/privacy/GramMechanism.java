package dev.nadir.numeric.privacy;

import java.math.BigInteger;

/**
 * The Gaussian mechanism on the Gram matrix of the rows, in whole numbers from the data to the release: exact sums, noise
 * of the discrete Gaussian law on and above the diagonal, mirrored below.
 *
 * <p>Differs from DworkTalwarThakurtaZhang2014 and MangoubiVishnoi2023 in the grid, the law of the noise
 * (CanonneKamathSteinke2020) and, by default, its shape: see {@link NoiseShape}.
 */
public final class GramMechanism {

    private GramMechanism() {}

    /**
     * Books the cost, then draws and adds the noise.
     *
     * @param rows one per person, of any entries: see docs/privacy.md for what becomes of rows that do not fit
     * @throws dev.nadir.base.PreconditionException with a code if the ledger refuses, which does not depend on the rows
     */
    public static Release release(
            Iterable<double[]> rows, PrivacyParameters parameters, Ledger ledger, SecureBits bits) {
        ledger.book(new Expense(parameters.cost(), parameters.adjacency(), "covariance"));
        return noisy(new FixedPoint(parameters).gram(rows), parameters, bits);
    }

    /** The same computation with noise that a seed decides: not private, and marked so; nothing is booked. */
    public static Release simulate(Iterable<double[]> rows, PrivacyParameters parameters, SeededBits bits) {
        return noisy(new FixedPoint(parameters).gram(rows), parameters, bits);
    }

    private static Release noisy(IntegerGram gram, PrivacyParameters parameters, BitSource bits) {
        int dimension = parameters.dimension();
        DiscreteGaussian onDiagonal = new DiscreteGaussian(parameters.diagonalNoiseVariance());
        DiscreteGaussian offDiagonal = new DiscreteGaussian(parameters.noiseVariance());
        BigInteger[] noisy = new BigInteger[dimension * (dimension + 1) / 2];
        int place = 0;
        for (int i = 0; i < dimension; i++) {
            for (int j = i; j < dimension; j++) {
                DiscreteGaussian law = i == j ? onDiagonal : offDiagonal;
                noisy[place] = gram.entry(place).add(law.sample(bits));
                place++;
            }
        }
        return new Release(parameters, noisy, bits.isSecure());
    }
}
