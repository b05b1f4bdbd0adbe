package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.List;

/**
 * Factors that cost nothing: their product is any matrix of their rank, so the least squares answer is projected on its
 * leading directions (Eckart and Young), or taken as it is where there is one factor (a convex quadratic).
 */
final class FreeProduct {

    private FreeProduct() {}

    /** One factor between two metrics: nothing limits its rank, so the square is completed on both sides. */
    static void single(ChainLoss chain, Draft draft) {
        Expr left = chain.left();
        Expr right = chain.right();
        Setting.requirePositive(draft, left, true);
        Setting.requirePositive(draft, right, true);
        Expr fit = Proportion.simpleMatrix(
                Exprs.product(List.of(Exprs.inverse(left), chain.cross(), Exprs.inverse(right))));
        Expr gain = Proportion.simple(Exprs.inner(fit, chain.cross()));
        String value = Draft.text(chain.constant()) + " - " + Draft.text(gain);
        Factor factor = chain.factors().get(0);
        String rest = "(" + Draft.text(factor.expression()) + " - " + Draft.text(fit) + ")";
        draft.with("P", Draft.text(factor.expression()))
                .with("K", Draft.text(left))
                .with("A", Draft.text(right))
                .with("B", Draft.text(chain.cross()));
        draft.step(
                "partial-minimisation",
                "The loss is a convex quadratic of one matrix; completing the square leaves the distance from its minimiser.",
                value + " + tr(" + Draft.text(left) + "*" + rest + "*" + Draft.text(right) + "*" + rest + "')",
                true,
                "everywhere");
        draft.entry(Kind.GLOBAL_MINIMUM)
                .at(factor.symbol().name(), Draft.text(factor.transposed() ? Exprs.transpose(fit) : fit))
                .value(value);
        draft.listsAll();
    }

    static void solve(Setting given) {
        Setting setting = given.withNames();
        if (!setting.chain().noise().isEmpty()) {
            throw new Refusal("free product", "noise between factors that cost nothing");
        }
        Draft draft = setting.draft();
        String a = Draft.text(setting.right());
        String b = Draft.text(setting.cross());
        Expr fitted = Proportion.simpleMatrix(Exprs.times(setting.cross(), Exprs.inverse(setting.right())));
        String fit = Draft.text(fitted);
        String constant = Draft.text(setting.chain().constant());
        String full = constant + " - tr(" + fit + "*" + b + "')";
        String p = setting.productText();
        draft.with("P", p).with("A", a).with("B", b);
        draft.step(
                "partial-minimisation",
                "The loss is a convex quadratic of the product; completing the square leaves the distance from its "
                        + "unconstrained minimiser.",
                full + " + tr((" + p + " - " + fit + ")*" + a + "*(" + p + " - " + fit + ")')",
                true,
                "everywhere");
        if (setting.count() == 1) {
            Draft.Entry entry = draft.entry(Kind.GLOBAL_MINIMUM);
            setting.put(entry, 0, fit);
            entry.value(full);
            draft.listsAll();
            return;
        }
        boolean hasOneRow = setting.hasOneOutput();
        String targets = Draft.text(Proportion.simpleMatrix(Exprs.times(fitted, Exprs.transpose(setting.cross()))));
        if (hasOneRow) {
            Draft.Entry entry = draft.entry(Kind.GLOBAL_MINIMUM).upTo("any invertible change of basis between factors");
            lift(setting, entry, "1", "1", fit);
            entry.value(full);
            new FreeSaddles(setting, constant).single();
            draft.listsAll();
            return;
        }
        String rank = setting.rank();
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + targets + ")");
        String lambda = names.get(0);
        String u = names.get(1);
        String r = "1..(" + rank + ")";
        String value = constant + " - sum(" + lambda + "[" + r + "])";
        draft.with("P", p).with("A", a).with("B", b).with("r", rank);
        draft.step(
                "eckart-young",
                "The product has at most the rank of its narrowest factor; the nearest such matrix keeps the leading "
                        + "directions of the fit.",
                value,
                false,
                "at the leading eigenvectors of the fitted targets");
        Draft.Entry best = draft.entry(Kind.GLOBAL_MINIMUM).upTo("any invertible change of basis between factors");
        lift(setting, best, rank, u + "[:, " + r + "]", u + "[:, " + r + "]'*" + fit);
        best.value(value);
        new FreeSaddles(setting, constant).several(names, fit, rank);
    }

    /** Factors with the product {@code outer * inner}, padded with zeros. */
    private static void lift(Setting setting, Draft.Entry entry, String rank, String outer, String inner) {
        Corners.put(setting, entry, new Corners(rank, rank), outer, inner);
    }

    /**
     * Factors between two matrices with the identity in their upper left corner and zeros elsewhere.
     *
     * @param ends columns of the outermost factor and rows of the innermost that are used
     * @param middle the size of the identity in the factors between them
     */
    record Corners(String ends, String middle) {

        /** Sets all factors so that their product is {@code outer * inner}. */
        static void put(Setting setting, Draft.Entry entry, Corners corners, String outer, String inner) {
            int last = setting.count() - 1;
            List<String> widths = new ArrayList<>();
            for (int place = 0; place < last; place++) {
                widths.add(setting.chain().factors().get(place).columns().toString());
            }
            for (int place = 0; place <= last; place++) {
                String left =
                        place == 0 ? outer : unit(widths.get(place - 1), place == last ? corners.ends : corners.middle);
                String right = place == last
                        ? inner
                        : unit(widths.get(place), place == 0 ? corners.ends : corners.middle) + "'";
                setting.put(entry, place, "1", left, right);
            }
        }

        private static String unit(String width, String columns) {
            return "eye(" + width + ")[:, 1..(" + columns + ")]";
        }
    }
}
