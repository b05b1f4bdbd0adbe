package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.track.Segment;
import dev.nadir.numeric.homotopy.track.SystemShape;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Some equations of a family in some of its unknowns (the others are zero), made homogeneous by a last variable, ready to
 * be put on a line in the space of the parameters.
 */
final class CompiledFamily {

    /** A part of a coefficient: a number times powers of parameters, listed with repetition. */
    private record Part(double factor, int[] parameters) {}

    private final SystemShape shape;
    private final List<List<Part>> coefficients;
    private final int degree;

    private CompiledFamily(SystemShape shape, List<List<Part>> coefficients) {
        this.shape = shape;
        this.coefficients = coefficients;
        this.degree = coefficients.stream()
                .flatMap(List::stream)
                .mapToInt(part -> part.parameters().length)
                .max()
                .orElse(0);
    }

    /** Compiles equations over {@code unknowns} unknowns, then parameters; the unknowns in {@code kept} may differ from 0. */
    static CompiledFamily of(List<Polynomial> equations, int unknowns, List<Integer> kept) {
        List<List<int[]>> exponents = new ArrayList<>();
        List<List<Part>> coefficients = new ArrayList<>();
        for (Polynomial equation : equations) {
            Map<List<Integer>, List<Part>> byPower = new LinkedHashMap<>();
            for (Polynomial.Term term : equation.terms()) {
                if (lives(term, unknowns, kept)) {
                    List<Integer> power =
                            kept.stream().map(term.exponents()::get).toList();
                    byPower.computeIfAbsent(power, key -> new ArrayList<>()).add(part(term, unknowns));
                }
            }
            int degree = byPower.keySet().stream()
                    .mapToInt(CompiledFamily::sum)
                    .max()
                    .orElse(0);
            List<int[]> rows = new ArrayList<>();
            byPower.forEach((power, parts) -> {
                int[] row = new int[kept.size() + 1];
                for (int i = 0; i < power.size(); i++) {
                    row[i] = power.get(i);
                }
                row[kept.size()] = degree - sum(power);
                rows.add(row);
                coefficients.add(parts);
            });
            exponents.add(rows);
        }
        return new CompiledFamily(SystemShape.of(kept.size() + 1, exponents), coefficients);
    }

    private static int sum(List<Integer> power) {
        return power.stream().mapToInt(Integer::intValue).sum();
    }

    /** Whether the term is not zero where only the kept unknowns differ from zero. */
    static boolean lives(Polynomial.Term term, int unknowns, List<Integer> kept) {
        for (int i = 0; i < unknowns; i++) {
            if (term.exponents().get(i) > 0 && !kept.contains(i)) {
                return false;
            }
        }
        return true;
    }

    private static Part part(Polynomial.Term term, int unknowns) {
        List<Integer> parameters = new ArrayList<>();
        for (int i = unknowns; i < term.exponents().size(); i++) {
            for (int k = 0; k < term.exponents().get(i); k++) {
                parameters.add(i - unknowns);
            }
        }
        return new Part(
                term.coefficient().round(),
                parameters.stream().mapToInt(Integer::intValue).toArray());
    }

    SystemShape shape() {
        return shape;
    }

    /** The systems on the straight line from one value of the parameters to another. */
    Segment segment(double[] from, double[] to) {
        int terms = coefficients.size();
        double[][] out = new double[degree + 1][2 * terms];
        double[] product = new double[2 * (degree + 1)];
        for (int t = 0; t < terms; t++) {
            for (Part part : coefficients.get(t)) {
                multiply(part, from, to, product);
                for (int d = 0; d <= part.parameters().length; d++) {
                    out[d][2 * t] += product[2 * d];
                    out[d][2 * t + 1] += product[2 * d + 1];
                }
            }
        }
        return new Segment(shape, out);
    }

    /** The polynomial in the time that a part of a coefficient becomes. */
    private static void multiply(Part part, double[] from, double[] to, double[] product) {
        java.util.Arrays.fill(product, 0);
        product[0] = part.factor();
        int length = 1;
        for (int p : part.parameters()) {
            double aRe = from[2 * p];
            double aIm = from[2 * p + 1];
            double bRe = to[2 * p] - aRe;
            double bIm = to[2 * p + 1] - aIm;
            for (int d = length; d >= 0; d--) {
                double re = product[2 * d] * aRe - product[2 * d + 1] * aIm;
                double im = product[2 * d] * aIm + product[2 * d + 1] * aRe;
                if (d > 0) {
                    re += product[2 * d - 2] * bRe - product[2 * d - 1] * bIm;
                    im += product[2 * d - 2] * bIm + product[2 * d - 1] * bRe;
                }
                product[2 * d] = re;
                product[2 * d + 1] = im;
            }
            length++;
        }
    }
}
