package dev.nadir.numeric.sampling;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.model.Formula;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.SampledMean;
import dev.nadir.numeric.evaluate.Value;
import java.util.Map;
import java.util.Set;

/** A comparison at one draw after the other; what does not depend on the draw is evaluated once. */
public final class Draws {

    private final Model model;
    private final Interpreter names;
    private final Formula.Binary comparison;
    private final Set<String> stale;

    /**
     * Gets ready.
     *
     * @param names values for everything else, with the lets of the claim
     * @param means how the comparison uses what is random
     */
    public Draws(Model model, Interpreter names, Formula.Binary comparison, Means means) {
        this.model = model;
        this.names = names;
        this.comparison = comparison;
        this.stale = means.drawnLets();
    }

    /** Evaluates what all draws share; where that is not defined, a draw will say so. */
    public void prepare(Means means) {
        for (String name : means.names(comparison)) {
            if (!stale.contains(name)) {
                evaluate(name);
            }
        }
    }

    private void evaluate(String name) {
        try {
            names.evaluate(new Formula.Name(comparison.span(), name));
        } catch (PreconditionException e) {
            // A draw that needs it will say the same.
        }
    }

    /** What is random, in one draw. */
    public Map<String, Value> draw(Seed seed) {
        return SampledMean.draw(model, names, seed);
    }

    /** Both sides at a draw, every mean replaced by what it averages. */
    public Comparison at(Map<String, Value> drawn) {
        return names.atDraw(drawn, stale).compare(comparison);
    }
}
