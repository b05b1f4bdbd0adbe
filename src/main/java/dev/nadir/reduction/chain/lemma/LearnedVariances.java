package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.ChainLoss;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two factors whose hidden units have variances to be learned: after pairing, each mode with singular value s is the
 * problem {@code min over p >= 0, v > 0 of a*p^2 - 2*s*p + 2*sqrt(w*v)*p + c*v - l*log(v)}. It is convex in the square
 * root of v where {@code a*c >= w}, and then has one minimum.
 */
final class LearnedVariances {

    private final Setting setting;
    private final Draft draft;
    private final ChainLoss.Variances variances;
    private final Expr a;
    private final Expr w;
    private final Expr c;
    private final Expr l;
    private final int weighted;

    LearnedVariances(Setting setting, Expr scale) {
        this.setting = setting;
        this.draft = setting.draft();
        this.variances = setting.chain().variances().orElseThrow();
        if (setting.count() != 2 || !setting.chain().noise().isEmpty()) {
            throw new Refusal(
                    "rearrangement", "variances of hidden units with noise, or between more than two factors");
        }
        this.weighted = setting.chain().prices().get(0).orElseThrow().hidden().isPresent() ? 0 : 1;
        Expr power = Exprs.power(variances.symbol(), variances.power());
        boolean areThese = setting.chain()
                .prices()
                .get(weighted)
                .orElseThrow()
                .hidden()
                .map(Form::of)
                .filter(Form.of(Exprs.diagonalMatrix(power))::equals)
                .isPresent();
        boolean isOne = setting.chain()
                .prices()
                .get(1 - weighted)
                .orElseThrow()
                .hidden()
                .isEmpty();
        if (!areThese || !isOne) {
            throw new Refusal(
                    "rearrangement",
                    "the hidden units are not weighed by " + variances.symbol().name() + " on one side alone");
        }
        if (Exprs.isZero(variances.logarithm())) {
            throw new Refusal("variances", "no logarithm keeps the variances from zero");
        }
        this.a = scale;
        this.w = Proportion.simple(setting.weights());
        this.c = variances.linear();
        this.l = Proportion.simple(
                Exprs.times(variances.logarithm(), Exprs.power(Exprs.literal(variances.power()), Rational.MINUS_ONE)));
    }

    /** The excess of {@code a*c} over {@code w}, divided by a; zero where price and data share their metric's scale. */
    private Expr excess() {
        return Proportion.simple(Exprs.subtract(c, over(w, a)));
    }

    private static Expr over(Expr left, Expr right) {
        return Exprs.times(left, Exprs.power(right, Rational.MINUS_ONE));
    }

    private static Expr root(Expr e) {
        return Exprs.power(e, Rational.HALF);
    }

    private static Expr entry(Expr e, Rational exponent) {
        return Exprs.power(e, exponent);
    }

    /** The square root of the variance of an active mode: {@code 2*l / (b + sqrt(b^2 + 4*excess*l))}. */
    private Expr deviation(Expr s) {
        Expr slope = Exprs.scaled(over(root(w), a), s);
        Expr bend = excess();
        if (Exprs.isZero(bend)) {
            return Exprs.scaled(l, entry(slope, Rational.MINUS_ONE));
        }
        Expr under = Exprs.add(
                entry(slope, Rational.of(2)),
                Exprs.scaled(Exprs.times(Exprs.literal(4), Exprs.times(bend, l)), Exprs.ones(s.shape())));
        return Exprs.scaled(
                Exprs.times(Exprs.literal(2), l),
                entry(Exprs.add(slope, entry(under, Rational.HALF)), Rational.MINUS_ONE));
    }

    /** What an active mode adds to the loss, less what a collapsed one does. */
    private Expr gain(Expr s) {
        Expr q = deviation(s);
        Expr v = entry(q, Rational.of(2));
        Expr rest = Exprs.subtract(s, Exprs.scaled(root(w), q));
        Expr fit = Exprs.scaled(Exprs.negate(Exprs.power(a, Rational.MINUS_ONE)), entry(rest, Rational.of(2)));
        Expr kl = Exprs.subtract(
                Exprs.scaled(c, v),
                Exprs.scaled(Exprs.times(Exprs.literal(2), l), Exprs.entrywise(EntrywiseFunction.LOG, q)));
        Expr level = Exprs.scaled(idle(), Exprs.ones(s.shape()));
        return Proportion.simpleMatrix(Exprs.subtract(Exprs.add(fit, kl), level));
    }

    /** What the variance of a collapsed unit adds to the loss. */
    private Expr idle() {
        return Proportion.simple(Exprs.subtract(l, Exprs.times(l, Exprs.entrywise(EntrywiseFunction.LOG, over(l, c)))));
    }

