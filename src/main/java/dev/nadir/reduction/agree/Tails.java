package dev.nadir.reduction.agree;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Writes the trace of a matrix as the sum of the eigenvalues of which formulas speak, the first ones, and a letter for the sum of
 * the others, which is not negative where the matrix is semidefinite, and positive where it is definite and there are others.
 */
final class Tails {

    private final Model model;
    private final List<Known> known;

    Tails(Model model, List<Known> known) {
        this.model = model;
        this.known = known;
    }

    /** The expression with the letters, where it speaks of one number of first eigenvalues; otherwise itself. */
    Expr of(Expr e) {
        Map<Expr, Expr> written = new HashMap<>();
        for (Known each : known) {
            if (each.kind().equals(SortedValues.VALUES) && Definite.isSemidefinite(each.argument())) {
                write(each, e, written);
            }
        }
        if (written.isEmpty()) {
            return e;
        }
        Expr once = replaced(e, written);
        if (!once.equals(e)) {
            return once;
        }
        // The trace may be written as another number, such as a norm.
        Expr simple = Abstraction.simple(e);
        Expr again = replaced(simple, written);
        return again.equals(simple) ? e : again;
    }

    private void write(Known values, Expr e, Map<Expr, Expr> written) {
        Map<String, Expr> heads = new TreeMap<>();
        Size all = values.argument().shape().rows();
        heads(e, values.name(), all, heads);
        Expr trace = Abstraction.simple(Exprs.trace(values.argument()));
        List<Expr> sums = factors(trace).stream().filter(Tails::isSum).toList();
        if (heads.size() != 1 || sums.size() != 1) {
            return;
        }
        Expr head = heads.values().iterator().next();
        Size count = head.shape().rows();
        boolean isPositive = Definite.isDefinite(values.argument())
                && Declared.isStrictlyBelow(model, count.toString(), all.toString());
        Expr tail = new Expr.Symbol(
                Declared.nonnegative("tail of " + values.name() + " after " + count, !isPositive),
                Shape.SCALAR,
                Role.DATA,
                Set.of(Property.POSITIVE));
        Expr sum = Exprs.add(Exprs.total(head), tail);
        Expr factor = Exprs.times(trace, Exprs.power(sums.get(0), Rational.MINUS_ONE));
        written.put(sums.get(0), Exprs.times(Exprs.power(factor, Rational.MINUS_ONE), sum));
    }

    private static List<Expr> factors(Expr scalar) {
        return scalar instanceof Expr.Product product ? product.factors() : List.of(scalar);
    }

    private static boolean isSum(Expr letter) {
        return letter instanceof Expr.Trace || letter instanceof Expr.Inner || letter instanceof Expr.Total;
    }

    /** The first eigenvalues, as they or powers of them stand in a formula, by how many they are. */
    private static void heads(Expr e, String name, Size all, Map<String, Expr> found) {
        if (e instanceof Expr.Product product) {
            List<Expr> factors = product.factors();
            for (int i = 0; i + 1 < factors.size(); i++) {
                Optional<Expr> values = values(factors.get(i + 1), name);
                if (values.isPresent() && isFirst(factors.get(i), all)) {
                    found.put(factors.get(i).shape().rows().toString(), Exprs.times(factors.get(i), values.get()));
                }
            }
        }
        Children.of(e).forEach(child -> heads(child, name, all, found));
    }

    /** Whether it takes the first entries out of so many. */
    private static boolean isFirst(Expr e, Size all) {
        return e instanceof Expr.Transpose turned
                && turned.argument() instanceof Expr.Applied applied
                && applied.operation() == Operation.SELECTION
                && applied.equals(
                        Operations.selection(all, Size.ONE, applied.shape().columns()));
    }

    private static Optional<Expr> values(Expr e, String name) {
        if (e instanceof Expr.Power power) {
            return values(power.base(), name);
        }
        return e instanceof Expr.Symbol symbol && symbol.name().equals(name) ? Optional.of(e) : Optional.empty();
    }

    private static Expr replaced(Expr e, Map<Expr, Expr> written) {
        Expr whole = written.get(e);
        return whole != null ? whole : Rebuild.of(e, part -> replaced(part, written));
    }
}
