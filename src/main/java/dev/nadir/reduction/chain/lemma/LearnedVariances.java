package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Two factors whose hidden units have variances to be learned: after pairing, each mode with singular value s is the
 * problem {@code min over p >= 0, v > 0 of a*p^2 - 2*s*p + 2*sqrt(w*v)*p + c*v - l*log(v)}. It is convex in the square
 * root of v where {@code a*c >= w}, and then has one minimum.
 */
final class LearnedVariances {

    private static final String RELABELLED = "permutations and signs of the hidden units";

    private static final String SHARED = "points at which units of equal variance share modes between them";

    private static final String OTHERS =
            "points at which each unit keeps a mode of its own or none, but not the modes of the global minimum nor none";

    private static final String SCALES = OTHERS + "; other scales that are stationary";

    private static final String UNBOUND = "nothing is left beside all modes together";

    private static final String FEWER = "points that keep fewer modes";

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

    /** What an active mode adds to the loss, less what a collapsed one does; zero where it collapses. */
    private Gain gain(Expr s) {
        Expr q = deviation(s);
        Expr v = entry(q, Rational.of(2));
        Expr rest = Exprs.subtract(s, Exprs.scaled(root(w), q));
        Expr fit = Exprs.scaled(Exprs.negate(Exprs.power(a, Rational.MINUS_ONE)), entry(rest, Rational.of(2)));
        Expr power = Exprs.subtract(Exprs.add(fit, Exprs.scaled(c, v)), Exprs.scaled(l, Exprs.ones(s.shape())));
        Expr ratio = Proportion.simpleMatrix(Exprs.scaled(over(l, c), entry(v, Rational.MINUS_ONE)));
        return new Gain(Proportion.simpleMatrix(power), ratio, l);
    }

    /** {@code power + factor*log(ratio)}, by modes. */
    private record Gain(Expr power, Expr ratio, Expr factor) {

        Expr expression() {
            return Exprs.add(power, Exprs.scaled(factor, Exprs.entrywise(EntrywiseFunction.LOG, ratio)));
        }

        String text() {
            return Draft.text(power) + " + " + Draft.text(factor) + "*log(" + Draft.text(ratio) + ")";
        }
    }

    /** What the variance of a collapsed unit adds to the loss. */
    private Expr idle() {
        return Proportion.simple(Exprs.subtract(l, Exprs.times(l, Exprs.entrywise(EntrywiseFunction.LOG, over(l, c)))));
    }

