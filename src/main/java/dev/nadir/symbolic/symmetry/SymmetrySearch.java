package dev.nadir.symbolic.symmetry;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.model.Declaration;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Landscape.Constraint;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.Symmetry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Finds the linear symmetries of a loss from its canonical form, for all sizes.
 *
 * <p>A square matrix may act on either side of each parameter. The loss changes at a rate that is linear in that matrix;
 * the coefficient of each term of the canonical form must vanish, which is a linear system over the rationals for the
 * weights with which one matrix acts in several places. Its solutions for symmetric, antisymmetric and diagonal matrices
 * and for numbers are all the generators of this kind. Finite groups are read off the contraction graphs: a permutation
 * or a sign must reach every index the same way.
 */
public final class SymmetrySearch {

    private SymmetrySearch() {}

    /** The symmetries and invariants; where a form grows beyond all bounds, the reason why there are none. */
    public static Symmetries of(Derivation derivation) {
        List<Constraint> constraints = derivation.landscape().constraints();
        if (constraints.stream().anyMatch(constraint -> !(constraint instanceof Constraint.OrthonormalColumns))) {
            return Symmetries.refused("symmetries of a loss whose parameters are subject to equations");
        }
        try {
            Symmetries free = search(derivation);
            return new Symmetries(
                    free.groups().stream()
                            .filter(group -> keeps(group, constraints) && keepsBounds(group, derivation.landscape()))
                            .toList(),
                    // A flow on a set keeps other quantities than the free one.
                    constraints.isEmpty() ? free.invariants() : List.of(),
                    free.refusal());
        } catch (PreconditionException e) {
            return Symmetries.refused(String.valueOf(e.getMessage()));
        }
    }

    /** Whether the group maps matrices with orthonormal columns to such: rotations, signs and permutations do. */
    private static boolean keeps(Symmetry group, List<Constraint> constraints) {
        boolean isMoving = constraints.stream()
                .anyMatch(constraint -> isMoved(group, ((Constraint.OrthonormalColumns) constraint).parameter()));
        boolean isOrthogonal =
                switch (group.group()) {
                    case ORTHOGONAL, ROTATION, PERMUTATION, UNIT_SIGN, SIGN -> true;
                    default -> false;
                };
        boolean isPlain = group.actions().stream()
                .allMatch(action -> action.metric().isEmpty() && action.side() != Symmetry.Side.BOTH);
        return !isMoving || (isOrthogonal && isPlain);
    }

    /** Whether the group keeps parameters within their bounds; those above zero were searched with that in mind. */
    private static boolean keepsBounds(Symmetry group, Landscape landscape) {
        return group.group() == Symmetry.Group.PERMUTATION
                || landscape.parameters().stream()
                        .filter(parameter -> isMoved(group, parameter))
                        .flatMap(parameter -> landscape.condition(parameter).stream())
                        .allMatch(Declaration.Condition::isPositivity);
    }

    private static boolean isMoved(Symmetry group, Expr.Symbol parameter) {
        return group.maps().containsKey(parameter)
                || group.generator().containsKey(parameter)
                || group.actions().stream()
                        .anyMatch(action -> action.parameter().equals(parameter));
    }

    private static Symmetries search(Derivation derivation) {
        Normaliser canonical = new Normaliser();
        Letters letters = new Letters(derivation.landscape());
        Map<Size, List<Slot>> slots = Slots.of(derivation, canonical);
        UnitSymmetries units = UnitSymmetries.of(
                canonical.form(derivation.landscape().expectedLoss()),
                derivation.landscape().parameters());
        GeneratorSearch generators = new GeneratorSearch(slots, letters, units);
        List<Symmetry> groups = new ArrayList<>(generators.matrixGroups());
        groups.addAll(generators.scalings(derivation, canonical));
        groups.replaceAll(group -> confirmed(group, derivation.landscape().expectedLoss(), canonical));
        groups.addAll(new FiniteSearch(units, letters, groups).found());
        groups.addAll(Exchanges.of(derivation.landscape(), letters, canonical));
        List<Symmetries.Invariant> invariants = new InvariantSearch(derivation, canonical).of(slots);
        return new Symmetries(groups, invariants, java.util.Optional.empty());
    }

    /**
     * The group with its maps only where the loss is seen to stay the same under them: the generator is proved, and so is
     * what it generates, but an element with a negative determinant is not reached by it.
     */
    private static Symmetry confirmed(Symmetry group, Expr loss, Normaliser canonical) {
        boolean isPlain = group.group() == Symmetry.Group.ORTHOGONAL || group.group() == Symmetry.Group.ROTATION;
        return isPlain || group.maps().isEmpty() || Replacement.leavesAlone(loss, group.maps(), canonical)
                ? group
                : new Symmetry(
                        group.group(), group.size(), group.element(), Map.of(), group.generator(), group.actions());
    }
}
