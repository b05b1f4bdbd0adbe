package dev.nadir.reduction.chain.lemma;

import dev.nadir.reduction.Draft;

/** The two envelopes that every priced chain goes through: noise, then the balance of its factors. */
final class Bounds {

    private Bounds() {}

    static void write(Setting setting, String what) {
        Draft draft = setting.draft();
        boolean isNoisy = !setting.chain().noise().isEmpty();
        String kappa = isNoisy ? Draft.text(setting.kappa()) : "";
        if (isNoisy) {
            draft.with("P", setting.productText()).with("A", Draft.text(setting.right()));
            draft.step(
                    "cauchy-schwarz-noise",
                    "The variance that each noisy layer adds is a sum of squares over its units, at least the square of "
                            + "their sum divided by their number.",
                    setting.quadratic(kappa) + setting.prices(),
                    false,
                    "where the units of each noisy layer contribute equally");
        }
        letters(setting);
        draft.step(
                "balance",
                "By the arithmetic and geometric means, and because the Schatten quasi-norm of a product is at most the "
                        + "product of Frobenius norms, the prices are at least " + what + ".",
                setting.quadratic(kappa) + " + " + penalty(setting),
                false,
                "where all factors cost the same and are aligned");
    }

    /** What the letters of the lemma of balance stand for. */
    static void letters(Setting setting) {
        setting.draft()
                .with("P", setting.productText())
                .with("N", Integer.toString(setting.count()))
                .with("g", setting.mean().text());
        if (!setting.isPlain()) {
            setting.draft().with("M", Draft.text(setting.metric()));
        }
    }

    /** {@code N * g * sum(sigma(P)^(2/N))} in the metric of the prices. */
    static String penalty(Setting setting) {
        String p = setting.productText();
        int n = setting.count();
        String gram = setting.isPlain() ? p + "*" + p + "'" : p + "*" + Draft.text(setting.metric()) + "*" + p + "'";
        String sum = setting.hasOneOutput() ? price(setting, gram) : "sum(max(eig(" + gram + "), 0).^(1/" + n + "))";
        return n + "*" + setting.mean().text() + "*" + sum;
    }

    /** A power of the norm of the one row of the product. */
    private static String price(Setting setting, String gram) {
        int n = setting.count();
        if (!setting.isPlain()) {
            return "(" + gram + ")^(1/" + n + ")";
        }
        String norm = "norm((" + setting.productText() + ")')";
        return n == 2 ? norm : norm + "^(2/" + n + ")";
    }
}
