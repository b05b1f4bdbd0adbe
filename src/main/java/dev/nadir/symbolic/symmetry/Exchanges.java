package dev.nadir.symbolic.symmetry;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Symmetry;
import dev.nadir.symbolic.Symmetry.Group;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parameters that may change places, by trial. */
final class Exchanges {

    /** Beyond so many parameters pairs are not tried: each costs a canonical form of the loss. */
    private static final int MOST_PARAMETERS = 12;

    private final Landscape landscape;
    private final Letters letters;
    private final Normaliser canonical;

    private Exchanges(Landscape landscape, Letters letters, Normaliser canonical) {
        this.landscape = landscape;
        this.letters = letters;
        this.canonical = canonical;
    }

    static List<Symmetry> of(Landscape landscape, Letters letters, Normaliser canonical) {
        return landscape.parameters().size() > MOST_PARAMETERS
                ? List.of()
                : new Exchanges(landscape, letters, canonical).found();
    }

    private List<Symmetry> found() {
        List<Symmetry> found = new ArrayList<>();
        List<Expr.Symbol> parameters = landscape.parameters();
        for (int i = 0; i < parameters.size(); i++) {
            for (int j = i; j < parameters.size(); j++) {
                attempt(List.of(parameters.get(i), parameters.get(j)), false, found);
                attempt(List.of(parameters.get(i), parameters.get(j)), true, found);
            }
        }
        if (parameters.size() > 2) {
            attempt(parameters, false, found);
            attempt(parameters, true, found);
        }
        return found;
    }

    /** Tries the first for the last, the second for the last but one, and so on. */
    private void attempt(List<Expr.Symbol> row, boolean isTransposed, List<Symmetry> found) {
        Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
        for (int i = 0; i < row.size(); i++) {
            Expr.Symbol from = row.get(i);
            Expr.Symbol other = row.get(row.size() - 1 - i);
            Expr image = isTransposed ? Exprs.transpose(other) : other;
            boolean isTurned = isTransposed && image.equals(other);
            if (isTurned
                    || !image.shape().equals(from.shape())
                    || !from.properties().equals(other.properties())) {
                return;
            }
            if (!image.equals(from)) {
                maps.put(from, image);
            }
        }
        if (!maps.isEmpty() && Replacement.leavesAlone(landscape.expectedLoss(), maps, canonical)) {
            Expr.Symbol none = letters.fresh(List.of("T"), Shape.SCALAR, Set.of());
            found.add(new Symmetry(Group.EXCHANGE, Size.ONE, none, maps, Map.of(), List.of()));
        }
    }
}
