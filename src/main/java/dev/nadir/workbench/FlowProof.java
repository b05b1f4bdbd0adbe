package dev.nadir.workbench;

import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.agree.claim.Agreement;
import dev.nadir.reduction.agree.claim.FlowAgreement;
import dev.nadir.reduction.chain.flow.ModeFlow;
import dev.nadir.reduction.chain.flow.ModeFlow.Unknown;
import dev.nadir.reduction.chain.flow.ModeFlows;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Proves claims about the flow of a product of numbers from the solutions that are derived for it. */
final class FlowProof {

    private FlowProof() {}

    /** What proves the claim; empty where nothing is found. */
    static Optional<Agreement> of(Landscape landscape, Claim claim) {
        try {
            ModeFlow flow = ModeFlows.derive(landscape);
            return flow.isOfNumbers() ? FlowAgreement.of(landscape, claim, balanced(flow)) : Optional.empty();
        } catch (Refusal e) {
            // What cannot be derived proves nothing.
            return Optional.empty();
        }
    }

    /** The solutions from equal sizes. */
    private static List<FlowAgreement.Solution> balanced(ModeFlow flow) {
        List<FlowAgreement.Solution> solutions = new ArrayList<>();
        for (ModeFlow.Solution solution : flow.solutions()) {
            if (solution.name().equals("balanced")) {
                Formula value =
                        Substitution.inlined(Substitution.inlined(solution.value(), solution.lets()), flow.lets());
                List<Formula> conditions = solution.conditions().stream()
                        .map(each -> Substitution.inlined(each, flow.lets()))
                        .toList();
                initial(value, flow.product())
                        .map(initial -> new FlowAgreement.Solution(
                                conditions, flow.product(), initial, solution.unknown() == Unknown.TIME, value))
                        .ifPresent(solutions::add);
            }
        }
        return solutions;
    }

    /** The name of the product at time zero. */
    private static Optional<String> initial(Formula value, String product) {
        Set<String> names = new TreeSet<>();
        names(value, names);
        return names.stream().filter(each -> each.equals(product + "_0")).findFirst();
    }

    private static void names(Formula formula, Set<String> names) {
        if (formula instanceof Formula.Name name) {
            names.add(name.name());
        }
        formula.children().forEach(child -> names(child, names));
    }
}
