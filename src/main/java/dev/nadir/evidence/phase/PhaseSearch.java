package dev.nadir.evidence.phase;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.PhaseDiagram;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for a number of the data, such as a decay or the weight of a term, at which the derived global minimum changes
 * its kind: on one side of a threshold a parameter vanishes at it, on the other not. The threshold is bracketed by the
 * closed forms themselves, whatever the formulas of their conditions are.
 */
public final class PhaseSearch {

    /** Numbers are tried decade by decade, so far up and down from that of the instance. */
    private static final int DECADES = 6;

    /** A bracket of a decade, halved so often, is a billionth wide: a square root that starts there is no jump. */
    private static final int HALVINGS = 33;

    /** How far the drawing goes beyond the threshold. */
    private static final double BEYOND = 1.6;

    private static final int DRAWN = 20;

    private static final int POINTS = 9;

    private final Derivation derivation;
    private final Reduction reduction;
    private final Instance instance;
    private final Minima minima;

    /**
     * Prepares an instance.
     *
     * @param minima numerical minima, for points beside the curve
     */
    public PhaseSearch(Derivation derivation, Reduction reduction, Instance instance, Minima minima) {
        this.derivation = derivation;
        this.reduction = reduction;
        this.instance = instance;
        this.minima = minima;
    }

    /** The first number with two phases; empty where no closed form depends on one, or gives no parameters. */
    public Optional<PhaseDiagram> find() {
        return candidates().stream().map(this::phases).flatMap(Optional::stream).findFirst();
    }

    /** Scalars of the data that a closed form depends on; those that must be positive, as prices must, first. */
    private List<String> candidates() {
        Model model = derivation.landscape().model();
        Set<String> used = new HashSet<>();
        for (ClosedForm form : reduction.closedForms()) {
            if (form.kind() == Kind.GLOBAL_MINIMUM) {
                Means names = new Means(model, form.lets());
                Stream.concat(
                                form.conditions().stream(),
                                Stream.concat(Stream.of(form.value()), form.point().values().stream()))
                        .forEach(formula -> used.addAll(names.names(formula)));
            }
        }
        List<Declaration> scalars = model.data().stream()
                .filter(each -> each.kind() == Declaration.Kind.SCALAR && used.contains(each.name()))
                .sorted(Comparator.comparing(each -> !isPositive(each)))
                .toList();
        return scalars.stream()
                .flatMap(each -> instance.data().keySet().stream()
                        .filter(key -> key.equals(each.name()) || key.startsWith(each.name() + "["))
                        .filter(key -> isPositive(instance.data().get(key))))
                .toList();
    }

    private static boolean isPositive(@Nullable Matrix value) {
        return value != null && value.isScalar() && value.get(0) > 0;
    }

    private static boolean isPositive(Declaration declaration) {
        return declaration
                .condition()
                .filter(condition -> condition.operator() == Formula.Operator.GREATER)
                .isPresent();
    }

    private Optional<PhaseDiagram> phases(String name) {
        double own = Objects.requireNonNull(instance.data().get(name)).get(0);
        Optional<DerivedMinimum> here = at(name, own);
        if (here.isEmpty()) {
            return Optional.empty();
        }
        for (double factor : new double[] {10, 0.1}) {
            DerivedMinimum last = here.get();
            for (int i = 1; i <= DECADES; i++) {
                Optional<DerivedMinimum> next = at(name, own * Math.pow(factor, i));
                if (next.isEmpty()) {
                    break;
                }
                List<String> parameters = last.changed(next.get());
                if (!parameters.isEmpty()) {
                    return Optional.of(diagram(new Order(name, parameters), last, next.get()));
                }
                last = next.get();
            }
        }
        return Optional.empty();
    }

    /** The product of the norms of the parameters that vanish, over a number. */
    private record Order(String name, List<String> parameters) {}

    private Optional<DerivedMinimum> at(String name, double value) {
        try {
            return DerivedMinimum.of(derivation, reduction, Instances.with(instance, name, value), value);
        } catch (PreconditionException e) {
            // Not defined at this number: it is left out.
            return Optional.empty();
        }
    }

    private PhaseDiagram diagram(Order order, DerivedMinimum one, DerivedMinimum other) {
        DerivedMinimum low = one.at() < other.at() ? one : other;
        DerivedMinimum high = one.at() < other.at() ? other : one;
        for (int i = 0; i < HALVINGS; i++) {
            Optional<DerivedMinimum> middle = at(order.name(), (low.at() + high.at()) / 2);
            if (middle.isEmpty()) {
                break;
            }
            if (!low.changed(middle.get()).contains(order.parameters().get(0))) {
                low = middle.get();
            } else {
                high = middle.get();
            }
        }
        double end = BEYOND * high.at();
        List<Curve.Place> before = new ArrayList<>();
        List<Curve.Place> after = new ArrayList<>();
        after.add(high.place(order.parameters()));
        for (int i = 1; i <= DRAWN; i++) {
            double share = (double) i / DRAWN;
            // Closer together towards the threshold, where a root begins.
            double t = i == DRAWN ? low.at() : low.at() * (1 - (1 - share) * (1 - share));
            at(order.name(), t).ifPresent(each -> before.add(each.place(order.parameters())));
            at(order.name(), high.at() + (end - high.at()) * share * share)
                    .ifPresent(each -> after.add(each.place(order.parameters())));
        }
        List<Curve.Place> found = new ArrayList<>();
        double worst = 0;
        Optional<Minima.Lowest> lowest = Optional.empty();
        for (int i = 0; i < POINTS; i++) {
            double t = end * (i + 0.5) / POINTS;
            Optional<DerivedMinimum> derived = at(order.name(), t);
            lowest = minima.lowest(derivation, Instances.with(instance, order.name(), t), order.parameters(), lowest);
            if (derived.isPresent() && lowest.isPresent()) {
                found.add(new Curve.Place(t, lowest.get().order()));
                worst = Math.max(worst, derived.get().distance(lowest.get().value()));
            }
        }
        return new PhaseDiagram(
                instance.name(),
                order.name(),
                order.parameters(),
                high.at(),
                low.order(order.parameters()),
                high.order(order.parameters()),
                List.of(before, after),
                found,
                minima.runs(),
                worst);
    }
}
