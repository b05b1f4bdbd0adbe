package dev.nadir.expr.graph;

import dev.nadir.base.exact.Rational;
import java.util.Arrays;

/**
 * A letter to a power with its legs on indices.
 *
 * @param legs the index of each leg
 */
record Node(Letter letter, Rational exponent, int[] legs) {

    boolean hasLegOn(int index) {
        return Arrays.stream(legs).anyMatch(leg -> leg == index);
    }

    /** Whether it is the same letter on the same indices, so that the two are one letter to a higher power. */
    boolean isTwinOf(Node other) {
        if (!letter.equals(other.letter)) {
            return false;
        }
        boolean isSwapped =
                letter.symmetric() && legs.length == 2 && legs[0] == other.legs[1] && legs[1] == other.legs[0];
        return isSwapped || Arrays.equals(legs, other.legs);
    }

    Node with(Rational newExponent) {
        return new Node(letter, newExponent, legs);
    }
}
