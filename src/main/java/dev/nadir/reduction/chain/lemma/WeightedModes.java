package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
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
        String a = draft.let("a", Draft.text(scale));
        String w = draft.let("w", Draft.text(Proportion.simple(setting.weights())));
        List<String> names = draft.letAll(List.of("x", "Q"), "eig(-" + Draft.text(hidden) + ")");
        Modes modes = Modes.of(setting);
        String r = "1..(" + setting.rank() + ")";
        String tau = "-" + names.get(0) + "[" + r + "]";
        String t = draft.let("t", "sqrt(" + w + "*(" + tau + "))");
        String p = setting.productText();
        String gram = setting.isPlain() ? p + "*" + p + "'" : p + "*" + Draft.text(setting.metric()) + "*" + p + "'";
        draft.with("P", p);
        draft.step(
                "rearrangement",
                "A column and a row of the factors together pay at least twice the geometric mean of their prices times "
                        + "their norms; sorted, the smallest weight meets the largest singular value.",
                setting.quadratic("") + " + 2*sum(" + t + ".*sqrt(max(eig(" + gram + ")[" + r + "], 0)))",
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
        draft.leaves("all but the global minimum: units that are idle, or stand with other modes than there");
        draft.threshold(
                ScalarAnswer.Change.MODE_KEPT, List.of(FormulaText.parse(modes.value("1") + " > " + t + "[1]")));
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
