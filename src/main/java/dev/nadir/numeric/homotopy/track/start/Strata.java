package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.numeric.homotopy.SignGroup;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The coordinate subspaces on which solutions of all members of a family can lie for no other reason than the power
 * products in the equations. Solutions on different subspaces never meet while the parameters move generically, so each
 * subspace needs a start of its own: a search that starts outside never finds those with zero coordinates.
 */
final class Strata {

    /** Up to so many unknowns all subsets are tried; beyond, only the fixed spaces of sign changes and their meets. */
    private static final int EXHAUSTIVE = 18;

    private static final int LARGEST_CLOSURE = 20_000;

    private Strata() {}

    /**
     * One subspace.
     *
     * @param kept the unknowns that differ from zero
     * @param equations indices of the equations that do not vanish identically there
     */
    record Stratum(List<Integer> kept, List<Integer> equations) {

        Stratum {
            kept = List.copyOf(kept);
            equations = List.copyOf(equations);
        }
    }

    /** Whether all subsets of so many unknowns are tried. */
    static boolean isExhaustive(int unknowns) {
        return unknowns <= EXHAUSTIVE;
    }

    /** The subspaces on which no remaining equation is a single power product, the whole space first. */
    static List<Stratum> of(List<Polynomial> equations, int unknowns, SignGroup signs) {
        List<List<Long>> supports = new ArrayList<>();
        for (Polynomial equation : equations) {
            supports.add(supports(equation, unknowns));
        }
        List<Stratum> strata = new ArrayList<>();
        for (long zero : candidates(unknowns, signs)) {
            List<Integer> alive = alive(supports, zero);
            if (alive != null) {
                List<Integer> kept = new ArrayList<>();
                for (int i = 0; i < unknowns; i++) {
                    if (((zero >>> i) & 1L) == 0) {
                        kept.add(i);
                    }
                }
                strata.add(new Stratum(kept, alive));
            }
        }
        strata.sort(java.util.Comparator.comparingInt(stratum -> -stratum.kept().size()));
        return strata;
    }

    /** For each power product of the unknowns in the equation which unknowns it has; as often as there are products. */
    private static List<Long> supports(Polynomial equation, int unknowns) {
        Set<List<Integer>> powers = new LinkedHashSet<>();
        for (Polynomial.Term term : equation.terms()) {
            powers.add(term.exponents().subList(0, unknowns));
        }
        List<Long> supports = new ArrayList<>();
        for (List<Integer> power : powers) {
            long bits = 0;
            for (int i = 0; i < unknowns; i++) {
                bits |= (power.get(i) > 0 ? 1L : 0L) << i;
            }
            supports.add(bits);
        }
        return supports;
    }

    private static Iterable<Long> candidates(int unknowns, SignGroup signs) {
        Set<Long> zeros = new LinkedHashSet<>();
        if (isExhaustive(unknowns)) {
            for (long zero = 0; zero < 1L << unknowns; zero++) {
                zeros.add(zero);
            }
            return zeros;
        }
        zeros.add(0L);
        List<Long> elements = new ArrayList<>();
        for (long subset = 1; subset < Math.min(signs.order(), LARGEST_CLOSURE); subset++) {
            long element = 0;
            for (int k = 0; k < signs.generators().size(); k++) {
                element ^= ((subset >>> k) & 1L) == 1 ? signs.generators().get(k) : 0L;
            }
            elements.add(element);
        }
        List<Long> open = new ArrayList<>(zeros);
        for (int i = 0; i < open.size() && zeros.size() < LARGEST_CLOSURE; i++) {
            for (long element : elements) {
                long union = open.get(i) | element;
                if (zeros.add(union)) {
                    open.add(union);
                }
            }
        }
        return zeros;
    }

    /** The equations that do not vanish identically; null if one of them is a single power product, so has no root. */
    private static @org.jspecify.annotations.Nullable List<Integer> alive(List<List<Long>> supports, long zero) {
        List<Integer> alive = new ArrayList<>();
        for (int e = 0; e < supports.size(); e++) {
            int products = 0;
            for (long support : supports.get(e)) {
                products += (support & zero) == 0 ? 1 : 0;
            }
            if (products == 1) {
                return null;
            }
            if (products > 1) {
                alive.add(e);
            }
        }
        return alive;
    }
}
