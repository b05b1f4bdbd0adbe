package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;

/**
 * Two factors whose hidden units cost differently: each pair of a column and a row pays the geometric mean of its prices,
 * and the rearrangement inequality gives the cheapest pair to the largest mode.
 */
final class WeightedModes {

    private WeightedModes() {}

    static void solve(Setting setting, Expr scale) {
        Draft draft = setting.draft();
        if (setting.count() != 2 || !setting.chain().noise().isEmpty()) {
            throw new Refusal("rearrangement", "weights of hidden units with noise, or between more than two factors");
        }
        int weighted = setting.chain().prices().get(0).orElseThrow().hidden().isPresent() ? 0 : 1;
        boolean areBoth = setting.chain().prices().stream()
                .allMatch(price -> price.orElseThrow().hidden().isPresent());
        if (areBoth) {
            throw new Refusal("rearrangement", "both factors weigh the hidden units");
        }
        Expr hidden =
                setting.chain().prices().get(weighted).orElseThrow().hidden().orElseThrow();
        requirePositive(draft, hidden);
        String a = draft.let("a", Draft.text(scale));
        String w = draft.let("w", Draft.text(Proportion.simple(setting.weights())));
        List<String> names = draft.letAll(List.of("x", "Q"), "eig(-" + Draft.text(hidden) + ")");
        Modes modes = Modes.of(setting);
        String r = "1..(" + setting.rank() + ")";
        String tau = "-" + names.get(0) + "[" + r + "]";
        String t = draft.let("t", "sqrt(" + w + "*(" + tau + "))");
        String p = setting.productText();
        draft.with("P", p);
        draft.step(
                "rearrangement",
                "A column and a row of the factors together pay at least twice the geometric mean of their prices times "
                        + "their norms; sorted, the smallest weight meets the largest singular value.",
                setting.quadratic("") + " + 2*sum(" + t + ".*" + setting.singularValues() + "[" + r + "])",
                false,
                "where the smallest weight stands with the largest mode");
        String s = modes.values();
        String value = Draft.text(setting.chain().constant()) + " - sum(max(" + s + " - " + t + ", 0).^2)/" + a;
        draft.step(
                "von-neumann-trace",
                "Von Neumann's inequality aligns the product with the singular vectors of the cross moment, and each "
                        + "singular value is minimised alone.",
                value,
                false,
                "at the singular vectors");
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo("orthogonal changes of the hidden basis that leave the weights alone, signs among them");
        String divisor = modes.divisor();
        lift(
                setting,
                modes,
                best,
                new Pairing(weighted, names.get(1), tau, "max(" + s + " - " + t + ", 0)/" + a, divisor));
        best.value(value);
        draft.threshold(
                ScalarAnswer.Change.MODE_KEPT, List.of(FormulaText.parse(modes.value("1") + " > " + t + "[1]")));
        String prices = draft.let("t_all", "sqrt(" + w + "*(-" + names.get(0) + "))");
        Matchings.all(setting, modes, weighted, new Units(names.get(1), "(-" + names.get(0) + ")", prices, a));
        draft.listsAll();
    }

    /** Weights that are not known to be positive are asked to be. */
    static void requirePositive(Draft draft, Expr hidden) {
        boolean isKnown = hidden instanceof Expr.DiagonalMatrix diagonal
                && diagonal.vector() instanceof Expr.Symbol symbol
                && symbol.properties().contains(Property.POSITIVE);
        if (!isKnown) {
            Setting.requirePositive(draft, hidden, true);
        }
    }

    /**
     * The hidden units in the basis of their weights.
     *
     * @param basis an orthogonal matrix
     * @param weights a vector
     * @param prices what a unit costs per length of its mode, a vector
     * @param a the curvature
     */
    record Units(String basis, String weights, String prices, String a) {}

    /**
     * All stationary points: some modes have a unit of their own that is cheaper than they are worth, everything else is
     * zero.
     *
     * @param count how many modes are worth the cheapest unit
     */
    record Matchings(Setting setting, Modes modes, String count, int weighted) {

        /** Writes them down where nothing is left beside the factors. */
        static void all(Setting setting, Modes modes, int weighted, Units units) {
            Draft draft = setting.draft();
            String q = draft.let("q", "sum(1 - greater(" + units.prices() + "[1], " + modes.all() + "))");
            String z = draft.let("z", modes.all() + "[1.." + q + "]");
            Matchings matchings = new Matchings(setting, modes, q, weighted);
            String constant = Draft.text(setting.chain().constant());
            matchings.finish(matchings.any(), units, new Worth(z, constant));
        }

        /** Begins the result. */
        private Draft.Entry begin() {
            return setting.draft()
                    .entry(Kind.STRICT_SADDLE)
                    .by("weighted-units")
                    .upTo(
                            "orthogonal changes of the hidden basis that leave the weights alone, signs among them, and of"
                                    + " the directions of equal singular values");
        }

