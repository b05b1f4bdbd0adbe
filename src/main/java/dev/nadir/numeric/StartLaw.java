package dev.nadir.numeric;

import dev.nadir.base.PreconditionException;
import java.util.random.RandomGenerator;

/** The law that starts are drawn from. */
@FunctionalInterface
public interface StartLaw {

    /** One start; everything random in it comes from {@code random}. */
    double[] draw(int dimension, RandomGenerator random);

    /**
     * Independent normal coordinates with mean 0.
     *
     * @param scale their standard deviation, >= 0 and finite
     */
    static StartLaw gaussian(double scale) {
        if (!(scale >= 0) || Double.isInfinite(scale)) {
            throw new PreconditionException("the scale of the starts must be >= 0 and finite, got " + scale);
        }
        return (dimension, random) -> {
            double[] start = new double[dimension];
            for (int i = 0; i < dimension; i++) {
                start[i] = scale * random.nextGaussian();
            }
            return start;
        };
    }
}
