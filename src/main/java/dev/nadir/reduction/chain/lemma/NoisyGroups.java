package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.reduction.chain.Ties;
import java.util.Optional;

/**
 * All stationary points of two factors with noise between them and several outputs: modes and units form groups. Units of a
 * group are equally long and share its modes; what each mode loses is one number for the group.
 */
final class NoisyGroups {

    private final Setting setting;
    private final Draft draft;
    private final Expr variance;
    private final Live live;
    private final String width;

    /**
     * The modes that can be on.
     *
     * @param count how many
     * @param values their singular values, a vector
     * @param a the curvature
     * @param g the geometric mean of the prices
     */
    record Live(String count, String values, String a, String g) {}

    NoisyGroups(Setting setting, Expr variance, Live live) {
        this.setting = setting;
        this.draft = setting.draft();
        this.variance = variance;
        this.live = live;
        this.width = setting.width(1).toString();
    }

    /** Writes them down; the columns and rows are those of the live modes, of norm one in their metrics. */
    void write(String columns, String rows) {
        boolean isFree = setting.chain().isFree();
        String noise = Draft.text(variance);
        String group = draft.fresh("G");
        Draft.Entry entry = draft.entry(Kind.STRICT_SADDLE)
                .by("noisy-groups")
                .over(group, "groupings(" + live.count() + ", " + width + ")")
                .upTo("permutations and signs of the units, rotations of a group after which its units are equally long"
                        + Ties.UP_TO.replace(";", ",")
                        + (isFree
                                ? ", scalings of a unit, and rows or columns of idle units that meet no residual"
                                : ""));
        if (!Proportion.isPositive(variance)) {
            entry.when(noise + " > 0");
        }
        Levels levels = levels(entry, group, noise);
        String z = live.values();
        entry.when("min(" + z + " - " + levels.lost() + ") > 0");
        String index = entry.let("ways_down", index(entry, group, levels));
        entry.when(index + " > 0").index(index);
        String p = entry.let("p", levels.on() + ".*(" + z + " - " + levels.lost() + ")/" + live.a());
        String frame = entry.let("F", "frame(" + p + ", " + group + ")");
        setting.put(entry, 0, share(0), columns + "*" + frame, "eye(" + width + ")");
        setting.put(entry, 1, share(1), frame + "'", rows);
        String net = live.g().equals("0") ? z : "(" + z + " - " + live.g() + ")";
        entry.value(Draft.text(setting.chain().constant()) + " - sum(" + net + ".*" + p + ")");
        if (Proportion.isPositive(variance)) {
            draft.listsAll();
        } else {
            draft.listsAllWhere(
                    noise + " > 0", "there is no noise", "all but the global minimum and the origin", false);
        }
    }

    private String share(int place) {
        return setting.chain().isFree() ? "1" : setting.share(place, live.g());
    }

    /**
     * What the groups make of modes and units.
     *
     * @param same whether two modes are of one group
     * @param on whether a mode has a group
     * @param lost what each mode that is on loses
     * @param active whether a unit has a group
     * @param paid what its modes lose
     */
    private record Levels(String same, String on, String lost, String active, String paid) {}

    private Levels levels(Draft.Entry entry, String group, String noise) {
        String q = live.count();
        String z = live.values();
        String same = entry.let("same", "step(" + group + "*" + group + "')");
        String units = "(" + group + "*ones(" + width + "))";
        String fellows = "(step(" + group + "'*" + group + ")*ones(" + width + "))";
        boolean isFree = live.g().equals("0");
        String lost = entry.let(
                "lost",
                "(" + noise + "*" + same + "*" + z + (isFree ? "" : " + " + live.g() + "*" + units) + ")./max(" + units
                        + " + " + noise + "*" + same + "*ones(" + q + "), 1)");
        String paid = entry.let(
                "paid",
                "(" + noise + "*" + group + "'*" + z + (isFree ? "" : " + " + live.g() + "*" + fellows) + ")./max("
                        + fellows + " + " + noise + "*" + group + "'*ones(" + q + "), 1)");
        String on = entry.let("on", "step(" + units + ")");
        String active = entry.let("active", "step(" + group + "'*ones(" + q + "))");
        return new Levels(same, on, lost, active, paid);
    }

    private String index(Draft.Entry entry, String group, Levels of) {
        String idle = "(" + width + " - sum(" + of.active() + "))*" + live.count();
        return idle + " + " + new Exchanges(live.count(), width, live.values(), group).count(entry, of);
    }

    /**
     * The ways down between modes and units: modes that are off towards those that are on and units to spare, and group
     * towards group.
     *
     * @param q how many modes
     * @param width how many units
     * @param z the singular values, a vector
     * @param group the grouping
     */
    private record Exchanges(String q, String width, String z, String group) {

