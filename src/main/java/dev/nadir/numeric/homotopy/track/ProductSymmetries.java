package dev.nadir.numeric.homotopy.track;

import dev.nadir.numeric.homotopy.EquationSymmetries;
import dev.nadir.numeric.homotopy.HomotopyResult.DividedBy;
import dev.nadir.numeric.homotopy.PermutationGroup;
import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Symmetries of equations that start equations {@code x[i]^d = c} or {@code x[i]^d = c*x[i]} can have as well, one for each
 * unknown: permutations that move the equations as they move the unknowns, and changes of sign that do to the i-th equation
 * what they do to {@code x[i]^d}.
 *
 * @param group all of them
 * @param divided how many there are of each kind
 * @param leaders equations with the same number are carried into one another, and start with the same numbers
 * @param areOdd whether the start equation needs a factor {@code x[i]}, as signs change
 */
public record ProductSymmetries(
        PermutationGroup group, DividedBy divided, List<Integer> leaders, List<Boolean> areOdd) {

    /** A larger group is not used. */
    private static final long LARGEST = 1000;

    /** Copies the lists. */
    public ProductSymmetries {
        leaders = List.copyOf(leaders);
        areOdd = List.copyOf(areOdd);
    }

    /** Those of equations over as many unknowns as there are equations. */
    public static ProductSymmetries of(List<Polynomial> equations) {
        int n = equations.size();
        List<Long> signs = signs(equations);
        List<PermutationGroup.Element> permutations = new ArrayList<>();
        int[] leaders = IntStream.range(0, n).toArray();
        for (EquationSymmetries.Found found : EquationSymmetries.of(equations, n, List.of())) {
            if (found.variables().equals(found.equations())) {
                permutations.add(new PermutationGroup.Element(found.variables(), 0));
            }
        }
        boolean isSmall = permutations.size() * (long) signs.size() <= LARGEST;
        PermutationGroup group = isSmall ? new PermutationGroup(permutations) : PermutationGroup.trivial(n);
        for (PermutationGroup.Element element : group.elements()) {
            for (int i = 0; i < n; i++) {
                leaders[i] = Math.min(leaders[i], element.images().get(i));
            }
        }
        List<Boolean> areOdd = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            long parity = parity(equations.get(i), n);
            areOdd.add(signs.stream().anyMatch(sign -> isOdd(parity & sign)));
        }
        return new ProductSymmetries(
                group.with(signs),
                new DividedBy(group.order(), signs.size()),
                IntStream.of(leaders).boxed().toList(),
                areOdd);
    }

    /** The changes of sign that do to each equation what they do to the power of its unknown. */
    private static List<Long> signs(List<Polynomial> equations) {
        int n = equations.size();
        SignGroup all = SignGroup.of(equations, n);
        List<Long> fitting = new ArrayList<>();
        for (long subset = 0; subset < Math.min(all.order(), LARGEST + 1); subset++) {
            long flips = 0;
            for (int k = 0; k < all.generators().size(); k++) {
                flips ^= ((subset >>> k) & 1L) == 1 ? all.generators().get(k) : 0L;
            }
            boolean isFitting = true;
            for (int i = 0; i < n; i++) {
                boolean isPowerOdd = (equations.get(i).degree() & 1) == 1 && ((flips >>> i) & 1L) == 1;
                isFitting &= isPowerOdd == isOdd(parity(equations.get(i), n) & flips);
            }
            if (isFitting) {
                fitting.add(flips);
            }
        }
        return all.order() <= LARGEST ? fitting : List.of(0L);
    }

    /** The unknowns with an odd power in a term; a change of sign does to all terms of an equation the same. */
    private static long parity(Polynomial equation, int n) {
        long bits = 0;
        for (int i = 0; i < n; i++) {
            bits |= (long) (equation.terms().get(0).exponents().get(i) & 1) << i;
        }
        return bits;
    }

    private static boolean isOdd(long bits) {
        return (Long.bitCount(bits) & 1) == 1;
    }
}
