package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * Several outputs and noise in one hidden layer: the variance is at least the squared nuclear norm of {@code P*A^(1/2)}
 * over the width, with equality where all units contribute alike, which a rotation of the hidden basis always attains.
 * Where the prices are none, or the inputs are isotropic, every term is a function of the same singular values.
 */
final class NoisyModes {

    private final Setting setting;
    private final Draft draft;
    private final String k;
    private final String nuclear;
    private final Expr variance;

    private NoisyModes(Setting setting, Expr variance) {
        this.setting = setting;
        this.variance = variance;
        this.draft = setting.draft();
        Expr share = Exprs.times(variance, Exprs.power(Exprs.size(setting.width(1)), Rational.MINUS_ONE));
        this.k = draft.let("k", Draft.text(Proportion.simple(share)));
        String p = setting.productText();
        String inputs = setting.right() instanceof Expr.Identity ? "" : "*" + Draft.text(setting.right()) + "^(1/2)";
        this.nuclear = "sum(svd(" + p + inputs + "))";
    }

    static void solve(Setting setting) {
        Map<Set<Integer>, Expr> noise = setting.chain().noise();
        Expr variance = noise.get(Set.of(1));
        if (setting.count() != 2 || noise.size() != 1 || variance == null) {
            throw new Refusal(
                    "Cauchy-Schwarz for multiplicative noise",
                    "several outputs and more than one hidden layer, where the bound of each layer is not attained by all");
        }
        if (setting.chain().isFree()) {
            new NoisyModes(setting, variance).free();
            return;
        }
        boolean isCovered = setting.chain().isPricedThroughout()
                && setting.chain().prices().stream().flatMap(Optional::stream).allMatch(price -> price.hidden()
                        .isEmpty());
        Optional<Expr> scale = isCovered ? setting.scale() : Optional.empty();
        new NoisyModes(setting, variance)
                .priced(
                        scale.orElseThrow(
                                () -> new Refusal(
                                        "Cauchy-Schwarz for multiplicative noise",
                                        "several outputs, prices, and inputs that are neither isotropic nor priced in their own metric: the "
                                                + "nuclear norms of the product with and without the inputs have no common singular vectors")));
    }

    private void noise() {
        draft.with("P", setting.productText()).with("A", Draft.text(setting.right()));
        draft.step(
                "cauchy-schwarz-noise",
                "The variance is a sum over hidden units of products of squared norms; by the inequality of Cauchy and "
                        + "Schwarz, and because the nuclear norm is the least sum of products of norms, it is at least "
                        + "the squared nuclear norm over the width.",
                setting.quadratic("") + " + " + k + "*" + nuclear + "^2" + setting.prices(),
                false,
                "where the hidden units contribute alike");
    }

