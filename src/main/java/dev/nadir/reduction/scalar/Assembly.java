package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.ExactReal;
import dev.nadir.model.Formula;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarAnswer.Solved;
import dev.nadir.reduction.ScalarAnswer.Threshold;
import dev.nadir.reduction.scalar.CellPoints.Point;
import dev.nadir.reduction.scalar.Cells.Cell;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Joins what was found in single cells to branches with conditions. */
final class Assembly {

    private final OneUnknown problem;
    private final RootWriter writer;
    private final boolean isAlone;
    private final List<Cell> cells;
    private final List<CellPoints> points;
    private final ConditionFinder conditions;
    private final List<List<Integer>> lowest = new ArrayList<>();

    /** A root of one factor, of one kind. */
    private record Key(int factor, int index, Kind kind) {}

    Assembly(OneUnknown problem, RootWriter writer, List<Cell> cells, List<CellPoints> points, boolean isAlone) {
        this.isAlone = isAlone;
        this.problem = problem;
        this.writer = writer;
        this.cells = cells;
        this.points = points;
        this.conditions = new ConditionFinder(cells);
        points.forEach(cell -> lowest.add(cell.lowest()));
    }

    Solved solved() {
        Map<Key, List<Integer>> where = new LinkedHashMap<>();
        for (int i = 0; i < cells.size(); i++) {
            List<Point> here = points.get(i).points();
            for (int j = 0; j < here.size(); j++) {
                Point point = here.get(j);
                Kind kind = lowest.get(i).contains(j) ? Kind.GLOBAL_MINIMUM : point.kind(isAlone);
                where.computeIfAbsent(new Key(point.factor(), point.index(), kind), key -> new ArrayList<>())
                        .add(i);
            }
        }
        List<Key> keys = new ArrayList<>(where.keySet());
        // A point that moves with the parameters says more than zero.
        keys.sort(Comparator.comparing(Key::kind)
                .thenComparing(key -> key.factor() == CellPoints.ZERO)
                .thenComparing(Key::factor)
                .thenComparing(Key::index));
        List<Branch> branches = new ArrayList<>();
        keys.forEach(key -> branches.addAll(branches(key, where.getOrDefault(key, List.of()))));
        return new Solved(branches, thresholds());
    }

    private List<Branch> branches(Key key, List<Integer> where) {
        List<Branch> branches = new ArrayList<>();
        Point point = new Point(key.factor(), key.index(), ExactReal.Fraction.ZERO, 0, 0, true);
        for (ConditionFinder.Part part : conditions.describe(where)) {
            branches.add(branch(point, false, part, key.kind()));
            if (problem.isMirrored() && key.factor() != CellPoints.ZERO) {
                branches.add(branch(point, true, part, key.kind()));
            }
        }
        return branches;
    }

    private Branch branch(Point point, boolean isMirrored, ConditionFinder.Part part, Kind kind) {
        RootWriter.Written written = writer.write(point, isMirrored, polynomial -> sign(polynomial, part.cells()));
        return new Branch(part.comparisons(), written.point(), written.value(), kind);
    }

    /** The sign of a polynomial on all of these cells, zero if it is not the same. */
    private int sign(LaurentPolynomial polynomial, List<Integer> where) {
        int sign = 0;
        for (int i : where) {
            int here = Cells.at(polynomial, cells.get(i).sample()).signum();
            if (here == 0 || sign * here < 0) {
                return 0;
            }
            sign = here;
        }
        return sign;
    }

    private List<Threshold> thresholds() {
        List<Threshold> thresholds = new ArrayList<>();
        thresholds.addAll(threshold(
                ScalarAnswer.Change.NON_ZERO_CRITICAL_POINT,
                in(i -> points.get(i).points().stream().anyMatch(p -> p.factor() != CellPoints.ZERO)),
                List.of()));
        List<Integer> onlyOthers = in(i -> !lowest.get(i).isEmpty() && !attainsAtZero(i));
        List<Integer> both = in(i -> attainsAtZero(i) && lowest.get(i).size() > 1);
        thresholds.addAll(threshold(ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM, onlyOthers, both));
        thresholds.addAll(threshold(
                ScalarAnswer.Change.MINIMUM_ATTAINED, in(i -> !lowest.get(i).isEmpty()), List.of()));
        return thresholds;
    }

    private boolean attainsAtZero(int cell) {
        return lowest.get(cell).stream()
                .anyMatch(j -> points.get(cell).points().get(j).factor() == CellPoints.ZERO);
    }

    private List<Integer> in(java.util.function.IntPredicate isIn) {
        return IntStream.range(0, cells.size()).filter(isIn).boxed().toList();
    }

    /** Nothing for what holds always or never. */
    private List<Threshold> threshold(ScalarAnswer.Change change, List<Integer> where, List<Integer> tie) {
        if (where.isEmpty() || where.size() == cells.size()) {
            return List.of();
        }
        List<Formula> equations =
                tie.isEmpty() ? List.of() : conditions.describe(tie).get(0).comparisons();
        return conditions.describe(where).stream()
                .map(part -> new Threshold(change, part.comparisons(), equations))
                .toList();
    }
}
