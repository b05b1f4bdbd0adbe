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
        return letter.equals(other.letter) && Arrays.equals(letter.ordered(legs), letter.ordered(other.legs));
    }

    Node with(Rational newExponent) {
        return new Node(letter, newExponent, legs);
    }
}
