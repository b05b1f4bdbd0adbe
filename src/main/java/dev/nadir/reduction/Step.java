package dev.nadir.reduction;

import dev.nadir.expr.Expr;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One step of a derivation, which can be walked again: the loss is at least {@code bound} everywhere, and equal to it at
 * the minimiser that the derivation ends in.
 *
 * @param lemma the name of its note in {@code docs/theorems}
 * @param says what was done, as a sentence of a proof
 * @param bound a formula of the model's names and of the derivation's lets
 * @param isIdentity whether the bound equals the one before it everywhere
 * @param equality where the bound is attained
 * @param where what the letters of the lemma stand for here
 */
public record Step(
        String lemma, String says, Formula bound, boolean isIdentity, String equality, List<Model.Let> where) {

    /** Copies the letters. */
    public Step {
        where = List.copyOf(where);
    }

    /** A step of a lemma whose letters are those of the formulas. */
    public Step(String lemma, String says, Formula bound, boolean isIdentity, String equality) {
        this(lemma, says, bound, isIdentity, equality, List.of());
    }

    /**
     * The loss in other coordinates, which is the same number for all parameters.
     *
     * @param moved the loss in these coordinates
     * @param back what each of them is in the parameters
     */
    public static Step coordinates(String lemma, String says, Expr moved, UnaryOperator<Formula> back) {
        return new Step(lemma, says, back.apply(FormulaText.parse(Draft.text(moved))), true, "everywhere");
    }

    /** This step and then others. */
    public List<Step> before(List<Step> others) {
        List<Step> all = new ArrayList<>(List.of(this));
        all.addAll(others);
        return all;
    }

    /** The same step with its formulas, those of its letters too, put in other words. */
    public Step mapped(UnaryOperator<Formula> map) {
        List<Model.Let> letters = where.stream()
                .map(let -> new Model.Let(let.span(), let.names(), map.apply(let.value()), let.description()))
                .toList();
        return new Step(lemma, says, map.apply(bound), isIdentity, equality, letters);
    }

    /** The same step in other words. */
    public Step said(UnaryOperator<String> words) {
        return new Step(lemma, words.apply(says), bound, isIdentity, words.apply(equality), where);
    }

    /** The same step of another bound. */
    public Step withBound(Formula other) {
        return new Step(lemma, says, other, isIdentity, equality, where);
    }
}
