package dev.nadir.reduction.scalar.loss;

import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.symbolic.Landscape;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The closed forms of a loss whose parameters are all scalars: nothing has to be brought down to numbers first. */
public final class ScalarClosedForms {

    private ScalarClosedForms() {}

    /** Whether every parameter is a scalar. */
    public static boolean covers(Landscape landscape) {
        return landscape.parameters().stream()
                .allMatch(parameter -> parameter.shape().isScalar());
    }

    /** All stationary points with their conditions, or the step that could not be taken. */
    public static Reduction derive(Landscape landscape, ScalarSolver solver) {
        ScalarAnswer answer;
        DataNumbers.Named named;
        try {
            Refusal.requireUnconstrained(landscape);
            named = DataNumbers.of(landscape);
            answer = solved(LossReader.read(landscape, named), solver);
        } catch (Refusal refusal) {
            return Reduction.refused(refusal);
        } catch (PreconditionException e) {
            return Reduction.refused(new Refusal("reading of a scalar loss", String.valueOf(e.getMessage())));
        }
        if (answer instanceof ScalarAnswer.Refused refused) {
            return Reduction.refused(new Refusal(refused.step(), refused.reason()));
        }
        ScalarAnswer.Solved solved = (ScalarAnswer.Solved) answer;
        List<ClosedForm> forms = solved.branches().stream()
                .map(branch -> new ClosedForm(
                        Stream.concat(named.conditions().stream(), branch.condition().stream())
                                .toList(),
                        named.lets(),
                        branch.value(),
                        branch.point(),
                        List.of(),
                        Optional.empty(),
                        branch.upTo(),
                        branch.kind(),
                        solved.lemmas()))
                .toList();
        Step step = new Step(
                solved.lemmas().get(0),
                "The parameters are scalars: every stationary point is a root of a polynomial, found exactly with the"
                        + " condition under which it exists.",
                landscape.model().objective().value(),
                true,
                "everywhere");
        List<ScalarAnswer.Threshold> thresholds = solved.thresholds().stream()
                .map(each -> new ScalarAnswer.Threshold(
                        each.change(), each.name(), inlined(each.condition(), named), inlined(each.tie(), named)))
                .toList();
        return new Reduction(
                named.lets(), List.of(step), forms, thresholds, Optional.empty(), new Reduction.Completeness.All());
    }

    /** The answer as the unknowns stand, or in their sum and difference where that is one. */
    private static ScalarAnswer solved(ScalarProblem problem, ScalarSolver solver) {
        ScalarAnswer answer = solver.solve(problem);
        if (answer instanceof ScalarAnswer.Solved) {
            return answer;
        }
        return ScalarSquares.of(problem)
                .map(squares -> squares.back(solver.solve(squares.moved())))
                .filter(ScalarAnswer.Solved.class::isInstance)
                .orElse(answer);
    }

    private static List<Formula> inlined(List<Formula> formulas, DataNumbers.Named named) {
        return formulas.stream()
                .map(formula -> named.lets().isEmpty() ? formula : Substitution.inlined(formula, named.lets()))
                .toList();
    }
}
