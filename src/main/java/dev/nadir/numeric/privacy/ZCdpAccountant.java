package dev.nadir.numeric.privacy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;

/**
 * Adds up zero-concentrated privacy: what releases cost adds, whatever they are (BunSteinke2016). Sums are rounded up,
 * so that they stay short.
 *
 * @param budget what may be spent in all, positive
 * @param spent what has been, at most the budget
 * @param adjacency the neighbours that all of it is for
 */
public record ZCdpAccountant(Rational budget, Rational spent, Adjacency adjacency) {

    /** Sums are rounded up to multiples of {@code 2^-96}: a rounding costs nothing that could be seen. */
    private static final int SUM_BITS = 96;

    /** Checks the domains. */
    public ZCdpAccountant {
        if (budget.signum() <= 0) {
            throw new PreconditionException(ErrorCode.PRIVACY_EPSILON, "got a budget of rho = " + budget);
        }
        if (spent.signum() < 0 || spent.compareTo(budget) > 0) {
            throw new PreconditionException(ErrorCode.PRIVACY_BUDGET, spent + " is spent of " + budget);
        }
    }

    /** Nothing spent yet. */
    public static ZCdpAccountant open(Rational budget, Adjacency adjacency) {
        return new ZCdpAccountant(budget, Rational.ZERO, adjacency);
    }

    /**
     * The accounts after an expense.
     *
     * @throws PreconditionException with a code if it does not fit, or is for other neighbours
     */
    public ZCdpAccountant after(Expense expense) {
        if (expense.adjacency() != adjacency) {
            throw new PreconditionException(
                    ErrorCode.PRIVACY_ADJACENCY,
                    "the ledger is for " + adjacency.word() + ", the release for "
                            + expense.adjacency().word());
        }
        Rational sum = roundedUp(spent.plus(expense.rho()));
        if (sum.compareTo(budget) > 0) {
            // A sum that is the budget but for its rounding still fits.
            sum = spent.plus(expense.rho());
        }
        if (sum.compareTo(budget) > 0) {
            throw new PreconditionException(
                    ErrorCode.PRIVACY_BUDGET,
                    "rho = " + decimal(expense.rho()) + " is asked for, " + decimal(left()) + " of " + decimal(budget)
                            + " is left");
        }
        return new ZCdpAccountant(budget, sum, adjacency);
    }

    /** The accounts with nothing left. */
    public ZCdpAccountant exhausted() {
        return new ZCdpAccountant(budget, budget, adjacency);
    }

    /** What may still be spent. */
    public Rational left() {
        return budget.minus(spent);
    }

    private static Rational roundedUp(Rational value) {
        BigInteger[] parts = value.numerator().shiftLeft(SUM_BITS).divideAndRemainder(value.denominator());
        BigInteger whole = parts[1].signum() > 0 ? parts[0].add(BigInteger.ONE) : parts[0];
        return new Rational(whole, BigInteger.ONE.shiftLeft(SUM_BITS));
    }

    /** Six digits for people. */
    private static String decimal(Rational value) {
        return new java.math.BigDecimal(value.numerator())
                .divide(new java.math.BigDecimal(value.denominator()), new java.math.MathContext(6))
                .toString();
    }
}
