package dev.nadir.reduction.agree;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Takes sums out of scalar factors that multiply and divide: {@code (1 + a)*x/(1 + a)} is {@code x}, wherever the first is
 * defined. The canonical form multiplies sums out and leaves what divides alone, and the roots of matrices, whose scalars
 * are drawn out here, too.
 */
final class Cancelled {

    private final Map<Expr, Rational> exponents = new LinkedHashMap<>();
    private final List<Expr> others = new ArrayList<>();
    private boolean isCancelled;

    private Cancelled() {}

    /** The expression without them. */
    static Expr of(Expr e) {
        Expr inner = e instanceof Expr.Named named ? of(named.definition()) : Rebuild.of(e, Cancelled::of);
        if (inner instanceof Expr.Applied applied && applied.operation() == Operation.ROOT) {
            return root(applied);
        } else if (!(inner instanceof Expr.Scaled) && !(inner instanceof Expr.Product)) {
            return inner;
        }
        Cancelled factors = new Cancelled();
        Expr body = factors.collect(inner);
        return factors.isCancelled ? factors.product(body) : inner;
    }

    /** The root of a multiple is a multiple of the root. */
    private static Expr root(Expr.Applied root) {
        Expr argument = root.arguments().get(0);
        List<Monomial> terms = Monomial.of(Form.of(argument));
        Expr scalar = terms.isEmpty() ? Exprs.literal(1) : Ratio.scalars(terms.get(0));
        if (Exprs.isOne(scalar) || !Ratio.isPositive(scalar)) {
            return root;
        }
        Expr one = Abstraction.simple(Exprs.scaled(Exprs.power(scalar, Rational.MINUS_ONE), argument));
        return Exprs.scaled(Exprs.power(scalar, Rational.HALF), Operations.root(one));
    }

    /** Takes the scalar factors in; what is left is a matrix, or one. */
    private Expr collect(Expr e) {
        if (e instanceof Expr.Scaled scaled) {
            collect(scaled.scalar());
            return collect(scaled.body());
        } else if (!e.shape().isScalar()) {
            return e;
        } else if (e instanceof Expr.Product product
                && product.factors().stream().allMatch(each -> each.shape().isScalar())) {
            product.factors().forEach(this::collect);
        } else if (e instanceof Expr.Power power && power.exponent().isInteger()) {
            add(power.base(), power.exponent());
        } else {
            add(e, Rational.ONE);
        }
        return Exprs.literal(1);
    }

    private void add(Expr base, Rational exponent) {
        if (!(base instanceof Expr.Sum)) {
            others.add(Exprs.power(base, exponent));
            return;
        }
        Expr same = base;
        for (Expr each : exponents.keySet()) {
            Optional<Expr> ratio = Ratio.of(base, each);
            if (ratio.isPresent()) {
                others.add(Exprs.power(ratio.get(), exponent));
                same = each;
                break;
            }
        }
        Rational before = exponents.getOrDefault(same, Rational.ZERO);
        isCancelled |= before.signum() * exponent.signum() < 0;
        exponents.put(same, before.plus(exponent));
    }

    private Expr product(Expr body) {
        List<Expr> factors = new ArrayList<>(others);
        exponents.forEach((base, exponent) -> {
            if (!exponent.isZero()) {
                factors.add(Exprs.power(base, exponent));
            }
        });
        Expr scalar = Exprs.product(factors);
        return body.shape().isScalar() ? Exprs.times(scalar, body) : Exprs.scaled(scalar, body);
    }
}
