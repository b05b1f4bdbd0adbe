package dev.nadir.numeric;

import dev.nadir.base.Seed;
import java.util.Optional;

/** Says what a critical point is. */
public interface Classifier {

    /**
     * What a point is, as far as the Hessian, the symmetry and a search for lower points say. A point that these do
     * not decide is {@link PointKind#UNDECIDED}, never a minimum.
     *
     * @param seed of the random directions of the search
     */
    Classification classify(Objective objective, Point point, SymmetryAction symmetry, Seed seed);

    /**
     * What a point is and why.
     *
     * @param reason one sentence with the numbers
     * @param below a nearby point with a lower loss, the witness that a point with a semidefinite Hessian is a saddle
     */
    record Classification(PointKind kind, Spectrum spectrum, String reason, Optional<Point> below) {}
}
