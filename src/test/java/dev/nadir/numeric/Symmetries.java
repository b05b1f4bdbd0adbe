package dev.nadir.numeric;

import dev.nadir.numeric.SymmetryAction.Factor;
import dev.nadir.numeric.SymmetryAction.Group;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Actions written by hand. */
public final class Symmetries {

    private Symmetries() {}

    /** {@code W[i] -> G*W[i], W[i+1] -> W[i+1]*inv(G)} between all layers. */
    public static SymmetryAction layers(Group group, int... widths) {
        List<Factor> factors = new ArrayList<>();
        for (int i = 1; i < widths.length - 1; i++) {
            factors.add(new Factor(group, widths[i]));
        }
        return new SymmetryAction() {
            @Override
            public List<Factor> factors() {
                return factors;
            }

            @Override
            public double[] apply(List<Matrix> element, double[] point) {
                double[] image = new double[point.length];
                int next = 0;
                for (int i = 1; i < widths.length; i++) {
                    int size = widths[i] * widths[i - 1];
                    Matrix w = Matrix.of(widths[i], widths[i - 1], Arrays.copyOfRange(point, next, next + size));
                    if (i < widths.length - 1) {
                        w = element.get(i - 1).times(w);
                    }
                    if (i > 1) {
                        Matrix before = element.get(i - 2);
                        w = w.times(before.inverse().orElse(before.scaled(Double.NaN)));
                    }
                    System.arraycopy(w.toArray(), 0, image, next, size);
                    next += size;
                }
                return image;
            }
        };
    }

    /** Rotations and reflections, or permutations with or without signs, of the coordinates. */
    public static SymmetryAction coordinates(Group group, int size) {
        return new SymmetryAction() {
            @Override
            public List<Factor> factors() {
                return List.of(new Factor(group, size));
            }

            @Override
            public double[] apply(List<Matrix> element, double[] point) {
                return element.get(0).times(Matrix.column(point)).toArray();
            }
        };
    }
}
