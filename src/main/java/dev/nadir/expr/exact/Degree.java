package dev.nadir.expr.exact;

/**
 * Bounds on the degrees of the entries of a matrix of rational functions with one common denominator.
 *
 * @param above of every numerator
 * @param below of the denominator
 */
record Degree(double above, double below) {

    static final Degree CONSTANT = new Degree(0, 0);
    static final Degree VARIABLE = new Degree(1, 0);

    Degree plus(Degree other) {
        return new Degree(Math.max(above + other.below, other.above + below), below + other.below);
    }

    Degree times(Degree other) {
        return new Degree(above + other.above, below + other.below);
    }

    /** Every entry to a whole power, where there are so many entries. */
    Degree power(double exponent, double entries) {
        // Reciprocals of entries have the product of all numerators below.
        return exponent >= 0
                ? new Degree(exponent * above, exponent * below)
                : new Degree(-exponent * (below + (entries - 1) * above), -exponent * entries * above);
    }

    /** The determinant of a matrix of the given size. */
    Degree determinant(double size) {
        return new Degree(size * above, size * below);
    }

    /** The inverse: cofactors over the determinant. */
    Degree inverse(double size) {
        return new Degree(below + (size - 1) * above, size * above);
    }

    double sum() {
        return above + below;
    }
}
