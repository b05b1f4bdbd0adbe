package dev.nadir.numeric.privacy;

/**
 * Where random bits come from. The choice is closed, so that a release can say for certain whether it is private: only
 * {@link SecureBits} makes it so.
 */
public sealed interface BitSource permits SecureBits, SeededBits {

    /** Sixty-four independent fair bits. */
    long word();

    /** Whether nobody can guess the bits: a release is private only then. */
    boolean isSecure();
}
