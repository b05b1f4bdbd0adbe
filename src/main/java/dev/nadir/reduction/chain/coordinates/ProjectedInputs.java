package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Data that see a product through a projection, as they do where a bias is free and centres them: what the priced factor at
 * that end has outside costs and gains nothing, so the data may as well be isotropic (proof note
 * docs/theorems/projected-inputs.md).
 *
 * @param loss as it is
 * @param moved the same with isotropic data
 * @param factor the factor that meets the projection
 * @param projection Q
 * @param name of the projection
 */
public record ProjectedInputs(Expr loss, Expr moved, Factor factor, Expr projection, String name) {

    private static final String LEMMA = "projected-inputs";

    /** The loss read so, if one end of its product meets a projection that the cross moment has too. */
    public static Optional<ProjectedInputs> of(Expr loss, List<Expr.Symbol> parameters, Set<String> taken) {
        ChainLoss chain;
        try {
            chain = ChainReader.read(loss, parameters);
        } catch (Refusal refusal) {
            return Optional.empty();
        }
        if (!chain.noise().isEmpty() || chain.variances().isPresent()) {
            return Optional.empty();
        }
        String name = "Q";
        for (int i = 1; taken.contains(name); i++) {
            name = "Q_" + i;
        }
        String free = name;
        return inner(loss, chain, free).or(() -> inner(loss, chain.transpose(), free));
    }

    private static Optional<ProjectedInputs> inner(Expr loss, ChainLoss chain, String name) {
        int last = chain.count() - 1;
        boolean isPriced =
                chain.prices().get(last).filter(ChainLoss.Price::isPlain).isPresent();
        if (!isPriced || !(chain.right() instanceof Expr.Sum sum)) {
            return Optional.empty();
        }
        Expr number = sum.terms().stream()
                .flatMap(term -> Proportion.toIdentity(term).stream())
                .reduce(Exprs.literal(0), Exprs::add);
        if (Exprs.isZero(number) || !Proportion.isPositive(number)) {
            return Optional.empty();
        }
        Expr projection = Proportion.simpleMatrix(Exprs.scaled(Exprs.power(number, Rational.MINUS_ONE), chain.right()));
        boolean isProjection = isSame(Exprs.times(projection, projection), projection)
                && isSame(Exprs.times(chain.cross(), projection), chain.cross());
        if (!isProjection) {
            return Optional.empty();
        }
        Expr p = chain.product();
        Expr missing = Exprs.subtract(Exprs.scaled(number, Exprs.identity(chain.inputs())), chain.right());
        Expr square = Exprs.inner(Exprs.product(List.of(chain.left(), p, missing)), p);
        return Optional.of(new ProjectedInputs(
                loss,
                Proportion.simple(Exprs.add(loss, square)),
                chain.factors().get(last),
                projection,
                name));
    }

    private static boolean isSame(Expr one, Expr other) {
        return Form.of(one).equals(Form.of(other));
    }

    /** Writes the step; like those after it, it speaks of the factor by its own name until {@link #complete}. */
    public void write(Draft draft) {
        draft.let(name, Draft.text(projection));
        draft.step(
                LEMMA,
                "The data see the product through a projection; what the factor there has outside costs, and gains nothing.",
                Draft.text(loss),
                false,
                "where the projection keeps the factor");
    }

    /** What was found with isotropic data, as results for the loss as it is. */
    public Reduction complete(Reduction found) {
        String parameter = factor.symbol().name();
        String projected =
                factor.transposed() ? "(" + name + "*" + parameter + ")" : "(" + parameter + "*" + name + ")";
        Substitution back = new Substitution(Map.of(parameter, FormulaText.parse(projected)));
        List<Step> steps = new ArrayList<>();
        boolean isAfter = false;
        for (Step step : found.steps()) {
            isAfter |= step.lemma().equals(LEMMA);
            steps.add(isAfter ? step.mapped(back::of) : step);
        }
        return new Reduction(
                found.lets(), steps, found.closedForms(), found.thresholds(), found.refusedAt(), found.completeness());
    }
}
