package dev.nadir.reduction.scalar;

import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.scalar.Cells.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;

/**
 * Describes sets of cells by as few signs of polynomials as possible; polynomials that no set needs are never named.
 */
final class ConditionFinder {

    /** More comparisons than that at once are not looked for. */
    private static final int LONGEST = 5;

    private final List<Cell> cells;
    private final List<LaurentPolynomial> polynomials;

    /** One comparison of a polynomial with zero. */
    private record Atom(LaurentPolynomial polynomial, Operator relation) {

        boolean holds(Cell cell) {
            int sign = ConditionFinder.sign(cell, polynomial);
            return switch (relation) {
                case LESS -> sign < 0;
                case LESS_OR_EQUAL -> sign <= 0;
                case EQUAL -> sign == 0;
                case GREATER_OR_EQUAL -> sign >= 0;
                default -> sign > 0;
            };
        }
    }

    /**
     * A conjunction.
     *
     * @param cells the places of the cells it describes
     */
    record Part(List<Formula> comparisons, List<Integer> cells) {}

    ConditionFinder(List<Cell> cells) {
        this.cells = cells;
        this.polynomials = cells.isEmpty()
                ? List.of()
                : cells.get(0).signs().keySet().stream()
                        .sorted(Comparator.comparingInt(ConditionFinder::cost))
                        .toList();
    }

    private static int sign(Cell cell, LaurentPolynomial polynomial) {
        return Objects.requireNonNull(cell.signs().get(polynomial));
    }

    /** Simple polynomials first. */
    private static int cost(LaurentPolynomial polynomial) {
        return polynomial.terms().keySet().stream()
                .mapToInt(monomial -> 2
                        + monomial.powers().values().stream()
                                .mapToInt(Integer::intValue)
                                .sum())
                .sum();
    }

    /** Conjunctions that together hold on exactly these cells; one if that is possible. */
    List<Part> describe(List<Integer> chosen) {
        if (chosen.isEmpty()) {
            return List.of();
        }
        List<Atom> atoms = atoms(chosen);
        TreeSet<Integer> others = new TreeSet<>();
        for (int i = 0; i < cells.size(); i++) {
            if (!chosen.contains(i)) {
                others.add(i);
            }
        }
        for (int length = 0; length <= LONGEST; length++) {
            List<Atom> cover = cover(atoms, 0, others, length);
            if (!cover.isEmpty() || others.isEmpty()) {
                return List.of(
                        new Part(cover.stream().map(ConditionFinder::write).toList(), List.copyOf(chosen)));
            }
        }
        return split(chosen);
    }

    private static Formula write(Atom atom) {
        return FormulaWriter.comparison(atom.polynomial(), atom.relation());
    }

    /** The strongest comparison of each polynomial that holds on all chosen cells. */
    private List<Atom> atoms(List<Integer> chosen) {
        List<Atom> atoms = new ArrayList<>();
        for (LaurentPolynomial polynomial : polynomials) {
            for (Operator relation : List.of(
                    Operator.LESS,
                    Operator.GREATER,
                    Operator.EQUAL,
                    Operator.LESS_OR_EQUAL,
                    Operator.GREATER_OR_EQUAL)) {
                Atom atom = new Atom(polynomial, relation);
                if (chosen.stream().allMatch(i -> atom.holds(cells.get(i)))) {
                    atoms.add(atom);
                    break;
                }
            }
        }
        return atoms;
    }

    /** At most so many atoms of which each other cell breaks one; empty if there are none. */
    private List<Atom> cover(List<Atom> atoms, int from, Set<Integer> others, int length) {
        if (others.isEmpty() || length == 0) {
            return List.of();
        }
        for (int i = from; i < atoms.size(); i++) {
            Atom atom = atoms.get(i);
            TreeSet<Integer> left = new TreeSet<>(others);
            left.removeIf(cell -> !atom.holds(cells.get(cell)));
            List<Atom> rest = left.isEmpty() ? List.of() : cover(atoms, i + 1, left, length - 1);
            boolean isDone = left.isEmpty() || !rest.isEmpty();
            if (left.size() < others.size() && isDone) {
                List<Atom> cover = new ArrayList<>(List.of(atom));
                cover.addAll(rest);
                return cover;
            }
        }
        return List.of();
    }

    /** Two smaller sets, cut along the polynomial that leaves the fewest conjunctions. */
    private List<Part> split(List<Integer> chosen) {
        List<Part> best = List.of();
        for (LaurentPolynomial polynomial : polynomials) {
            List<Integer> low = new ArrayList<>();
            List<Integer> high = new ArrayList<>();
            chosen.forEach(i -> (sign(cells.get(i), polynomial) < 0 ? low : high).add(i));
            if (low.isEmpty() || high.isEmpty()) {
                continue;
            }
            List<Part> parts = new ArrayList<>(describe(low));
            parts.addAll(describe(high));
            if (best.isEmpty() || parts.size() < best.size()) {
                best = parts;
            }
            if (best.size() == 2) {
                break;
            }
        }
        if (best.isEmpty()) {
            throw new StepRefused("conditions", "no comparison of the polynomials tells two cells apart");
        }
        return best;
    }
}
