package dev.nadir.numeric.sampling;

/**
 * An interval that holds a mean, but for a stated probability of error.
 *
 * @param estimate a value inside; of a truncated number the mean of what is kept
 * @param method how it was found, with its source
 * @param draws how many it rests on
 */
public record MeanInterval(double estimate, double low, double high, String method, int draws) {

    /** Half of its length. */
    public double halfWidth() {
        return (high - low) / 2;
    }

    /** Whether a value is inside. */
    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}
