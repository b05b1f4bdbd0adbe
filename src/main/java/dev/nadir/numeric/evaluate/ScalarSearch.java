package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.model.Means;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.function.DoubleUnaryOperator;

/**
 * Roots and the least place of a continuous function of one number between two. The function is looked at on a grid,
 * equal steps and, where both ends have one sign, also equal ratios; what changes its mind between two neighbours of the
 * grid stays unseen. A root that the function touches without a change of sign is not found.
 */
final class ScalarSearch {

    private static final int CELLS = 2000;

    /** From zero the ratios start so low that no bound that a derivation gives is cut off: g^4 of a decay g = 1e-10. */
    private static final double LEAST = 1e-40;

    /** As many for each power of ten as there are of equal steps for a range of 18 powers. */
    private static final int CELLS_FROM_ZERO = 4500;

    /** How far beyond an end rounding may put a root, beside the range. */
    private static final double END = 1e-9;

    private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

    private final DoubleUnaryOperator function;
    private final double[] grid;
    private final double[] values;

    /**
     * Evaluates on the grid.
     *
     * @throws PreconditionException if an end is not finite, or the first is larger
     */
    ScalarSearch(DoubleUnaryOperator function, double from, double to) {
        if (!(Double.isFinite(from) && Double.isFinite(to) && from <= to)) {
            throw new PreconditionException("a search needs finite ends in order, got " + from + ".." + to);
        }
        this.function = function;
        this.grid = grid(from, to);
        this.values = new double[grid.length];
        for (int i = 0; i < grid.length; i++) {
            values[i] = function.applyAsDouble(grid[i]);
        }
    }

    private static double[] grid(double from, double to) {
        List<Double> places = new ArrayList<>();
        boolean isOneSided = from > 0 || to < 0;
        double smaller = Math.min(Math.abs(from), Math.abs(to));
        double larger = Math.max(Math.abs(from), Math.abs(to));
        boolean isFromZero = smaller == 0 && larger > 0;
        for (int i = 0; i <= CELLS; i++) {
            double share = (double) i / CELLS;
            places.add(from + share * (to - from));
        }
        if (isOneSided || isFromZero) {
            double least = isFromZero ? larger * LEAST : smaller;
            int cells = isFromZero ? CELLS_FROM_ZERO : CELLS;
            for (int i = 0; i <= cells; i++) {
                double size = least * Math.pow(larger / least, (double) i / cells);
                places.add(to > 0 ? size : -size);
            }
        }
        places.add(to);
        return places.stream()
                .mapToDouble(Double::doubleValue)
                .filter(place -> place >= from && place <= to)
                .sorted()
                .distinct()
                .toArray();
    }

    /** The roots in descending order. */
    double[] roots() {
        List<Double> roots = new ArrayList<>();
        for (int i = 0; i < grid.length; i++) {
            if (values[i] == 0) {
                roots.add(grid[i]);
            } else if (i > 0 && values[i - 1] * values[i] < 0) {
                roots.add(bisect(grid[i - 1], grid[i], values[i] > 0));
            }
        }
        Collections.reverse(roots);
        return roots.stream().mapToDouble(Double::doubleValue).toArray();
    }

    /**
     * The largest root; one at an end of the range may lie beyond it by rounding.
     *
     * @throws PreconditionException if there is none, or an end is not finite
     */
    static double root(DoubleUnaryOperator function, double from, double to) {
        double[] inside = new ScalarSearch(function, from, to).roots();
        if (inside.length > 0) {
            return inside[0];
        }
        for (double end : new double[] {to, from}) {
            double margin = END * Math.max(Math.abs(end), to - from);
            double[] beyond = new ScalarSearch(function, end - margin, end + margin).roots();
            if (beyond.length > 0) {
                return beyond[0];
            }
        }
        throw new PreconditionException("root: no change of sign in " + from + ".." + to);
    }

