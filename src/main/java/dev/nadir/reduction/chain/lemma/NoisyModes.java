package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Several outputs and noise in one hidden layer: the variance is at least the squared nuclear norm of {@code P*A^(1/2)}
 * over the width, with equality where all units contribute alike, which a rotation of the hidden basis always attains.
 * Where the prices are none, or the inputs are isotropic, every term is a function of the same singular values.
 */
final class NoisyModes {

    private NoisyModes() {}

    static void solve(Setting setting) {
        Map<Set<Integer>, Expr> noise = setting.chain().noise();
        Expr variance = noise.get(Set.of(1));
        if (setting.count() != 2 || noise.size() != 1 || variance == null) {
            throw new Refusal(
                    "Cauchy-Schwarz for multiplicative noise",
                    "several outputs and more than one hidden layer, where the bound of each layer is not attained by all");
        }
        boolean isFree = setting.chain().isFree();
        Optional<Expr> scale = Proportion.toIdentity(setting.right());
        if (!isFree && !(setting.chain().isPricedThroughout() && setting.isPlain() && scale.isPresent())) {
            throw new Refusal(
                    "Cauchy-Schwarz for multiplicative noise",
                    "several outputs, prices, and inputs that are not isotropic: the nuclear norms of the product with and "
                            + "without the inputs have no common singular vectors");
        }
        Draft draft = setting.draft();
        Expr share = Exprs.times(
                variance, Exprs.power(Exprs.size(setting.width(1)), dev.nadir.base.exact.Rational.MINUS_ONE));
        String k = draft.let("k", Draft.text(Proportion.simple(share)));
        String p = Draft.text(setting.chain().product());
        String gram = p + "*" + Draft.text(setting.right()) + "*" + p + "'";
        String r = "1..(" + setting.rank() + ")";
        String nuclear = "sum(sqrt(max(eig(" + gram + "), 0)))";
        draft.step(
                "cauchy-schwarz-noise",
                "The variance is a sum over hidden units of products of squared norms; by the inequality of Cauchy and "
                        + "Schwarz, and because the nuclear norm is the least sum of products of norms, it is at least "
                        + "the squared nuclear norm over the width.",
                setting.quadratic("") + " + " + k + "*" + nuclear + "^2" + setting.prices(),
                false,
                "where the hidden units contribute alike");
        String a = "1";
        String g = "0";
        String s;
        if (isFree) {
            Expr fitted = Proportion.simpleMatrix(Exprs.times(
                    Exprs.times(setting.cross(), Exprs.inverse(setting.right())), Exprs.transpose(setting.cross())));
            s = draft.let("s", "sqrt(max(eig(" + Draft.text(fitted) + ")[" + r + "], 0))");
        } else {
            a = draft.let("a", Draft.text(scale.orElseThrow()));
            g = draft.let("g", setting.mean().text());
            draft.step(
                    "balance",
                    "By the arithmetic and geometric means the prices are at least twice their geometric mean times the "
                            + "nuclear norm.",
                    setting.quadratic("") + " + " + k + "*" + nuclear + "^2 + " + Bounds.penalty(setting),
                    false,
                    "where all factors cost the same and are aligned");
            s = draft.let("s", "svd(" + Draft.text(setting.cross()) + ")[" + r + "]");
        }
        finish(setting, new Shrinkage(a, g, k, s));
    }

    /** {@code sum(a*p^2 - 2*(s - g)*p) + k*a*sum(p)^2} over p >= 0; the curvature is a. */
    private record Shrinkage(String a, String g, String k, String s) {}

    private static void finish(Setting setting, Shrinkage of) {
        Draft draft = setting.draft();
        String t = draft.fresh("t");
        String net = "max(" + of.s() + " - " + of.g() + ", 0)";
        String kept = "max(" + of.s() + " - " + of.g() + " - " + of.k() + "*" + of.a() + "*";
        String total = draft.let(
                "total",
                "roots(" + t + " in 0..sum(" + net + ")/" + of.a() + ", " + of.a() + "*" + t + " - sum(" + kept + t
                        + ", 0)))[1]");
        String modes = kept + total + ", 0)";
        String value = Draft.text(setting.chain().constant()) + " - sum((" + of.s() + " - " + of.g() + ").*" + modes
                + ")/" + of.a();
        draft.step(
                "von-neumann-trace",
                "Aligned with the singular vectors of the data a convex quadratic of the singular values is left, coupled "
                        + "by their sum; each is what it was less a common amount, or zero.",
                value,
                false,
                "at the common amount that reproduces itself");
        draft.threshold("non-zero-global-minimum", java.util.List.of(FormulaText.parse(of.s() + "[1] > " + of.g())));
        draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo("rotations of the hidden basis in which all units contribute alike")
                .value(value);
    }
}
