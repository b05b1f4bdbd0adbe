package dev.nadir.numeric.homotopy.track;

/**
 * Where a path ended.
 *
 * @param kind what is there
 * @param point the end, or the last point reached; the last coordinate homogenises
 * @param winding how many turns around the end close the path; 0 if it was not found out
 * @param residual the last Newton correction, or the disagreement of two estimates of a singular end
 * @param condition of the Jacobian there, an estimate
 */
@SuppressWarnings("ArrayRecordComponent") // a kernel's result, never compared
public record PathEnd(Kind kind, double[] point, int winding, double residual, double condition) {

    /** What is at the end of a path. */
    public enum Kind {
        /** A regular solution at finite distance. */
        REGULAR,
        /** A finite point at which the Jacobian is singular. */
        SINGULAR,
        /** The homogenising coordinate vanishes. */
        AT_INFINITY,
        /** Unknown: the path was given up. */
        FAILED
    }
}
