package dev.nadir.model.check;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the conditions on sizes say about the sign of a size. */
final class Bounds {

    /** A size counts rows, layers or samples: it is at least 1 unless its condition says 0. */
    private final Map<String, Rational> lower = new HashMap<>();

    void atLeast(String name, Rational bound) {
        lower.put(name, bound);
    }

    /** Whether the size is negative whatever the sizes are. */
    boolean isNegative(Size size) {
        return isAtLeast(Size.ZERO.minus(size), Rational.ONE);
    }

    /** Whether the size is positive whatever the sizes are. */
    boolean isPositive(Size size) {
        return isAtLeast(size, Rational.ONE);
    }

    /** Whether the size is at least 0 whatever the sizes are. */
    boolean isNotNegative(Size size) {
        return isAtLeast(size, Rational.ZERO);
    }

    private boolean isAtLeast(Size size, Rational bound) {
        Rational least = Rational.ZERO;
        for (Map.Entry<List<SizeName>, Rational> term : size.terms().entrySet()) {
            if (!term.getKey().isEmpty() && term.getValue().signum() < 0) {
                return false;
            }
            Rational product = term.getValue();
            for (SizeName name : term.getKey()) {
                product = product.times(lower.getOrDefault(name.name(), Rational.ZERO));
            }
            least = least.plus(product);
        }
        return least.compareTo(bound) >= 0;
    }
}
