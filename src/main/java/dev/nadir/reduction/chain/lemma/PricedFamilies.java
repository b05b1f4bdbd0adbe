package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Size;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Ties;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * All stationary points of a priced product in modes: each mode of the data is off, or on one of the roots of its own
 * equation, as many of them as the rank allows. Which are on, and on which root, decides the type.
 */
final class PricedFamilies {

    private static final String LEMMA = "mixed-modes";

    private static final String BASIS = "an orthogonal change of basis between factors";

    private final Setting setting;
    private final Draft draft;
    private final Modes modes;
    private final String constant;
    private final String a;
    private final String g;
    private final int count;
    private final String rank;

    /** The equation of one mode: {@code a*t^(2N-2) - s*t^(N-2) + g == 0}. */
    PricedFamilies(Setting setting, Modes modes, String a, String g) {
        this.setting = setting;
        this.draft = setting.draft();
        this.modes = modes;
        this.constant = Draft.text(setting.chain().constant());
        this.a = a;
        this.g = g;
        this.count = setting.count();
        this.rank = setting.rank();
    }

    void write() {
        if (count == 2) {
            pair();
        } else {
            deep();
        }
    }

    /** Two factors: a mode that is on has one root. */
    private void pair() {
        String s = modes.all();
        String live = draft.let("q", "sum(step(" + s + " - " + g + "))");
        Ties ties = new Ties(s, live, Optional.of(new Ties.Threshold(s, g)));
        ties.families(draft, rank, BASIS, (entry, j, values) -> {
            String k = "card(" + j + ")";
            String gains = "sum((" + s + "[" + j + "] - " + g + ").^2)";
            String idle = "(" + setting.width(1) + " - " + k + ")*(" + values.count() + " - " + k + ")";
            String index = Ties.exchanges(j) + " + " + idle;
            entry.by(LEMMA).when(index + " > 0");
            put(entry, j, "sqrt((" + s + "[" + j + "] - " + g + ")/" + a + ")");
            String still =
                    values.still().equals("0") ? "" : " + (" + setting.width(1) + " - " + k + ")*" + values.still();
            entry.curvature(index, nullity(k) + still + values.more()).value(constant + " - " + gains + "/" + a);
        });
        draft.listsAllWhere(ties.none(), "", "", true);
    }

    /** Rotations of the hidden units that change the factors. */
    private String nullity(String k) {
        List<String> parts = new ArrayList<>();
        for (Size width : setting.chain().hidden()) {
            parts.add(k + "*(" + width + " - " + k + ")");
        }
        return (count - 1) + "*" + k + "*(" + k + " - 1)/2 + " + String.join(" + ", parts);
    }

    /** The names of the larger and the smaller roots of all modes that have them. */
    private record Branches(String valley, String barrier) {}

    /** More factors: a mode that is on stands in its valley or on the barrier before it. */
    private void deep() {
        String s = modes.all();
        String turn = "(" + (count - 2) + "*" + g + "/(" + count + "*" + a + "))^(1/" + (2 * count - 2) + ")";
        String end = draft.let("turn", turn);
        String spinodal = draft.let("s_least", a + "*" + end + "^" + count + " + " + g + "/" + end + "^" + (count - 2));
        String live = draft.let("q", "sum(greater(" + s + ", " + spinodal + "))");
        String valley = draft.let("valley", roots(s, live, 1));
        String barrier = draft.let("barrier", roots(s, live, 2));
        String best = draft.let("kept", "sum(step(-" + height(valley, s + "[1.." + live + "]") + "))");
        Ties ties = Ties.of(s, live);
        minima(ties, valley, best, false);
        minima(ties, valley, best, true);
        Branches roots = new Branches(valley, barrier);
        ties.families(draft, rank, BASIS, (entry, j, values) -> saddles(entry, j, values, roots));
        draft.listsAllWhere(
                "sum(tied(" + s + ", " + spinodal + ")) == 0",
                "a singular value is the least one that has a root",
                "points at which its mode is on that double root",
                true);
    }

