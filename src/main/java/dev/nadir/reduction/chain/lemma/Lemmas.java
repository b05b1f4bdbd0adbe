package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.EntryReader;
import dev.nadir.reduction.chain.GivenMatrices;
import dev.nadir.symbolic.Landscape;
import java.util.List;
import java.util.Optional;

/** Chooses the lemma that fits a loss as it stands. */
public final class Lemmas {

    private final ScalarSolver solver;
    private final GivenMatrices given;

    /** The lemmas for losses of a landscape, with what its model assumes of the data. */
    public Lemmas(Landscape landscape, ScalarSolver solver) {
        this.solver = solver;
        this.given = GivenMatrices.of(landscape);
    }

    /**
     * Writes the closed forms of a landscape with equations between its parameters.
     *
     * @throws Refusal naming the step that could not be taken
     */
    public static void solveConstrained(Landscape landscape, Draft draft) {
        FixedProduct.solve(landscape, draft);
    }

    /**
     * Writes the closed forms of a loss.
     *
     * @throws Refusal naming the step that could not be taken
     */
    public void solve(Expr loss, List<Expr.Symbol> parameters, Draft draft) {
        Optional<CovarianceSpectrum> covariance = CovarianceSpectrum.of(loss, parameters);
        if (covariance.isPresent()) {
            covariance.get().solve(draft);
            return;
        }
        boolean isTied = parameters.size() == 1 && !isLinear(loss, parameters.get(0));
        if (isTied) {
            TiedProduct.solve(loss, parameters.get(0), draft);
            return;
        }
        if (EntryReader.covers(parameters) && isEntrywise(loss, parameters) && !isChain(loss, parameters)) {
            EntryProduct.solve(loss, parameters, draft);
            return;
        }
        Optional<Expr.Symbol> scale = scale(parameters);
        ChainLoss chain = withGiven(ChainReader.read(loss, parameters), loss, draft);
        if (chain.count() == 1 && scale.isEmpty()) {
            FreeProduct.single(chain, draft);
        } else {
            solve(Setting.of(chain, draft, solver, scale));
        }
    }

    private ChainLoss withGiven(ChainLoss chain, Expr loss, Draft draft) {
        ChainLoss moved = given.in(chain);
        if (!moved.equals(chain)) {
            draft.step(
                    "given-equations",
                    "The model assumes " + given.words() + ", which is put in.",
                    Draft.text(GivenMatrices.moved(loss, chain, moved)),
                    true,
                    "everywhere");
        }
        return moved;
    }

    /** Whether the loss is one of a product of matrices, as {@code u'*v} is. */
    private static boolean isChain(Expr loss, List<Expr.Symbol> parameters) {
        try {
            return ChainReader.read(loss, parameters).count() == parameters.size();
        } catch (Refusal refusal) {
            return false;
        }
    }

    /** Whether some term holds two parameters at the same places. */
    private static boolean isEntrywise(Expr loss, List<Expr.Symbol> parameters) {
        return Monomial.of(Form.of(loss)).stream()
                .map(term -> term.sites().stream()
                        .filter(site -> parameters.contains(site.letter()))
                        .toList())
                .anyMatch(sites -> sites.size() == parameters.size()
                        && sites.stream().map(Monomial.Site::letter).distinct().count() == sites.size()
                        && sites.stream().map(Monomial.Site::legs).distinct().count() == 1
                        && sites.stream().allMatch(site -> site.exponent().isOne()));
    }

    /** Whether some term is linear in the parameter. */
    private static boolean isLinear(Expr loss, Expr.Symbol parameter) {
        return Monomial.of(Form.of(loss)).stream().anyMatch(term -> term.sites().stream()
                .filter(site -> site.letter().equals(parameter))
                .map(Monomial.Site::exponent)
                .reduce(Rational.ZERO, Rational::plus)
                .isOne());
    }

    /** The one positive scalar among the parameters; other scalars are factors. */
    private static Optional<Expr.Symbol> scale(List<Expr.Symbol> parameters) {
        List<Expr.Symbol> scalars = parameters.stream()
                .filter(parameter ->
                        parameter.shape().isScalar() && parameter.properties().contains(Property.POSITIVE))
                .toList();
        if (scalars.size() > 1) {
            throw new Refusal(
                    "scale parameter",
                    String.join(" and ", scalars.stream().map(Expr.Symbol::name).toList())
                            + " are positive numbers that are learned together, and none is a common factor of"
                            + " all that holds other parameters; one such number can be minimised after the matrices,"
                            + " several would need a joint equation: with all but one held as data this step is passed");
        }
        return scalars.stream().findFirst();
    }

    private static void solve(Setting setting) {
        ChainLoss chain = setting.chain();
        setting.requirePositive(chain.isFree() || (chain.isPricedThroughout() && !setting.isPlain()));
        if (!chain.noise().isEmpty() && !setting.hasOneOutput()) {
            setting.requireNoScale();
            NoisyModes.solve(setting);
            return;
        }
        if (chain.isFree()) {
            setting.requireNoScale();
            FreeProduct.solve(setting);
            return;
        }
        if (!chain.isPricedThroughout()) {
            throw new Refusal(
                    "balance",
                    "a factor that costs nothing beside factors that do: the infimum is that of the loss without prices "
                            + "and is not attained");
        }
        priced(setting);
    }

    /** Every factor costs something. */
    private static void priced(Setting setting) {
        ChainLoss chain = setting.chain();
        Optional<Expr> scale = setting.scale();
        boolean isWeighted = chain.prices().stream().flatMap(Optional::stream).anyMatch(price -> price.hidden()
                .isPresent());
        if (isWeighted || chain.variances().isPresent()) {
            weighted(
                    setting,
                    scale.orElseThrow(() -> new Refusal(
                            "rearrangement", "the inputs are neither isotropic nor priced in their own metric")));
            return;
        }
        if (scale.isPresent() && setting.scaleParameter().isPresent()) {
            new ScaledModes(setting, scale.get()).solve();
            return;
        }
        setting.requireNoScale();
        if (scale.isPresent()) {
            new PricedModes(setting, scale.get()).solve();
        } else if (setting.hasOneOutput()) {
            new PricedVector(setting).solve();
        } else {
            AlignedModes.of(setting)
                    .orElseThrow(() -> new Refusal(
                            "von Neumann's trace inequality",
                            "the inputs are neither isotropic nor priced in their own metric nor their own targets, and"
                                    + " there are several outputs; one output, inputs with X*X' a multiple of the identity,"
                                    + " or a price " + setting.priceInMetric() + " would do"))
                    .solve();
        }
    }

    private static void weighted(Setting setting, Expr scale) {
        if (setting.chain().variances().isPresent()) {
            new LearnedVariances(setting, scale).solve();
        } else if (setting.scaleParameter().isPresent()) {
            new ScaledModes(setting, scale).solve();
        } else {
            WeightedModes.solve(setting, scale);
        }
    }
}
