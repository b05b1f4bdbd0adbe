package dev.nadir.model.syntax;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Map;

/**
 * The landscape of a system of equations: half the sum of the squares of the differences of the sides. Its zeros are the
 * real solutions, so that every search for minima searches for them.
 */
final class SystemObjective {

    /** What the landscape of a system is called. */
    static final String NAME = "residual";

    private SystemObjective() {}

    /**
     * The objective.
     *
     * @param equations at least one
     * @param isScalar whether every side is a number; otherwise squares are squared norms
     */
    static Model.Objective of(List<Claim.Equation> equations, List<Formula> constraints, boolean isScalar) {
        SourceSpan span =
                equations.get(0).span().to(equations.get(equations.size() - 1).span());
        Formula two = number(span, 2);
        Formula sum = null;
        for (Claim.Equation equation : equations) {
            SourceSpan at = equation.span();
            Formula difference = isZero(equation.right())
                    ? equation.left()
                    : new Formula.Binary(at, Operator.SUBTRACT, equation.left(), equation.right());
            Formula base = isScalar ? difference : new Formula.Call(at, "normF", List.of(difference), Map.of());
            Formula square = new Formula.Binary(at, Operator.POWER, base, two);
            Formula squares =
                    equation.range().map(range -> ranged(at, range, square)).orElse(square);
            sum = sum == null ? squares : new Formula.Binary(span, Operator.ADD, sum, squares);
        }
        Formula half = new Formula.Binary(span, Operator.DIVIDE, number(span, 1), two);
        Formula value = new Formula.Binary(span, Operator.MULTIPLY, half, sum == null ? two : sum);
        return new Model.Objective(span, NAME, value, constraints, equations, "");
    }

    private static Formula ranged(SourceSpan at, Declaration.IndexRange range, Formula square) {
        return new Formula.Ranged(at, false, range.index(), range.from(), range.to(), square);
    }

    private static boolean isZero(Formula formula) {
        return formula instanceof Formula.NumberLiteral literal
                && literal.value().isZero();
    }

    private static Formula number(SourceSpan span, int value) {
        return new Formula.NumberLiteral(span, Rational.of(value), Integer.toString(value));
    }
}
