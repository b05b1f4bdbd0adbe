package dev.nadir.symbolic.symmetry;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Incidence;
import dev.nadir.expr.graph.Incidence.Kind;
import dev.nadir.symbolic.Symmetry.Side;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * The permutations and signs of rows and columns of parameters that leave every term of a form alone.
 *
 * <p>A permutation must reach all letters on an index or none; a sign must reach every index an even number of times. What
 * stands inside a function counts as its letter does: a permutation passes through every function of the entries, a sign
 * through odd ones.
 */
final class UnitSymmetries {

    /** Data, and what no rule here knows: never permuted, never flipped. */
    private static final String FIXED = "";

    /** A side of a parameter: its rows, its columns, or both at once where it is symmetric or diagonal. */
    record Axis(Expr.Symbol parameter, Side side) {
        String key() {
            return parameter.name() + " " + side;
        }
    }

    private final Map<String, Axis> axes = new LinkedHashMap<>();
    private final Map<String, String> parents = new TreeMap<>();
    private final Parity parity = new Parity();
    private final Parity blocks = new Parity();
    private final Map<String, Expr.Symbol> parameters = new LinkedHashMap<>();

    private UnitSymmetries() {}

    /**
     * Reads them off a form.
     *
     * @param order of the parameters in what is found
     */
    static UnitSymmetries of(Form loss, List<Expr.Symbol> order) {
        UnitSymmetries units = new UnitSymmetries();
        List<String> names = order.stream().map(Expr.Symbol::name).toList();
        for (Incidence term : Incidence.of(loss)) {
            term.joints().forEach(joint -> units.constrain(joint, term.owner()));
            units.constrainWhole(term);
        }
        List<Axis> seen = new ArrayList<>(units.axes.values());
        seen.sort(Comparator.comparingInt(axis -> names.indexOf(axis.parameter().name())));
        units.axes.clear();
        seen.forEach(axis -> units.axes.put(axis.key(), axis));
        return units;
    }

    private void constrain(Incidence.Joint joint, Optional<Kind> owner) {
        Set<String> meeting = new LinkedHashSet<>();
        Set<String> odd = new LinkedHashSet<>();
        for (Incidence.Leg leg : joint.legs()) {
            String key = key(leg);
            meeting.add(key);
            flip(leg, key, odd);
        }
        for (int end : joint.ends()) {
            Kind outer = owner.orElseThrow();
            String key = outer.name() + " " + (outer instanceof Kind.OfInverse ? 1 - end : end);
            meeting.add(key);
            Parity.toggle(odd, key);
        }
        String first = null;
        for (String key : meeting) {
            if (first != null) {
                join(first, key);
            }
            first = key;
        }
        parity.require(odd);
    }

    /** Where a letter's leg stands among the unknowns; registers the axes of parameters. */
    private String key(Incidence.Leg leg) {
        if (leg.kind() instanceof Kind.OfSymbol symbol) {
            if (symbol.symbol().role() != Role.PARAMETER) {
                return FIXED;
            }
            Axis axis = new Axis(symbol.symbol(), side(symbol.symbol(), leg.position()));
            axes.putIfAbsent(axis.key(), axis);
            return axis.key();
        } else if (leg.kind() instanceof Kind.OfConstant) {
            return FIXED;
        }
        boolean isSymmetric = (leg.kind() instanceof Kind.OfFunction f && f.isSymmetric())
                || (leg.kind() instanceof Kind.OfEntries e && e.isSymmetric())
                || (leg.kind() instanceof Kind.OfInverse i && i.isSymmetric());
        String key = leg.kind().name() + " " + leg.position();
        if (isSymmetric) {
            // Its legs may have been exchanged: they can only move together.
            String other = leg.kind().name() + " " + (1 - leg.position());
            join(key, other);
            parity.require(Set.of(key, other));
        }
        return key;
    }

    private static Side side(Expr.Symbol symbol, int position) {
        boolean isTied = symbol.isSymmetric() && !symbol.shape().isColumn();
        if (isTied) {
            return Side.BOTH;
        }
        boolean isRow = symbol.shape().rows().isOne();
        return position == 0 && !isRow ? Side.LEFT : Side.RIGHT;
    }

    private void flip(Incidence.Leg leg, String key, Set<String> odd) {
        boolean passes = passesSigns(leg.kind());
        boolean isWhole = leg.exponent().isInteger();
        if (key.equals(FIXED) && leg.kind() instanceof Kind.OfConstant) {
            return;
        }
        if (!passes || !isWhole) {
            parity.require(Set.of(key));
        } else if (isOdd(leg.exponent())) {
            Parity.toggle(odd, key);
        }
    }

