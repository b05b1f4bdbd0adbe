package dev.nadir.expr;

/** The operations of {@link Expr.Applied}. */
public enum Operation {
    /** Columns of an identity matrix: {@code eye(n)[:, a..b]}, or the basis vector {@code basis(n, a)}. */
    SELECTION("basis"),
    /** The determinant of a square matrix. */
    DETERMINANT("det"),
    /** The matrix of all products of an entry of the first and the second argument. */
    KRONECKER("kron"),
    /** The matrix of the traces of the square blocks. */
    BLOCK_TRACE("blocktrace"),
    /** The sum of the blocks on the diagonal. */
    BLOCK_SUM("blocksum"),
    /** The columns below each other. */
    VEC("vec"),
    /** The matrix whose columns stand below each other in a vector. */
    RESHAPE("reshape"),
    /** The permutation K with {@code K*vec(A) = vec(A')}. */
    COMMUTATION("commutation"),
    /** The symmetric positive root of a symmetric positive definite matrix. */
    ROOT("sqrtm"),
    /** The X with S*X + X*S = C, for a symmetric positive definite S. */
    SYLVESTER("sylvester"),
    /** The sum of the singular values. */
    NUCLEAR_NORM("nuclear"),
    /** {@code U*V'} of the thin singular value decomposition: the gradient of the nuclear norm at full rank. */
    POLAR("polar"),
    /** The largest singular value. */
    SPECTRAL_NORM("norm"),
    /** {@code u*v'} of the largest singular value: the gradient of the spectral norm where that is simple. */
    LEADING("leading");

    private final String symbol;

    Operation(String symbol) {
        this.symbol = symbol;
    }

    /** The function's name in the model language. */
    public String symbol() {
        return symbol;
    }
}
