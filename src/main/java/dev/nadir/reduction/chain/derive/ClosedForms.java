package dev.nadir.reduction.chain.derive;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.chain.PartialMinimum;
import dev.nadir.reduction.chain.coordinates.CommonScale;
import dev.nadir.reduction.chain.coordinates.FixedBetween;
import dev.nadir.reduction.chain.coordinates.IdleParameters;
import dev.nadir.reduction.chain.coordinates.InputRange;
import dev.nadir.reduction.chain.coordinates.LogScale;
import dev.nadir.reduction.chain.coordinates.ProjectedInputs;
import dev.nadir.reduction.chain.coordinates.RedundantScale;
import dev.nadir.reduction.chain.coordinates.ShiftedFactors;
import dev.nadir.reduction.chain.coordinates.SquareDifference;
import dev.nadir.reduction.chain.coordinates.StackedBlocks;
import dev.nadir.reduction.chain.lemma.Lemmas;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** Brings a landscape down lemma by lemma; what fits none is refused with the step that could not be taken. */
public final class ClosedForms {

    private final Landscape landscape;
    private final Lemmas lemmas;

    /** Names and numbers beside those of the landscape: what stands in the place of parameters. */
    private final Set<String> made = new HashSet<>();

    private final Set<String> madeScalars = new HashSet<>();

    private ClosedForms(Landscape landscape, ScalarSolver solver) {
        this.landscape = landscape;
        this.lemmas = new Lemmas(landscape, solver);
    }

    /** The closed forms of a landscape, with the steps that lead there. */
    public static Reduction derive(Landscape landscape, ScalarSolver solver) {
        try {
            Refusal.requireFree(landscape);
            if (!landscape.constraints().isEmpty()) {
                Draft draft = Draft.of(landscape);
                Lemmas.solveConstrained(landscape, draft);
                return draft.finish();
            }
            return new ClosedForms(landscape, solver).ofAnyRank();
        } catch (Refusal refusal) {
            return Reduction.refused(refusal);
        } catch (PreconditionException e) {
            return Reduction.refused(new Refusal("canonical form", String.valueOf(e.getMessage())));
        }
    }

    /** What needs a Gram matrix of data to be invertible is told apart from what holds where it is not. */
    private Reduction ofAnyRank() {
        Reduction found = plainOrShifted();
        for (Expr.Symbol data : landscape.data()) {
            if (InputRange.isNeeded(landscape, found, data)) {
                found.lets().forEach(let -> made.addAll(let.names()));
                Optional<InputRange> range =
                        InputRange.of(landscape.expectedLoss(), landscape.parameters(), data, taken());
                if (range.isPresent()) {
                    return besides(found, range.get());
                }
            }
        }
        return found;
    }

    private Reduction besides(Reduction found, InputRange range) {
        made.addAll(range.made());
        madeScalars.add(range.rankName());
        try {
            Expr moved = range.moved(landscape.expectedLoss());
            return range.beside(found, moved, apart(moved, range.parameters(landscape.parameters())));
        } catch (Refusal refusal) {
            // What was found says under which condition it holds; there is nothing to add where that fails.
            return found;
        }
    }

    /** The parameters as they are, or with what is added to them taken into them. */
    private Reduction plainOrShifted() {
        try {
            return apart(landscape.expectedLoss(), landscape.parameters());
        } catch (Refusal refusal) {
            Optional<FixedBetween> between =
                    FixedBetween.of(landscape.loss(), landscape.parameters(), Draft.names(landscape));
            if (between.isPresent()) {
                return around(between.get(), refusal);
            }
            Optional<SquareDifference> squares = SquareDifference.of(landscape.expectedLoss(), landscape.parameters());
            if (squares.isPresent()) {
                return ofSquares(squares.get(), refusal);
            }
            ShiftedFactors shifted = ShiftedFactors.of(landscape.loss(), landscape.parameters());
            if (shifted.isEmpty()) {
                throw refusal;
            }
            try {
                Expr sums = shifted.moved(landscape.expectedLoss());
                return shifted.complete(sums, apart(sums, landscape.parameters()));
            } catch (Refusal moved) {
                refusal.addSuppressed(moved);
                throw refusal;
            }
        }
    }

    private Reduction ofSquares(SquareDifference squares, Refusal refusal) {
        try {
            Expr moved = squares.moved(landscape.expectedLoss());
            return squares.complete(moved, apart(moved, landscape.parameters()));
        } catch (Refusal other) {
            refusal.addSuppressed(other);
            throw refusal;
        }
    }

    private Reduction around(FixedBetween between, Refusal refusal) {
        made.addAll(between.made());
        madeScalars.add(between.rank());
        try {
            Expr moved = between.moved(landscape.expectedLoss());
            return between.complete(moved, derive(moved, between.parameters(), List.of()));
        } catch (Refusal other) {
            other.addSuppressed(refusal);
            throw other;
        }
    }

