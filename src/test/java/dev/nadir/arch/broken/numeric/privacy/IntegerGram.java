package dev.nadir.arch.broken.numeric.privacy;

/** Wrong on purpose: anyone may take it, and it averages in floating point. */
public final class IntegerGram {

    /** The mean of two entries. */
    public double mean(double[] entries, float weight) {
        return (entries[0] + entries[1]) * weight;
    }

    /** No floating point in any signature, but inside. */
    long halved(long value) {
        return (long) (value * 0.5);
    }
}
