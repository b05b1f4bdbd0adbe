package dev.nadir.symbolic.hessian;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Declaration;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Finds the eigenvalues of the Hessian at the origin from its blocks: parameters that no block connects are taken apart;
 * one alone, or two together, are diagonalised side by side where their blocks are {@code left*V*right} with sides that
 * have common eigenvectors.
 */
public final class OriginFinder {

    private final Derivation derivation;
    private final AtZero there;
    private final List<Expr.Symbol> parameters;
    private final Map<List<Expr.Symbol>, List<LinearTerm>> blocks = new HashMap<>();
    private final Set<Expr.Symbol> zeros;

    private OriginFinder(Derivation derivation) {
        this.derivation = derivation;
        this.parameters = List.copyOf(derivation.directions().keySet());
        this.zeros = parameters.stream().filter(this::canBeZero).collect(Collectors.toCollection(LinkedHashSet::new));
        this.there = new AtZero(zeros);
    }

    /**
     * The eigenvalues.
     *
     * @throws PreconditionException that says which structure is missing
     */
    public static OriginSpectrum find(Derivation derivation) {
        return new OriginFinder(derivation).run();
    }

    private boolean canBeZero(Expr.Symbol parameter) {
        boolean isAllowed = derivation
                .landscape()
                .condition(parameter)
                .map(Declaration.Condition::allowsZero)
                .orElse(true);
        return isAllowed
                && !parameter.properties().contains(Property.POSITIVE)
                && !parameter.properties().contains(Property.POSITIVE_DEFINITE);
    }

    private OriginSpectrum run() {
        if (!derivation.landscape().constraints().isEmpty()) {
            throw new PreconditionException("the parameters are subject to equations, which the origin need not meet");
        }
        if (zeros.isEmpty()) {
            throw new PreconditionException("no parameter can be zero");
        }
        for (Expr.Symbol parameter : parameters) {
            boolean isBound = parameter.isSymmetric() && !parameter.shape().isScalar();
            if (isBound) {
                throw new PreconditionException(parameter.name() + " is declared symmetric, diagonal or definite");
            }
        }
        HessianBlocks all = new HessianBlocks(derivation);
        for (Expr.Symbol row : parameters) {
            for (Expr.Symbol column : parameters) {
                blocks.put(List.of(row, column), simplified(row, column, all.block(row, column)));
            }
        }
        Letters letters = new Letters(derivation);
        List<OriginSpectrum.Group> groups = new ArrayList<>();
        for (List<Expr.Symbol> component : components()) {
            groups.addAll(groups(component, letters));
        }
        Map<Expr.Symbol, Expr> conditions = new LinkedHashMap<>();
        derivation.gradient().forEach((parameter, gradient) -> {
            Expr value = there.of(gradient);
            if (!Form.of(value).isZero()) {
                conditions.put(parameter, value);
            }
        });
        return new OriginSpectrum(List.copyOf(zeros), letters.definitions(), groups, conditions);
    }

    /** The terms at the origin; none where they cancel. */
    private List<LinearTerm> simplified(Expr.Symbol row, Expr.Symbol column, HessianBlock block) {
        List<LinearTerm> terms = there.terms(block);
        Expr.Symbol direction = Objects.requireNonNull(derivation.directions().get(column));
        Expr value = new HessianBlock(row, column, terms).apply(direction);
        return Form.of(there.of(value)).isZero() ? List.of() : terms;
    }

    private List<LinearTerm> block(Expr.Symbol row, Expr.Symbol column) {
        return Objects.requireNonNull(blocks.get(List.of(row, column)));
    }

    /** The parameters in groups that no block connects. */
    private List<List<Expr.Symbol>> components() {
        List<List<Expr.Symbol>> components = new ArrayList<>();
        Set<Expr.Symbol> seen = new LinkedHashSet<>();
        for (Expr.Symbol start : parameters) {
            if (!seen.add(start)) {
                continue;
            }
            List<Expr.Symbol> component = new ArrayList<>(List.of(start));
            for (int i = 0; i < component.size(); i++) {
                for (Expr.Symbol other : parameters) {
                    boolean isConnected = !block(component.get(i), other).isEmpty()
                            || !block(other, component.get(i)).isEmpty();
                    if (isConnected && seen.add(other)) {
                        component.add(other);
                    }
                }
            }
            components.add(component);
        }
        return components;
    }

    private List<OriginSpectrum.Group> groups(List<Expr.Symbol> component, Letters letters) {
        String names = component.stream().map(Expr.Symbol::name).collect(Collectors.joining(", "));
        if (component.size() > 2) {
            throw new PreconditionException("the blocks of " + names + " are all coupled, and at most two can be");
        }
        Expr.Symbol a = component.get(0);
        try {
            if (component.size() == 1) {
                return new Diagonalisation(a.shape(), letters).alone(Mode.of(block(a, a)));
            }
            Expr.Symbol b = component.get(1);
            return new Diagonalisation(a.shape(), letters)
                    .coupled(Mode.of(block(a, a)), Mode.of(block(a, b)), Mode.of(block(b, b)), b.shape());
        } catch (PreconditionException e) {
            throw new PreconditionException("in the block of " + names + ": " + e.getMessage());
        }
    }

    /** The letters for eigenvalues and singular values, apart from names of the model. */
    static final class Letters {

        private final Set<String> taken = new LinkedHashSet<>();
        private final Map<String, String> definitions = new LinkedHashMap<>();

        Letters(Derivation derivation) {
            derivation.landscape().parameters().forEach(symbol -> taken.add(base(symbol.name())));
            derivation.landscape().data().forEach(symbol -> taken.add(base(symbol.name())));
            taken.addAll(derivation.landscape().lets().keySet());
            derivation.landscape().model().sizes().forEach(size -> taken.add(size.name()));
        }

        private static String base(String name) {
            return name.contains("[") ? name.substring(0, name.indexOf('[')) : name;
        }

        Map<String, String> definitions() {
            return definitions;
        }

        /** A letter for the definition, the same for the same one. */
        String letter(String definition, List<String> wishes) {
            for (Map.Entry<String, String> entry : definitions.entrySet()) {
                if (entry.getValue().equals(definition)) {
                    return entry.getKey();
                }
            }
            String letter = wishes.stream()
                    .filter(wish -> !taken.contains(wish))
                    .findFirst()
                    .orElseThrow(() -> new PreconditionException("no letter is left for " + definition));
            taken.add(letter);
            definitions.put(letter, definition);
            return letter;
        }

        /** An index that is no name of the model. */
        String index(List<String> wishes) {
            return wishes.stream()
                    .filter(wish -> !taken.contains(wish))
                    .findFirst()
                    .orElseThrow(() -> new PreconditionException("no letter is left for an index"));
        }
    }
}
