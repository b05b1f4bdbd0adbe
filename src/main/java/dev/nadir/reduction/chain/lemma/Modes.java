package dev.nadir.reduction.chain.lemma;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.chain.Amount;
import dev.nadir.reduction.chain.Proportion;
import java.util.List;

/**
 * The singular values of the cross moment in the metric of the prices, and unit vectors for each factor: the outermost
 * has those of the outputs, the innermost those of the inputs, and between them any orthonormal ones do. The scalar in
 * front of the cross moment stays in front, so that what a scalar parameter changes is no matrix.
 */
final class Modes {

    /** Divides where the dividend is zero as well: a mode without data is not kept. */
    private static final String LEAST = "1e-300";

    private final Setting setting;
    private final Expr factor;
    private final String fit;
    private final String rows;
    private final String values;
    private final String left;
    private final String right;
    private final String firstSquared;

    private Modes(Setting setting, Expr factor, List<String> fit, List<String> names) {
        this.setting = setting;
        this.factor = factor;
        this.fit = fit.get(0);
        this.rows = fit.get(1);
        this.firstSquared = fit.get(2);
        this.values = names.get(0);
        this.left = names.get(1);
        this.right = names.get(2);
    }

    static Modes of(Setting setting) {
        Draft draft = setting.draft();
        Expr given = setting.cross();
        Expr number = given instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
        // Singular values are not negative: a number in front that is, or might be, goes into the matrix.
        Expr factor = Setting.isPositive(number)
                ? number
                : Setting.isPositive(Exprs.negate(number)) ? Exprs.negate(number) : Exprs.literal(1);
        Expr body = given instanceof Expr.Scaled scaled
                ? Proportion.simpleMatrix(Exprs.scaled(
                        Exprs.times(number, Exprs.power(factor, dev.nadir.base.exact.Rational.MINUS_ONE)),
                        scaled.body()))
                : given;
        String b = Draft.text(body);
        String gram = setting.isPlain()
                ? ""
                : Draft.text(Proportion.simpleMatrix(
                        Exprs.product(List.of(body, Exprs.inverse(setting.metric()), Exprs.transpose(body)))));
        Expr fitted =
                setting.isPlain() ? body : Proportion.simpleMatrix(Exprs.times(body, Exprs.inverse(setting.metric())));
        String fit = Draft.text(fitted);
        String rows = fitted instanceof Expr.Identity ? "" : "*" + fit;
        List<String> texts = List.of(fit, rows, first(setting, b, gram));
        if (setting.hasOneOutput()) {
            String norm = setting.isPlain() ? "norm(" + b + ")" : "sqrt(" + gram + ")";
            return new Modes(setting, factor, texts, List.of(draft.let("s", norm), "", ""));
        }
        if (setting.isPlain()) {
            List<String> names = draft.letAll(List.of("U", "s", "V"), "svd(" + b + ")");
            return new Modes(setting, factor, texts, List.of(names.get(1), names.get(0), names.get(2)));
        }
        List<String> names = draft.letAll(List.of("lambda", "U"), "eig(" + gram + ")");
        String s = draft.let("s", "sqrt(max(" + names.get(0) + ", 0))");
        return new Modes(setting, factor, texts, List.of(s, names.get(1), ""));
    }

    /** The Gram matrix is one in a positive definite metric: its largest eigenvalue is not below zero. */
    private static String first(Setting setting, String body, String gram) {
        return setting.isPlain() ? "norm(" + body + ")^2" : setting.hasOneOutput() ? gram : "max(eig(" + gram + "))";
    }

    /** Whether there is one mode at most. */
    boolean isSingle() {
        return setting.isRankOne();
    }

    /** The scalar in front. */
    Expr factor() {
        return factor;
    }

    private String scaled(String value) {
        return Exprs.isOne(factor) ? value : "(" + Draft.text(factor) + "*" + value + ")";
    }

    /** The singular value at a place. */
    String value(String place) {
        return scaled(unscaled(place));
    }

