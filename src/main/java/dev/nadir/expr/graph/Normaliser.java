package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import java.util.HashMap;
import java.util.Map;

/** Brings expressions to canonical form, one rule per kind of expression, and remembers what it has seen. */
public final class Normaliser implements Expr.Cases<Form> {

    private final Map<Expr, Form> known = new HashMap<>();

    /**
     * The canonical form of an expression.
     *
     * @throws PreconditionException if it holds a mean that is not carried out, or grows beyond all bounds
     */
    public Form form(Expr e) {
        Form form = known.get(e);
        if (form == null) {
            form = e.match(this);
            known.put(e, form);
        }
        return form;
    }

    @Override
    public Form literal(Expr.Literal e) {
        return Form.of(e.value());
    }

    @Override
    public Form sizeNumber(Expr.SizeNumber e) {
        return Form.of(e.size());
    }

    @Override
    public Form pi(Expr.Pi e) {
        return Form.of(Letter.pi());
    }

    @Override
    public Form symbol(Expr.Symbol e) {
        return Form.of(Letter.of(e));
    }

    @Override
    public Form named(Expr.Named e) {
        return form(e.definition());
    }

    @Override
    public Form zero(Expr.Zero e) {
        return Form.zero(e.shape());
    }

    @Override
    public Form ones(Expr.Ones e) {
        return Form.ones(e.shape());
    }

    @Override
    public Form identity(Expr.Identity e) {
        return Form.identity(e.size());
    }

    @Override
    public Form sum(Expr.Sum e) {
        return e.terms().stream().map(this::form).reduce(Form::plus).orElseThrow();
    }

    @Override
    public Form scaled(Expr.Scaled e) {
        return form(e.scalar()).times(form(e.body()));
    }

    @Override
    public Form product(Expr.Product e) {
        return e.factors().stream().map(this::form).reduce(Form::times).orElseThrow();
    }

    @Override
    public Form hadamard(Expr.Hadamard e) {
        return e.factors().stream().map(this::form).reduce(Form::hadamard).orElseThrow();
    }

    @Override
    public Form power(Expr.Power e) {
        return Powers.power(form(e.base()), e.exponent());
    }

    @Override
    public Form entrywise(Expr.Entrywise e) {
        Form argument = form(e.argument());
        return e.function().equals(EntrywiseFunction.LOG)
                ? Powers.logarithm(argument)
                : AppliedForms.entrywise(e.function(), argument);
    }

    @Override
    public Form transpose(Expr.Transpose e) {
        return form(e.argument()).transpose();
    }

    @Override
    public Form inverse(Expr.Inverse e) {
        return Powers.inverse(form(e.argument()));
    }

    @Override
    public Form trace(Expr.Trace e) {
        return form(e.argument()).trace();
    }

    @Override
    public Form logDet(Expr.LogDet e) {
        return AppliedForms.logDeterminant(form(e.argument()));
    }

    @Override
    public Form inner(Expr.Inner e) {
        return form(e.left()).hadamard(form(e.right())).total();
    }

    @Override
    public Form total(Expr.Total e) {
        return form(e.argument()).total();
    }

    @Override
    public Form diagonalMatrix(Expr.DiagonalMatrix e) {
        return form(e.vector()).diagonalMatrix();
    }

    @Override
    public Form diagonalVector(Expr.DiagonalVector e) {
        return form(e.matrix()).diagonalVector();
    }

    @Override
    public Form applied(Expr.Applied e) {
        return AppliedForms.of(e, e.arguments().stream().map(this::form).toList());
    }

    @Override
    public Form expectation(Expr.Expectation e) {
        throw new PreconditionException("a mean must be carried out before the canonical form is taken");
    }
}
