package dev.nadir.reduction;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.symbolic.Landscape;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A step that could not be taken, and why: not an error of the user, nor a statement about the loss. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String step;

    /**
     * A refusal.
     *
     * @param step the lemma or stage that could not be applied
     * @param reason what it would have needed
     */
    public Refusal(String step, String reason) {
        super(reason);
        this.step = step;
    }

    /**
     * Refuses a landscape whose constraints a lemma would forget.
     *
     * @throws Refusal with each constraint and its line
     */
    public static void requireUnconstrained(Landscape landscape) {
        if (!landscape.constraints().isEmpty()) {
            String equations = landscape.constraints().stream()
                    .map(Landscape.Constraint::written)
                    .map(written -> "`" + FormulaPrinter.print(written) + "` (line "
                            + written.span().line() + ")")
                    .collect(Collectors.joining(", "));
            throw new Refusal("subject to", "no lemma here keeps " + equations);
        }
    }

    /**
     * Refuses a landscape with a matrix or a bound that a lemma for free parameters would leave.
     *
     * @throws Refusal with the parameter and what is declared of it
     */
    public static void requireFree(Landscape landscape) {
        for (Expr.Symbol parameter : landscape.parameters()) {
            Set<Property> properties = new TreeSet<>(parameter.properties());
            properties.remove(Property.POSITIVE);
            if (!properties.isEmpty()) {
                throw new Refusal(
                        "declared sets",
                        "the lemmas here are for free matrices, and " + parameter.name() + " is declared "
                                + properties
                                        .iterator()
                                        .next()
                                        .toString()
                                        .toLowerCase(Locale.ROOT)
                                        .replace('_', ' '));
            }
            landscape
                    .condition(parameter)
                    .filter(condition -> !condition.isPositivity())
                    .ifPresent(condition -> {
                        throw new Refusal(
                                "declared sets",
                                "the lemmas here know no bound but > 0, and " + parameter.name() + " is declared "
                                        + condition.operator().symbol() + " "
                                        + FormulaPrinter.print(condition.bound()));
                    });
        }
    }

    /** The lemma or stage. */
    public String step() {
        return step;
    }

    /** Both, as one line. */
    public String line() {
        return step + ": " + getMessage();
    }
}
