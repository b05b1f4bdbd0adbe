package dev.nadir.symbolic.symmetry;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.symbolic.Symmetry;
import dev.nadir.symbolic.Symmetry.Action;
import dev.nadir.symbolic.Symmetry.Group;
import dev.nadir.symbolic.Symmetry.Side;
import dev.nadir.symbolic.symmetry.UnitSymmetries.Axis;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Permutations and signs that no continuous group holds already. */
final class FiniteSearch {

    private final UnitSymmetries units;
    private final Letters letters;
    private final List<Symmetry> groups;

    FiniteSearch(UnitSymmetries units, Letters letters, List<Symmetry> groups) {
        this.units = units;
        this.letters = letters;
        this.groups = groups;
    }

    List<Symmetry> found() {
        List<Symmetry> found = new ArrayList<>();
        for (List<Axis> axes : units.permutations()) {
            if (size(axes).isOne() || isPermutedBefore(axes)) {
                continue;
            }
            Expr.Symbol p = letters.fresh(List.of("P", "Pi", "Q"), new Shape(size(axes), size(axes)), Set.of());
            found.add(new Symmetry(Group.PERMUTATION, size(axes), p, maps(axes, p), Map.of(), List.of()));
        }
        List<Set<String>> flipped = new ArrayList<>();
        List<Set<String>> turned = new ArrayList<>();
        groups.stream().filter(FiniteSearch::holdsSigns).forEach(group -> {
            flipped.add(axes(group));
            turned.add(
                    parameters(group.actions().stream().map(Action::parameter).toList()));
        });
        for (List<Axis> axes : units.signs()) {
            Set<String> keys = new LinkedHashSet<>();
            axes.forEach(axis -> keys.add(axis.key()));
            turned.add(parameters(axes.stream().map(Axis::parameter).toList()));
            if (!size(axes).isOne() && !Parity.isSum(keys, flipped)) {
                flipped.add(keys);
                Expr.Symbol q = letters.fresh(List.of("q", "sigma", "s"), Shape.vector(size(axes)), Set.of());
                Expr matrix = Exprs.diagonalMatrix(q);
                found.add(new Symmetry(Group.UNIT_SIGN, size(axes), q, maps(axes, matrix), Map.of(), List.of()));
            }
        }
        for (List<Expr.Symbol> block : units.blockSigns()) {
            if (!Parity.isSum(parameters(block), turned)) {
                turned.add(parameters(block));
                Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
                block.forEach(parameter -> maps.put(parameter, Exprs.negate(parameter)));
                Expr.Symbol sign = letters.fresh(List.of("q", "sigma", "s"), Shape.SCALAR, Set.of());
                found.add(new Symmetry(Group.SIGN, Size.ONE, sign, maps, Map.of(), List.of()));
            }
        }
        return found;
    }

    private static Size size(List<Axis> axes) {
        Axis first = axes.get(0);
        Shape shape = first.parameter().shape();
        return first.side() == Side.RIGHT ? shape.columns() : shape.rows();
    }

    private static Map<Expr.Symbol, Expr> maps(List<Axis> axes, Expr matrix) {
        Map<Expr.Symbol, Expr> maps = new LinkedHashMap<>();
        for (Axis axis : axes) {
            Expr before = maps.getOrDefault(axis.parameter(), axis.parameter());
            Expr after =
                    switch (axis.side()) {
                        case LEFT -> Exprs.times(matrix, before);
                        case RIGHT -> Exprs.times(before, Exprs.transpose(matrix));
                        case BOTH -> Exprs.product(List.of(matrix, before, Exprs.transpose(matrix)));
                    };
            maps.put(axis.parameter(), after);
        }
        return maps;
    }

    private static boolean holdsSigns(Symmetry group) {
        boolean isSigned = group.group() == Group.UNIT_SCALING
                && !group.element().properties().contains(dev.nadir.expr.Property.POSITIVE);
        return !group.maps().isEmpty()
                && (isSigned || group.group() == Group.INVERTIBLE || group.group() == Group.ORTHOGONAL);
    }

    private static Set<String> axes(Symmetry group) {
        Set<String> keys = new LinkedHashSet<>();
        group.actions().forEach(action -> Parity.toggle(keys, new Axis(action.parameter(), action.side()).key()));
        return keys;
    }

    private static Set<String> parameters(List<Expr.Symbol> parameters) {
        Set<String> names = new LinkedHashSet<>();
        parameters.forEach(parameter -> Parity.toggle(names, parameter.name()));
        return names;
    }

    /** Whether a group of matrices acts on the same axes, rows one way and columns the other, as permutations do. */
    private boolean isPermutedBefore(List<Axis> axes) {
        Set<String> keys = new LinkedHashSet<>();
        axes.forEach(axis -> keys.add(axis.key()));
        return groups.stream().anyMatch(group -> {
            boolean isMatrix = group.group() == Group.INVERTIBLE || group.group() == Group.ORTHOGONAL;
            return isMatrix && !group.maps().isEmpty() && axes(group).equals(keys) && isConsistent(group);
        });
    }

    private static boolean isConsistent(Symmetry group) {
        Set<Rational> turns = new LinkedHashSet<>();
        group.actions()
                .forEach(action ->
                        turns.add(action.side() == Side.RIGHT ? action.skew().negate() : action.skew()));
        return turns.size() == 1;
    }
}