    /** The n-th largest root of the equation of each mode. */
    private String roots(String s, String live, int place) {
        List<String> coefficients = new ArrayList<>();
        for (int power = 0; power <= 2 * count - 2; power++) {
            coefficients.add(
                    power == 0
                            ? g
                            : power == count - 2 ? "-" + s + "[1.." + live + "]" : power == 2 * count - 2 ? a : "0");
        }
        return "root([" + String.join(", ", coefficients) + "], " + place + ")";
    }

    private String height(String t, String s) {
        return "(" + a + "*" + t + ".^" + 2 * count + " - 2*" + s + ".*" + t + ".^" + count + " + " + count + "*" + g
                + "*" + t + ".^2)";
    }

    /** The leading modes in their valleys: a local minimum for each number of them. */
    private void minima(Ties ties, String valley, String best, boolean isTied) {
        String k = draft.fresh("k");
        Draft.Entry entry = draft.entry(Kind.LOCAL_MINIMUM)
                .by(LEMMA)
                .upTo(isTied ? BASIS + Ties.UP_TO : BASIS)
                .over(k, "1", "min([" + rank + ", " + ties.count() + "])")
                .when(isTied ? ties.exist() : ties.none())
                .when("abs(" + k + " - min([" + rank + ", " + best + "])) > 0");
        String set = "1.." + k;
        put(entry, set, valley + "[" + set + "]");
        entry.curvature("0", nullity(k) + (isTied ? " + " + ties.flat(set) : ""))
                .value(constant + " + sum(" + height(valley + "[" + set + "]", ties.values() + "[" + set + "]") + ")");
    }

    private void saddles(Draft.Entry entry, String j, Ties.Case values, Branches roots) {
        String s = modes.all();
        String low = draft.fresh("K");
        String k = "card(" + j + ")";
        String t = "(" + roots.valley + "[" + j + "] + eye(" + k + ")[:, " + low + "]*(" + roots.barrier + " - "
                + roots.valley + ")[" + j + "][" + low + "])";
        String index =
                "sum(" + j + ") - " + k + "*(" + k + " + 1)/2 + card(" + low + ")*(" + k + " + 1) - sum(" + low + ")";
        entry.by(LEMMA).over(low, "subsets(1.." + k + ")").when(index + " > 0");
        String more = values.more().isEmpty() ? "" : values.more() + barriersLast(entry, j, low, values.count());
        put(entry, j, t);
        entry.curvature(index, nullity(k) + more).value(constant + " + sum(" + height(t, s + "[" + j + "]") + ")");
    }

    /** Of equal values those on barriers come last: they can be rotated towards those in valleys, which this counts. */
    private String barriersLast(Draft.Entry entry, String j, String low, String live) {
        String all = modes.all() + "[1.." + live + "], " + modes.all() + "[1.." + live + "]";
        String larger = entry.let("larger", "greater(" + all + ")[" + j + ", " + j + "]");
        String equal = entry.let("equal", "tied(" + all + ")[" + j + ", " + j + "]");
        String many = "card(" + low + ")";
        entry.when("sum(" + larger + "[" + low + ", :]) - sum(" + larger + "[" + low + ", " + low + "]) + 1 > " + many
                + "*card(" + j + ") - sum(" + low + ") - " + many + "*(" + many + " - 1)/2");
        return " + sum(" + equal + "[" + low + ", :]) - sum(" + equal + "[" + low + ", " + low + "])";
    }

    /** The modes of a set with the sizes of a vector. */
    private void put(Draft.Entry entry, String set, String t) {
        int last = count - 1;
        for (int place = 0; place <= last; place++) {
            String size = setting.share(place, g) + "*diag(" + t + ")";
            String outer = place == 0 ? modes.columns(set) : hidden(place - 1, set);
            String inner = place == last ? modes.rows(set) : hidden(place, set) + "'";
            setting.put(entry, place, "1", outer + "*" + size, inner);
        }
    }

    private String hidden(int place, String set) {
        String width = setting.chain().factors().get(place).columns().toString();
        String used = set.startsWith("1..") ? set : "1..card(" + set + ")";
        return "eye(" + width + ")[:, " + used + "]";
    }
}
