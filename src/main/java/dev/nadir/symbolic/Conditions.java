package dev.nadir.symbolic;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Where the derivatives of a loss hold: what its functions ask of their arguments. */
public final class Conditions {

    private final Set<Expr> seen = new HashSet<>();
    private final Set<String> found = new LinkedHashSet<>();

    private Conditions() {}

    /** The conditions as sentences of the language. */
    public static List<String> of(Expr loss) {
        Conditions conditions = new Conditions();
        conditions.visit(loss);
        return new ArrayList<>(conditions.found);
    }

    private void visit(Expr e) {
        if (seen.add(e)) {
            Children.of(e).forEach(this::visit);
            if (e instanceof Expr.Entrywise entrywise && entrywise.function().isKinked()) {
                kink(entrywise);
            } else if (e instanceof Expr.Applied applied) {
                applied(applied);
            } else if (e instanceof Expr.Power power
                    && power.exponent().equals(Rational.HALF)
                    && power.base() instanceof Expr.Inner inner
                    && inner.left().equals(inner.right())) {
                found.add("where " + TextPrinter.print(inner.left()) + " is not 0 (its norm has a corner there)");
            }
        }
    }

    private void kink(Expr.Entrywise e) {
        String x = TextPrinter.print(e.argument());
        String at =
                switch (e.function().symbol()) {
                    case "relu" -> "; relu has slopes 0 and 1 there, and step(0) = 0 is taken";
                    case "abs" -> "; abs has slopes -1 and 1 there, and sign(0) = 0 is taken";
                    default -> "; " + e.function().symbol() + " jumps there";
                };
        found.add("where no entry of " + x + " is 0" + at);
    }

    private void applied(Expr.Applied e) {
        String x = e.arguments().isEmpty() ? "" : TextPrinter.print(e.argument());
        switch (e.operation()) {
            case DETERMINANT -> found.add("where " + x + " is invertible (det is smooth, the formula is not)");
            case ROOT -> found.add("where " + x + " is positive definite");
            case SYLVESTER -> found.add("where " + x + " is symmetric positive definite");
            case NUCLEAR_NORM ->
                found.add("where " + x + " has full rank; elsewhere polar(" + x
                        + ") + Z is a subgradient for Z of spectral norm at most 1 that vanishes on its row and column"
                        + " spaces");
            case SPECTRAL_NORM ->
                found.add(
                        "where the largest singular value of " + x
                                + " is simple and not 0; elsewhere every mean of u*v' over its singular pairs is a subgradient");
            default -> {
                // smooth wherever it is defined
            }
        }
    }
}
