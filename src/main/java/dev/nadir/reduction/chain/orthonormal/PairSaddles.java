package dev.nadir.reduction.chain.orthonormal;

import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Ties;
import java.util.List;

/**
 * All stationary points of the trace of a matrix between two parameters with orthonormal columns: as many pairs of its
 * singular vectors as there are columns, some with the sign of one turned (proof note docs/theorems/orthonormal-pair.md).
 */
final class PairSaddles {

    /** The two parameters. */
    record Sides(Held.Rooted outer, Held.Rooted inner) {}

    private final Draft draft;
    private final Sides sides;
    private final String gain;
    private final String u;
    private final String s;
    private final String v;
    private final String k;
    private final String both;
    private final String least;
    private final String rank;

    /**
     * The stationary points of a loss.
     *
     * @param svd the names of the singular vectors and values
     * @param gain what stands in front of the sum of kept singular values, ending with a sign
     */
    PairSaddles(Draft draft, List<String> svd, Sides sides, String gain) {
        this.draft = draft;
        this.sides = sides;
        this.gain = gain;
        this.u = svd.get(0);
        this.s = svd.get(1);
        this.v = svd.get(2);
        String p = sides.outer.orthonormal().shape().rows().toString();
        String q = sides.inner.orthonormal().shape().rows().toString();
        this.k = sides.outer.orthonormal().shape().columns().toString();
        this.both = p.equals(q) ? "2*" + p : "(" + p + " + " + q + ")";
        this.least = p.equals(q) ? p : draft.let("m", "min([" + p + ", " + q + "])");
        this.rank = draft.let("rho", "sum(greater(" + s + ", 0))");
    }

    void write(String family) {
        Signed apart = new Signed();
        apart.entry.upTo(family).when("distinct(" + s + ")").when(rank + " == " + least);
        apart.write(apart.plain(), rotations());
        tied(family);
        if (!k.equals("1")) {
            turned(Kind.LOCAL_MINIMUM, family);
            turned(Kind.MAXIMUM, family);
        }
        draft.listsAllWhere("distinct(" + s + ")", "", "", true);
    }

    /** Equal singular values in their order, those with a turned sign after the others. */
    private void tied(String family) {
        Signed some = new Signed();
        String j = some.kept;
        String t = some.turned;
        String equal = "tied(" + s + ", " + s + ")";
        String none = some.entry.let("z", "card(" + j + ") - sum(greater(" + s + ", 0)[" + j + "])");
        String left = some.entry.let("l", at(equal, t, ":") + " - " + at(equal, t, j) + " - " + at(equal, t, t));
        String flat = at(equal, j, ":") + " - " + at(equal, j, j) + " + " + left;
        String kernel = none + "*(" + both + " - " + least + " - " + rank + " - " + none + ") + " + none + "*(" + none
                + " - 1)/2";
        String larger = "greater(" + s + ", " + s + ")";
        String before = at(larger, ":", j) + " + " + at(larger, ":", t) + " - " + at(larger, j, j) + " - "
                + at(larger, j, t) + " - " + at(larger, t, j) + " - " + at(larger, t, t);
        some.entry
                .upTo(family + Ties.UP_TO + ", those of zero by themselves on either side")
                .when("sum(" + equal + ") - " + rank + " > 0")
                .when(Ties.of(s, least).inOrder(j))
                .when(before + " + 1 > sum(" + j + ") + sum(" + t + ") - " + k + "*(" + k + " + 1)/2");
        some.write(some.plain() + " - " + left, rotations() + " + " + flat + " + " + kernel);
    }

    private static String at(String matrix, String rows, String columns) {
        return "sum(" + matrix + "[" + rows + ", " + columns + "])";
    }

    /** Those of both bases, which change nothing. */
    private String rotations() {
        return k + "*(" + k + " - 1)/2";
    }

    /** Square parameters whose determinants have a product of the other sign: the least singular value has the other sign. */
    private void turned(Kind kind, String family) {
        Draft.Entry entry = draft.entry(kind).upTo(family + Ties.UP_TO);
        for (Held.Rooted side : List.of(sides.outer, sides.inner)) {
            String length = side.orthonormal().shape().rows().toString();
            if (!length.equals(k)) {
                entry.when(length + " == " + k);
            }
        }
        boolean isLeast = kind == Kind.LOCAL_MINIMUM;
        String nullity = entry.let("l", rotations() + " + sum(tied(" + s + ", " + s + ")[" + k + ", :]) - 1");
        String index = k + "*(" + k + " - 1) - " + nullity;
        entry.when(k + " > 1").when(rank + " == " + k);
        if (!isLeast) {
            entry.when(index + " > 0");
        }
        String basis = u + " - 2*" + u + "[:, " + k + "]*basis(" + k + ", " + k + ")'";
        entry.at(sides.outer.orthonormal().name(), sides.outer.lifted(isLeast ? basis : "-(" + basis + ")"))
                .at(sides.inner.orthonormal().name(), sides.inner.lifted(v))
                .curvature(isLeast ? "0" : index, nullity)
                .value(gain
                        + (isLeast
                                ? "(sum(" + s + ") - 2*" + s + "[" + k + "])"
                                : "(2*" + s + "[" + k + "] - sum(" + s + "))"));
    }

    /** Saddles for the pairs that are kept as they are and those of which one sign is turned. */
    private final class Signed {
        private final Draft.Entry entry;
        private final String kept = draft.fresh("J");
        private final String turned = draft.fresh("K");

        Signed() {
            this.entry = draft.entry(Kind.STRICT_SADDLE)
                    .over(kept, "subsets(1.." + least + ", at-most " + k + ")")
                    .over(turned, "subsets(1.." + rank + ", at-most " + k + ")")
                    .when("card(" + kept + ") + card(" + turned + ") == " + k)
                    .when("sum(eye(" + least + ")[" + kept + ", " + turned + "]) == 0");
        }

        /** The number of negative eigenvalues where singular values are distinct and positive. */
        String plain() {
            return "sum(" + kept + ") - card(" + kept + ")*(card(" + kept + ") + 1)/2 - "
                    + at("greater(" + s + ", " + s + ")", turned, kept) + " + card(" + turned + ")*(" + both + " - " + k
                    + ") - sum(" + turned + ")";
        }

        void write(String curved, String flat) {
            String index = entry.let("index", curved);
            String most = k + "*(" + both + " - " + k + " - 1)";
            entry.when(index + " > 0").when(index + " + " + flat + " < " + most);
            entry.at(sides.outer.orthonormal().name(), sides.outer.lifted(columns(u, "-")))
                    .at(sides.inner.orthonormal().name(), sides.inner.lifted(columns(v, "")))
                    .curvature(index, flat)
                    .value(gain + "(sum(" + s + "[" + kept + "]) - sum(" + s + "[" + turned + "]))");
        }

        private String columns(String basis, String sign) {
            return "[[" + basis + "[:, " + kept + "], " + sign + basis + "[:, " + turned + "]]]";
        }
    }
}
