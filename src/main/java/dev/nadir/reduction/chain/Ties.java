package dev.nadir.reduction.chain;

import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import java.util.Optional;

/**
 * Singular values or eigenvalues some of which may be equal: their directions may then be rotated among themselves, and the
 * sets that keep equally many of equal ones keep one family of points. Of each family the set that takes equal ones in
 * their order stands for all (proof note docs/theorems/product-saddles.md). There is one criterion: values are equal where
 * {@code distinct} says that they are not distinct.
 *
 * @param values the values in descending order, a vector
 * @param count how many of them can be kept
 * @param threshold what decides that, if it can be met exactly
 */
public record Ties(String values, String count, Optional<Threshold> threshold) {

    /** What the points are up to, beside other things. */
    public static final String UP_TO = "; and rotations of directions of equal values";

    /**
     * What a value must exceed. At it, up to rounding, nothing is said of which side a value is on: it counts as equal.
     *
     * @param measures of all values, in their order
     * @param level a number
     */
    public record Threshold(String measures, String level) {

        private String above() {
            return "sum(greater(" + measures + ", " + level + "))";
        }

        private String at() {
            return "sum(tied(" + measures + ", " + level + "))";
        }
    }

    /** Values of which a known number can be kept. */
    public static Ties of(String values, String count) {
        return new Ties(values, count, Optional.empty());
    }

    /** The condition that there are any, or a value at the threshold. */
    public String exist() {
        String at = threshold.map(each -> " + " + each.at()).orElse("");
        return "sum(" + pairs() + ") - " + count + at + " > 0";
    }

    /** The condition that there are none among those that can be kept. */
    public String none() {
        return "distinct(" + all() + ")";
    }

    /** The condition that a set takes equal values in their order: it then exchanges only with larger ones before it. */
    public String inOrder(String set) {
        String larger = "greater(" + all() + ", " + all() + ")";
        return "sum(" + larger + "[:, " + set + "]) - sum(" + larger + "[" + set + ", " + set + "]) + 1 > "
                + exchanges(set);
    }

    /** How many pairs there are of a place in a set and an earlier one that is not. */
    public static String exchanges(String set) {
        String k = "card(" + set + ")";
        return "sum(" + set + ") - " + k + "*(" + k + " + 1)/2";
    }

    /** How many rotations move a kept direction towards one that is not kept, of equal value. */
    public String flat(String set) {
        return "sum(" + pairs() + "[:, " + set + "]) - sum(" + pairs() + "[" + set + ", " + set + "])";
    }

    private String pairs() {
        return "tied(" + all() + ", " + all() + ")";
    }

    private String all() {
        return values + "[1.." + count + "]";
    }

    /**
     * For which values a family is written down.
     *
     * @param count how many of them can be kept
     * @param more what equal ones add to the nullity, beginning with a plus; empty where there are none
     * @param still how many are at the threshold
     */
    public record Case(String count, String more, String still) {}

    /** Where a family is written down: once for distinct values and once for those with equal ones. */
    @FunctionalInterface
    public interface Family {
        /** Completes a result. */
        void complete(Draft.Entry entry, String set, Case values);
    }

    /** Begins a family of strict saddles, over the sets of at most so many of the values, for both cases. */
    public void families(Draft draft, String most, String upTo, Family family) {
        String set = draft.fresh("J");
        Draft.Entry apart = draft.entry(Kind.STRICT_SADDLE)
                .over(set, "subsets(1.." + count + ", at-most " + most + ")")
                .upTo(upTo)
                .when(none());
        threshold.ifPresent(each -> apart.when("1 - " + each.at() + " > 0"));
        family.complete(apart, set, new Case(count, "", "0"));
        // Beside a threshold that is met, only what is above it by more than rounding can be kept.
        Ties sure = threshold
                .map(each -> of(values, draft.let("above", each.above())))
                .orElse(this);
        String other = draft.fresh("J");
        Draft.Entry tied = draft.entry(Kind.STRICT_SADDLE)
                .over(other, "subsets(1.." + sure.count + ", at-most " + most + ")")
                .upTo(upTo + UP_TO)
                .when(exist())
                .when(sure.inOrder(other));
        String still = threshold.map(Threshold::at).orElse("0");
        family.complete(tied, other, new Case(sure.count, " + " + sure.flat(other), still));
    }
}
