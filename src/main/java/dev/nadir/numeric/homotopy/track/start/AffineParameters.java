package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Parameters that never multiply each other or themselves: given a point and the other parameters, the equations are
 * linear in them. So a member of the family through a given point is the solution of linear equations, and on a line in
 * these directions every coefficient is affine-linear.
 *
 * @param indices which parameters, in increasing order
 */
record AffineParameters(List<Integer> indices) {

    AffineParameters {
        indices = List.copyOf(indices);
    }

    /** Chooses greedily, those first that stand with the fewest others. */
    static AffineParameters of(List<Polynomial> equations, int unknowns) {
        int count = equations.isEmpty() ? 0 : equations.get(0).arity() - unknowns;
        List<Set<Integer>> conflicts = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            conflicts.add(new HashSet<>());
        }
        for (Polynomial equation : equations) {
            for (Polynomial.Term term : equation.terms()) {
                note(term.exponents().subList(unknowns, unknowns + count), conflicts);
            }
        }
        List<Integer> order = new ArrayList<>();
        for (int p = 0; p < count; p++) {
            if (!conflicts.get(p).contains(p)) {
                order.add(p);
            }
        }
        order.sort(
                java.util.Comparator.<Integer>comparingInt(p -> conflicts.get(p).size())
                        .thenComparing(p -> p));
        List<Integer> chosen = new ArrayList<>();
        for (int p : order) {
            if (chosen.stream().noneMatch(other -> conflicts.get(p).contains(other))) {
                chosen.add(p);
            }
        }
        chosen.sort(null);
        return new AffineParameters(chosen);
    }

    private static void note(List<Integer> exponents, List<Set<Integer>> conflicts) {
        List<Integer> present = new ArrayList<>();
        for (int p = 0; p < exponents.size(); p++) {
            for (int k = 0; k < Math.min(2, exponents.get(p)); k++) {
                present.add(p);
            }
        }
        for (int i = 0; i < present.size(); i++) {
            for (int j = 0; j < i; j++) {
                conflicts.get(present.get(i)).add(present.get(j));
                conflicts.get(present.get(j)).add(present.get(i));
            }
        }
    }

    /**
     * The same parameters in groups that play the same part: in as many equations, beside powers of the same degrees. The
     * lowest degrees come first: they change least of what the equations are far away.
     */
    List<List<Integer>> groups(List<Polynomial> equations, int unknowns) {
        Map<String, List<Integer>> groups = new TreeMap<>();
        for (int p : indices) {
            int inEquations = 0;
            int highest = 0;
            for (Polynomial equation : equations) {
                boolean isPresent = false;
                for (Polynomial.Term term : equation.terms()) {
                    if (term.exponents().get(unknowns + p) > 0) {
                        isPresent = true;
                        highest = Math.max(highest, degree(term, unknowns));
                    }
                }
                inEquations += isPresent ? 1 : 0;
            }
            if (inEquations > 0) {
                String key = String.format(java.util.Locale.ROOT, "%04d/%06d", highest, 999_999 - inEquations);
                groups.computeIfAbsent(key, k -> new ArrayList<>()).add(p);
            }
        }
        return List.copyOf(groups.values());
    }

    /** The same one by one, those first that stand beside the lowest degree in the fewest equations. */
    List<List<Integer>> singly(List<Polynomial> equations, int unknowns) {
        List<List<Integer>> single = new ArrayList<>();
        for (List<Integer> group : groups(equations, unknowns)) {
            for (int p : group) {
                single.add(List.of(p));
            }
        }
        single.sort(java.util.Comparator.comparingLong(each -> equations.stream()
                .flatMap(equation -> equation.terms().stream())
                .filter(term -> term.exponents().get(unknowns + each.get(0)) > 0)
                .mapToLong(term -> 1 + 100L * degree(term, unknowns))
                .sum()));
        return single;
    }

    private static int degree(Polynomial.Term term, int unknowns) {
        return term.exponents().subList(0, unknowns).stream()
                .mapToInt(Integer::intValue)
                .sum();
    }
}