    private static boolean isOdd(Rational exponent) {
        return exponent.numerator().testBit(0);
    }

    /** Whether the letter changes its sign when what is inside does; data do not change theirs, but have none to pass. */
    private static boolean passesSigns(Kind kind) {
        if (kind instanceof Kind.OfSymbol symbol) {
            boolean isFree = symbol.symbol().role() == Role.PARAMETER;
            Set<Property> properties = symbol.symbol().properties();
            return !isFree || !(properties.contains(Property.POSITIVE) || properties.contains(Property.DIAGONAL));
        } else if (kind instanceof Kind.OfFunction function) {
            return function.function().equals(EntrywiseFunction.TANH);
        } else {
            return true;
        }
    }

    /** The sign of a whole term, when whole parameters change theirs. */
    private void constrainWhole(Incidence term) {
        Set<String> odd = new LinkedHashSet<>();
        term.owner().ifPresent(owner -> Parity.toggle(odd, owner.name()));
        for (Incidence.Factor factor : term.factors()) {
            Kind kind = factor.kind();
            if (!isGiven(kind)) {
                if (kind instanceof Kind.OfSymbol symbol) {
                    parameters.putIfAbsent(kind.name(), symbol.symbol());
                }
                if (!changesSign(kind) || !factor.exponent().isInteger()) {
                    blocks.require(Set.of(kind.name()));
                } else if (isOdd(factor.exponent()) && !(kind instanceof Kind.OfLogDet)) {
                    Parity.toggle(odd, kind.name());
                }
            }
        }
        blocks.require(odd);
    }

    private static boolean isGiven(Kind kind) {
        return kind instanceof Kind.OfConstant
                || (kind instanceof Kind.OfSymbol symbol && symbol.symbol().role() != Role.PARAMETER);
    }

    private static boolean changesSign(Kind kind) {
        return kind instanceof Kind.OfSymbol ? !isPositive(kind) : passesSigns(kind);
    }

    private static boolean isPositive(Kind kind) {
        return kind instanceof Kind.OfSymbol symbol
                && (symbol.symbol().properties().contains(Property.POSITIVE)
                        || symbol.symbol().properties().contains(Property.POSITIVE_DEFINITE));
    }

    private String root(String key) {
        String root = key;
        while (parents.containsKey(root)) {
            root = parents.getOrDefault(root, root);
        }
        return root;
    }

    private void join(String left, String right) {
        String a = root(left);
        String b = root(right);
        if (!a.equals(b)) {
            // What is fixed stays a root, so that all that meets it is seen to be fixed.
            parents.put(a.equals(FIXED) ? b : a, a.equals(FIXED) ? a : b);
        }
    }

    /** Sets of axes that one permutation may reach together. */
    List<List<Axis>> permutations() {
        Map<String, List<Axis>> classes = new LinkedHashMap<>();
        axes.forEach((key, axis) -> {
            String root = root(key);
            if (!root.equals(FIXED)) {
                classes.computeIfAbsent(root, r -> new ArrayList<>()).add(axis);
            }
        });
        return new ArrayList<>(classes.values());
    }

    /** Independent sets of axes that one vector of signs may reach together. */
    List<List<Axis>> signs() {
        List<List<Axis>> found = new ArrayList<>();
        for (Set<String> flipped : parity.solutions(axes.keySet(), Set.of(FIXED))) {
            found.add(flipped.stream()
                    .map(axes::get)
                    .map(java.util.Objects::requireNonNull)
                    .toList());
        }
        return found;
    }

    /** Independent sets of parameters that may change their sign together. */
    List<List<Expr.Symbol>> blockSigns() {
        List<List<Expr.Symbol>> found = new ArrayList<>();
        for (Set<String> flipped : blocks.solutions(parameters.keySet(), Set.of())) {
            found.add(flipped.stream()
                    .map(parameters::get)
                    .map(java.util.Objects::requireNonNull)
                    .toList());
        }
        return found;
    }

    /** Whether one vector of signs may act in all these places. */
    boolean isSignSymmetry(Collection<Slot> slots) {
        Set<String> flipped = new LinkedHashSet<>();
        slots.forEach(slot -> Parity.toggle(flipped, new Axis(slot.parameter(), slot.side()).key()));
        return axes.keySet().containsAll(flipped) && parity.isSolvedBy(flipped, axes.keySet(), Set.of(FIXED));
    }
}
