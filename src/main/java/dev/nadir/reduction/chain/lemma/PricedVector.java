package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Exprs;
import dev.nadir.model.Formula;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;

/**
 * One output, every factor priced, any inputs: after noise and balance a vector is left, whose stationary points lie on
 * the curve {@code v(t) = (kappa*A + t*I)^-1 * c}; one equation of one number says where.
 */
final class PricedVector {

    private final Setting setting;
    private final Draft draft;
    private final int count;
    private final String constant;
    private final String g;
    private final String b;
    private final String a;
    private final String matrix;
    private final String q;
    private final String z;
    private final Curve whole;
    private final Optional<IdleUnits> idle;

    PricedVector(Setting setting) {
        this.setting = setting;
        this.draft = setting.draft();
        this.count = setting.count();
        if (!setting.isPlain()) {
            throw new Refusal("one scalar equation", "prices in a metric that is not that of the inputs");
        }
        PricedModes.Bounds.write(setting, "a power of the norm of the product");
        this.constant = Draft.text(setting.chain().constant());
        this.g = draft.let("g", setting.mean().text());
        this.b = draft.let("b", Draft.text(Proportion.simpleMatrix(Exprs.transpose(setting.cross()))));
        String kappa = setting.chain().noise().isEmpty() ? "" : Draft.text(setting.kappa()) + "*";
        this.matrix = "(" + kappa + Draft.text(setting.right()) + ")";
        List<String> names = draft.letAll(List.of("a", "Q"), "eig(" + matrix + ")");
        this.a = names.get(0);
        this.q = names.get(1);
        this.z = draft.let("z", q + "'*" + b);
        this.whole = new Curve(a, z, this::ones);
        this.idle = IdleUnits.of(setting);
    }

    void solve() {
        if (count == 2) {
            convex();
        } else {
            several();
        }
        IdleUnits.account(setting, count == 2 ? "" : "pairs of roots closer together than what `roots` tells apart");
    }

    /**
     * The curve on which stationary vectors lie.
     *
     * @param a the eigenvalues of the quadratic
     * @param column a unit vector for each place between factors
     */
    private record Curve(String a, String z, IntFunction<String> column) {

        /** The sum in the one equation: the squared norm of {@code v(t)}. */
        String squaredNorm(String t) {
            return "sum(" + z + ".^2./(" + a + " + " + t + ").^2)";
        }

        /** What the vector gains, less half of what it costs. */
        String fit(String t) {
            return "sum(" + z + ".^2./(" + a + " + " + t + "))";
        }
    }

    private String vector(Curve curve, String t) {
        return q + "*(" + z + "./(" + curve.a() + " + " + t + "))";
    }

    /** The loss on the curve, less its constant. */
    private String height(Curve curve, String t) {
        return "sum(" + curve.a() + ".*" + z + ".^2./(" + curve.a() + " + " + t + ").^2) - 2*" + curve.fit(t) + " + "
                + count + "*" + g + "*" + curve.squaredNorm(t) + "^(1/" + count + ")";
    }

    /** Changes its sign where the price of the vector is that of its length. */
    private String law(Curve curve, String t) {
        return count == 2
                ? t + "*sqrt(" + curve.squaredNorm(t) + ") - " + g
                : "(" + curve.squaredNorm(t) + ")^(" + Rational.of(count - 1, count) + ")*" + t + " - " + g;
    }

    private void equation(String value, String where) {
        draft.with("v", "(" + setting.productText() + ")'")
                .with("A", matrix)
                .with("b", b)
                .with("g", g)
                .with("N", Integer.toString(count));
        draft.step(
                "one-scalar-equation",
                "Only the vector `v` is left, whose stationary points lie on a curve: one equation for the one number `t`.",
                value,
                false,
                where);
    }

