package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
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
 * Two priced factors and a positive number that all modes share, such as the variance of a decoder: with the number held,
 * each mode with singular value s that pays t is worth {@code -max(s - t, 0)^2/a}; the number is minimised last.
 */
final class ScaledModes {

    private static final String REARRANGEMENT = "rearrangement";

    private final Setting setting;
    private final Draft draft;
    private final Expr.Symbol x;
    private final Expr a;
    private final Expr w;
    private final int weighted;
    private final Optional<Expr> hidden;

    ScaledModes(Setting setting, Expr scale) {
        this.setting = setting;
        this.draft = setting.draft();
        this.x = setting.scaleParameter().orElseThrow();
        if (setting.count() != 2 || !setting.chain().noise().isEmpty()) {
            setting.requireNoScale();
        }
        this.a = scale;
        this.w = Proportion.simple(setting.weights());
        List<Optional<Expr>> weights = setting.chain().prices().stream()
                .map(price -> price.flatMap(ChainLoss.Price::hidden))
                .toList();
        if (weights.stream().allMatch(Optional::isPresent)) {
            throw new Refusal(REARRANGEMENT, "both factors weigh the hidden units");
        }
        this.weighted = weights.get(1).isPresent() ? 1 : 0;
        this.hidden = weights.get(weighted);
        hidden.ifPresent(each -> WeightedModes.requirePositive(draft, each));
    }

    void solve() {
        String width = setting.chain().hidden().get(0).toString();
        String r = "1..(" + setting.rank() + ")";
        Optional<List<String>> names =
                hidden.map(weights -> draft.letAll(List.of("x", "Q"), "eig(-" + Draft.text(weights) + ")"));
        Optional<String> tau = names.map(each -> draft.let("tau", "-" + each.get(0) + "[" + r + "]"));
        String basis = names.map(each -> each.get(1)).orElse("eye(" + width + ")");
        Modes modes = Modes.of(setting);
        String zeta = draft.let("zeta", modes.unscaled());
        String s = "(" + Draft.text(modes.factor()) + "*" + zeta + ")";
        String t = "sqrt(" + Draft.text(w) + tau.map("*"::concat).orElse("") + ")";
        draft.step(
                REARRANGEMENT,
                "A column and a row of the factors together pay at least twice the geometric mean of their prices times "
                        + "their norms; sorted, the smallest weight meets the largest singular value.",
                setting.quadratic("") + " + 2*sum(" + t + ".*" + setting.singularValues() + "[" + r + "])",
                false,
                "where the smallest weight stands with the largest mode");
        Expr level = Proportion.simple(setting.chain().constant());
        String share = Draft.text(Proportion.simple(Exprs.power(a, Rational.MINUS_ONE)));
        String value = Draft.text(level) + " - " + share + "*sum(max(" + s + " - " + t + ", 0).^2)";
        draft.step(
                "von-neumann-trace",
                "Von Neumann's inequality aligns the product with the singular vectors of the cross moment, and each "
                        + "singular value is minimised alone.",
                value,
                false,
                "at the singular vectors");
        Shape shape = Shape.vector(Size.of(setting.rank()));
        Expr.Symbol each = new Expr.Symbol(zeta, shape, Role.DATA, Set.of(Property.POSITIVE));
        Expr weight = tau.<Expr>map(name -> new Expr.Symbol(name, shape, Role.DATA, Set.of(Property.POSITIVE)))
                .orElseGet(() -> Exprs.ones(shape));
        Expr f = modes.factor();
        Expr squaredEdge = Proportion.simple(over(w, Exprs.times(f, f)));
        ScaleStage.Scale scale = new ScaleStage(setting, x)
                .solve(level, gain(f, each, weight), new ScaleStage.Modes(each, squaredEdge, tau, value));
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo("orthogonal changes of the hidden basis that leave the weights alone, signs among them");
        scale.minimise(best);
        String product = share + "*max(" + s + " - " + t + ", 0)";
        WeightedModes.lift(
                setting,
                modes,
                best,
                new WeightedModes.Pairing(weighted, basis, tau.orElse("1"), product, modes.divisor()));
        best.value(value);
        scale.collapse();
        draft.threshold(
                ScalarAnswer.Change.COMPLETE_COLLAPSE,
                List.of(FormulaText.parse(modes.firstSquared() + " <= " + Draft.text(squaredEdge)
                        + tau.map(name -> "*" + name + "[1]").orElse(""))));
        new Families(modes, scale, level).write(basis, names.map(pair -> "(-" + pair.get(0) + ")"));
        draft.listsAll();
    }

    /** All stationary points: a matching of modes with units, and for each the one scale that is stationary. */
    private final class Families {
        private final Modes modes;
        private final ScaleStage.Scale scale;
        private final Expr level;

        Families(Modes modes, ScaleStage.Scale scale, Expr level) {
            this.modes = modes;
            this.scale = scale;
            this.level = level;
        }

        void write(String basis, Optional<String> weights) {
            String width = setting.chain().hidden().get(0).toString();
            Expr f = modes.factor();
            String tau = draft.let("tau_all", weights.orElse("ones(" + width + ")"));
            String edge = "sqrt(" + Draft.text(Proportion.simple(over(w, Exprs.times(f, f)))) + "*" + tau + "[1])";
            String s = modes.unscaledAll();
            String q =
                    draft.let("q", "sum(1 - " + WeightedModes.greater(Draft.at(edge, x.name(), scale.end()), s) + ")");
            WeightedModes.Matchings matchings = new WeightedModes.Matchings(setting, modes, q, weighted);
            WeightedModes.Matchings.Begun begun = weights.isPresent() ? matchings.any() : matchings.alike();
            Draft.Entry entry = begun.entry();
            String m = begun.matching();
            Shape shape = Shape.vector(setting.chain().hidden().get(0));
            String mask = entry.let("busy", m + "'*ones(" + q + ")");
            String paired = entry.let("s_M", m + "'*" + s + "[1.." + q + "]");
            Expr gain = gain(f, symbol(paired, shape), symbol(tau, shape));
            scale.match(entry, level, gain, symbol(mask, shape));
            String values = entry.let("z", Draft.text(f) + "*" + s + "[1.." + q + "]");
            String prices = entry.let("t_all", "sqrt(" + Draft.text(w) + "*" + tau + ")");
            matchings.finish(
                    begun,
                    new WeightedModes.Units(basis, tau, prices, Draft.text(a)),
                    new WeightedModes.Matchings.Worth(values, Draft.text(level)));
        }

        private Expr.Symbol symbol(String name, Shape shape) {
            return new Expr.Symbol(name, shape, Role.DATA, Set.of(Property.POSITIVE));
        }
    }

    /** {@code -(f*s - sqrt(w*tau))^2/a}, multiplied out: powers of the number stand apart in it. */
    private Expr gain(Expr f, Expr.Symbol s, Expr tau) {
        Expr square = Exprs.scaled(Exprs.times(f, f), Exprs.power(s, Rational.of(2)));
        Expr cross = Exprs.scaled(
                Exprs.times(Exprs.literal(-2), Exprs.times(f, Exprs.power(w, Rational.HALF))),
                Exprs.hadamard(s, Exprs.power(tau, Rational.HALF)));
        Expr price = Exprs.scaled(w, tau);
        Expr all = Exprs.add(Exprs.add(square, cross), price);
        return Exprs.scaled(Exprs.negate(Exprs.power(a, Rational.MINUS_ONE)), all);
    }

    private static Expr over(Expr left, Expr right) {
        return Exprs.times(left, Exprs.power(right, Rational.MINUS_ONE));
    }
}
