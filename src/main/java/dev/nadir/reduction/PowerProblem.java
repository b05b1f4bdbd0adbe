package dev.nadir.reduction;

import dev.nadir.expr.Size;
import java.util.List;
import java.util.Map;

/**
 * A loss {@code a*x^alpha - b*x^beta + c*x^gamma} of one number {@code x >= 0} whose exponents are sizes, so that one
 * answer serves every depth.
 *
 * @param a positive coefficient of the highest power
 * @param b positive coefficient of the middle power, which the loss subtracts
 * @param c positive coefficient of the lowest power
 * @param exponents alpha, beta, gamma
 * @param leastSizes for every size in them the least number that it may be
 */
public record PowerProblem(
        LaurentPolynomial a, LaurentPolynomial b, LaurentPolynomial c, List<Size> exponents, Map<String, Integer> leastSizes) {

    /** Copies. */
    public PowerProblem {
        exponents = List.copyOf(exponents);
        leastSizes = Map.copyOf(leastSizes);
    }
}
