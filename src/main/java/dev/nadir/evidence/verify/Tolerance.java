package dev.nadir.evidence.verify;

/**
 * What counts as equal, and why.
 *
 * @param value differences up to this are accepted
 * @param origin where the number comes from, in words
 */
public record Tolerance(double value, String origin) {

    /** The number with its origin. */
    public String text() {
        return Numbers.small(value) + ": " + origin;
    }

    /** The sum of both, for a quantity that has both errors. */
    public Tolerance plus(double more, String why) {
        return new Tolerance(value + more, more > 0 ? origin + " and " + why : origin);
    }
}
