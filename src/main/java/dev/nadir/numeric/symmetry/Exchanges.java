package dev.nadir.numeric.symmetry;

import dev.nadir.numeric.SymmetryAction.Factor;
import dev.nadir.numeric.SymmetryAction.Group;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** A search in a finite group that is too large to try all: exchanges of two rows and changes of one sign. */
final class Exchanges {

    private final List<Factor> factors;
    private final ToDoubleFunction<List<Matrix>> distance;
    private final RandomGenerator random;

    Exchanges(List<Factor> factors, ToDoubleFunction<List<Matrix>> distance, RandomGenerator random) {
        this.factors = factors;
        this.distance = distance;
        this.random = random;
    }

    /** The distance that no single exchange makes smaller, from a random start. */
    double descend() {
        List<Matrix> element = new ArrayList<>(GroupElements.random(factors, random));
        double best = distance.applyAsDouble(element);
        boolean hasImproved = true;
        while (hasImproved) {
            hasImproved = false;
            for (int k = 0; k < factors.size(); k++) {
                double found = improve(element, k, best);
                hasImproved |= found < best;
                best = found;
            }
        }
        return best;
    }

    /** Tries every exchange in one factor and keeps those that help. */
    private double improve(List<Matrix> element, int factor, double from) {
        double best = from;
        Group group = factors.get(factor).group();
        int size = factors.get(factor).size();
        for (int i = 0; i < size; i++) {
            for (int j = 0; j <= i; j++) {
                for (int signs = 0; signs < (group == Group.PERMUTATION ? 1 : 4); signs++) {
                    if (i != j && group == Group.SIGN) {
                        continue;
                    }
                    Matrix kept = element.get(factor);
                    element.set(factor, exchanged(kept, i, j, signs));
                    double trial = distance.applyAsDouble(element);
                    if (trial < best) {
                        best = trial;
                    } else {
                        element.set(factor, kept);
                    }
                }
            }
        }
        return best;
    }

    /** Two rows exchanged; the first changes its sign with the lower bit of {@code signs}, the second with the upper. */
    private static Matrix exchanged(Matrix matrix, int i, int j, int signs) {
        int size = matrix.rows();
        double[] values = matrix.toArray();
        double first = (signs & 1) == 0 ? 1 : -1;
        double second = (signs & 2) == 0 ? 1 : -1;
        for (int k = 0; k < size; k++) {
            double upper = values[i * size + k];
            values[i * size + k] = first * values[j * size + k];
            values[j * size + k] = second * upper;
        }
        return Matrix.of(size, size, values);
    }
}
