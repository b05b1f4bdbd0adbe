package dev.nadir.expr.graph;

/** Hashes that are the same in every run and on every machine. */
final class Colour {

    /** Two odd multipliers and shifts: the finaliser of SplitMix64 (Steele, Lea, Flood 2014). */
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private Colour() {}

    static long of(String text) {
        long colour = GOLDEN;
        for (int i = 0; i < text.length(); i++) {
            colour = colour * 31 + text.charAt(i);
        }
        return mix(colour, text.length());
    }

    /** A colour that depends on both, and on their order. */
    static long mix(long a, long b) {
        long z = a * GOLDEN + b;
        z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
        z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
        return z ^ (z >>> 31);
    }
}
