package dev.nadir.arch.broken.numeric.privacy;

/** Holds the data. */
public final class GramMechanism {

    /** The data. */
    public IntegerGram gram() {
        return new IntegerGram();
    }
}
