package dev.nadir.symbolic;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.calculus.Differential;
import dev.nadir.expr.exact.ExactComparison;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What the canonical form proves for all sizes, parameters and data: equality, and conservation along gradient flow. A
 * proof that is not found says nothing.
 */
public final class Identities {

    /** Whether two formulas are equal does not depend on the seed of a run. */
    private static final Seed SEED = new Seed(1980);

    private final Derivation derivation;
    private final List<Declaration> over;
    private final List<Model.Let> lets;
    private final Normaliser canonical = new Normaliser();

    /**
     * Proves statements about one landscape.
     *
     * @param over variables of the claim, beside the parameters
     * @param lets lets of the claim, beside the model's
     */
    public Identities(Derivation derivation, List<Declaration> over, List<Model.Let> lets) {
        this.derivation = derivation;
        this.over = List.copyOf(over);
        this.lets = List.copyOf(lets);
    }

    /** Proves statements about one landscape, for claims without variables of their own. */
    public Identities(Derivation derivation, List<Model.Let> lets) {
        this(derivation, List.of(), lets);
    }

    /**
     * What came of an attempt: a proof, or the reason why there is none.
     *
     * @param exact what exact values at random points say, where the canonical form does not decide; never a proof
     */
    public record Attempt(boolean isProved, String reason, Optional<ExactComparison.Outcome> exact) {
        Attempt(boolean isProved, String reason) {
            this(isProved, reason, Optional.empty());
        }
    }

    /** Whether both sides have one canonical form. */
    public Attempt areEqual(Formula left, Formula right, Map<String, Integer> indices) {
        return attempt(
                () -> Exprs.subtract(expression(left, indices), expression(right, indices)),
                "the two sides have one canonical form",
                "the canonical forms of the two sides differ");
    }

    /** Whether the quantity is constant along {@code dW/dt = -gradient(W)}. */
    public Attempt isConserved(Formula quantity, Map<String, Integer> indices) {
        return attempt(
                () -> alongTheFlow(expression(quantity, indices)),
                "its derivative along the flow has the canonical form 0",
                "the canonical form of its derivative along the flow is not 0");
    }

    /** Whether {@code dQ/dt = -rate*Q} along {@code dW/dt = -gradient(W)}; at rate 0, whether it is constant. */
    public boolean decays(Expr quantity, Expr rate) {
        Expr change = Exprs.add(alongTheFlow(quantity), Exprs.scaled(rate, quantity));
        return canonical.form(change).isZero();
    }

    /** Whether the quantity falls like {@code exp(-rate*t)} along {@code dW/dt = -gradient(W)}, at a constant rate. */
    public Attempt decays(Formula quantity, Formula rate, Map<String, Integer> indices) {
        return attempt(
                () -> {
                    Expr q = expression(quantity, indices);
                    return Exprs.add(alongTheFlow(q), Exprs.scaled(expression(rate, indices), q));
                },
                "its derivative along the flow and the rate times itself add up to the canonical form 0",
                "the canonical form of its derivative along the flow is no such multiple of itself");
    }

    private Expr expression(Formula formula, Map<String, Integer> indices) {
        return Elaboration.expression(derivation.landscape(), over, lets, formula, indices);
    }

    /** The differential with each direction replaced by minus the gradient. */
    private Expr alongTheFlow(Expr quantity) {
        Map<Expr, Expr> velocity = new HashMap<>();
        derivation.directions().forEach((parameter, direction) -> {
            Expr gradient = derivation.gradient().get(parameter);
            if (gradient != null) {
                velocity.put(direction, Exprs.negate(gradient));
            }
        });
        return Substitution.of(new Differential(derivation.directions()).of(quantity), velocity);
    }

    /** A proof that an expression is zero; where its form is not, exact values of it. */
    private Attempt attempt(Supplier<Expr> difference, String success, String failure) {
        try {
            Expr e = difference.get();
            if (canonical.form(e).isZero()) {
                return new Attempt(true, success);
            }
            AdmissibleSizes sizes = new AdmissibleSizes(
                    derivation.landscape().model(), derivation.landscape().structure());
            return new Attempt(
                    false, failure, Optional.of(ExactComparison.compare(e, Exprs.zero(e.shape()), sizes, SEED)));
        } catch (ModelException e) {
            return new Attempt(false, e.diagnostics().get(0).value());
        } catch (PreconditionException e) {
            return new Attempt(false, String.valueOf(e.getMessage()));
        }
    }
}
