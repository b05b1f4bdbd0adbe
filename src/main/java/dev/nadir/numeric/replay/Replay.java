package dev.nadir.numeric.replay;

import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.evaluate.Condition;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Step;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Walks a derivation on an instance. */
public final class Replay {

    /** Conditions are compared with this much of their size in hand, so that a tie holds on both of its sides. */
    private static final double TIE = 1e-12;

    /** Far more than rounding on small instances, and far less than a wrong step is wrong by. */
    private static final double STEP = 1e-7;

    private final Model model;
    private final Instance instance;
    private final Objective objective;
    private final ParameterLayout layout;

    /**
     * Prepares the instance.
     *
     * @param objective the loss on it, over the coordinates of the layout
     */
    public Replay(Model model, Instance instance, Objective objective, ParameterLayout layout) {
        this.model = model;
        this.instance = instance;
        this.objective = objective;
        this.layout = layout;
    }

    /**
     * A closed form in numbers.
     *
     * @param holds whether its conditions hold on the instance
     * @param value that it states
     * @param point that it states, if it gives every parameter
     * @param loss at that point, by the loss itself
     * @param slope the largest entry of the gradient there
     * @param index how many Hessian eigenvalues it says are negative
     * @param nullity how many it says are zero
     */
    public record Numbers(
            boolean holds,
            double value,
            Optional<Map<String, Matrix>> point,
            double loss,
            double slope,
            OptionalInt index,
            OptionalInt nullity) {

        private static final Numbers NONE = new Numbers(
                false, Double.NaN, Optional.empty(), Double.NaN, Double.NaN, OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * A closed form for one choice of its index.
     *
     * @param choice as {@code J = {1, 3}}; empty where it has no index
     */
    public record Member(String choice, Numbers numbers) {}

    /** The numbers of a closed form for every choice of its index that its conditions allow. */
    public List<Member> each(ClosedForm form) {
        return each(form, Integer.MAX_VALUE);
    }

    /** The same for the first choices of each index that its conditions allow, so many of the last one at most. */
    public List<Member> each(ClosedForm form, int most) {
        List<Model.Let> fixed = new ArrayList<>(form.lets());
        fixed.removeAll(form.indexed());
        Interpreter names = Interpreter.of(model, instance).withLets(fixed);
        List<Member> members = new ArrayList<>();
        // What an index runs over may have no value where the data do not allow the form at all.
        boolean isAllowed = form.conditions().stream()
                .filter(condition -> !form.isIndexed(condition))
                .allMatch(condition -> holds(names, condition));
        if (isAllowed) {
            // What no index moves is worked out once.
            fixed.forEach(let ->
                    names.evaluate(new Formula.Name(let.span(), let.names().get(0))));
            choose(form, new Reach(0, most), names, "", members);
        }
        return members;
    }

    /** Every choice of the indices from a place on. */
    private void choose(ClosedForm form, Reach reach, Interpreter known, String choice, List<Member> members) {
        Interpreter names = known.withLets(form.indexed());
        int place = reach.place();
        if (place == form.over().size()) {
            Numbers numbers = numbers(form, names);
            if (numbers.holds()) {
                members.add(new Member(choice, numbers));
            }
            return;
        }
        ClosedForm.Over over = form.over().get(place);
        boolean isEach = reach.most() == Integer.MAX_VALUE;
        for (Value value : isEach ? names.choices(over.range()) : names.choices(over.range(), reach.most())) {
            String text = (choice.isEmpty() ? "" : choice + ", ") + over.index() + " = " + text(value);
            choose(form, new Reach(place + 1, reach.most()), known.with(over.index(), value), text, members);
        }
    }

    /** How many indices are chosen, and how many choices of each are tried at most. */
    private record Reach(int place, int most) {}

    private static String text(Value choice) {
        if (choice instanceof Value.Places places) {
            return places.places().stream().map(String::valueOf).collect(Collectors.joining(", ", "{", "}"));
        }
        Matrix matrix = choice.matrix();
        return matrix.isScalar() ? String.valueOf(choice.integer()) : rows(matrix);
    }

    /** A matrix of whole numbers, row by row. */
    private static String rows(Matrix matrix) {
        return IntStream.range(0, matrix.rows())
                .mapToObj(i -> IntStream.range(0, matrix.columns())
                        .mapToObj(j -> String.valueOf(Math.round(matrix.get(i, j))))
                        .collect(Collectors.joining(", ", "[", "]")))
                .collect(Collectors.joining(", ", "[", "]"));
    }

    /** The numbers of a closed form; empty if it is a family that needs an index. */
    public Optional<Numbers> of(ClosedForm form) {
        return !form.over().isEmpty()
                ? Optional.empty()
                : Optional.of(numbers(form, Interpreter.of(model, instance).withLets(form.lets())));
    }

    private Numbers numbers(ClosedForm form, Interpreter names) {
        boolean holds = form.conditions().stream().allMatch(condition -> holds(names, condition));
        if (!holds) {
            return Numbers.NONE;
        }
        OptionalInt index = form.curvature()
                .map(curvature -> OptionalInt.of(names.integer(curvature.index())))
                .orElse(OptionalInt.empty());
        OptionalInt nullity = form.curvature()
                .flatMap(ClosedForm.Curvature::nullity)
                .map(formula -> OptionalInt.of(names.integer(formula)))
                .orElse(OptionalInt.empty());
        double value = names.number(form.value());
        Map<String, Matrix> point = new LinkedHashMap<>();
        form.point().forEach((name, formula) -> point.put(name, names.matrix(formula)));
        boolean isWhole = layout.blocks().stream().allMatch(block -> point.containsKey(block.name()));
        if (!isWhole) {
            return new Numbers(true, value, Optional.empty(), Double.NaN, Double.NaN, index, nullity);
        }
        double[] x = layout.pack(point);
        double[] gradient = new double[x.length];
        double loss = objective.valueAndGradient(x, gradient);
        double slope = 0;
        for (double each : gradient) {
            slope = Math.max(slope, Math.abs(each));
        }
        return new Numbers(true, value, Optional.of(point), loss, slope, index, nullity);
    }

    /** Whether conditions hold on the instance. */
    public boolean holds(List<Model.Let> lets, List<Formula> conditions) {
        Interpreter names = Interpreter.of(model, instance).withLets(lets);
        return conditions.stream().allMatch(condition -> holds(names, condition));
    }

    private static boolean holds(Interpreter names, Formula condition) {
        Optional<Formula> definite = Definiteness.of(condition);
        if (definite.isPresent()) {
            return Definiteness.holds(names.matrix(definite.get()), TIE);
        }
        Optional<Formula.Binary> difference = Definiteness.difference(condition);
        if (difference.isPresent()) {
            return names.number(difference.get()) > TIE * Definiteness.largestTerm(difference.get(), names::number);
        }
        boolean isComparison =
                condition instanceof Formula.Binary b && b.operator().isComparison();
        return isComparison
                ? names.compare((Formula.Binary) condition).holds(TIE)
                : Condition.of(condition, names).holds();
    }

    /**
     * What was seen when a step was tried by itself.
     *
     * @param points at which the bound was compared with the one before, over all instances
     * @param excess how far it was above the one before at most, relative; negative where it was always below
     * @param minimisers at which it was compared too
     * @param gap how far the two were apart there at most, relative
     */
    public record StepCheck(int instances, int points, double excess, int minimisers, double gap) {

        /** Whether nothing that was seen speaks against a step. */
        public boolean holds(boolean isIdentity) {
            double most = isIdentity ? Math.abs(excess) : excess;
            return (points == 0 || most <= STEP) && (minimisers == 0 || gap <= STEP);
        }
    }

    /**
     * What was seen at the points that closed forms state, where these rest on one lemma.
     *
     * @param points of all instances
     * @param gap how far value and loss were apart at most, relative
     * @param slope the largest entry of the gradient, relative
     * @param counted points at which the eigenvalues of the Hessian were counted
     * @param miscounted of these, where they were not as stated
     */
    public record PointCheck(
            String lemma, int instances, int points, double gap, double slope, int counted, int miscounted) {

        /** Whether nothing that was seen speaks against the lemma. */
        public boolean holds() {
            return points == 0 || (gap <= STEP && slope <= STEP && miscounted == 0);
        }
    }

    /**
     * What was seen when a derivation was tried step by step.
     *
     * @param steps for each step
     * @param branches for each step of every other way down
     * @param points for each lemma that is no step
     */
    public record Checks(List<StepCheck> steps, List<List<StepCheck>> branches, List<PointCheck> points) {

        /** Nothing was tried. */
        public static final Checks NONE = new Checks(List.of(), List.of(), List.of());

        /** Copies the lists. */
        public Checks {
            steps = List.copyOf(steps);
            branches = List.copyOf(branches);
            points = List.copyOf(points);
        }
    }

    /** The loss and then the bound of each step, at a point; from one to the next they must not grow. */
    public List<Double> bounds(List<Model.Let> lets, List<Step> steps, double[] x) {
        Interpreter names = Interpreter.of(model, instance, layout.unpack(x)).withLets(lets);
        List<Double> bounds = new ArrayList<>(List.of(objective.value(x)));
        for (Step step : steps) {
            bounds.add(names.number(step.bound()));
        }
        return bounds;
    }

    /** The loss. */
    public Objective objective() {
        return objective;
    }
}