    void solve() {
        Modes modes = Modes.of(setting);
        String zeta = draft.let("zeta", modes.unscaled());
        // A mode collapses where its gain is zero, so the gain of max(zeta, edge) is that of either case.
        Expr squaredEdge =
                Proportion.simple(over(over(Exprs.times(w, l), c), Exprs.times(modes.factor(), modes.factor())));
        String edge = "sqrt(" + Draft.text(squaredEdge) + ")";
        String keptName = draft.fresh("kept");
        Shape shape = Shape.vector(Size.of(setting.rank()));
        Expr.Symbol kept = new Expr.Symbol(keptName, shape, Role.DATA, Set.of(Property.POSITIVE));
        String level = Draft.text(held());
        String value =
                level + " + sum(" + gain(Exprs.scaled(modes.factor(), kept)).text() + ")";
        String larger = "max(" + zeta + ", " + edge + ")";
        String least = Draft.at(value, keptName, larger);
        steps(least);
        Optional<ScaleStage.Scale> scale = setting.scaleParameter().map(x -> {
            Expr gain = gain(Exprs.scaled(modes.factor(), whole(zeta))).expression();
            ScaleStage.Modes left = new ScaleStage.Modes(whole(zeta), squaredEdge, Optional.empty(), least);
            return new ScaleStage(setting, x).solve(held(), gain, left);
        });
        String first = zeta + "[1]^2";
        String threshold = Draft.text(squaredEdge);
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo(RELABELLED);
        if (scale.isEmpty()) {
            best.when(first + " > " + threshold);
        }
        scale.ifPresent(each -> each.minimise(best));
        if (!Exprs.isZero(excess())) {
            best.when(Draft.text(Exprs.times(a, c)) + " >= " + Draft.text(w));
        }
        draft.define(keptName, larger);
        lift(best, modes, new Kept(zeta, kept, Draft.text(squaredEdge)));
        Optional<ScaleStage.AllKept> all = scale.filter(ScaleStage.Scale::isSimple)
                .map(each -> {
                    Expr gain = gain(Exprs.scaled(modes.factor(), whole(zeta))).expression();
                    return each.all(held(), gain, new ScaleStage.Modes(whole(zeta), squaredEdge, Optional.empty(), ""));
                });
        all.ifPresent(each -> best.when(each.where().fail()));
        best.value(value);
        String valueOfAll = Draft.at(value, keptName, zeta);
        all.ifPresent(each -> {
            Draft.Entry entry = draft.entry(Kind.GLOBAL_MINIMUM).upTo(RELABELLED);
            scale.orElseThrow().minimiseAt(entry, each.scale());
            entry.when(each.where().hold());
            lift(entry, modes, new Kept(zeta, whole(zeta), threshold));
            entry.value(valueOfAll);
        });
        scale.ifPresent(ScaleStage.Scale::collapse);
        draft.threshold(
                ScalarAnswer.Change.COMPLETE_COLLAPSE,
                List.of(FormulaText.parse(modes.firstSquared() + " <= " + threshold)));
        if (scale.isEmpty()) {
            collapse(draft.entry(Kind.GLOBAL_MINIMUM).when(first + " <= " + threshold), level);
        }
        Draft.Entry saddle = draft.entry(Kind.STRICT_SADDLE).when(first + " > " + threshold);
        scale.ifPresent(each -> each.state(saddle));
        collapse(saddle, level);
        families(modes, new Families(squaredEdge, scale));
    }

    private Expr.Symbol whole(String zeta) {
        return new Expr.Symbol(zeta, Shape.vector(Size.of(setting.rank())), Role.DATA, Set.of(Property.POSITIVE));
    }

    /** The square of the singular value at which a mode is kept, and a scale that is learned too. */
    private record Families(Expr squaredEdge, Optional<ScaleStage.Scale> scale) {}

    /** All stationary points, where they are known. */
    private void families(Modes modes, Families of) {
        boolean isSimple = of.scale().isEmpty()
                || (of.scale().get().isSimple()
                        && !new Dependence(Set.of(setting.scaleParameter().orElseThrow())).dependsOn(l));
        if (!Exprs.isZero(excess()) || !isSimple) {
            draft.leaves((of.scale().isPresent() ? SCALES : OTHERS) + "; " + SHARED);
            return;
        }
        Expr level = held();
        own(modes, of, level);
        String root = root("%s");
        new NoisyGroups.Learned(setting, weighted, a, w, c, l)
                .write(modes, new NoisyGroups.Learned.Rest(level, variances.symbol(), root, of.scale()));
        list(of.scale().map(ScaleStage.Scale::needed).orElse(List.of()));
    }

    /** All are listed where the scale has its minimum; without that fewer modes may have a minimum of their own. */
    private void list(List<String> needed) {
        if (needed.isEmpty()) {
            draft.listsAll();
        } else if (needed.size() == 1) {
            draft.listsAllWhere(needed.get(0), UNBOUND, FEWER, false);
        } else {
            draft.leaves(SCALES);
        }
    }