    /** The square of the largest singular value without the scalar in front, in matrices. */
    String firstSquared() {
        return firstSquared;
    }

    /** The scalar in front, a fraction apart. */
    Amount amount() {
        return Amount.of(factor);
    }

    /** The singular value at a place without the fraction in front. */
    String rest(String place) {
        Expr rest = amount().rest();
        return Exprs.isOne(rest) ? unscaled(place) : "(" + Draft.text(rest) + "*" + unscaled(place) + ")";
    }

    /** The singular values that the rank leaves, as a vector. */
    String values() {
        return scaled(unscaled());
    }

    /** All singular values, whatever the rank, as a vector. */
    String all() {
        return scaled(unscaledAll());
    }

    /** All singular values, whatever the rank, without the scalar in front. */
    String unscaledAll() {
        return setting.hasOneOutput() ? "[" + values + "]" : values;
    }

    /** The columns of the outermost factor for a set of modes. */
    String columns(String set) {
        if (setting.hasOneOutput()) {
            return "ones(1, " + count(set) + ")";
        }
        return left + "[:, " + set + "]";
    }

    /** The rows of the innermost factor for a set of modes. */
    String rows(String set) {
        if (setting.hasOneOutput()) {
            return "ones(" + count(set) + ")*(" + fit + "/" + values + ")";
        }
        if (setting.isPlain()) {
            return right + "[:, " + set + "]'";
        }
        return "diag(" + values + "[" + set + "].^(-1))*" + left + "[:, " + set + "]'*" + fit;
    }

    /** How many a set from 1 to a number, or an index, holds. */
    private static String count(String set) {
        return set.startsWith("1..") ? set.substring(3) : "card(" + set + ")";
    }

    /** The singular values without the scalar in front, as a vector. */
    String unscaled() {
        return setting.hasOneOutput() ? "[" + values + "]" : values + "[1..(" + setting.rank() + ")]";
    }

    private String unscaled(String place) {
        return setting.hasOneOutput() ? values : values + "[" + place + "]";
    }

    /** The column of a factor for a mode. */
    String outer(int place, String mode) {
        if (place == 0) {
            return setting.hasOneOutput() ? "1" : left + "[:, " + mode + "]";
        }
        return hidden(place - 1, mode);
    }

    /** The row of a factor for a mode that is kept: its singular value is not zero. */
    String inner(int place, String mode) {
        if (place < setting.count() - 1) {
            return hidden(place, mode) + "'";
        }
        if (!setting.hasOneOutput() && setting.isPlain()) {
            return right + "[:, " + mode + "]'";
        }
        String row = setting.hasOneOutput() ? fit : left + "[:, " + mode + "]'" + rows;
        return "(" + row + "/" + unscaled(mode) + ")";
    }

    /** The columns of the outermost factor, as many as the rank, as a left factor. */
    String leading() {
        return setting.hasOneOutput() ? "" : left + "[:, 1..(" + setting.rank() + ")]*";
    }

    /** The rows of the innermost factor, each times an entry of a vector; what the singular values are divided by. */
    String scaledRows(String sizes, String divisor) {
        if (!setting.hasOneOutput() && setting.isPlain()) {
            return "diag(" + sizes + ")*" + right + "[:, 1..(" + setting.rank() + ")]'";
        }
        String over = "diag((" + sizes + ")./" + divisor + ")*";
        return over + (setting.hasOneOutput() ? fit : left + "[:, 1..(" + setting.rank() + ")]'" + rows);
    }

    /** The singular values as what is divided by: not zero where the dividend is. */
    String divisor() {
        return "max(" + unscaled() + ", " + LEAST + ")";
    }

    /** A unit vector between two factors: equal units for one mode, coordinate vectors for several. */
    String hidden(int place, String mode) {
        String width = setting.chain().factors().get(place).columns().toString();
        return isSingle() ? "(ones(" + width + ")/sqrt(" + width + "))" : "eye(" + width + ")[:, " + mode + "]";
    }
}
