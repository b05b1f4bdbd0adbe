package dev.nadir.reduction.chain.depth;

import dev.nadir.expr.Size;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.reduction.ScalarAnswer;
import java.util.List;

/**
 * Where the answer changes, for all depths at once.
 *
 * @param depth the size that is the depth
 * @param least the least depth for which it holds
 * @param factors how many factors there are
 * @param read the depths at which the loss was read
 * @param lets the names of the formulas, in order
 * @param conditions what is needed beside a depth that large
 * @param thresholds formulas of the depth
 * @param origin what the origin is, and when
 */
public record DepthLaw(
        String depth,
        int least,
        Size factors,
        List<Integer> read,
        List<Model.Let> lets,
        List<Formula> conditions,
        List<ScalarAnswer.Threshold> thresholds,
        List<Origin> origin,
        List<String> lemmas) {

    /** Copies the lists. */
    public DepthLaw {
        read = List.copyOf(read);
        lets = List.copyOf(lets);
        conditions = List.copyOf(conditions);
        thresholds = List.copyOf(thresholds);
        origin = List.copyOf(origin);
        lemmas = List.copyOf(lemmas);
    }

    /** The kind of the origin under conditions; empty for always. */
    public record Origin(ScalarAnswer.Kind kind, List<Formula> conditions) {
        /** Copies the list. */
        public Origin {
            conditions = List.copyOf(conditions);
        }
    }
}
