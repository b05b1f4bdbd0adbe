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
 * @param rows matrices of one row
 */
public record Names(Map<String, Optional<Formula>> vectors, Set<String> scalars, Set<String> sets, Set<String> rows) {

    /** Nothing is known. */
    public static final Names NONE = new Names(Map.of(), Set.of(), Set.of(), Set.of());

    /** Copies all four. */
    public Names {
        vectors = Map.copyOf(vectors);
        scalars = Set.copyOf(scalars);
        sets = Set.copyOf(sets);
        rows = Set.copyOf(rows);
    }

    /** What a model declares and abbreviates. */
    public static Names of(Model model) {
        Map<String, Optional<Formula>> vectors = new HashMap<>();
        Set<String> scalars = new HashSet<>(Set.of("pi"));
        Set<String> rows = new HashSet<>();
        for (List<Declaration> declarations :
                List.of(model.sizes(), model.data(), model.random(), model.parameters())) {
            for (Declaration declaration : declarations) {
                boolean isFamilyOfNumbers =
                        declaration.kind() == Declaration.Kind.SCALAR || declaration.kind() == Declaration.Kind.SIZE;
                if (declaration.index().isEmpty() || isFamilyOfNumbers) {
                    add(declaration, vectors, scalars);
                }
                if (declaration.index().isEmpty() && isRow(declaration)) {
                    rows.add(declaration.name());
                }
            }
        }
        return new Names(vectors, scalars, Set.of(), rows).with(model.lets());
    }

    private static boolean isRow(Declaration declaration) {
        return declaration.kind() == Declaration.Kind.MATRIX
                && declaration.sizes().get(0) instanceof Formula.NumberLiteral height
                && height.value().isOne();
    }

    /** A root or a minimiser, which is a number. */
    private static boolean isOneRoot(Formula formula) {
        return formula instanceof Formula.Search search
                ? search.isNumber()
                : formula instanceof Formula.Indexed indexed
                        && indexed.subscripts().size() == 1
                        && indexed.subscripts().get(0) instanceof Formula.Subscript.At
                        && indexed.base() instanceof Formula.Search;
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
        return new Names(vectors, scalars, more, rows).with(claim.lets());
    }

    /** With abbreviations, in their order. */
    public Names with(List<Model.Let> lets) {
        Names names = this;
        for (Model.Let let : lets) {
            names = names.with(let);
        }
        return names;
    }

    /** With letters that stand for vectors of any length. */
    public Names withVectors(Set<String> letters) {
        Map<String, Optional<Formula>> more = new HashMap<>(vectors);
        letters.forEach(letter -> more.put(letter, Optional.empty()));
        return new Names(more, scalars, sets, rows);
    }

    /** With a letter that stands for a set of places. */
    public Names withSet(String letter) {
        Set<String> more = new HashSet<>(sets);
        more.add(letter);
        return new Names(vectors, scalars, more, rows);
    }

    /** With a letter that stands for a number. */
    public Names withScalar(String letter) {
        Map<String, Optional<Formula>> others = new HashMap<>(vectors);
        others.remove(letter);
        Set<String> more = new HashSet<>(scalars);
        more.add(letter);
        return new Names(others, more, sets, rows);
    }

    /** Whether a formula is a column, as far as that can be seen. */
    boolean isColumn(Formula formula) {
        if (formula instanceof Formula.Name name) {
            return vectors.containsKey(name.name());
        } else if (formula instanceof Formula.Transposition turned) {
            return turned.argument() instanceof Formula.Name name && rows.contains(name.name());
        } else if (formula instanceof Formula.Binary product && product.operator() == Formula.Operator.MULTIPLY) {
            return isColumn(product.right());
        }
        return false;
    }

    private Names with(Model.Let let) {
        String function = let.value() instanceof Formula.Call call ? call.function() : "";
        boolean isList = function.equals("eig")
                || isColumn(let.value())
                || (let.value() instanceof Formula.Search search
                        && search.function().equals("roots"));
        String name = let.names().get(0);
        if (function.equals("svd")) {
            return withVectors(Set.of(let.names().get(Math.min(1, let.names().size() - 1))));
        } else if (isList) {
            return withVectors(Set.of(name));
        } else if (isOneRoot(let.value())) {
            return withScalar(name);
        }
        return let.names().size() == 1 ? withEntries(name, let.value()) : this;
    }

    /** With a name for what is computed entry by entry, if it is. */
    private Names withEntries(String name, Formula value) {
        Map<String, Optional<Formula>> moreVectors = new HashMap<>(vectors);
        Entries entries = new Entries(this, "i");
        boolean isKnown = entries.of(value).isPresent();
        if (isKnown && entries.isScalar()) {
            return withScalar(name);
        } else if (isKnown) {
            entries.range()
                    .filter(range -> range.startsAtOne() || range.isUnknown())
                    .ifPresent(range -> moreVectors.put(name, range.to()));
        }
        return new Names(moreVectors, scalars, sets, rows);
    }
}