    /** Any set of the modes above the edge, as many as there are units; all but the leading ones are strict saddles. */
    private void own(Modes modes, Families of, Expr level) {
        String s = modes.unscaledAll();
        String edge = Draft.text(of.squaredEdge());
        Optional<ScaleStage.Scale> scale = of.scale();
        String least =
                scale.map(each -> Draft.at(edge, each.name(), each.end())).orElse(edge);
        String live = draft.let("live", "sum(" + WeightedModes.greater(s + ".^2", least) + ")");
        String j = draft.fresh("J");
        String k = "card(" + j + ")";
        Draft.Entry entry = draft.entry(Kind.STRICT_SADDLE)
                .by("latent-saddles")
                .over(j, "subsets(1.." + live + ", at-most " + setting.rank() + ")")
                .upTo(RELABELLED);
        String keptName = draft.fresh("chosen");
        String chosen = s + "[" + j + "]";
        Shape shape = Shape.vector(Size.of(k));
        Expr.Symbol kept = new Expr.Symbol(keptName, shape, Role.DATA, Set.of(Property.POSITIVE));
        Expr scaled = Exprs.scaled(modes.factor(), kept);
        scale.ifPresent(each -> {
            String name = entry.let("kept", chosen);
            Expr.Symbol own = new Expr.Symbol(name, shape, Role.DATA, Set.of(Property.POSITIVE));
            Expr.Symbol mask = new Expr.Symbol(draft.fresh("active"), shape, Role.DATA, Set.of());
            each.keep(entry, level, gain(Exprs.scaled(modes.factor(), own)).expression(), mask);
        });
        String above = scale.isEmpty()
                ? live
                : entry.when("sum(step(" + chosen + ".^2 - " + edge + ")) >= " + k)
                        .let("above", "sum(" + WeightedModes.greater(s + ".^2", edge) + ")");
        String idle = "(" + width() + " - " + k + ")*";
        String index = "sum(" + j + ") - " + k + "*(" + k + " + 1)/2 + " + idle + "(" + above + " - " + k + ")";
        entry.when(index + " > 0").when("distinct(" + s + "[1.." + live + "])");
        String gap = "sqrt(" + chosen + ".^2 - " + edge + ")";
        Shares shares = shares(modes, kept.shape());
        String basis = "eye(" + width() + ")[:, 1.." + k + "]";
        String shrunk = gap + "./" + chosen;
        setting.put(
                entry,
                0,
                shares.column(),
                modes.columns(j) + "*diag(" + (weighted == 0 ? gap : shrunk) + ")",
                basis + "'");
        setting.put(entry, 1, shares.row(), basis, "diag(" + (weighted == 0 ? shrunk : gap) + ")*" + modes.rows(j));
        String v = Draft.at(
                Draft.text(Proportion.simpleMatrix(entry(deviation(scaled), Rational.of(2)))), keptName, chosen);
        entry.at(
                variances.symbol().name(),
                root(collapsed() + "*ones(" + width() + ") + " + basis + "*(" + v + " - " + collapsed() + ")"));
        String tie = "sum(" + WeightedModes.tied(s + ".^2", edge) + ")";
        entry.curvature(index, idle + entry.let("on_edge", tie))
                .value(Draft.text(level) + " + sum(" + Draft.at(gain(scaled).text(), keptName, chosen) + ")");
    }

    private String width() {
        return setting.chain().hidden().get(0).toString();
    }

    /** Every factor is zero, and every unit has the variance of a collapsed one. */
    private void collapse(Draft.Entry entry, String value) {
        for (int place = 0; place < 2; place++) {
            setting.putZero(entry, place);
        }
        String width = setting.chain().hidden().get(0).toString();
        entry.at(variances.symbol().name(), root(collapsed() + "*ones(" + width + ")"));
        entry.value(value);
    }

    /** The loss where no mode is kept. */
    private Expr held() {
        return Proportion.simple(Exprs.add(
                setting.chain().constant(),
                Exprs.times(Exprs.size(setting.chain().hidden().get(0)), idle())));
    }

    /** The variance of a collapsed unit. */
    private String collapsed() {
        return Draft.text(Proportion.simple(over(l, c)));
    }

