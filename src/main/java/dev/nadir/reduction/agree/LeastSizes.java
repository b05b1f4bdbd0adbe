package dev.nadir.reduction.agree;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.read.FormulaText;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.Function;

/** The least of several sizes, a size of its own; two are one where they are the least of the same sizes. */
final class LeastSizes {

    private final Landscape landscape;
    private final List<Declaration> sizes;
    private final Map<SortedSet<String>, String> names = new LinkedHashMap<>();

    /** Begins; what is found is declared among the sizes. */
    LeastSizes(Landscape landscape, List<Declaration> sizes) {
        this.landscape = landscape;
        this.sizes = sizes;
    }

    /** The sizes that each is the least of, by its name. */
    Map<String, Set<String>> parts() {
        Map<String, Set<String>> parts = new LinkedHashMap<>();
        names.forEach((of, name) -> parts.put(name, of));
        return parts;
    }

    /** The least of the arguments of a call, or of the elements of its one argument; empty if some are no sizes. */
    Optional<Formula> of(List<Formula> arguments, Function<Formula, Optional<Expr>> read) {
        List<Formula> elements = new ArrayList<>();
        if (arguments.size() > 1) {
            elements.addAll(arguments);
        } else if (arguments.get(0) instanceof Formula.ArrayLiteral array) {
            elements.addAll(array.elements());
        } else if (arguments.get(0) instanceof Formula.Name family) {
            elements.addAll(members(family.name()));
        }
        SortedSet<String> found = new TreeSet<>();
        for (Formula element : elements) {
            Optional<Expr> size = read.apply(element);
            Optional<String> name = size.flatMap(LeastSizes::positive);
            if (name.isEmpty()) {
                return Optional.empty();
            }
            found.addAll(parts(name.get()));
        }
        found.removeIf(name -> found.stream().anyMatch(other -> Declared.isBelow(landscape.model(), other, name)));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(FormulaText.parse(found.size() == 1 ? found.first() : name(found)));
    }

    /** A size is at least one; a number may not be. */
    private static Optional<String> positive(Expr size) {
        if (size instanceof Expr.SizeNumber number) {
            return Optional.of(number.size().toString());
        }
        return size instanceof Expr.Literal literal
                        && literal.value().isInteger()
                        && literal.value().signum() > 0
                ? Optional.of(literal.value().toString())
                : Optional.empty();
    }

    /** What a least size is the least of; another size by itself. */
    private SortedSet<String> parts(String name) {
        return names.entrySet().stream()
                .filter(each -> each.getValue().equals(name))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseGet(() -> new TreeSet<>(List.of(name)));
    }

    private String name(SortedSet<String> of) {
        return names.computeIfAbsent(of, each -> {
            String name = Declared.fresh(landscape.model(), "least_" + names.size());
            sizes.add(Declared.declaration(name, Declaration.Kind.SIZE, List.of(), false));
            return name;
        });
    }

    /** The members of a family of sizes. */
    private List<Formula> members(String family) {
        List<Formula> members = new ArrayList<>();
        for (Declaration size : landscape.model().sizes()) {
            if (size.name().equals(family) && size.index().isPresent()) {
                Declaration.IndexRange range = size.index().get();
                int from = integer(range.from());
                int to = integer(range.to());
                for (int i = from; i <= to; i++) {
                    members.add(FormulaText.parse(family + "[" + i + "]"));
                }
            }
        }
        return members;
    }

    private int integer(Formula formula) {
        Expr e = Elaboration.expression(landscape.model(), landscape.structure(), List.of(), formula, Map.of());
        if (e instanceof Expr.Literal literal) {
            return literal.value().intValueExact();
        }
        throw new PreconditionException("a family of sizes runs over whole numbers");
    }
}
