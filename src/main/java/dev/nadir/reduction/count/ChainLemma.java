package dev.nadir.reduction.count;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import java.util.Optional;

/**
 * A chain of widths one with one output and data of rank one: at most {@code 1 + H*2^(H+1)} critical points, where H is
 * the number of hidden layers. The proof is docs/theorems/chain-count.md.
 */
public final class ChainLemma {

    private static final int LAYER_LIMIT = 40;

    private ChainLemma() {}

    /** The bound; empty where a hypothesis does not hold. */
    public static Optional<CountBound> of(LinearNetwork network) {
        int hidden = network.layers() - 1;
        boolean isChain = network.weights().stream().allMatch(weights -> weights.rows() == 1)
                && hidden >= 1
                && hidden < LAYER_LIMIT;
        boolean isPositive = network.weights().stream()
                .map(ExactMatrix::entries)
                .allMatch(entries -> entries.stream().noneMatch(Rational::isZero));
        if (!isChain || !isPositive) {
            return Optional.empty();
        }
        return RankOneMoments.of(network)
                .flatMap(moments -> moments.spread(network.weights().get(0), 0))
                .filter(spread -> !spread.isZero())
                .map(
                        spread -> new CountBound(
                                1 + ((long) hidden << (hidden + 1)),
                                true,
                                "a chain of " + network.layers()
                                        + " layers of width one and data of rank one (lemma chain-count, hypotheses checked exactly)"));
    }
}
