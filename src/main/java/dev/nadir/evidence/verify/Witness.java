package dev.nadir.evidence.verify;

import dev.nadir.numeric.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Predicate;

/** A counterexample, in as few digits as still make it one: what is printed is what was evaluated. */
public final class Witness {

    /** Tried in this order; the last keeps every double. */
    private static final int[] DIGITS = {2, 3, 4, 6, 9, 12, 17};

    private Witness() {}

    /** The parameters with the fewest digits for which the counterexample stands; all digits if it needs them. */
    public static Map<String, Matrix> shortest(Map<String, Matrix> parameters, Predicate<Map<String, Matrix>> stands) {
        for (int digits : DIGITS) {
            Map<String, Matrix> rounded = new LinkedHashMap<>();
            parameters.forEach((name, value) -> rounded.put(name, Numbers.rounded(value, digits)));
            if (stands.test(rounded)) {
                return rounded;
            }
        }
        return parameters;
    }

    /** A point with a loss below a claimed minimum. */
    public static String below(Bench bench, Map<String, Matrix> parameters, double claimed, double tolerance) {
        Map<String, Matrix> shown = shortest(parameters, each -> bench.loss(each) < claimed - tolerance);
        return "loss " + Numbers.number(bench.loss(shown)) + ", below the claimed minimum " + Numbers.number(claimed)
                + ", at\n" + Numbers.point(shown);
    }
}