        String count(Draft.Entry entry, Levels of) {
            String off = entry.let("off", "ones(" + q + ") - " + of.on());
            String above = entry.let("above", WeightedModes.greater(z, z));
            String beside = entry.let(
                    "beside",
                    WeightedModes.greater(of.lost(), of.lost()) + ".*(ones(" + q + ", " + q + ") - " + of.same() + ")");
            String spare = off + "'*(" + WeightedModes.greater(z, of.paid()) + "*" + of.active() + ") - " + off + "'*("
                    + WeightedModes.greater(z, of.lost()) + "*" + of.on() + ")";
            String across = of.on() + "'*((" + WeightedModes.greater(of.lost(), of.paid()) + ".*(ones(" + q + ", "
                    + width + ") - " + group + "))*" + of.active() + ") - " + of.on() + "'*(" + beside + "*" + of.on()
                    + ")";
            return off + "'*(" + above + "*" + of.on() + ") + " + spare + " + " + of.on() + "'*((" + beside + ".*"
                    + above + ")*" + of.on() + ") + " + across;
        }
    }

    /**
     * The same for two factors whose hidden units have learned variances, which are equal within a group: units of equal
     * variance that share modes, at least one group of them.
     *
     * @param weighted the factor that the variances weigh
     * @param a the curvature
     * @param w the product of the prices
     * @param c what a unit of variance costs
     * @param l what its logarithm is worth
     */
    record Learned(Setting setting, int weighted, Expr a, Expr w, Expr c, Expr l) {

        /**
         * What stands beside the groups.
         *
         * @param level the loss where no mode is kept
         * @param root from the variances to the parameter, a text with the variances as {@code %s}
         * @param scale a positive number that is learned too
         */
        record Rest(Expr level, Expr.Symbol parameter, String root, Optional<ScaleStage.Scale> scale) {}

        void write(Modes modes, Rest rest) {
            Draft draft = setting.draft();
            String width = setting.width(1).toString();
            String s = modes.unscaledAll();
            Expr f = modes.factor();
            String edge2 = Draft.text(Proportion.simple(over(Exprs.times(a, l), Exprs.times(f, f))));
            Expr ratio = Proportion.simple(over(Exprs.times(a, c), w));
            String q = draft.let("q", "sum(step(" + worth(s, edge2, ratio, rest) + "))");
            String group = draft.fresh("G");
            Draft.Entry entry = draft.entry(Kind.STRICT_SADDLE)
                    .by("shared-modes")
                    .over(group, "groupings(" + q + ", " + width + ")")
                    .upTo(
                            "permutations and signs of the units, rotations of a group after which its units are equally long"
                                    + " and fall into no two sets orthogonal to one another");
            String z = entry.let("z", s + "[1.." + q + "]");
            Groups of = new Groups(entry, group, q, width);
            // Modes with a unit each are listed apart, where no two are equal.
            String ties = entry.let("ties", "sum(" + WeightedModes.tied(z, z) + ") - " + q);
            entry.when("max(" + of.units() + ") + " + ties + " > 1");
            String total = entry.let("total", of.same() + "*" + z);
            String paid = "2*" + edge2 + "*" + of.units() + "./(" + total + " + sqrt(" + total + ".^2 + 4*"
                    + edge2 + "*" + of.units() + ".*(" + (Exprs.isOne(ratio) ? "" : Draft.text(ratio) + "*")
                    + of.units() + " - " + of.same() + "*ones(" + q + "))) + ones(" + q + ") - " + of.on() + ")";
            rest.scale()
                    .ifPresent(each -> each.share(entry, rest.level(), new ScaleStage.Shares(f, a, of.on(), z, paid)));
            String lost = entry.let("lost", paid);
            entry.when("min(diagonal(" + WeightedModes.greater(z, lost) + ")) > 0");
            String top = Draft.text(Proportion.simple(over(Exprs.times(w, l), Exprs.times(c, Exprs.times(f, f)))));
            String level = entry.let(
                    "level",
                    of.active() + ".*(" + group + "'*(" + lost + "./max(" + of.same() + "*ones(" + q
                            + "), 1))) + (ones(" + width + ") - " + of.active() + ")*sqrt(" + top + ")");
            String p = entry.let("p", Draft.text(over(f, a)) + "*" + of.on() + ".*(" + z + " - " + lost + ")");
            String frame = entry.let("F", "frame(" + p + ", " + group + ")");
            of.curvature(z, lost, level, frame);
            put(entry, modes, new Point(q, frame, level), rest);
            String size = Draft.text(Proportion.simple(over(Exprs.times(f, f), a)));
            String worth = Draft.text(l);
            entry.value(Draft.text(rest.level()) + " - " + size + "*sum(" + of.on() + ".*(" + z + " - " + lost
                    + ").^2) + sum(" + of.active() + ".*(" + size + "*"
                    + (Exprs.isOne(ratio) ? "" : Draft.text(ratio) + "*") + level + ".^2 - " + worth + " + " + worth
                    + "*log(" + top + "./" + level + ".^2)))");
        }

