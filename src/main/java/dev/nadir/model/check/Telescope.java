package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Formula;
import java.util.Optional;

/** The shape of a product over an index: neighbours must fit, then only the first rows and the last columns are left. */
final class Telescope {

    private final Findings findings;
    private final Bounds bounds;

    Telescope(Findings findings, Bounds bounds) {
        this.findings = findings;
        this.bounds = bounds;
    }

    /** A shape with the index replaced. */
    static Shape at(Shape shape, String index, Size place) {
        return new Shape(at(shape.rows(), index, place), at(shape.columns(), index, place));
    }

    static Size at(Size size, String index, Size place) {
        SizeName name = new SizeName(index, null);
        return size.substitute(other -> other.equals(name) ? place : Size.of(other));
    }

    Type product(Formula.Ranged formula, Shape factor, Size from, Size to) {
        boolean runsDown = bounds.isNotNegative(from.minus(to));
        if (!runsDown && !bounds.isNotNegative(to.minus(from))) {
            return findings.report(
                    ErrorCode.TELESCOPE,
                    formula.span(),
                    "the range " + from + ".." + to + " may run up or down",
                    "The factors stand in the order of the range, and the sizes do not say which end is the larger.",
                    "Declare the size that decides it large enough, as in L >= 2.");
        }
        if (factor.isScalar()) {
            return Type.SCALAR;
        }
        Size index = Size.of(formula.index());
        Shape next = at(factor, formula.index(), runsDown ? index.minus(Size.ONE) : index.plus(Size.ONE));
        if (!from.equals(to) && !factor.columns().equals(next.rows())) {
            Shape back = at(factor, formula.index(), runsDown ? index.plus(Size.ONE) : index.minus(Size.ONE));
            return findings.report(
                    ErrorCode.TELESCOPE,
                    formula.body().span(),
                    Mismatch.describe(formula.body(), factor) + ", the next factor " + next,
                    "The factors stand in the order of the range, " + from + ".." + to + ": the columns of each, "
                            + factor.columns() + ", must be the rows of the next, " + next.rows() + ".",
                    factor.columns().equals(back.rows())
                            ? "Turn the range round: " + formula.index() + " in " + to + ".." + from + "."
                            : "Compare the shape of the family, or transpose the factor.");
        }
        return Type.value(
                new Shape(at(factor.rows(), formula.index(), from), at(factor.columns(), formula.index(), to)));
    }

    /** Only products run down. */
    Optional<Type> sumRunsDown(Formula.Ranged formula, Size from, Size to) {
        if (!bounds.isPositive(from.minus(to))) {
            return Optional.empty();
        }
        return Optional.of(findings.report(
                ErrorCode.INDEX,
                formula.span(),
                "the range " + from + ".." + to + " runs down",
                "The order of a sum does not matter, so its range is written upwards; a range that runs down is empty.",
                "Write " + formula.index() + " in " + to + ".." + from + "."));
    }
}
