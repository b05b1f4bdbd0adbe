package dev.nadir.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** How formulas use what is random: which names depend on it, and how means stand in them. */
public final class Means {

    /** Functions that turn a sum into the sum of their values. */
    private static final Set<String> LINEAR = Set.of("tr", "sum", "mean", "diag", "diagonal");

    private final Map<String, Model.Let> lets = new HashMap<>();
    private final Set<String> random = new HashSet<>();

    /** Of a model, with lets that stand beside its own, such as those of a claim. */
    public Means(Model model, List<Model.Let> more) {
        // A claim may call the loss by its name, too.
        Model.Objective loss = model.objective();
        lets.put(loss.name(), new Model.Let(loss.span(), List.of(loss.name()), loss.value(), loss.description()));
        model.lets().forEach(let -> let.names().forEach(name -> lets.put(name, let)));
        more.forEach(let -> let.names().forEach(name -> lets.put(name, let)));
        model.random().forEach(declaration -> random.add(declaration.name()));
    }

    /** How means stand in a formula. */
    public enum Use {
        /** There is none. */
        NONE,
        /** One draw in place of every mean has the formula as its own mean. */
        AFFINE,
        /** A product or a function of means, or a mean inside a mean. */
        OTHER
    }

    /** {@code E[f]} or {@code probability(c)}. */
    public static boolean isMean(Formula formula) {
        return formula instanceof Formula.Expectation
                || (formula instanceof Formula.Call call && call.function().equals("probability"));
    }

    /** The names of lets that depend on a draw, directly or through others. */
    public Set<String> drawnLets() {
        Set<String> drawn = new HashSet<>();
        lets.values().forEach(let -> {
            if (names(let.value()).stream().anyMatch(random::contains)) {
                drawn.addAll(let.names());
            }
        });
        return drawn;
    }

    /** Every name in a formula, and in the lets that it stands on. */
    public Set<String> names(Formula formula) {
        Set<String> found = new HashSet<>();
        collect(formula, found);
        return found;
    }

    private void collect(Formula formula, Set<String> found) {
        if (formula instanceof Formula.Name name && found.add(name.name()) && lets.containsKey(name.name())) {
            collect(lets.get(name.name()).value(), found);
        }
        formula.children().forEach(child -> collect(child, found));
    }

    /** The formula with each mean replaced; a let that holds one is written out. */
    public Formula replaced(Formula formula, UnaryOperator<Formula> replacement) {
        if (isMean(formula)) {
            return replacement.apply(formula);
        } else if (formula instanceof Formula.Name name && lets.containsKey(name.name()) && use(formula) != Use.NONE) {
            return replaced(lets.get(name.name()).value(), replacement);
        }
        return FormulaParts.mapped(formula, part -> replaced(part, replacement));
    }

    /** How means stand in a formula. */
    public Use use(Formula formula) {
        if (isMean(formula)) {
            return all(formula.children()) == Use.NONE ? Use.AFFINE : Use.OTHER;
        } else if (formula instanceof Formula.Name name) {
            return lets.containsKey(name.name()) ? use(lets.get(name.name()).value()) : Use.NONE;
        } else if (formula instanceof Formula.Binary binary) {
            return binary(binary);
        } else if (formula instanceof Formula.Ranged ranged) {
            return ranged.isProduct() ? none(formula) : use(ranged.body());
        } else if (formula instanceof Formula.Search) {
            return none(formula);
        } else if (formula instanceof Formula.Indexed indexed) {
            return indexed(indexed);
        } else if (formula instanceof Formula.Call call) {
            return call(call);
        }
        return all(formula.children());
    }

    private Use indexed(Formula.Indexed indexed) {
        List<Formula> places = new ArrayList<>(indexed.children());
        places.remove(indexed.base());
        return all(places) == Use.NONE ? use(indexed.base()) : Use.OTHER;
    }

    private Use call(Formula.Call call) {
        boolean isLinear = LINEAR.contains(call.function()) && call.arguments().size() == 1;
        return isLinear ? use(call.arguments().get(0)) : none(call);
    }

    private Use binary(Formula.Binary binary) {
        Use left = use(binary.left());
        Use right = use(binary.right());
        return switch (binary.operator()) {
            case MULTIPLY, ENTRYWISE_MULTIPLY -> {
                boolean isOneFree = left == Use.NONE || right == Use.NONE;
                yield isOneFree ? worse(left, right) : Use.OTHER;
            }
            case DIVIDE, ENTRYWISE_DIVIDE -> right == Use.NONE ? left : Use.OTHER;
            case POWER, ENTRYWISE_POWER -> worse(left, right) == Use.NONE ? Use.NONE : Use.OTHER;
            default -> worse(left, right);
        };
    }

    private Use none(Formula formula) {
        return all(formula.children()) == Use.NONE ? Use.NONE : Use.OTHER;
    }

    private Use all(List<Formula> formulas) {
        Use worst = Use.NONE;
        for (Formula formula : formulas) {
            worst = worse(worst, use(formula));
        }
        return worst;
    }

    private static Use worse(Use one, Use other) {
        return one.compareTo(other) >= 0 ? one : other;
    }
}
