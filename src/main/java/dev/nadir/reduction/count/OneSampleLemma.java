package dev.nadir.reduction.count;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One hidden layer and data of rank one: the sum over sets R of hidden units of {@code 4^|R|} times the number of
 * invertible square blocks that the reciprocal weights of the second layer have in the columns R. The proof, and what
 * its hypotheses (A) and (B) are for, is docs/theorems/one-sample-count.md.
 */
public final class OneSampleLemma {

    /** Subsets of units times subsets of outputs that are looked at. */
    private static final int WIDTH_LIMIT = 8;

    private OneSampleLemma() {}

    /** The bound; empty where a hypothesis does not hold. */
    public static Optional<CountBound> of(LinearNetwork network) {
        if (network.layers() != 2
                || network.weights().get(1).rows() > WIDTH_LIMIT
                || network.weights().get(1).columns() > WIDTH_LIMIT) {
            return Optional.empty();
        }
        return RankOneMoments.of(network).flatMap(moments -> bound(network, moments));
    }

    private static Optional<CountBound> bound(LinearNetwork network, RankOneMoments moments) {
        ExactMatrix second = network.weights().get(1);
        boolean isPlain = moments.targets().stream().noneMatch(Rational::isZero)
                && second.entries().stream().noneMatch(Rational::isZero);
        List<Rational> linear = new ArrayList<>();
        for (int i = 0; i < second.columns(); i++) {
            Optional<Rational> spread = moments.spread(network.weights().get(0), i);
            if (!isPlain || spread.isEmpty() || spread.get().isZero()) {
                return Optional.empty();
            }
            linear.add(spread.get().inverse());
        }
        long count = 0;
        for (int units = 0; units < 1 << second.columns(); units++) {
            Optional<Long> vertices = vertices(second, linear, units);
            if (vertices.isEmpty()) {
                return Optional.empty();
            }
            count += vertices.get() << (2 * Integer.bitCount(units));
        }
        return Optional.of(new CountBound(
                count,
                true,
                "one hidden layer of width " + second.columns() + " and data of rank one, "
                        + second.rows() + (second.rows() == 1 ? " output" : " outputs")
                        + " (lemma one-sample-count, hypotheses checked exactly)"));
    }

    /** The invertible blocks of the columns; empty if (A) or (B) fails for a set of rows. */
    private static Optional<Long> vertices(ExactMatrix second, List<Rational> linear, int units) {
        int size = Integer.bitCount(units);
        List<Rational> wanted = chosen(linear, units);
        long vertices = 0;
        for (int outputs = 0; outputs < 1 << second.rows(); outputs++) {
            List<List<Rational>> block = new ArrayList<>();
            List<List<Rational>> withOne = new ArrayList<>();
            for (int k = 0; k < second.rows(); k++) {
                if ((outputs >> k & 1) == 1) {
                    List<Rational> row = chosen(reciprocals(second, k), units);
                    block.add(row);
                    List<Rational> longer = new ArrayList<>(row);
                    longer.add(Rational.ONE);
                    withOne.add(longer);
                }
            }
            int rank = ExactRank.of(block);
            List<List<Rational>> more = new ArrayList<>(block);
            more.add(wanted);
            boolean isEscape = rank < size && ExactRank.of(more) == rank;
            boolean isMeeting = rank < block.size() && ExactRank.of(withOne) == rank;
            if (isEscape || isMeeting) {
                return Optional.empty();
            }
            vertices += rank == size && block.size() == size ? 1 : 0;
        }
        return Optional.of(vertices);
    }

    private static List<Rational> reciprocals(ExactMatrix second, int row) {
        List<Rational> reciprocals = new ArrayList<>();
        for (int i = 0; i < second.columns(); i++) {
            reciprocals.add(second.get(row, i).inverse());
        }
        return reciprocals;
    }

    private static List<Rational> chosen(List<Rational> values, int set) {
        List<Rational> chosen = new ArrayList<>();
        for (int i = 0; i < values.size(); i++) {
            if ((set >> i & 1) == 1) {
                chosen.add(values.get(i));
            }
        }
        return chosen;
    }
}