        private String width() {
            return setting.chain().hidden().get(0).toString();
        }

        /** A result, and its matching. */
        record Begun(Draft.Entry entry, String matching) {}

        /** A result with an index for the matching. */
        Begun any() {
            String matching = setting.draft().fresh("M");
            return new Begun(begin().over(matching, "matchings(" + count + ", " + width() + ")"), matching);
        }

        /** The same where all units cost alike: a set of modes says which matching it is. */
        Begun alike() {
            String set = setting.draft().fresh("J");
            Draft.Entry entry = begin().over(set, "subsets(1.." + count + ", at-most " + setting.rank() + ")");
            String matching =
                    entry.let("M", "eye(" + count + ")[:, " + set + "]*eye(" + width() + ")[:, 1..card(" + set + ")]'");
            return new Begun(entry, matching);
        }

        /**
         * What the modes are worth.
         *
         * @param values the singular values that count, a vector
         * @param constant the loss without them
         */
        record Worth(String values, String constant) {}

        /** Completes it. */
        void finish(Begun begun, Units units, Worth worth) {
            Draft.Entry entry = begun.entry();
            String m = begun.matching();
            String z = worth.values();
            String t = units.prices();
            String q = "ones(" + count + ")";
            String h = "ones(" + width() + ")";
            String paid = entry.let("paid", m + "*" + t);
            entry.when("min(diagonal(greater(" + z + ", " + paid + "))) > 0");
            String on = entry.let("on", m + "*" + h);
            String idle = entry.let("idle", h + " - " + m + "'*" + q);
            String e = entry.let("e", paid + " + (" + q + " - " + on + ").*" + z);
            String down = entry.let(
                    "ways_down",
                    q + "'*((" + greater(z, z) + ".*" + greater(e, e) + ")*" + on + ") + (" + greater(e, t) + "*" + idle
                            + ")'*" + q);
            String equal = entry.let("same", tied(z, z));
            String flat = "(" + q + " - " + on + ")'*(" + equal + "*" + on + ") + (" + on + "'*(max(" + equal + ", "
                    + tied(paid, paid) + ")*" + on + ") - sum(" + on + "))/2 + (" + tied(e, t) + "*" + idle + ")'*"
                    + q;
            entry.when(down + " > 0").curvature(down, entry.let("flat", flat));
            String size = entry.let("p", "(" + m + "'*(" + z + " - " + paid + "))/" + units.a());
            String outer = Draft.text(setting.weight(0));
            String inner = Draft.text(setting.weight(1));
            String ratio = weighted == 0
                    ? "sqrt(" + outer + "*" + units.weights() + "/" + inner + ")"
                    : "sqrt((" + outer + "/" + inner + ")./" + units.weights() + ")";
            setting.put(
                    entry,
                    0,
                    "1",
                    modes.columns("1.." + count) + "*" + m + "*diag(sqrt(" + size + "./" + ratio + "))",
                    units.basis() + "'");
            setting.put(
                    entry,
                    1,
                    "1",
                    units.basis() + "*diag(sqrt(" + size + ".*" + ratio + "))*" + m + "'",
                    modes.rows("1.." + count));
            entry.value(worth.constant() + " - sum(" + on + ".*(" + z + " - " + paid + ").^2)/" + units.a());
        }
    }

    /** Where entries of a vector are larger than those of another. */
    static String greater(String vector, String other) {
        return "greater(" + vector + ", " + other + ")";
    }

    /** Where they are equal. */
    static String tied(String vector, String other) {
        return "tied(" + vector + ", " + other + ")";
    }

    /**
     * How hidden units are paired with modes.
     *
     * @param weighted the factor whose hidden units have weights
     * @param product the singular values of the product
     * @param divisor the singular values of the data, positive, equal to them where the product is not zero
     */
    record Pairing(int weighted, String basis, String weights, String product, String divisor) {}

    /** Both factors in balance: the price of each column equals that of its row. */
    static void lift(Setting setting, Modes modes, Draft.Entry entry, Pairing pairing) {
        String r = "1..(" + setting.rank() + ")";
        String tau = "(" + pairing.weights() + ")";
        String outer = Draft.text(setting.weight(0));
        String inner = Draft.text(setting.weight(1));
        String ratio = pairing.weighted() == 0
                ? "sqrt(" + outer + "*" + tau + "/" + inner + ")"
                : "sqrt((" + outer + "/" + inner + ")./" + tau + ")";
        String column = "sqrt((" + pairing.product() + ")./" + ratio + ")";
        String row = "sqrt((" + pairing.product() + ").*" + ratio + ")";
        String basis = pairing.basis() + "[:, " + r + "]";
        setting.put(entry, 0, "1", modes.leading() + "diag(" + column + ")", basis + "'");
        setting.put(entry, 1, "1", basis, modes.scaledRows(row, pairing.divisor()));
    }
}
