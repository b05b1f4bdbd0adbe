package dev.nadir.numeric.linalg;

/**
 * Complex column vectors, as two matrices of one shape.
 *
 * @param real the real parts
 * @param imaginary the imaginary parts
 */
public record ComplexColumns(Matrix real, Matrix imaginary) {

    /** The real part of {@code this * diag(values) * this^H}: symmetric. */
    public Matrix realPartOf(double[] values) {
        Matrix diagonal = Matrix.diagonal(values);
        return real.times(diagonal)
                .times(real.transpose())
                .plus(imaginary.times(diagonal).times(imaginary.transpose()))
                .symmetrised();
    }
}