    /**
     * The root next to a place that is not negative and may be known to half of the digits of the largest number
     * behind it: ever larger ratios are tried, the smaller side first.
     *
     * @throws PreconditionException if there is none, or the place is negative or not finite
     */
    static double nearest(DoubleUnaryOperator function, double place) {
        if (!(Double.isFinite(place) && place >= 0)) {
            throw new PreconditionException("root near a place needs one that is not negative, got " + place);
        }
        double low = Math.max(place, Double.MIN_NORMAL);
        double high = low;
        double atLow = function.applyAsDouble(low);
        double atHigh = atLow;
        for (double ratio = 1 + 1e-9; high < Double.MAX_VALUE; ratio = 1 + Math.min(9, 2 * (ratio - 1))) {
            double nextLow = Math.max(low / ratio, Double.MIN_NORMAL);
            double atNextLow = function.applyAsDouble(nextLow);
            if (atNextLow * atLow <= 0) {
                return new ScalarSearch(function, nextLow, low).roots()[0];
            }
            double nextHigh = Math.min(high * ratio, Double.MAX_VALUE);
            double atNextHigh = function.applyAsDouble(nextHigh);
            if (atNextHigh * atHigh <= 0) {
                return new ScalarSearch(function, high, nextHigh).roots()[0];
            }
            low = nextLow;
            atLow = atNextLow;
            high = nextHigh;
            atHigh = atNextHigh;
        }
        throw new PreconditionException("root: no change of sign near " + place);
    }

    private double bisect(double from, double to, boolean isRising) {
        double low = from;
        double high = to;
        while (true) {
            double middle = low + (high - low) / 2;
            if (middle <= low || middle >= high) {
                return middle;
            }
            if (function.applyAsDouble(middle) > 0 == isRising) {
                high = middle;
            } else {
                low = middle;
            }
        }
    }

    /** The place where the function is least; NaN where it is defined nowhere. */
    double argmin() {
        int best = -1;
        for (int i = 0; i < grid.length; i++) {
            if (!Double.isNaN(values[i]) && (best < 0 || values[i] < values[best])) {
                best = i;
            }
        }
        if (best < 0) {
            return Double.NaN;
        }
        double place = golden(grid[Math.max(0, best - 1)], grid[Math.min(grid.length - 1, best + 1)]);
        return function.applyAsDouble(place) < values[best] ? place : grid[best];
    }

    private double golden(double from, double to) {
        double low = from;
        double high = to;
        double left = high - GOLDEN * (high - low);
        double right = low + GOLDEN * (high - low);
        double atLeft = function.applyAsDouble(left);
        double atRight = function.applyAsDouble(right);
        while (left < right && low < left && right < high) {
            if (atLeft <= atRight) {
                high = right;
                right = left;
                atRight = atLeft;
                left = high - GOLDEN * (high - low);
                atLeft = function.applyAsDouble(left);
            } else {
                low = left;
                left = right;
                atLeft = atRight;
                right = low + GOLDEN * (high - low);
                atRight = function.applyAsDouble(right);
            }
        }
        return low + (high - low) / 2;
    }

    /** Takes the parts of a formula that do not depend on a name out of it: each is evaluated once, and becomes a name. */
    static final class Invariant {

        private final String moving;
        private final Interpreter interpreter;
        private final Map<String, Value> values;

        /**
         * Of one name.
         *
         * @param values where the values of the parts are put, by names that no model can have
         */
        Invariant(String moving, Interpreter interpreter, Map<String, Value> values) {
            this.moving = moving;
            this.interpreter = interpreter;
            this.values = values;
        }

        /** The formula with names for these parts. */
        Formula of(Formula formula) {
            if (isAtom(formula)) {
                return formula;
            }
            if (isFree(formula)) {
                return named(formula);
            }
            // An index of its own may stand in the parts of these.
            boolean hasIndex = formula instanceof Formula.Ranged || formula instanceof Formula.Search;
            return hasIndex || hasMean(formula) ? formula : FormulaParts.mapped(formula, this::of);
        }

        private static boolean isAtom(Formula formula) {
            return formula instanceof Formula.NumberLiteral
                    || formula instanceof Formula.Name
                    || formula instanceof Formula.Text
                    || formula instanceof Formula.Range
                    || formula instanceof Formula.ArrayLiteral;
        }

        private boolean isFree(Formula formula) {
            boolean isName = formula instanceof Formula.Name name && name.name().equals(moving);
            return !isName
                    && !Means.isMean(formula)
                    && formula.children().stream().allMatch(this::isFree);
        }

        private static boolean hasMean(Formula formula) {
            return Means.isMean(formula) || formula.children().stream().anyMatch(Invariant::hasMean);
        }

        private Formula named(Formula formula) {
            try {
                Value value = interpreter.evaluate(formula);
                String name = "part " + values.size();
                values.put(name, value);
                return new Formula.Name(formula.span(), name);
            } catch (PreconditionException e) {
                // Whoever needs it at a place will be told.
                return formula;
            }
        }
    }
}
