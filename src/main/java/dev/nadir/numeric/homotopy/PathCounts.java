package dev.nadir.numeric.homotopy;

import dev.nadir.base.PreconditionException;

/**
 * What became of every path of one solve, one path for each orbit of the symmetry.
 *
 * @param tracked all paths
 * @param isolated ended at a regular root that no other path ended at
 * @param singular ended at finite distance where the Jacobian is singular; whether such a point is isolated is open
 * @param atInfinity left every bounded set
 * @param excess ended at a regular root of another path, after both were followed again with shorter steps
 * @param failed stopped before the end
 */
public record PathCounts(int tracked, int isolated, int singular, int atInfinity, int excess, int failed) {

    /**
     * Checks that every path is counted once.
     *
     * @throws PreconditionException if the parts do not add up to {@code tracked}
     */
    public PathCounts {
        int sum = isolated + singular + atInfinity + excess + failed;
        if (sum != tracked) {
            throw new PreconditionException(
                    "every path must be accounted for, got " + sum + " outcomes for " + tracked + " paths");
        }
    }
}
