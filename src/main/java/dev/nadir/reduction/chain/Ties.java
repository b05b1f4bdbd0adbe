package dev.nadir.reduction.chain;

import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;

/**
 * Singular values or eigenvalues some of which may be equal: their directions may then be rotated among themselves, and the
 * sets that keep equally many of equal ones keep one family of points. Of each family the set that takes equal ones in
 * their order stands for all (proof note docs/theorems/product-saddles.md).
 *
 * @param values the values in descending order, a vector
 * @param count how many of them can be kept
 */
public record Ties(String values, String count) {

    /** What the points are up to, beside other things. */
    public static final String UP_TO = "; and rotations of directions of equal values";

    /** The condition that there are any. */
    public String exist() {
        return "sum(tied(" + all() + ", " + all() + ")) - " + count + " > 0";
    }

    /** The condition that there are none. */
    public String none() {
        return "distinct(" + all() + ")";
    }

    /** The condition that a set takes equal values in their order: it then exchanges only with larger ones before it. */
    public String inOrder(String set) {
        String kept = values + "[" + set + "]";
        return "sum(greater(" + all() + ", " + kept + ")) - sum(greater(" + kept + ", " + kept + ")) + 1 > "
                + exchanges(set);
    }

    /** How many pairs there are of a place in a set and an earlier one that is not. */
    public static String exchanges(String set) {
        String k = "card(" + set + ")";
        return "sum(" + set + ") - " + k + "*(" + k + " + 1)/2";
    }

    /** How many rotations move a kept direction towards one that is not kept, of equal value. */
    public String flat(String set) {
        String kept = values + "[" + set + "]";
        return "sum(tied(" + all() + ", " + kept + ")) - sum(tied(" + kept + ", " + kept + "))";
    }

    private String all() {
        return values + "[1.." + count + "]";
    }

    /** Where a family is written down: once for distinct values and once for those with equal ones. */
    @FunctionalInterface
    public interface Family {
        /** Completes a result whose nullity is that of distinct values and more. */
        void complete(Draft.Entry entry, String set, String more);
    }

    /** Begins a family of strict saddles, over the sets of at most so many of the values, for both cases. */
    public void families(Draft draft, String most, String upTo, Family family) {
        for (boolean isTied : new boolean[] {false, true}) {
            String set = draft.fresh("J");
            Draft.Entry entry = draft.entry(Kind.STRICT_SADDLE)
                    .over(set, "subsets(1.." + count + ", at-most " + most + ")")
                    .upTo(isTied ? upTo + UP_TO : upTo);
            if (isTied) {
                entry.when(exist()).when(inOrder(set));
            } else {
                entry.when(none());
            }
            family.complete(entry, set, isTied ? " + " + flat(set) : "");
        }
    }
}
