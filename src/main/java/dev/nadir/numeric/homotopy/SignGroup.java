package dev.nadir.numeric.homotopy;

import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;

/**
 * All changes of signs of the unknowns that carry every equation into itself or its negative, for all values of the
 * parameters: the solutions of a linear system over the field with two elements. Each generator has a pivot, an unknown
 * that no other generator changes, so that each orbit has a canonical representative.
 *
 * @param generators bit {@code i} is set where unknown {@code i} changes its sign
 * @param pivots the unknown of each generator that no other one changes
 */
public record SignGroup(List<Long> generators, List<Integer> pivots) {

    /** More unknowns than this do not fit into the bits; the group is then taken to be trivial. */
    private static final int LARGEST = 62;

    /** The angle of a line through the origin of the plane; which side a pivot lies on decides about its sign. */
    private static final double COS = Math.cos(0.7243);

    private static final double SIN = Math.sin(0.7243);

    /** Copies the lists. */
    public SignGroup {
        generators = List.copyOf(generators);
        pivots = List.copyOf(pivots);
    }

    /** The group of the equations in their first {@code unknowns} variables. */
    public static SignGroup of(List<Polynomial> equations, int unknowns) {
        if (unknowns > LARGEST) {
            return new SignGroup(List.of(), List.of());
        }
        List<Long> conditions = new ArrayList<>();
        for (Polynomial equation : equations) {
            Long first = null;
            for (Polynomial.Term term : equation.terms()) {
                long parity = parity(term, unknowns);
                if (first == null) {
                    first = parity;
                } else {
                    conditions.add(first ^ parity);
                }
            }
        }
        return reduced(kernel(conditions, unknowns), unknowns);
    }

    /** The group acting on the unknowns in {@code kept} only, renumbered. */
    public SignGroup on(List<Integer> kept) {
        List<Long> restricted = new ArrayList<>();
        for (long generator : generators) {
            long bits = 0;
            for (int i = 0; i < kept.size(); i++) {
                bits |= ((generator >>> kept.get(i)) & 1L) << i;
            }
            restricted.add(bits);
        }
        return reduced(restricted, kept.size());
    }

    private static long parity(Polynomial.Term term, int unknowns) {
        long bits = 0;
        for (int i = 0; i < unknowns; i++) {
            bits |= (long) (term.exponents().get(i) & 1) << i;
        }
        return bits;
    }

    /** All vectors with an even number of bits in common with each condition. */
    private static List<Long> kernel(List<Long> conditions, int unknowns) {
        SignGroup rows = reduced(conditions, unknowns);
        List<Long> kernel = new ArrayList<>();
        for (int free = 0; free < unknowns; free++) {
            if (rows.pivots.contains(free)) {
                continue;
            }
            long vector = 1L << free;
            for (int k = 0; k < rows.generators.size(); k++) {
                if (((rows.generators.get(k) >>> free) & 1L) == 1) {
                    vector |= 1L << rows.pivots.get(k);
                }
            }
            kernel.add(vector);
        }
        return kernel;
    }

    /** A basis in reduced echelon form. */
    private static SignGroup reduced(List<Long> vectors, int unknowns) {
        List<Long> basis = new ArrayList<>(vectors);
        List<Integer> pivots = new ArrayList<>();
        int rank = 0;
        for (int column = 0; column < unknowns; column++) {
            int found = -1;
            for (int k = rank; k < basis.size() && found < 0; k++) {
                found = ((basis.get(k) >>> column) & 1L) == 1 ? k : -1;
            }
            if (found < 0) {
                continue;
            }
            long row = basis.get(found);
            basis.set(found, basis.get(rank));
            basis.set(rank, row);
            for (int k = 0; k < basis.size(); k++) {
                if (k != rank && ((basis.get(k) >>> column) & 1L) == 1) {
                    basis.set(k, basis.get(k) ^ row);
                }
            }
            pivots.add(column);
            rank++;
        }
        return new SignGroup(basis.subList(0, rank), pivots);
    }

    /** How many elements there are. */
    public long order() {
        return 1L << generators.size();
    }

    /** The point of the orbit whose pivots all lie on one side. */
    public double[] canonical(double[] point) {
        double[] out = point.clone();
        for (int k = 0; k < generators.size(); k++) {
            int pivot = 2 * pivots.get(k);
            if (out[pivot] * COS + out[pivot + 1] * SIN < 0) {
                flip(out, generators.get(k));
            }
        }
        return out;
    }

    /** All points of the orbit, the given one first; as many as the group has elements. */
    public List<double[]> orbit(double[] point) {
        List<double[]> orbit = new ArrayList<>();
        for (long subset = 0; subset < order(); subset++) {
            double[] image = point.clone();
            for (int k = 0; k < generators.size(); k++) {
                if (((subset >>> k) & 1L) == 1) {
                    flip(image, generators.get(k));
                }
            }
            orbit.add(image);
        }
        return orbit;
    }

    /** Whether a product of the two unknowns is left alone by all elements. */
    public boolean isInvariant(int i, int j) {
        return generators.stream().allMatch(generator -> ((generator >>> i) & 1L) == ((generator >>> j) & 1L));
    }

    /** Whether the unknown is left alone by all elements. */
    public boolean isInvariant(int i) {
        return generators.stream().allMatch(generator -> ((generator >>> i) & 1L) == 0);
    }

    /**
     * Whether an element changes the signs of exactly the given unknowns, leaving open what it does to those that are zero.
     */
    public boolean isElement(long flips, boolean[] isZero) {
        long free = 0;
        for (int i = 0; i < isZero.length; i++) {
            free |= isZero[i] ? 1L << i : 0L;
        }
        List<Long> masked = new ArrayList<>();
        for (long generator : generators) {
            masked.add(generator & ~free);
        }
        int rank = reduced(masked, isZero.length).generators().size();
        masked.add(flips & ~free);
        return reduced(masked, isZero.length).generators().size() == rank;
    }

    private static void flip(double[] point, long generator) {
        for (int i = 0; 2 * i < point.length; i++) {
            if (((generator >>> i) & 1L) == 1) {
                point[2 * i] = 0.0 - point[2 * i];
                point[2 * i + 1] = 0.0 - point[2 * i + 1];
            }
        }
    }
}