    /** Two factors: the penalty is a norm, the problem convex, and the norm of the vector falls in t. */
    private void convex() {
        String above = "norm(" + b + ") > " + g;
        // Where the quadratic is flat the gain is linear, and so is the price.
        Optional<String> isBounded = outside().map(each -> each + " < " + g);
        List<Formula> threshold = new ArrayList<>(List.of(FormulaText.parse(above)));
        isBounded.ifPresent(each -> threshold.add(FormulaText.parse(each)));
        draft.threshold(
                ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM,
                "a stationary point other than zero exists, and is the global minimum",
                threshold);
        String t = draft.fresh("t");
        String tau = draft.let("tau", only(whole, t));
        String value = convexValue(whole, tau);
        equation(value, "at the point of the curve where `t` is the root, `t == " + tau + "`");
        Draft.Entry kept = draft.entry(Kind.GLOBAL_MINIMUM).when(above).upTo(family());
        isBounded.ifPresent(kept::when);
        lift(kept, whole, tau, draft.let("length", "sqrt(" + whole.squaredNorm(tau) + ")"));
        kept.value(value);
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when("norm(" + b + ") <= " + g));
        origin(draft.entry(Kind.STRICT_SADDLE).when(above));
        idle.ifPresent(units -> {
            Draft.Entry entry = units.over(draft.entry(Kind.STRICT_SADDLE).when(above));
            isBounded.ifPresent(entry::when);
            Curve curve = idle(entry, units);
            String root = entry.let("tau_k", only(curve, t));
            lift(entry, curve, root, entry.let("length_k", "sqrt(" + curve.squaredNorm(root) + ")"));
            entry.curvature(units.idle(), IdleUnits.nullity(setting)).value(convexValue(curve, root));
        });
    }

    /** The length of what b has outside of the range of the quadratic; nothing where that is known to be zero. */
    private Optional<String> outside() {
        boolean isInRange = setting.isCrossOfInputs() || Proportion.isDefinite(setting.right());
        return isInRange ? Optional.empty() : Optional.of(draft.let("outside", "norm(" + z + ".*tied(" + a + ", 0))"));
    }

    /** The one root where the vector is worth its price. */
    private String only(Curve curve, String t) {
        String end = g + "*max(" + curve.a() + ")/(norm(" + b + ") - " + g + ")";
        return "root(" + t + " in 0.." + end + ", " + law(curve, t) + ")";
    }

    private String convexValue(Curve curve, String tau) {
        return constant + " - " + curve.fit(tau) + " + " + g + "*sqrt(" + curve.squaredNorm(tau) + ")";
    }

    /** The curve of a network without its idle units, as names of the result. */
    private Curve idle(Draft.Entry entry, IdleUnits units) {
        String kept = entry.let("a_k", a + "*(" + units.kappa() + "/" + Draft.text(setting.kappa()) + ")");
        return new Curve(kept, z, units::column);
    }

    private void origin(Draft.Entry entry) {
        for (int place = 0; place < count; place++) {
            setting.putZero(entry, place);
        }
        entry.value(constant);
    }

    /** More factors: the origin is a trap, and several numbers may solve the equation. */
    private void several() {
        // The price grows slower than the gain where the quadratic is flat.
        outside().ifPresent(each -> draft.require(each + " <= 1e-12*norm(" + b + ")"));
        String t = draft.fresh("t");
        // At a stationary point |v| >= (g/|b|)^(N/(N-2)), which bounds t from above.
        String end = g + "*(norm(" + b + ")/" + g + ")^(" + Rational.of(2L * (count - 1), count - 2) + ")";
        String first = draft.let("t0", "argmin(" + t + " in 0.." + end + ", " + height(whole, t) + ")");
        // The height says where the root is up to the square root of rounding beside the eigenvalues, which is more
        // than the root itself where the prices are small; the law says the rest.
        String tau = draft.let("tau", "root(" + t + " near " + first + ", " + law(whole, t) + ")");
        String range = "roots(" + t + " in 0.." + end + ", ";
        String all = draft.let("T", range + law(whole, t) + ")");
        String least = height(whole, first);
        equation(constant + " + min(0, " + least + ")", "at its lowest root, or at zero");
        Draft.Entry kept = draft.entry(Kind.GLOBAL_MINIMUM).when(least + " < 0").upTo(family());
        lift(kept, whole, tau, draft.let("length", "sqrt(" + whole.squaredNorm(tau) + ")"));
        kept.value(constant + " + " + height(whole, tau));
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when(least + " >= 0"));
        origin(draft.entry(Kind.LOCAL_MINIMUM).when(least + " < 0"));
        draft.threshold(
                ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM,
                "a stationary point other than zero is the global minimum",
                FormulaText.parse(threshold(t, end)),
                least + " < 0");
        // The norm grows as t falls: past the trap at zero comes a barrier, then a valley, and so on in turn.
        String i = draft.fresh("i");
        stationary(
                draft.entry(Kind.LOCAL_MINIMUM).over(i, "1", "sum(" + all + ".^0)/2"),
                all + "[2*" + i + "]",
                "0",
                "; the lowest of them is the global minimum where it is below the value at zero");
        stationary(
                draft.entry(Kind.STRICT_SADDLE).over(i, "1", "sum(" + all + ".^0)/2"),
                all + "[2*" + i + " - 1]",
                "1",
                "");
        idle.ifPresent(units -> partly(units, range, t, i));
    }

    /** The valleys and barriers of the networks that some units leave. */
    private void partly(IdleUnits units, String range, String t, String i) {
        Draft.Entry entry = units.over(draft.entry(Kind.STRICT_SADDLE));
        if (!setting.isCrossOfInputs()) {
            entry.when("norm(" + a + ".*" + z + ") > 0");
        }
        Curve curve = idle(entry, units);
        String all = entry.let("T_k", range + law(curve, t) + ")");
        String barrier = draft.fresh("j");
        entry.over(i, "1", "sum(" + all + ".^0)/2").over(barrier, "0", "1");
        String tau = entry.let("tau_k", all + "[2*" + i + " - " + barrier + "]");
        lift(entry, curve, tau, entry.let("length_k", "sqrt(" + curve.squaredNorm(tau) + ")"));
        entry.curvature(units.idle() + " + " + barrier, IdleUnits.nullity(setting))
                .value(constant + " + " + height(curve, tau));
    }

    /** The least height on the curve below zero, in matrices: a threshold has no lets. */
    private String threshold(String t, String end) {
        String inverse = "inv(" + matrix + " + " + t + "*eye(" + setting.chain().inputs() + "))";
        String square = "tr(" + b + "'*" + inverse + "^2*" + b + ")";
        String height = "tr(" + b + "'*" + inverse + "*" + matrix + "*" + inverse + "*" + b + ") - 2*tr(" + b + "'*"
                + inverse + "*" + b + ") + " + count + "*" + g + "*" + square + "^(1/" + count + ")";
        String least = "argmin(" + t + " in 0.." + end + ", " + height + ")";
        // At a stationary point the loss is its constant, less the fit, and N - 1 shares of the price.
        String there =
                (count - 1) + "*" + g + "*" + square + "^(1/" + count + ") < tr(" + b + "'*" + inverse + "*" + b + ")";
        return Draft.at(there, t, least);
    }

    /** Every second root of the one equation, which has an even number of them. */
    private void stationary(Draft.Entry entry, String tau, String index, String remark) {
        entry.upTo(family() + remark);
        lift(entry, whole, tau, entry.let("length", "sqrt(" + whole.squaredNorm(tau) + ")"));
        entry.curvature(index, IdleUnits.nullity(setting)).value(constant + " + " + height(whole, tau));
    }

    private String family() {
        return setting.chain().noise().isEmpty()
                ? "an orthogonal change of basis between factors"
                : "signs of the hidden units: any sign vectors in the place of the ones";
    }

    /** Every factor costs the same: {@code g * |v|^(2/N)}. */
    private void lift(Draft.Entry entry, Curve curve, String tau, String norm) {
        String mode = count == 2 ? "sqrt(" + norm + ")" : norm + "^(1/" + count + ")";
        for (int place = 0; place < count; place++) {
            String outer = place == 0 ? "1" : curve.column().apply(place - 1);
            String inner = place == count - 1
                    ? "(" + vector(curve, tau) + "/" + norm + ")'"
                    : curve.column().apply(place) + "'";
            setting.put(entry, place, setting.share(place, g) + "*" + mode, outer, inner);
        }
    }

    private String ones(int place) {
        String width = setting.chain().factors().get(place).columns().toString();
        return "(ones(" + width + ")/sqrt(" + width + "))";
    }
}
