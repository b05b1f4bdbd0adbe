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
        if (factor.isScalar()) {
            return Type.SCALAR;
        }
        Size index = Size.of(formula.index());
        boolean fitsDown = factor.columns().equals(at(factor.rows(), formula.index(), index.minus(Size.ONE)));
        boolean fitsUp = factor.columns().equals(at(factor.rows(), formula.index(), index.plus(Size.ONE)));
        Optional<Boolean> runsDown = runsDown(from, to);
        boolean fits = runsDown.map(down -> down ? fitsDown : fitsUp).orElse(fitsDown || fitsUp);
        if (!fits) {
            boolean isDown = runsDown.orElse(true);
            Size next = isDown ? index.minus(Size.ONE) : index.plus(Size.ONE);
            boolean wouldFit = isDown ? fitsUp : fitsDown;
            return findings.report(
                    ErrorCode.TELESCOPE,
                    formula.body().span(),
                    Mismatch.describe(formula.body(), factor) + ", the next factor "
                            + at(factor, formula.index(), next),
                    "The factors stand in the order of the range, " + from + ".." + to + ": the columns of each, "
                            + factor.columns() + ", must be the rows of the next, "
                            + at(factor.rows(), formula.index(), next) + ".",
                    wouldFit
                            ? "Turn the range round: " + formula.index() + " in " + to + ".." + from + "."
                            : "Compare the shape of the family, or transpose the factor.");
        }
        return Type.value(
                new Shape(at(factor.rows(), formula.index(), from), at(factor.columns(), formula.index(), to)));
    }

    /** Whether the range runs down, if that can be known for all sizes. */
    private Optional<Boolean> runsDown(Size from, Size to) {
        if (bounds.isPositive(from.minus(to))) {
            return Optional.of(true);
        }
        return bounds.isPositive(to.minus(from)) ? Optional.of(false) : Optional.empty();
    }
}
