package dev.nadir.numeric.privacy;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;

/**
 * What one release costs, before it is made.
 *
 * @param rho zero-concentrated privacy, positive
 * @param adjacency which neighbours it holds for; costs for different ones do not add up
 * @param purpose in words, one line
 */
public record Expense(Rational rho, Adjacency adjacency, String purpose) {

    /** Checks that it costs something. */
    public Expense {
        if (rho.signum() <= 0) {
            throw new PreconditionException(ErrorCode.PRIVACY_EPSILON, "got rho = " + rho);
        }
    }
}
