package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** What the index of a statement runs over. */
public final class Places {

    /** More subsets than this would take minutes to evaluate and say little. */
    private static final int MOST_SUBSETS = 1 << 16;

    private Places() {}

    /** The index with each of its values; one empty map where there is no index. */
    public static List<Map<String, Matrix>> of(Optional<Declaration.IndexRange> range, Scope scope) {
        if (range.isEmpty()) {
            return List.of(Map.of());
        }
        Declaration.IndexRange each = range.get();
        List<Map<String, Matrix>> values = new ArrayList<>();
        for (int place : places(each.from(), each.to(), scope)) {
            values.add(Map.of(each.index(), Matrix.scalar(place)));
        }
        return values;
    }

    /** The places of a relation: those of its range, or the numbers that it is swept over. */
    public static List<Map<String, Matrix>> of(Claim.Statement.Relation relation, Scope scope) {
        if (relation.sweep().isEmpty()) {
            return of(relation.range(), scope);
        }
        Claim.Sweep sweep = relation.sweep().get();
        List<Map<String, Matrix>> values = new ArrayList<>();
        sweep.values().forEach(value -> values.add(Map.of(sweep.name(), scope.value(value))));
        return values;
    }

    /** An index as whole numbers. */
    public static Map<String, Integer> whole(Map<String, Matrix> index) {
        Map<String, Integer> places = new LinkedHashMap<>();
        index.forEach((name, place) -> places.put(name, (int) Math.round(place.get(0, 0))));
        return places;
    }

    /** Every way to bind the index of a list of values: to a place of a range, or to a set of places. */
    public static List<UnaryOperator<Scope>> choices(String index, Formula range, Scope scope) {
        List<UnaryOperator<Scope>> choices = new ArrayList<>();
        if (range instanceof Formula.Range places) {
            for (int place : places(places.from(), places.to(), scope)) {
                choices.add(each -> each.with(Map.of(index, Matrix.scalar(place))));
            }
            return choices;
        }
        if (!(range instanceof Formula.Call call)
                || call.arguments().size() != 1
                || !(call.arguments().get(0) instanceof Formula.Range of)) {
            throw new PreconditionException("an index must run over a range or over subsets of one");
        }
        int[] places = places(of.from(), of.to(), scope);
        Formula most = call.options().get("at-most");
        int atMost = most == null ? places.length : (int) Math.round(scope.scalar(most));
        for (int[] subset : subsets(places, atMost)) {
            choices.add(each -> each.withIndices(index, subset));
        }
        return choices;
    }

    private static int[] places(Formula from, Formula to, Scope scope) {
        int first = (int) Math.round(scope.scalar(from));
        int last = (int) Math.round(scope.scalar(to));
        int[] places = new int[Math.max(0, last - first + 1)];
        for (int i = 0; i < places.length; i++) {
            places[i] = first + i;
        }
        return places;
    }

    private static List<int[]> subsets(int[] places, int atMost) {
        List<int[]> subsets = new ArrayList<>();
        subsets.add(new int[0]);
        for (int place : places) {
            int before = subsets.size();
            for (int k = 0; k < before; k++) {
                int[] smaller = subsets.get(k);
                if (smaller.length < atMost) {
                    int[] larger = java.util.Arrays.copyOf(smaller, smaller.length + 1);
                    larger[smaller.length] = place;
                    subsets.add(larger);
                }
            }
            if (subsets.size() > MOST_SUBSETS) {
                throw new PreconditionException("an index must run over at most " + MOST_SUBSETS
                        + " sets, got more over " + places.length + " places");
            }
        }
        return subsets;
    }
}
