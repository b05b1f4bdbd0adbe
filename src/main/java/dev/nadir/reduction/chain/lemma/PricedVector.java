package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Exprs;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;

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

    PricedVector(Setting setting) {
        this.setting = setting;
        this.draft = setting.draft();
        this.count = setting.count();
        if (!setting.isPlain()) {
            throw new Refusal("one scalar equation", "prices in a metric that is not that of the inputs");
        }
        Bounds.write(setting, "a power of the norm of the product");
        this.constant = Draft.text(setting.chain().constant());
        this.g = draft.let("g", setting.mean().text());
        this.b = draft.let("b", Draft.text(Proportion.simpleMatrix(Exprs.transpose(setting.cross()))));
        String kappa = setting.chain().noise().isEmpty() ? "" : Draft.text(setting.kappa()) + "*";
        this.matrix = "(" + kappa + Draft.text(setting.right()) + ")";
        List<String> names = draft.letAll(List.of("a", "Q"), "eig(" + matrix + ")");
        this.a = names.get(0);
        this.q = names.get(1);
        this.z = draft.let("z", q + "'*" + b);
    }

    void solve() {
        if (count == 2) {
            convex();
        } else {
            several();
        }
    }

    /** The sum in the one equation: the squared norm of {@code v(t)}. */
    private String squaredNorm(String t) {
        return "sum(" + z + ".^2./(" + a + " + " + t + ").^2)";
    }

    private String vector(String t) {
        return q + "*(" + z + "./(" + a + " + " + t + "))";
    }

    /** The loss on the curve, less its constant. */
    private String height(String t) {
        return "sum(" + a + ".*" + z + ".^2./(" + a + " + " + t + ").^2) - 2*sum(" + z + ".^2./(" + a + " + " + t
                + ")) + " + count + "*" + g + "*" + squaredNorm(t) + "^(1/" + count + ")";
    }

    private void equation(String value, String where) {
        draft.step(
                "one-scalar-equation",
                "Stationary vectors are `v == inv(kappa*A + t*eye(d))*b` with `t == g*norm(v)^(2/N - 2)`: one equation for the one "
                        + "number t.",
                value,
                false,
                where);
    }

    /** Two factors: the penalty is a norm, the problem convex, and the norm of the vector falls in t. */
    private void convex() {
        draft.threshold(
                ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM,
                "a stationary point other than zero exists, and is the global minimum",
                List.of(dev.nadir.model.read.FormulaText.parse("norm(" + b + ") > " + g)));
        String t = draft.fresh("t");
        String end = g + "*max(" + a + ")/max(norm(" + b + ") - " + g + ", 1e-300)";
        String tau = draft.let(
                "tau", "roots(" + t + " in 0..2*(" + end + "), " + t + "*sqrt(" + squaredNorm(t) + ") - " + g + ")[1]");
        equation(
                constant + " - sum(" + z + ".^2./(" + a + " + " + tau + ")) + " + g + "*sqrt(" + squaredNorm(tau) + ")",
                "at the root");
        Draft.Entry kept =
                draft.entry(Kind.GLOBAL_MINIMUM).when("norm(" + b + ") > " + g).upTo(family());
        lift(kept, tau, draft.let("length", "sqrt(" + squaredNorm(tau) + ")"));
        kept.value(constant + " - sum(" + z + ".^2./(" + a + " + " + tau + ")) + " + g + "*sqrt(" + squaredNorm(tau)
                + ")");
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when("norm(" + b + ") <= " + g));
        origin(draft.entry(Kind.STRICT_SADDLE).when("norm(" + b + ") > " + g));
    }

    private void origin(Draft.Entry entry) {
        for (int place = 0; place < count; place++) {
            setting.putZero(entry, place);
        }
        entry.value(constant);
    }

    /** More factors: the origin is a trap, and several numbers may solve the equation. */
    private void several() {
        String t = draft.fresh("t");
        // At a stationary point |v| >= (g/|b|)^(N/(N-2)), which bounds t from above.
        String end = g + "*(norm(" + b + ")/" + g + ")^(" + Rational.of(2L * (count - 1), count - 2) + ")";
        String first = draft.let("t0", "argmin(" + t + " in 0..2*(" + end + "), " + height(t) + ")");
        String law = "(" + squaredNorm(t) + ")^(" + Rational.of(count - 1, count) + ")*" + t + " - " + g;
        String tau = draft.let("tau", "roots(" + t + " in 0.999*" + first + "..1.001*" + first + ", " + law + ")[1]");
        String all = draft.let("T", "roots(" + t + " in 0..2*(" + end + "), " + law + ")");
        equation(constant + " + min(0, " + height(first) + ")", "at its lowest root, or at zero");
        Draft.Entry kept =
                draft.entry(Kind.GLOBAL_MINIMUM).when(height(first) + " < 0").upTo(family());
        lift(kept, tau, draft.let("length", "sqrt(" + squaredNorm(tau) + ")"));
        kept.value(constant + " + " + height(tau));
        origin(draft.entry(Kind.GLOBAL_MINIMUM).when(height(first) + " >= 0"));
        origin(draft.entry(Kind.LOCAL_MINIMUM).when(height(first) + " < 0"));
        draft.threshold(
                ScalarAnswer.Change.NON_ZERO_GLOBAL_MINIMUM,
                "a stationary point other than zero is the global minimum",
                List.of(dev.nadir.model.read.FormulaText.parse(threshold(t, end))));
        // The norm grows as t falls: past the trap at zero comes a barrier, then a valley, and so on in turn.
        String i = draft.fresh("i");
        stationary(
                Kind.LOCAL_MINIMUM,
                i,
                all,
                "2*" + i,
                "; the lowest of them is the global minimum where it is below " + "the value at zero");
        stationary(Kind.STRICT_SADDLE, i, all, "2*" + i + " - 1", "");
    }

    /** The least height on the curve below zero, in matrices: a threshold has no lets. */
    private String threshold(String t, String end) {
        String inverse = "inv(" + matrix + " + " + t + "*eye(" + setting.chain().inputs() + "))";
        String square = "tr(" + b + "'*" + inverse + "^2*" + b + ")";
        String height = "tr(" + b + "'*" + inverse + "*" + matrix + "*" + inverse + "*" + b + ") - 2*tr(" + b + "'*"
                + inverse + "*" + b + ") + " + count + "*" + g + "*" + square + "^(1/" + count + ")";
        String least = "argmin(" + t + " in 0..2*(" + end + "), " + height + ")";
        // At a stationary point the loss is its constant, less the fit, and N - 1 shares of the price.
        String there =
                (count - 1) + "*" + g + "*" + square + "^(1/" + count + ") < tr(" + b + "'*" + inverse + "*" + b + ")";
        return Draft.at(there, t, least);
    }

    /** Every second root of the one equation, which has an even number of them. */
    private void stationary(Kind kind, String i, String all, String place, String remark) {
        String tau = all + "[" + place + "]";
        Draft.Entry entry =
                draft.entry(kind).over(i, "1", "sum(" + all + ".^0)/2").upTo(family() + remark);
        lift(entry, tau, "sqrt(" + squaredNorm(tau) + ")");
        entry.value(constant + " + " + height(tau));
    }

    private String family() {
        return setting.chain().noise().isEmpty()
                ? "an orthogonal change of basis between factors"
                : "signs of the hidden units: any sign vectors in the place of the ones";
    }

    /** Every factor costs the same: {@code g * |v|^(2/N)}. */
    private void lift(Draft.Entry entry, String tau, String norm) {
        String mode = count == 2 ? "sqrt(" + norm + ")" : norm + "^(1/" + count + ")";
        for (int place = 0; place < count; place++) {
            String outer = place == 0 ? "1" : ones(place - 1);
            String inner = place == count - 1 ? "(" + vector(tau) + "/" + norm + ")'" : ones(place) + "'";
            setting.put(entry, place, setting.share(place, g) + "*" + mode, outer, inner);
        }
    }

    private String ones(int place) {
        String width = setting.chain().factors().get(place).columns().toString();
        return "(ones(" + width + ")/sqrt(" + width + "))";
    }
}
