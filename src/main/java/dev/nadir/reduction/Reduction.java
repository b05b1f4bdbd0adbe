package dev.nadir.reduction;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * What became of a loss on the way down to scalars.
 *
 * @param lets names that the steps use beside the model's, in order
 * @param steps in order, each a bound on the loss
 * @param closedForms best first
 * @param thresholds where the answer changes its kind
 * @param refusedAt the step that could not be taken, and why
 * @param completeness whether the closed forms and what they are up to are all stationary points
 * @param branches other ways down, for data of which the steps do not speak
 */
public record Reduction(
        List<Model.Let> lets,
        List<Step> steps,
        List<ClosedForm> closedForms,
        List<ScalarAnswer.Threshold> thresholds,
        Optional<String> refusedAt,
        Completeness completeness,
        List<Branch> branches) {

    /**
     * The way down where what the first one needs fails.
     *
     * @param conditions under which it is taken
     * @param lets names that its steps use beside the model's, in order
     * @param steps in order, each a bound on the loss
     */
    public record Branch(List<Formula> conditions, List<Model.Let> lets, List<Step> steps) {
        /** Copies the lists. */
        public Branch {
            conditions = List.copyOf(conditions);
            lets = List.copyOf(lets);
            steps = List.copyOf(steps);
        }
    }

    /** With one way down. */
    public Reduction(
            List<Model.Let> lets,
            List<Step> steps,
            List<ClosedForm> closedForms,
            List<ScalarAnswer.Threshold> thresholds,
            Optional<String> refusedAt,
            Completeness completeness) {
        this(lets, steps, closedForms, thresholds, refusedAt, completeness, List.of());
    }

    /** The steps of every way, in order. */
    public List<Step> allSteps() {
        return Stream.concat(steps.stream(), branches.stream().flatMap(branch -> branch.steps().stream()))
                .toList();
    }

    /** The lemmas that closed forms rest on and that are no step of their own: they list points, or carry them over. */
    public List<String> listing() {
        Set<String> listing = new LinkedHashSet<>();
        closedForms.forEach(form -> listing.addAll(form.lemmas()));
        allSteps().forEach(step -> listing.remove(step.lemma()));
        return List.copyOf(listing);
    }

    /** What is said where nothing was proved of others. */
    public static final String NOT_LOOKED_FOR = "any others: none were looked for";

    /** The conditions that every closed form has: where one of them fails, none of them speaks. */
    public List<Formula> needed() {
        if (closedForms.isEmpty()) {
            return List.of();
        }
        return closedForms.get(0).conditions().stream()
                .filter(condition -> closedForms.stream().allMatch(form -> holds(form, condition)))
                .toList();
    }

    /** The closed forms with what they need, where they and what they are up to are known to be all stationary points. */
    public Optional<Completeness.Within> within(Optional<String> others) {
        if (completeness instanceof Completeness.Partial || refusedAt.isPresent()) {
            return Optional.empty();
        } else if (completeness instanceof Completeness.Within within) {
            return Optional.of(new Completeness.Within(within.conditions(), others, within.isIndexOfAll()));
        }
        List<Formula> conditions = new ArrayList<>(needed());
        boolean isIndexOfAll = false;
        if (completeness instanceof Completeness.Where where) {
            conditions.add(where.condition());
            isIndexOfAll = where.isIndexOfAll();
        }
        return Optional.of(new Completeness.Within(conditions, others, isIndexOfAll));
    }

    /** Whether a closed form needs a condition. */
    public static boolean holds(ClosedForm form, Formula condition) {
        String text = FormulaPrinter.print(condition);
        return form.conditions().stream()
                .anyMatch(each -> FormulaPrinter.print(each).equals(text));
    }

    /** Whether the closed forms, with what they are up to, are all stationary points. */
    public sealed interface Completeness {

        /** All, or all but these, by words alone. */
        static Completeness of(Optional<String> unlisted) {
            return unlisted.isPresent() ? new Partial(unlisted.get()) : new All();
        }

        /** Which stationary points are not listed, or need not be, in words; empty where all are. */
        default Optional<String> unlisted() {
            if (this instanceof Where where) {
                return where.missing().isEmpty()
                        ? Optional.empty()
                        : Optional.of("where " + where.failure() + ", " + where.missing());
            }
            if (this instanceof Within within) {
                return within.others();
            }
            return this instanceof Partial partial ? Optional.of(partial.others()) : Optional.empty();
        }

        /** The same with the formula of its condition mapped. */
        default Completeness mapped(UnaryOperator<Formula> map) {
            if (this instanceof Within within) {
                return new Within(
                        within.conditions().stream().map(map).toList(), within.others(), within.isIndexOfAll());
            }
            return this instanceof Where where
                    ? new Where(map.apply(where.condition()), where.failure(), where.missing(), where.isIndexOfAll())
                    : this;
        }

        /** They are all of them, where what every closed form needs holds. */
        record All() implements Completeness {}

        /**
         * They are all of them where, beside what every closed form needs, a condition holds.
         *
         * @param condition in the names of the derivation
         * @param failure where it does not hold, in words
         * @param missing what need not be listed there, in words; empty where other results list it
         * @param isIndexOfAll whether what a closed form is up to has the index that is stated, too
         */
        record Where(Formula condition, String failure, String missing, boolean isIndexOfAll) implements Completeness {}

        /**
         * Those of them that need these conditions are all stationary points where the conditions hold.
         *
         * @param conditions in the names of the derivation
         * @param others what need not be listed elsewhere, in words
         * @param isIndexOfAll whether what a closed form is up to has the index that is stated, too
         */
        record Within(List<Formula> conditions, Optional<String> others, boolean isIndexOfAll) implements Completeness {
            /** Copies the conditions. */
            public Within {
                conditions = List.copyOf(conditions);
            }
        }

        /**
         * Others were not looked for, or are not known.
         *
         * @param others which, in words, such as {@code points at which ...}
         */
        record Partial(String others) implements Completeness {}
    }

    /** Which stationary points are not among the closed forms, or need not be, in words; empty where all are. */
    public Optional<String> unlisted() {
        return completeness.unlisted();
    }

    /** Copies the lists. */
    public Reduction {
        lets = List.copyOf(lets);
        steps = List.copyOf(steps);
        closedForms = List.copyOf(closedForms);
        thresholds = List.copyOf(thresholds);
        branches = List.copyOf(branches);
    }

    /** Nothing was found. */
    public static Reduction refused(Refusal refusal) {
        return new Reduction(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Optional.of(refusal.line()),
                new Completeness.Partial(NOT_LOOKED_FOR));
    }
}
