package dev.nadir.evidence.verify;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a verify block says about one instance, with what holds where it says nothing.
 *
 * @param methods the options of each method that the block names
 */
public record PlanOptions(Map<String, Map<String, Formula>> methods) {

    /** The seed of runs that nobody gave one. */
    private static final long SEED = 7;

    /** Copies the options. */
    public PlanOptions {
        methods = Map.copyOf(methods);
    }

    /** The methods for an instance; thorough options replace the quick ones in a thorough run. */
    public static PlanOptions of(Model model, String instance, boolean isThorough) {
        Map<String, Map<String, Formula>> methods = new HashMap<>();
        for (Model.VerifyPlan plan : model.verifyPlans()) {
            if (plan.instance().equals(instance)) {
                for (Model.MethodCall method : plan.methods()) {
                    Map<String, Formula> options = new HashMap<>(method.options());
                    if (isThorough) {
                        options.putAll(method.thorough());
                    }
                    methods.put(method.method(), options);
                }
            }
        }
        return new PlanOptions(methods);
    }

    /** The same with another number of starts for every search. */
    public PlanOptions withStarts(int starts) {
        Map<String, Map<String, Formula>> changed = new HashMap<>(methods);
        SourceSpan nowhere = new SourceSpan("--starts", 1, 1, 1, 1);
        Formula number = new Formula.NumberLiteral(nowhere, Rational.of(starts), Integer.toString(starts));
        for (String method : List.of("multi-start", "critical-points")) {
            Map<String, Formula> options = new HashMap<>(methods.getOrDefault(method, Map.of()));
            options.put("starts", number);
            changed.put(method, options);
        }
        return new PlanOptions(changed);
    }

    /** Whether the block names the method. */
    public boolean has(String method) {
        return methods.containsKey(method);
    }

    /** A whole number among the options of a method. */
    public int count(String method, String option, int otherwise) {
        return number(method, option).map(Math::round).map(Long::intValue).orElse(otherwise);
    }

    /** A number among the options of a method. */
    public double number(String method, String option, double otherwise) {
        return number(method, option).orElse(otherwise);
    }

    /** An option that is a word, or a word with options of its own, such as {@code balanced(scale = 0.1)}. */
    public Optional<Formula> choice(String method, String option) {
        return Optional.ofNullable(methods.getOrDefault(method, Map.of()).get(option));
    }

    private Optional<Double> number(String method, String option) {
        return choice(method, option)
                .filter(Formula.NumberLiteral.class::isInstance)
                .map(value -> ((Formula.NumberLiteral) value).value().round());
    }

    /** The seed of a method: of the command, of the block, or of the run. */
    public long seed(String method, VerifyOptions options, long run) {
        return options.seed()
                .orElseGet(() -> number(method, "seed").map(Math::round).orElse(run));
    }

    /** The seed of a whole run: of the command, the first that a verify block names, or a fixed one. */
    public static long runSeed(Model model, VerifyOptions options) {
        return options.seed().orElseGet(() -> model.verifyPlans().stream()
                .flatMap(plan -> plan.methods().stream())
                .map(method -> method.options().get("seed"))
                .filter(Formula.NumberLiteral.class::isInstance)
                .map(value -> Math.round(((Formula.NumberLiteral) value).value().round()))
                .findFirst()
                .orElse(SEED));
    }
}
