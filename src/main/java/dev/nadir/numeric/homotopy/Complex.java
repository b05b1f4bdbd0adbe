package dev.nadir.numeric.homotopy;

/** A complex number of two doubles; the kernels work on arrays and make these only for what leaves them. */
public record Complex(double real, double imaginary) {

    /** The absolute value. */
    public double abs() {
        return Math.hypot(real, imaginary);
    }
}
