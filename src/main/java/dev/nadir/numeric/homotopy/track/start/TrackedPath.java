package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.numeric.homotopy.track.PathEnd;
import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.numeric.homotopy.track.Vectors;

/**
 * A path of a solve: where it starts, on which subspace, and where it ended.
 *
 * @param piece the subspace with its homotopy
 * @param start the solution it starts at, homogeneous
 * @param end where it ended at the last attempt
 * @param weight how many paths it stands for, itself and its images under symmetries
 */
@SuppressWarnings("ArrayRecordComponent") // a working value of this package, never compared
record TrackedPath(Piece piece, double[] start, PathEnd end, int weight) {

    /**
     * A homotopy on a coordinate subspace.
     *
     * @param stratum the subspace
     * @param signs the sign changes that act there
     * @param segment from the start system to the target
     * @param unknowns how many unknowns the whole system has
     */
    record Piece(Strata.Stratum stratum, SignGroup signs, Segment segment, int unknowns) {}

    /** The same path with another end. */
    TrackedPath withEnd(PathEnd other) {
        return new TrackedPath(piece, start, other, weight);
    }

    /** The end in all unknowns, the canonical point of its orbit. */
    double[] place() {
        double[] point = piece.signs().canonical(Vectors.affine(end.point()));
        return Vectors.extend(point, piece.stratum().kept(), piece.unknowns());
    }

    boolean isFinite() {
        return end.kind() == PathEnd.Kind.REGULAR || end.kind() == PathEnd.Kind.SINGULAR;
    }
}
