package dev.nadir.numeric.sampling;

/** What is known of a random number beforehand. Only from such knowledge does an interval for its mean follow. */
public sealed interface Knowledge {

    /** It lies in {@code [low, high]}. */
    record Bounded(double low, double high) implements Knowledge {}

    /** It is 0 or 1. */
    record Indicator() implements Knowledge {}

    /** {@code E[exp(u*(X - E[X]))] <= exp(u^2*scale^2/2)} for all u, as of a function of Lipschitz constant scale. */
    record SubGaussian(double scale) implements Knowledge {}

    /** Its variance is at most this. */
    record Variance(double most) implements Knowledge {}

    /** The fourth power of its distance to its mean is on average at most so many times the square of its variance. */
    record Kurtosis(double most) implements Knowledge {}

    /** It is not negative, and what exceeds {@code at} is on average at most {@code tail}: {@code E[max(X - at, 0)]}. */
    record Truncated(double at, double tail) implements Knowledge {}
}