    /** Takes out numbers that all of the loss shares, or that other parameters can take into themselves. */
    private Reduction apart(Expr loss, List<Expr.Symbol> parameters) {
        Optional<LogScale> logarithm = LogScale.of(loss, parameters, taken());
        if (logarithm.isPresent()) {
            LogScale scale = logarithm.get();
            made.add(scale.positive().name());
            if (scale.positive().shape().isScalar()) {
                madeScalars.add(scale.positive().name());
            }
            try {
                return scale.complete(apart(scale.inner(), scale.parameters(parameters)));
            } catch (Refusal refusal) {
                throw scale.explained(refusal);
            }
        }
        Optional<CommonScale> common = CommonScale.of(loss, parameters);
        if (common.isPresent()) {
            return common.get()
                    .complete(
                            apart(
                                    common.get().inner(),
                                    without(parameters, common.get().x())),
                            taken());
        }
        Optional<RedundantScale> redundant = RedundantScale.of(loss, parameters);
        return redundant.isPresent()
                ? redundant
                        .get()
                        .complete(apart(
                                redundant.get().inner(),
                                without(parameters, redundant.get().x())))
                : derive(loss, parameters, List.of());
    }

    private static List<Expr.Symbol> without(List<Expr.Symbol> parameters, Expr.Symbol taken) {
        return parameters.stream().filter(each -> !each.equals(taken)).toList();
    }

    /** Tries the lemmas on the loss as it is, then on what is left when a parameter is taken out. */
    private Reduction derive(Expr loss, List<Expr.Symbol> parameters, List<Consumer<Draft>> taken) {
        try {
            return direct(loss, parameters, taken);
        } catch (Refusal refusal) {
            Optional<ProjectedInputs> projected = ProjectedInputs.of(loss, parameters, taken());
            if (projected.isPresent()) {
                return projected(projected.get(), parameters, taken, refusal);
            }
            if (parameters.size() == 1) {
                throw refusal;
            }
            Set<Expr.Symbol> all = Set.copyOf(parameters);
            for (Expr.Symbol parameter : parameters) {
                Optional<PartialMinimum> even = PartialMinimum.even(loss, parameter, all);
                if (even.isPresent()) {
                    return without(even.get(), parameters, taken);
                }
            }
            for (Expr.Symbol parameter : parameters) {
                Optional<PartialMinimum> between = PartialMinimum.between(loss, parameter, all);
                try {
                    if (between.isPresent()) {
                        return without(between.get(), parameters, taken);
                    }
                } catch (Refusal next) {
                    // Another parameter may leave more; if none does, the first refusal says most.
                    refusal.addSuppressed(next);
                }
            }
            return stacked(loss, parameters, taken, refusal);
        }
    }

    private Reduction projected(
            ProjectedInputs inputs, List<Expr.Symbol> parameters, List<Consumer<Draft>> taken, Refusal refusal) {
        List<Consumer<Draft>> more = new ArrayList<>(taken);
        more.add(inputs::write);
        try {
            return inputs.complete(direct(inputs.moved(), parameters, more));
        } catch (Refusal other) {
            refusal.addSuppressed(other);
            throw refusal;
        }
    }

    /** Tries blocks of one matrix as that matrix; what stops there says more than that there are several products. */
    private Reduction stacked(Expr loss, List<Expr.Symbol> parameters, List<Consumer<Draft>> taken, Refusal refusal) {
        Optional<Refusal> last = Optional.empty();
        for (StackedBlocks blocks : StackedBlocks.of(loss, parameters, taken())) {
            made.addAll(blocks.made());
            madeScalars.add(blocks.total().toString());
            List<Consumer<Draft>> more = new ArrayList<>(taken);
            more.add(blocks::write);
            try {
                return blocks.complete(derive(blocks.moved(), blocks.parameters(parameters), more));
            } catch (PreconditionException next) {
                refusal.addSuppressed(next);
            } catch (Refusal next) {
                // What is not one product either has not become clearer.
                last = last.or(() -> Optional.of(next)
                        .filter(each -> !each.step().equals("one product"))
                        .map(blocks::explained));
            }
            made.removeAll(blocks.made());
        }
        throw last.orElse(refusal);
    }

    private Reduction without(PartialMinimum partial, List<Expr.Symbol> parameters, List<Consumer<Draft>> taken) {
        List<Expr.Symbol> others = without(parameters, partial.parameter());
        List<Consumer<Draft>> more = new ArrayList<>(taken);
        more.add(partial::write);
        IdleParameters left = IdleParameters.of(partial.rest(), others);
        return partial.without(left.idle()).complete(left.complete(derive(partial.rest(), left.others(), more)));
    }

    private Reduction direct(Expr loss, List<Expr.Symbol> parameters, List<Consumer<Draft>> taken) {
        Set<String> scalars = Draft.scalars(landscape);
        scalars.addAll(madeScalars);
        Draft draft = new Draft(taken(), scalars);
        taken.forEach(each -> each.accept(draft));
        if (parameters.isEmpty()) {
            draft.entry(Kind.GLOBAL_MINIMUM).value(Draft.text(loss));
            return draft.finish();
        }
        lemmas.solve(loss, parameters, draft);
        return draft.finish();
    }

    private Set<String> taken() {
        Set<String> names = Draft.names(landscape);
        names.addAll(made);
        return names;
    }
}
