package dev.nadir.symbolic.symmetry;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetry.Side;
import dev.nadir.symbolic.symmetry.Slot.Part;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The places of a loss where matrices may act, by the size of the matrix. */
final class Slots {

    private static final Set<Property> KNOWN = EnumSet.of(
            Property.SYMMETRIC, Property.POSITIVE_DEFINITE, Property.INVERTIBLE, Property.DIAGONAL, Property.POSITIVE);

    private final Derivation derivation;
    private final Normaliser canonical;
    private final Map<Size, List<Slot>> bySize = new LinkedHashMap<>();

    private Slots(Derivation derivation, Normaliser canonical) {
        this.derivation = derivation;
        this.canonical = canonical;
    }

    static Map<Size, List<Slot>> of(Derivation derivation, Normaliser canonical) {
        Slots slots = new Slots(derivation, canonical);
        derivation.gradient().forEach((parameter, gradient) -> {
            // A property that is not known here may not survive a linear map.
            if (isScalable(parameter)) {
                slots.add(parameter, canonical.form(gradient));
            }
        });
        return slots.bySize;
    }

    /** Whether all that is declared of a parameter is known to survive a positive factor. */
    static boolean isScalable(Expr.Symbol parameter) {
        return KNOWN.containsAll(parameter.properties());
    }

    private void add(Expr.Symbol parameter, Form gradient) {
        Form value = canonical.form(parameter);
        Set<Property> properties = parameter.properties();
        Size rows = parameter.shape().rows();
        Size columns = parameter.shape().columns();
        if (properties.contains(Property.DIAGONAL)) {
            add(new Slot(
                    parameter, Side.LEFT, rows, gradient.times(value), EnumSet.of(Part.DIAGONAL), Optional.empty()));
        } else if (parameter.isSymmetric()) {
            Form pull = gradient.times(value).times(dev.nadir.base.exact.Rational.of(2));
            add(new Slot(parameter, Side.BOTH, rows, pull, EnumSet.allOf(Part.class), Optional.empty()));
        } else {
            Set<Part> parts =
                    properties.contains(Property.POSITIVE) ? EnumSet.of(Part.DIAGONAL) : EnumSet.allOf(Part.class);
            if (!rows.isOne()) {
                withMetrics(new Slot(
                        parameter, Side.LEFT, rows, gradient.times(value.transpose()), parts, Optional.empty()));
            }
            if (!columns.isOne()) {
                withMetrics(new Slot(
                        parameter, Side.RIGHT, columns, value.transpose().times(gradient), parts, Optional.empty()));
            }
        }
    }

    private void add(Slot slot) {
        if (!slot.size().isOne()) {
            bySize.computeIfAbsent(slot.size(), size -> new ArrayList<>()).add(slot);
        }
    }

    /** Beside the free matrix, free matrices times the inverse of what the data put there, as in {@code tr(V*S*V')}. */
    private void withMetrics(Slot slot) {
        add(slot);
        if (!slot.allows(Part.SKEW)) {
            return;
        }
        for (Expr metric : metrics(slot.size())) {
            Form inverse = canonical.form(Exprs.inverse(metric));
            Form pull = slot.side() == Side.LEFT
                    ? inverse.times(slot.pull())
                    : slot.pull().times(inverse);
            // Only where the inverse takes something away: else it stays in the form and nothing can cancel it.
            if (pull.key().length() < slot.pull().key().length()) {
                add(new Slot(
                        slot.parameter(),
                        slot.side(),
                        slot.size(),
                        pull,
                        EnumSet.of(Part.SYMMETRIC, Part.SKEW),
                        Optional.of(metric)));
            }
        }
    }

    /** The symmetric data matrices of a size: declared ones, and the Gram matrices of others. */
    private List<Expr> metrics(Size size) {
        List<Expr> metrics = new ArrayList<>();
        for (Expr.Symbol symbol : derivation.landscape().data()) {
            Shape shape = symbol.shape();
            if (shape.isScalar() || shape.isColumn()) {
                continue;
            }
            if (symbol.isSymmetric() && shape.rows().equals(size)) {
                metrics.add(symbol);
            } else if (!symbol.isSymmetric()) {
                if (shape.rows().equals(size)) {
                    metrics.add(Exprs.times(symbol, Exprs.transpose(symbol)));
                }
                if (shape.columns().equals(size)) {
                    metrics.add(Exprs.times(Exprs.transpose(symbol), symbol));
                }
            }
        }
        return metrics;
    }
}
