package dev.nadir.numeric.plan;

import dev.nadir.numeric.plan.Node.Use;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Where to put the brackets in products of several matrices: the order with the fewest multiplications (dynamic
 * programming over parts, CormenLeisersonRivestStein2009, section 15.2), where a part that is known costs nothing and one that several
 * products share costs its share.
 */
final class Chains {

    private final Map<List<Use>, Integer> counts = new HashMap<>();
    private final Predicate<List<Use>> isKnown;
    private final Predicate<Use> isConstant;

    /**
     * Plans for the given products.
     *
     * @param isKnown whether a part, in canonical direction, has been computed
     */
    Chains(Set<Node> chains, Predicate<List<Use>> isKnown, Predicate<Use> isConstant) {
        this.isKnown = isKnown;
        this.isConstant = isConstant;
        for (Node chain : chains) {
            count(chain.arguments());
        }
    }

    private void count(List<Use> factors) {
        for (int from = 0; from < factors.size(); from++) {
            for (int to = from + 2; to <= factors.size(); to++) {
                counts.merge(canonical(factors.subList(from, to)), 1, Integer::sum);
            }
        }
    }

    /** The part or its transpose, whichever comes first. */
    static List<Use> canonical(List<Use> factors) {
        List<Use> mirror = Lowering.reversed(factors);
        return Lowering.compare(mirror, factors) < 0 ? List.copyOf(mirror) : List.copyOf(factors);
    }

    /** After how many factors the last product divides the chain. */
    int split(List<Use> factors) {
        return new Table(factors).bestSplit(0, factors.size(), true);
    }

    /** After how many factors a trace of the chain is best divided into an inner product of two. */
    int splitOfTrace(List<Use> factors) {
        return new Table(factors).bestSplit(0, factors.size(), false);
    }

    /** The cheapest cost of each part. */
    private final class Table {

        private final List<Use> factors;
        private final double[][] cost;

        Table(List<Use> factors) {
            this.factors = factors;
            int n = factors.size();
            this.cost = new double[n + 1][n + 1];
            for (int length = 2; length < n; length++) {
                for (int from = 0; from + length <= n; from++) {
                    cost[from][from + length] = costOf(from, from + length);
                }
            }
        }

        private double costOf(int from, int to) {
            List<Use> part = factors.subList(from, to);
            if (part.stream().allMatch(isConstant) || isKnown.test(canonical(part))) {
                return 0;
            }
            return costAt(from, bestSplit(from, to, true), to, true);
        }

        private int bestSplit(int from, int to, boolean withProduct) {
            int best = from + 1;
            for (int middle = from + 2; middle < to; middle++) {
                if (costAt(from, middle, to, withProduct) < costAt(from, best, to, withProduct)) {
                    best = middle;
                }
            }
            return best;
        }

        private double costAt(int from, int middle, int to, boolean withProduct) {
            double parts = cost[from][middle] + cost[middle][to];
            double sides =
                    (double) factors.get(from).rows() * factors.get(middle).rows();
            if (!withProduct) {
                return parts + sides;
            }
            int shared = counts.getOrDefault(canonical(factors.subList(from, to)), 1);
            return parts + sides * factors.get(to - 1).columns() / shared;
        }
    }
}
