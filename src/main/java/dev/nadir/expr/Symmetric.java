package dev.nadir.expr;

import java.util.List;

/** Sees symmetry from how an expression is written; a "no" only means "not seen". */
public final class Symmetric {

    private Symmetric() {}

    public static boolean isSymmetric(Expr e) {
        if (!e.shape().isSquare()) {
            return false;
        } else if (e instanceof Expr.Symbol symbol) {
            return symbol.isSymmetric();
        } else if (e instanceof Expr.Named named) {
            return isSymmetric(named.definition());
        } else if (e instanceof Expr.Sum sum) {
            return sum.terms().stream().allMatch(Symmetric::isSymmetric);
        } else if (e instanceof Expr.Product product) {
            return isPalindrome(product.factors());
        } else if (e instanceof Expr.Hadamard hadamard) {
            return hadamard.factors().stream().allMatch(Symmetric::isSymmetric);
        } else {
            return isConstant(e) || isOfSymmetric(e);
        }
    }

    private static boolean isConstant(Expr e) {
        return e instanceof Expr.Identity
                || e instanceof Expr.DiagonalMatrix
                || e instanceof Expr.Ones
                || e instanceof Expr.Zero;
    }

    /** An operation on one matrix that keeps symmetry, of a symmetric one. */
    private static boolean isOfSymmetric(Expr e) {
        if (e instanceof Expr.Inverse inverse) {
            return isSymmetric(inverse.argument());
        } else if (e instanceof Expr.Scaled scaled) {
            return isSymmetric(scaled.body());
        } else if (e instanceof Expr.Power power) {
            return isSymmetric(power.base());
        } else if (e instanceof Expr.Entrywise entrywise) {
            return isSymmetric(entrywise.argument());
        } else if (e instanceof Expr.Applied applied) {
            return isSymmetric(applied);
        } else {
            return false;
        }
    }

    private static boolean isSymmetric(Expr.Applied e) {
        return switch (e.operation()) {
            case ROOT -> true;
            case KRONECKER, SYLVESTER, BLOCK_SUM, BLOCK_TRACE ->
                e.arguments().stream().allMatch(Symmetric::isSymmetric);
            default -> false;
        };
    }

    /** Whether the factors read from the back, each transposed, are the same factors, as in {@code X*S*X'}. */
    private static boolean isPalindrome(List<Expr> factors) {
        int count = factors.size();
        for (int i = 0; i < (count + 1) / 2; i++) {
            Expr front = factors.get(i);
            Expr back = factors.get(count - 1 - i);
            boolean isMiddle = 2 * i == count - 1;
            if (isMiddle ? !isSymmetric(front) : !areTransposes(front, back)) {
                return false;
            }
        }
        return true;
    }

    private static boolean areTransposes(Expr left, Expr right) {
        if (left instanceof Expr.Transpose transpose) {
            return transpose.argument().equals(right);
        } else if (right instanceof Expr.Transpose transpose) {
            return transpose.argument().equals(left);
        } else {
            return left.equals(right) && isSymmetric(left);
        }
    }
}
