package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;

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
                .when("distinct(" + live.values() + ")")
                .upTo("permutations and signs of the units, rotations of a group after which its units are equally long"
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
        draft.leaves("where two singular values of live modes are equal"
                + (Proportion.isPositive(variance) ? "" : ", or there is no noise")
                + ", all but the global minimum and the origin");
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

    /** Idle units; modes that are off towards those that are on and units to spare; and group towards group. */
    private String index(Draft.Entry entry, String group, Levels of) {
        String q = live.count();
        String z = live.values();
        String idle = "(" + width + " - sum(" + of.active() + "))*" + q;
        String off = entry.let("off", "ones(" + q + ") - " + of.on());
        String above = entry.let("above", larger(z, z, q));
        String beside = entry.let(
                "beside", larger(of.lost(), of.lost(), q) + ".*(ones(" + q + ", " + q + ") - " + of.same() + ")");
        String spare = off + "'*(" + larger(z, of.paid(), width) + "*" + of.active() + ") - " + off + "'*("
                + larger(z, of.lost(), q) + "*" + of.on() + ")";
        String across = of.on() + "'*((" + larger(of.lost(), of.paid(), width) + ".*(ones(" + q + ", " + width + ") - "
                + group + "))*" + of.active() + ") - " + of.on() + "'*(" + beside + "*" + of.on() + ")";
        return idle + " + " + off + "'*(" + above + "*" + of.on() + ") + " + spare + " + " + of.on() + "'*((" + beside
                + ".*" + above + ")*" + of.on() + ") + " + across;
    }

    /** Where an entry of one vector, over the rows, is larger than one of another, over so many columns. */
    private String larger(String rows, String columns, String count) {
        return "step(" + rows + "*ones(" + count + ")' - ones(" + live.count() + ")*" + columns + "')";
    }
}