        /** What is positive of a mode that may be in a group. */
        private static String worth(String s, String edge2, Expr ratio, Rest rest) {
            String worth = Exprs.isOne(ratio)
                    ? s + "[1]*" + s + " - " + edge2
                    : "(" + s + "[1] + sqrt(" + s + "[1]^2 + 4*(" + Draft.text(ratio) + " - 1)*" + edge2 + "))*" + s
                            + " - 2*" + edge2;
            return rest.scale()
                    .map(each -> Draft.at(worth, each.name(), each.end()))
                    .orElse(worth);
        }

        private record Point(String q, String frame, String level) {}

        /** A unit and its row share the price alike. */
        private void put(Draft.Entry entry, Modes modes, Point at, Rest rest) {
            String t = "(" + Draft.text(modes.factor()) + "*" + at.level() + ")";
            String alpha = weighted == 0
                    ? "sqrt(" + Draft.text(setting.weight(1)) + "./" + t + ")"
                    : "sqrt(" + t + "/" + Draft.text(setting.weight(0)) + ")";
            setting.put(entry, 0, "1", modes.columns("1.." + at.q()) + "*" + at.frame(), "diag(" + alpha + ")");
            setting.put(entry, 1, "1", "diag(" + alpha + ".^(-1))*" + at.frame() + "'", modes.rows("1.." + at.q()));
            String square = Draft.text(Proportion.simple(over(Exprs.times(modes.factor(), modes.factor()), w)));
            entry.at(rest.parameter().name(), rest.root().replace("%s", square + "*" + at.level() + ".^2"));
        }

        private static Expr over(Expr left, Expr right) {
            return Exprs.times(left, Exprs.power(right, Rational.MINUS_ONE));
        }
    }

    /** Groups of modes and units, as names of a result. */
    private static final class Groups {
        private final Draft.Entry entry;
        private final String group;
        private final String q;
        private final String h;
        private final String same;
        private final String units;
        private final String on;
        private final String active;

        Groups(Draft.Entry entry, String group, String count, String width) {
            this.entry = entry;
            this.group = group;
            this.q = "ones(" + count + ")";
            this.h = "ones(" + width + ")";
            this.same = entry.let("same", "step(" + group + "*" + group + "')");
            this.units = entry.let("units", group + "*" + h);
            this.on = entry.let("on", "step(" + units + ")");
            this.active = entry.let("active", "step(" + group + "'*" + q + ")");
        }

        /** Whether two modes are of one group. */
        String same() {
            return same;
        }

        /** How many units the group of a mode has. */
        String units() {
            return units;
        }

        /** Whether a mode has a group. */
        String on() {
            return on;
        }

        /** Whether a unit has a group. */
        String active() {
            return active;
        }

        /** Ways down and flat ones: between modes, from modes to units to spare, and within a group. */
        void curvature(String z, String lost, String level, String frame) {
            String e = entry.let("e", lost + " + (" + q + " - " + on + ").*" + z);
            String larger = entry.let("larger", WeightedModes.greater(e, e));
            String squares = entry.let("K", "(" + frame + "'*" + frame + ").^2");
            String inner = entry.let("turns", "rank(diag(" + squares + "*" + h + ") - " + squares + ")");
            String down = entry.let(
                    "ways_down",
                    q + "'*((" + WeightedModes.greater(z, z) + ".*" + larger + ")*" + on + ") + " + q + "'*("
                            + WeightedModes.greater(e, level) + "*" + h + " - " + larger + "*" + on + ") + " + inner);
            String equal = entry.let("equal", WeightedModes.tied(z, z));
            String level2 = entry.let("like", WeightedModes.tied(e, e) + ".*(1 - " + same + ")");
            String flat = "(" + q + " - " + on + ")'*(" + equal + "*" + on + ") + " + on + "'*(max(" + equal + ".*(1 - "
                    + same + "), " + level2 + ")*" + on + ")/2 + " + q + "'*((" + WeightedModes.tied(e, level)
                    + ".*(1 - "
                    + group + "))*" + h + " - " + level2 + "*" + on + ") + sum(" + group + ") - (sum(" + same
                    + ") + sum("
                    + on + "))/2 - " + inner;
            entry.when(down + " > 0").curvature(down, entry.let("flat", flat));
        }
    }
}
