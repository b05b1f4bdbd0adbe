package dev.nadir.model.print;

import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which names are known to be vectors, scalars or sets of places, so that a sum of entries can be written with an index.
 *
 * @param vectors with their length, where that is known
 */
public record Names(Map<String, Optional<Formula>> vectors, Set<String> scalars, Set<String> sets) {

    /** Nothing is known. */
    public static final Names NONE = new Names(Map.of(), Set.of(), Set.of());

    /** Copies all three. */
    public Names {
        vectors = Map.copyOf(vectors);
        scalars = Set.copyOf(scalars);
        sets = Set.copyOf(sets);
    }

    /** What a model declares and abbreviates. */
    public static Names of(Model model) {
        Map<String, Optional<Formula>> vectors = new HashMap<>();
        Set<String> scalars = new HashSet<>(Set.of("pi"));
        for (List<Declaration> declarations :
                List.of(model.sizes(), model.data(), model.random(), model.parameters())) {
            for (Declaration declaration : declarations) {
                if (declaration.index().isEmpty()) {
                    add(declaration, vectors, scalars);
                }
            }
        }
        return new Names(vectors, scalars, Set.of()).with(model.lets());
    }

    private static void add(Declaration declaration, Map<String, Optional<Formula>> vectors, Set<String> scalars) {
        if (declaration.kind() == Declaration.Kind.VECTOR) {
            vectors.put(declaration.name(), declaration.sizes().stream().findFirst());
        } else if (declaration.kind() == Declaration.Kind.SCALAR || declaration.kind() == Declaration.Kind.SIZE) {
            scalars.add(declaration.name());
        }
    }

    /** With the names of a claim as well. */
    public Names with(Claim claim) {
        Set<String> more = new HashSet<>(sets);
        if (claim.statement() instanceof Claim.Statement.CriticalValues values
                && values.range() instanceof Formula.Call call
                && call.function().equals("subsets")) {
            more.add(values.index());
        }
        return new Names(vectors, scalars, more).with(claim.lets());
    }

    /** With abbreviations, in their order. */
    public Names with(List<Model.Let> lets) {
        Names names = this;
        for (Model.Let let : lets) {
            names = names.with(let);
        }
        return names;
    }

    private Names with(Model.Let let) {
        Map<String, Optional<Formula>> moreVectors = new HashMap<>(vectors);
        Set<String> moreScalars = new HashSet<>(scalars);
        boolean isEigen =
                let.value() instanceof Formula.Call call && call.function().equals("eig");
        String name = let.names().get(0);
        if (isEigen) {
            moreVectors.put(name, Optional.empty());
        } else if (let.names().size() == 1) {
            Entries entries = new Entries(this, "i");
            boolean isKnown = entries.of(let.value()).isPresent();
            if (isKnown && entries.isScalar()) {
                moreScalars.add(name);
            } else if (isKnown) {
                entries.range()
                        .filter(Entries.Range::startsAtOne)
                        .ifPresent(range -> moreVectors.put(name, range.to()));
            }
        }
        return new Names(moreVectors, moreScalars, sets);
    }
}
