package dev.nadir.numeric.homotopy;

import java.util.List;

/**
 * What interval arithmetic shows about one numerical root.
 *
 * @param kind what is shown
 * @param centre the middle of the box
 * @param radius the largest half-width of the box: the root's real and imaginary parts differ from the centre's by at most
 *     this, in each coordinate; a coordinate of the box may be narrower
 * @param reason what was shown, or why nothing was
 */
public record Certificate(Kind kind, List<Complex> centre, double radius, String reason) {

    /** What is shown about a box. */
    public enum Kind {
        /** The box holds exactly one root, it is nonsingular and real. */
        REAL,
        /** The box holds exactly one root, it is nonsingular and not real. */
        NOT_REAL,
        /** Nothing is shown; in particular not that there is no root. */
        UNDECIDED
    }

    /** Copies the lists. */
    public Certificate {
        centre = List.copyOf(centre);
    }

    /** Whether the box is shown to hold exactly one root. */
    public boolean isCertified() {
        return kind != Kind.UNDECIDED;
    }
}
