package dev.nadir.reduction.count;

import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.Polynomial;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;

/**
 * The product of the degrees. Components of every dimension together have at most this degree (Fulton1998, theorem
 * 12.3), so that as many isolated solutions leave room for no curve.
 */
public final class BezoutBound {

    private BezoutBound() {}

    /** The bound for as many equations as unknowns; empty if it does not fit a long or an equation is constant. */
    public static Optional<CountBound> of(List<Polynomial> equations) {
        BigInteger product = equations.stream()
                .map(equation -> BigInteger.valueOf(equation.degree()))
                .reduce(BigInteger.ONE, BigInteger::multiply);
        boolean isSquare =
                equations.stream().allMatch(equation -> equation.arity() == equations.size() && equation.degree() > 0);
        return isSquare && product.bitLength() < Long.SIZE
                ? Optional.of(new CountBound(product.longValueExact(), false, "the product of the degrees (Bezout)"))
                : Optional.empty();
    }
}