    void solve() {
        Modes modes = Modes.of(setting);
        String r = draft.let("r", setting.rank());
        String name = draft.let("zeta", "max(" + modes.unscaled() + ", 1e-300)");
        Expr.Symbol zeta = new Expr.Symbol(name, Shape.vector(Size.of(r)), Role.DATA, Set.of(Property.POSITIVE));
        Expr scaled = Exprs.scaled(modes.factor(), zeta);
        String threshold = Draft.text(Proportion.simple(over(Exprs.times(w, l), c)));
        String width = setting.chain().hidden().get(0).toString();
        String kept = "step((" + Draft.text(scaled) + ").^2 - " + threshold + ")";
        String level = Draft.text(Proportion.simple(Exprs.add(
                setting.chain().constant(),
                Exprs.times(Exprs.size(setting.chain().hidden().get(0)), idle()))));
        String value = level + " + sum(" + kept + ".*" + Draft.text(gain(scaled)) + ")";
        steps(value);
        Expr held = Exprs.add(
                setting.chain().constant(),
                Exprs.times(Exprs.size(setting.chain().hidden().get(0)), idle()));
        Optional<ScaleStage.Scale> scale =
                setting.scaleParameter().map(x -> new ScaleStage(setting, x).solve(held, gain(scaled), zeta, kept));
        String least = Draft.text(Proportion.simpleMatrix(entry(deviation(scaled), Rational.of(2))));
        String collapsed = Draft.text(Proportion.simple(over(l, c)));
        String v = draft.fresh("v");
        String product = "max(" + Draft.text(scaled) + " - sqrt(" + Draft.text(w) + "*" + v + "), 0)/" + Draft.text(a);
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo("permutations and signs of the hidden units");
        scale.ifPresent(each -> each.minimise(best));
        if (!Exprs.isZero(excess())) {
            best.when(Draft.text(Exprs.times(a, c)) + " >= " + Draft.text(w));
        }
        draft.define(v, "min(" + collapsed + ", " + least + ")");
        String basis = "eye(" + width + ")";
        WeightedModes.lift(setting, modes, best, new WeightedModes.Pairing(weighted, basis, v, product));
        best.at(
                variances.symbol().name(),
                root(collapsed + "*ones(" + width + ") + " + basis + "[:, 1.." + r + "]*(" + v + " - " + collapsed
                        + ")"));
        best.value(value);
        scale.ifPresent(ScaleStage.Scale::collapse);
        String first = "(" + Draft.text(modes.factor()) + "*" + name + "[1])^2";
        draft.threshold("complete-collapse", List.of(FormulaText.parse(first + " <= " + threshold)));
        Draft.Entry collapse = draft.entry(Kind.STRICT_SADDLE).when(first + " > " + threshold);
        scale.ifPresent(each -> each.state(collapse));
        for (int place = 0; place < 2; place++) {
            setting.putZero(collapse, place);
        }
        collapse.at(variances.symbol().name(), root(collapsed + "*ones(" + width + ")"));
        collapse.value(level);
    }

    /** The parameter whose power the variance is. */
    private String root(String variance) {
        return variances.power().isOne() ? variance : "(" + variance + ").^(1/(" + variances.power() + "))";
    }

    private void steps(String value) {
        String p = Draft.text(setting.chain().product());
        String gram = setting.isPlain() ? p + "*" + p + "'" : p + "*" + Draft.text(setting.metric()) + "*" + p + "'";
        String v = variances.power().isOne()
                ? variances.symbol().name()
                : variances.symbol().name() + ".^(" + variances.power() + ")";
        String sorted = "(-eig(-diag(" + v + ")))";
        draft.step(
                "rearrangement",
                "A column and a row of the factors together pay at least twice the geometric mean of their prices times "
                        + "their norms; sorted, the smallest variance meets the largest singular value.",
                setting.quadratic("") + " + 2*sum(sqrt(" + Draft.text(w) + "*" + sorted + "[1..(" + setting.rank()
                        + ")]).*sqrt(max(eig(" + gram + ")[1..(" + setting.rank() + ")], 0))) + "
                        + Draft.text(c) + "*sum(" + v + ") - " + Draft.text(variances.logarithm()) + "*sum(log("
                        + variances.symbol().name() + "))",
                false,
                "where the smallest variance stands with the largest mode");
        draft.step(
                "variance-minimisation",
                "Each mode is minimised over its singular value and its variance; in the square root of the variance the "
                        + "problem is convex.",
                value,
                false,
                "at the singular vectors");
    }
}
