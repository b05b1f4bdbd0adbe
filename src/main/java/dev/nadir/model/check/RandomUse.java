package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.model.Formula;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import java.util.HashSet;
import java.util.Set;

/** Finds random names that are not averaged over: a loss and what is claimed of it are numbers, not draws. */
final class RandomUse {

    private final Findings findings;
    private final Set<String> random = new HashSet<>();

    RandomUse(Model model, Findings findings) {
        this.findings = findings;
        model.random().forEach(declaration -> random.add(declaration.name()));
    }

    /** A let of something random is random itself, which is no mistake. */
    void let(Model.Let let) {
        if (isRandom(let.value())) {
            random.addAll(let.names());
        }
    }

    /** What is known of random names, for a claim whose own lets come and go. */
    Set<String> names() {
        return Set.copyOf(random);
    }

    /** Back to what was known before. */
    void reset(Set<String> names) {
        random.retainAll(names);
    }

    private boolean isRandom(Formula formula) {
        if (Means.isMean(formula)) {
            return false;
        }
        return (formula instanceof Formula.Name name && random.contains(name.name()))
                || formula.children().stream().anyMatch(this::isRandom);
    }

    /** Reports the first random name outside of E[...]. */
    boolean check(Formula formula) {
        if (Means.isMean(formula) || random.isEmpty()) {
            return true;
        }
        if (formula instanceof Formula.Name name && random.contains(name.name())) {
            findings.report(
                    ErrorCode.RANDOM_OUTSIDE,
                    name.span(),
                    "`" + name.name() + "` is random",
                    "A loss, a condition and a claim are about means over the noise.",
                    "Put the part that holds it into E[...], or a condition on it into probability(...).");
            return false;
        }
        return formula.children().stream().allMatch(this::check);
    }
}
