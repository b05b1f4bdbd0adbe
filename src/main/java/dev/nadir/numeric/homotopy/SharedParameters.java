package dev.nadir.numeric.homotopy;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * The smaller family of those members that have the permutation symmetries of one of them: parameters that these carry into
 * one another are one.
 *
 * @param system the member, in the smaller family
 * @param group the permutations of the unknowns, symmetries of every member of the smaller family
 * @param places for each parameter of the old family its place among those of the new one
 */
public record SharedParameters(PolynomialSystem system, PermutationGroup group, List<Integer> places) {

    /** Copies the lists. */
    public SharedParameters {
        places = List.copyOf(places);
    }

    /** The symmetries of a member, and the family of all members that have them. */
    public static SharedParameters of(PolynomialSystem system) {
        PolynomialFamily family = system.family();
        int unknowns = family.unknowns().size();
        List<EquationSymmetries.Found> found = EquationSymmetries.of(family.equations(), unknowns, system.values());
        PermutationGroup group = new PermutationGroup(found.stream()
                .map(each -> new PermutationGroup.Element(each.variables().subList(0, unknowns), 0))
                .toList());
        int[] leaders = IntStream.range(0, system.values().size()).toArray();
        for (EquationSymmetries.Found each : found) {
            for (int p = 0; p < leaders.length; p++) {
                join(leaders, p, each.variables().get(unknowns + p) - unknowns);
            }
        }
        List<Integer> kept = IntStream.range(0, leaders.length)
                .filter(p -> leader(leaders, p) == p)
                .boxed()
                .toList();
        List<Integer> places = IntStream.range(0, leaders.length)
                .map(p -> kept.indexOf(leader(leaders, p)))
                .boxed()
                .toList();
        PolynomialFamily smaller = new PolynomialFamily(
                family.unknowns(),
                kept.stream().map(family.parameters()::get).toList(),
                family.equations().stream()
                        .map(equation -> shared(equation, unknowns, places, kept.size()))
                        .toList());
        List<Rational> values = kept.stream().map(system.values()::get).toList();
        return new SharedParameters(new PolynomialSystem(smaller, values), group, places);
    }

    private static int leader(int[] leaders, int p) {
        int at = p;
        while (leaders[at] != at) {
            at = leaders[at];
        }
        return at;
    }

    private static void join(int[] leaders, int p, int q) {
        int a = leader(leaders, p);
        int b = leader(leaders, q);
        leaders[Math.max(a, b)] = Math.min(a, b);
    }

    private static Polynomial shared(Polynomial equation, int unknowns, List<Integer> places, int count) {
        Map<List<Integer>, Rational> sums = new LinkedHashMap<>();
        for (Polynomial.Term term : equation.terms()) {
            int[] exponents = new int[unknowns + count];
            for (int i = 0; i < unknowns; i++) {
                exponents[i] = term.exponents().get(i);
            }
            for (int p = 0; p < places.size(); p++) {
                exponents[unknowns + places.get(p)] += term.exponents().get(unknowns + p);
            }
            sums.merge(java.util.Arrays.stream(exponents).boxed().toList(), term.coefficient(), Rational::plus);
        }
        List<Polynomial.Term> terms = new ArrayList<>();
        sums.forEach((exponents, sum) -> {
            if (!sum.isZero()) {
                terms.add(new Polynomial.Term(sum, exponents));
            }
        });
        return new Polynomial(unknowns + count, terms);
    }
}
