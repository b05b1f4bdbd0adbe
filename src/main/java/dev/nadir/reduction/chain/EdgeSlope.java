package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import java.util.List;
import java.util.Optional;

/**
 * How a loss changes with a positive number while some modes are kept: the number times the derivative is a sum of three powers at
 * equal distances. Where it rises through zero but once, a mode is kept at the minimum exactly if the sum is positive, or
 * negative, at the number at which that mode is kept, with those modes kept that are kept there: none is searched for.
 *
 * @param constant in front of the lowest power
 * @param middle in front of the power halfway
 * @param linear in front of the highest power
 * @param mask one for each mode that is kept, and zero for others, a vector, in which the three are affine
 */
public record EdgeSlope(Expr constant, Expr middle, Expr linear, Expr.Symbol mask) {

    /**
     * The modes that are kept at the minimum, as a formula for the mask.
     *
     * @param edge mode by mode, the number at which a mode is kept, to the distance of the outer powers; its inverse where modes are
     *     kept above their edges
     * @param larger at {@code (j, i)} whether the edge of i is larger than that of j
     * @param isKeptBelow whether a mode is kept where the number is below its edge
     */
    public String kept(String edge, String larger, boolean isKeptBelow) {
        Expr number = number(isKeptBelow);
        // Times the power that leaves positive powers of the singular values alone, which may be zero.
        Expr outer = Exprs.times(number, isKeptBelow ? linear : constant);
        Expr inner = Exprs.times(number, isKeptBelow ? constant : linear);
        String between = Exprs.isZero(middle) ? "" : along(Exprs.times(number, middle), larger, "sqrt(" + edge + ")");
        return "step(" + bare(along(outer, larger, edge) + between + along(inner, larger, "")) + ")";
    }

    /**
     * Two sides of a comparison.
     *
     * @param more what is larger where it holds
     */
    public record Sides(String more, String less) {

        /** The comparison. */
        public String hold() {
            return more + " > " + less;
        }

        /** Its opposite. */
        public String fail() {
            return more + " <= " + less;
        }
    }

    /** Where all modes are kept: the slope at the last edge with all of them, which its own mode does not change. */
    public Sides all(String lastEdge, boolean isKeptBelow) {
        Expr number = number(isKeptBelow);
        Expr outer = Proportion.simple(whole(Exprs.times(number, isKeptBelow ? linear : constant)));
        Expr inner = Proportion.simple(whole(Exprs.times(number, isKeptBelow ? constant : linear)));
        return new Sides(Draft.text(outer) + "*" + lastEdge, Draft.text(Proportion.simple(Exprs.negate(inner))));
    }

    /** Makes the first number one, and the slope positive where a mode is kept. */
    private Expr number(boolean isKeptBelow) {
        Rational size = Monomial.of(Form.of(linear)).get(0).coefficient().abs().inverse();
        return Exprs.literal(isKeptBelow ? size : size.negate());
    }

    /** What is affine in the mask, at the edge of each mode, where those with larger edges are kept; times a vector. */
    private String along(Expr affine, String larger, String times) {
        Expr none = Proportion.simple(unmasked(affine));
        Optional<Expr> share = Optional.ofNullable(
                        Gradient.of(affine, List.of(mask)).get(mask))
                .map(Proportion::simple)
                .filter(each -> !Exprs.isZero(each));
        String alone = Exprs.isZero(none) ? "" : signed(none, "");
        String shared = share.map(each -> signed(each, larger + "*")).orElse("");
        if (times.isEmpty()) {
            return alone + shared;
        }
        return share.isEmpty() ? alone + "*" + times : " + (" + bare(alone + shared) + ").*" + times;
    }

    private static String signed(Expr e, String times) {
        boolean isFalling = Monomial.of(Form.of(e)).get(0).coefficient().signum() < 0;
        String text = Draft.text(isFalling ? Proportion.simple(Exprs.negate(e)) : e);
        return (isFalling ? " - " : " + ") + times + text;
    }

    private static String bare(String sum) {
        return sum.startsWith(" + ") ? sum.substring(3) : "-" + sum.substring(3);
    }

    private Expr whole(Expr e) {
        return e.equals(mask) ? Exprs.ones(mask.shape()) : Rebuild.of(e, this::whole);
    }

    private Expr unmasked(Expr e) {
        return e.equals(mask) ? Exprs.zero(mask.shape()) : Rebuild.of(e, this::unmasked);
    }
}
