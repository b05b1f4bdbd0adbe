package dev.nadir.symbolic.symmetry;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.symbolic.Symmetry.Side;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A place where a square matrix {@code Z} may act on a parameter.
 *
 * @param size of {@code Z}
 * @param pull the form {@code M} for which the loss changes at the rate {@code tr(Z'*M)} when {@code Z} acts
 * @param parts the kinds of {@code Z} that keep what is declared of the parameter
 * @param metric {@code Z} is a free matrix times the inverse of this, where there is one
 */
record Slot(Expr.Symbol parameter, Side side, Size size, Form pull, Set<Part> parts, Optional<Expr> metric) {

    Slot {
        parts = Set.copyOf(parts);
    }

    /** The kinds of square matrix that a generator may be. */
    enum Part {
        SYMMETRIC,
        SKEW,
        DIAGONAL;

        /** What a form must have zero, so that its product with every matrix of this kind is zero. */
        Form of(Form form) {
            return switch (this) {
                case SYMMETRIC -> form.plus(form.transpose());
                case SKEW -> form.minus(form.transpose());
                case DIAGONAL -> form.diagonalVector();
            };
        }
    }

    boolean allows(Part part) {
        return parts.contains(part);
    }

    /** The parameter moved by a matrix: {@code Z*W}, {@code W*Z} or both. */
    Expr moved(Expr matrix) {
        return switch (side) {
            case LEFT -> Exprs.times(matrix, parameter);
            case RIGHT -> Exprs.times(parameter, matrix);
            case BOTH -> Exprs.add(Exprs.times(matrix, parameter), Exprs.times(parameter, Exprs.transpose(matrix)));
        };
    }

    /** The image under a group element: {@code G*W}, {@code W*G} or {@code G*W*G'}. */
    Expr image(Expr matrix) {
        return side == Side.BOTH ? Exprs.product(List.of(matrix, parameter, Exprs.transpose(matrix))) : moved(matrix);
    }

    /** The matrix whose trace with a symmetric {@code S} has {@code Z = S} as half its gradient. */
    Expr moment() {
        return switch (side) {
            case LEFT -> Exprs.times(parameter, Exprs.transpose(parameter));
            case RIGHT -> Exprs.times(Exprs.transpose(parameter), parameter);
            case BOTH -> Exprs.scaled(Exprs.literal(2), Exprs.times(parameter, parameter));
        };
    }
}