    /** Factors and variances at the least value. */
    private void lift(Draft.Entry best, Modes modes, Kept modesKept) {
        Expr q = deviation(Exprs.scaled(modes.factor(), modesKept.kept()));
        String width = setting.chain().hidden().get(0).toString();
        String basis = "eye(" + width + ")";
        String v = draft.let("v", Draft.text(Proportion.simpleMatrix(entry(q, Rational.of(2)))));
        if (Exprs.isZero(excess())) {
            balanced(best, modes, modesKept);
        } else {
            String product = "max(" + Draft.text(modes.factor()) + "*" + modesKept.zeta() + " - sqrt(" + Draft.text(w)
                    + "*" + v + "), 0)/" + Draft.text(a);
            WeightedModes.lift(
                    setting,
                    modes,
                    best,
                    new WeightedModes.Pairing(
                            weighted, basis, v, product, modesKept.kept().name()));
        }
        best.at(
                variances.symbol().name(),
                root(collapsed() + "*ones(" + width + ") + " + basis + "[:, 1.." + setting.rank() + "]*(" + v + " - "
                        + collapsed() + ")"));
    }

    /** The singular values by name, and those of kept modes with the edge in the place of the others. */
    private record Kept(String zeta, Expr.Symbol kept, String squaredEdge) {

        /** Whether every mode is kept. */
        boolean areAll() {
            return kept.name().equals(zeta);
        }
    }

    /**
     * Without excess, mode z has the variance {@code (m/z)^2} and the product {@code f/a*(z^2 - edge^2)/z}, shared in the
     * ratio of the prices.
     */
    private void balanced(Draft.Entry best, Modes modes, Kept kept) {
        String excess = kept.zeta() + ".^2 - " + kept.squaredEdge();
        String gap = draft.let("gap", kept.areAll() ? "sqrt(" + excess + ")" : "sqrt(max(" + excess + ", 0))");
        Shares shares = shares(modes, kept.kept().shape());
        String column = shares.column();
        String row = shares.row();
        String r = "1.." + setting.rank();
        String width = setting.chain().hidden().get(0).toString();
        String basis = "eye(" + width + ")[:, " + r + "]";
        String columns = weighted == 0 ? gap : gap + "./" + kept.kept().name();
        String rows = weighted == 0 ? gap + "./" + kept.kept().name() : gap;
        setting.put(best, 0, column, modes.leading() + "diag(" + columns + ")", basis + "'");
        setting.put(best, 1, row, basis, modes.scaledRows(rows, kept.kept().name()));
    }

    /** What a column and a row have of the product of a mode. */
    private record Shares(String column, String row) {}

    private Shares shares(Modes modes, Shape shape) {
        Expr m = scalarOf(deviation(Exprs.scaled(modes.factor(), Exprs.ones(shape))));
        Expr ratio = Exprs.times(root(over(setting.weight(0), setting.weight(1))), weighted == 0 ? m : over(one(), m));
        Expr over = over(modes.factor(), a);
        return new Shares(
                Draft.text(Proportion.simple(root(over(over, ratio)))),
                Draft.text(Proportion.simple(root(Exprs.times(over, ratio)))));
    }

    private static Expr one() {
        return Exprs.literal(1);
    }

    private static Expr scalarOf(Expr vector) {
        Expr simple = Proportion.simpleMatrix(vector);
        return simple instanceof Expr.Scaled scaled ? scaled.scalar() : one();
    }

    /** The parameter whose power the variance is. */
    private String root(String variance) {
        return variances.power().isOne() ? variance : "(" + variance + ").^(1/(" + variances.power() + "))";
    }

    private void steps(String value) {
        String p = setting.productText();
        String v = variances.power().isOne()
                ? variances.symbol().name()
                : variances.symbol().name() + ".^(" + variances.power() + ")";
        String sorted = "ascending(" + v + ")";
        draft.with("P", p);
        draft.step(
                "rearrangement",
                "A column and a row of the factors together pay at least twice the geometric mean of their prices times "
                        + "their norms; sorted, the smallest variance meets the largest singular value.",
                setting.quadratic("") + " + 2*sum(sqrt(" + Draft.text(w) + "*" + sorted + "[1..(" + setting.rank()
                        + ")]).*" + setting.singularValues() + "[1..(" + setting.rank() + ")]) + "
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
                "where the product has the singular vectors of the cross moment and each mode is at its least value");
    }
}