    /** Nothing is priced: the modes are those of the fit, in the metric of the inputs. */
    private void free() {
        noise();
        String r = "1..(" + setting.rank() + ")";
        Expr fit = Proportion.simpleMatrix(Exprs.times(setting.cross(), Exprs.inverse(setting.right())));
        Expr fitted = Proportion.simpleMatrix(Exprs.times(fit, Exprs.transpose(setting.cross())));
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + Draft.text(fitted) + ")");
        String s = draft.let("s", "sqrt(max(" + names.get(0) + "[" + r + "], 0))");
        String basis = names.get(1) + "[:, " + r + "]";
        finish(
                new Shrinkage("1", "0", s),
                new Basis(
                        basis + "*",
                        sizes -> "diag((" + sizes + ")./max(" + s + ", 1e-300))*" + basis + "'*" + Draft.text(fit)));
        String q = draft.let("q", "rank(" + Draft.text(setting.cross()) + ")");
        String live = draft.let("z", "sqrt(max(" + names.get(0) + "[1.." + q + "], 0))");
        String left = names.get(1) + "[:, 1.." + q + "]";
        new NoisyGroups(setting, variance, new NoisyGroups.Live(q, live, "1", "0"))
                .write(left, "diag(" + live + ".^(-1))*" + left + "'*" + Draft.text(fit));
    }

    /** Both factors are priced, and the inputs are isotropic in the metric of the prices. */
    private void priced(Expr scale) {
        noise();
        String a = draft.let("a", Draft.text(scale));
        String g = draft.let("g", setting.mean().text());
        PricedModes.Bounds.letters(setting);
        draft.step(
                "balance",
                "By the arithmetic and geometric means the prices are at least twice their geometric mean times the "
                        + "nuclear norm.",
                setting.quadratic("") + " + " + k + "*" + nuclear + "^2 + " + PricedModes.Bounds.penalty(setting),
                false,
                "where all factors cost the same and are aligned");
        Modes modes = Modes.of(setting);
        String s = draft.let("s", modes.values());
        finish(new Shrinkage(a, g, s), new Basis(modes.leading(), sizes -> modes.scaledRows(sizes, modes.divisor())));
        String q = draft.let("q", "sum(greater(" + modes.all() + ", " + g + "))");
        String live = draft.let("z", modes.all() + "[1.." + q + "]");
        new NoisyGroups(setting, variance, new NoisyGroups.Live(q, live, a, g))
                .write(modes.columns("1.." + q), modes.rows("1.." + q));
    }

    /** {@code sum(a*p^2 - 2*(s - g)*p) + k*a*sum(p)^2} over p >= 0; the curvature is a. */
    private record Shrinkage(String a, String g, String s) {}

    /**
     * The directions of the modes.
     *
     * @param columns those of the outputs, as a left factor
     * @param rows those of the inputs, each times an entry of a vector
     */
    private record Basis(String columns, UnaryOperator<String> rows) {}

    private void finish(Shrinkage of, Basis basis) {
        String t = draft.fresh("t");
        String net = "max(" + of.s() + " - " + of.g() + ", 0)";
        String kept = "max(" + of.s() + " - " + of.g() + " - " + k + "*" + of.a() + "*";
        String total = draft.let(
                "total",
                "roots(" + t + " in 0..2*sum(" + net + ")/" + of.a() + ", " + of.a() + "*" + t + " - sum(" + kept + t
                        + ", 0)))[1]");
        String modes = kept + total + ", 0)";
        String constant = Draft.text(setting.chain().constant());
        String value = constant + " - sum((" + of.s() + " - " + of.g() + ").*" + modes + ")/" + of.a();
        draft.step(
                "von-neumann-trace",
                "Aligned with the singular vectors of the data a convex quadratic of the singular values is left, coupled "
                        + "by their sum; each is what it was less a common amount, or zero.",
                value,
                false,
                "at the common amount that reproduces itself");
        String first = of.s() + "[1] > " + of.g();
        draft.threshold(ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM, List.of(FormulaText.parse(first)));
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM)
                .when(first)
                .upTo("orthogonal changes of the hidden basis after which all units still contribute alike");
        String size = draft.let("m", "sqrt(" + modes + "/" + of.a() + ")");
        String corner = "eye(" + setting.width(1) + ")[:, 1..(" + setting.rank() + ")]";
        String turn = draft.let("Q", "equalise(diag(" + size + ")*" + corner + "')");
        setting.put(best, 0, share(0, of.g()), basis.columns() + "diag(" + size + ")*" + corner + "'", turn);
        setting.put(
                best, 1, share(1, of.g()), turn + "'*" + corner, basis.rows().apply(size));
        best.value(value);
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when(of.s() + "[1] <= " + of.g()), constant);
        origin(draft.entry(Kind.STRICT_SADDLE).when(first), constant);
    }

    private String share(int place, String g) {
        return setting.chain().isFree() ? "1" : setting.share(place, g);
    }

    private void origin(Draft.Entry entry, String constant) {
        setting.putZero(entry, 0);
        setting.putZero(entry, 1);
        entry.value(constant);
    }
}
