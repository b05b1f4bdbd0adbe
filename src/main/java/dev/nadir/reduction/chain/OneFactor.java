package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.reduction.Refusal;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a loss of one parameter: {@code tr(K*F*A*F') - 2*tr(B'*F) + constant}, where either of the first two may be missing. */
public final class OneFactor {

    private static final String STEP = "one parameter";

    private OneFactor() {}

    /** {@code tr(left*F*right*F')}; scalar coefficients stand at the right, or at the left where that is a sum. */
    public record Square(Expr left, Expr right) {}

    /**
     * What was read.
     *
     * @param cross B, zero where there is no linear term
     */
    public record Loss(Factor factor, Optional<Square> square, Expr cross, Expr constant) {}

    /**
     * The loss in this form.
     *
     * @throws Refusal naming the term that does not fit
     */
    public static Loss read(Expr loss, Expr.Symbol parameter) {
        Factor factor = new Factor(parameter, false);
        Quadratics quadratics = new Quadratics(List.of(factor));
        boolean isSquared = false;
        Form cross = Form.of(Exprs.zero(parameter.shape()));
        Form constant = Form.of(Exprs.literal(0));
        for (Monomial term : Monomial.of(Form.of(loss))) {
            Rational degree = ChainReader.degrees(term, Set.of(parameter)).getOrDefault(parameter, Rational.ZERO);
            if (degree.isZero()) {
                constant = constant.plus(Form.of(term.expression()));
            } else if (degree.isOne()) {
                cross = cross.plus(Ends.cross(term, List.of(factor)));
            } else if (degree.equals(Rational.of(2))) {
                quadratics.add(term);
                isSquared = true;
            } else {
                throw new Refusal(
                        STEP,
                        "the term " + ChainReader.print(term) + " holds " + parameter.name()
                                + " otherwise than once or twice");
            }
        }
        Optional<Square> square = Optional.empty();
        if (isSquared) {
            Quadratics.Result result = quadratics.result();
            square = Optional.of(new Square(result.left(), result.right()));
        }
        return new Loss(
                factor, square, Proportion.simpleMatrix(Readback.expression(cross)), Readback.expression(constant));
    }
}
