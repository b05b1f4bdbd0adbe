package dev.nadir.numeric.homotopy.certify;

import static dev.nadir.numeric.homotopy.certify.ComplexIntervals.WIDTH;

import dev.nadir.base.exact.Interval;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Enclosures of the values and the Jacobian of polynomials with exact coefficients over a box. One thread at a time. */
final class IntervalSystem {

    /** A term: its enclosed coefficient, the unknowns in it and their powers. */
    private record Term(Interval coefficient, int[] unknowns, int[] powers) {}

    private final int n;
    private final ComplexIntervals arithmetic = new ComplexIntervals();
    private final List<List<Term>> equations = new ArrayList<>();
    private final int[] highest;
    private final double[][] table;
    private final double[] product = new double[WIDTH];
    private final double[] scaled = new double[WIDTH];

    /** The equations, one for each row; at the last box. */
    final double[] values;

    /** The derivatives, by rows; at the last box. */
    final double[] jacobian;

    /** Polynomials in their unknowns alone. */
    IntervalSystem(List<Polynomial> polynomials, int unknowns) {
        this.n = unknowns;
        this.highest = new int[n];
        for (Polynomial polynomial : polynomials) {
            List<Term> terms = new ArrayList<>();
            for (Polynomial.Term term : polynomial.terms()) {
                terms.add(term(term));
            }
            equations.add(terms);
        }
        this.table = new double[n][];
        for (int v = 0; v < n; v++) {
            table[v] = new double[WIDTH * (highest[v] + 1)];
        }
        this.values = new double[WIDTH * equations.size()];
        this.jacobian = new double[WIDTH * equations.size() * n];
    }

    private Term term(Polynomial.Term term) {
        List<Integer> unknowns = new ArrayList<>();
        List<Integer> powers = new ArrayList<>();
        for (int v = 0; v < n; v++) {
            int power = term.exponents().get(v);
            if (power > 0) {
                unknowns.add(v);
                powers.add(power);
                highest[v] = Math.max(highest[v], power);
            }
        }
        return new Term(Interval.enclose(term.coefficient()), ints(unknowns), ints(powers));
    }

    private static int[] ints(List<Integer> list) {
        return list.stream().mapToInt(Integer::intValue).toArray();
    }

    /** Computes the enclosures over a box with a rectangle for each unknown. */
    void evaluate(double[] box) {
        for (int v = 0; v < n; v++) {
            ComplexIntervals.set(table[v], 0, 1, 0);
            for (int k = 1; k <= highest[v]; k++) {
                if (k == 1) {
                    ComplexIntervals.copy(table[v], 1, box, v);
                } else {
                    arithmetic.load(box, v);
                    arithmetic.multiply(table[v], k, table[v], k - 1);
                }
            }
        }
        Arrays.fill(values, 0);
        Arrays.fill(jacobian, 0);
        for (int e = 0; e < equations.size(); e++) {
            for (Term term : equations.get(e)) {
                add(values, e, term, -1);
                for (int k = 0; k < term.unknowns().length; k++) {
                    add(jacobian, e * n + term.unknowns()[k], term, k);
                }
            }
        }
    }

    /** Adds a term, or its derivative by its unknown number {@code lowered}. */
    private void add(double[] out, int at, Term term, int lowered) {
        ComplexIntervals.set(product, 0, 1, 0);
        boolean isOne = true;
        for (int k = 0; k < term.unknowns().length; k++) {
            int power = term.powers()[k] - (k == lowered ? 1 : 0);
            if (power > 0 && isOne) {
                ComplexIntervals.copy(product, 0, table[term.unknowns()[k]], power);
                isOne = false;
            } else if (power > 0) {
                arithmetic.load(table[term.unknowns()[k]], power);
                arithmetic.multiply(product, 0, product, 0);
            }
        }
        double low = term.coefficient().low();
        double high = term.coefficient().high();
        if (lowered >= 0 && term.powers()[lowered] > 1) {
            int factor = term.powers()[lowered];
            low = Math.nextDown(low * factor);
            high = Math.nextUp(high * factor);
        }
        arithmetic.load(low, high);
        arithmetic.multiply(scaled, 0, product, 0);
        ComplexIntervals.add(out, at, scaled, 0);
    }
}
