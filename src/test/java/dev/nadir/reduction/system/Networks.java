package dev.nadir.reduction.system;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;

/** Deep linear networks with a weight for each entry, at random whole numbers. */
public final class Networks {

    public static final String TIKHONOV = "1/2 * sum(i in 1..L, sum(Lambda[i].*W[i].*W[i]))";

    private Networks() {}

    public static Derivation derivation(int layers, String penalty) {
        String text =
                """
                model m

                sizes
                  L            >= 2
                  m            >= 1
                  d[i in 0..L] >= 1

                data
                  X                 : matrix[d[0], m]
                  Y                 : matrix[d[L], m]
                  c                 : scalar
                  Lambda[i in 1..L] : matrix[d[i], d[i-1]]

                parameters
                  W[i in 1..L] : matrix[d[i], d[i-1]]

                let
                  P = product(i in L..1, W[i])

                minimize
                  loss = 1/2 * normF(P*X - Y)^2 + PENALTY
                """
                        .replace("PENALTY", penalty);
        Model model = ModelReader.parse(text, "test.model", Path.of("."));
        return Deriver.derive(Elaboration.elaborate(model, Map.of("L", layers)));
    }

    public static CriticalEquations equations(List<Integer> widths, int samples, String penalty, long seed) {
        return equations(widths, samples, penalty, seed, 100);
    }

    /** Weights and data below a bound: the smaller it is, the more of them are equal. */
    public static CriticalEquations equations(List<Integer> widths, int samples, String penalty, long seed, int bound) {
        int layers = widths.size() - 1;
        Map<String, Integer> sizes = new LinkedHashMap<>(Map.of("L", layers, "m", samples));
        IntStream.rangeClosed(0, layers).forEach(i -> sizes.put("d[" + i + "]", widths.get(i)));
        RandomGenerator random = new Seed(seed).child("network").generator();
        Map<String, ExactMatrix> data = new LinkedHashMap<>();
        data.put("X", matrix(widths.get(0), samples, random, -bound + 1, bound));
        data.put("Y", matrix(widths.get(layers), samples, random, -bound + 1, bound));
        data.put("c", matrix(1, 1, random, 1, bound));
        for (int i = 1; i <= layers; i++) {
            data.put("Lambda[" + i + "]", matrix(widths.get(i), widths.get(i - 1), random, 1, bound));
        }
        return CriticalEquations.of(derivation(layers, penalty), sizes, data);
    }

    /** Random whole numbers from {@code from} on and below {@code bound}, none of them zero. */
    public static ExactMatrix matrix(int rows, int columns, RandomGenerator random, int from, int bound) {
        return new ExactMatrix(
                rows,
                columns,
                IntStream.range(0, rows * columns)
                        .mapToObj(k -> Rational.of(random.nextInt(from, bound)))
                        .map(value -> value.isZero() ? Rational.of(bound) : value)
                        .toList());
    }
}
