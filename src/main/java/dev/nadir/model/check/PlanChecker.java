package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Checks the verify blocks: instances, methods, options and what they are set to. */
final class PlanChecker {

    /** What an option may be. */
    private enum Takes {
        COUNT("a whole number of at least 1"),
        SEED("a whole number below 2^31"),
        POSITIVE("a positive number"),
        START("balanced(scale = s) or gaussian(scale = s)");

        private final String words;

        Takes(String words) {
            this.words = words;
        }
    }

    private static final Map<String, Map<String, Takes>> METHODS = methods();

    private final Findings findings;

    PlanChecker(Findings findings) {
        this.findings = findings;
    }

    private static Map<String, Map<String, Takes>> methods() {
        Map<String, Map<String, Takes>> methods = new TreeMap<>();
        Map<String, Takes> points = Map.of("points", Takes.COUNT);
        Map<String, Takes> starts = Map.of("starts", Takes.COUNT, "seed", Takes.SEED, "scale", Takes.POSITIVE);
        methods.put("gradient-check", points);
        methods.put("hessian-check", points);
        methods.put("multi-start", starts);
        methods.put("critical-points", starts);
        methods.put("homotopy", Map.of("seed", Takes.SEED, "work", Takes.COUNT, "paths", Takes.COUNT));
        methods.put("thorough-only", Map.of());
        methods.put("gradient-flow", Map.of("from", Takes.START, "seed", Takes.SEED));
        return methods;
    }

    void check(Model model) {
        List<String> names =
                model.instances().stream().map(Model.InstanceDeclaration::name).toList();
        Set<String> seen = new HashSet<>();
        for (Model.VerifyPlan plan : model.verifyPlans()) {
            boolean isKnown = names.contains(plan.instance());
            if (!isKnown || !seen.add(plan.instance())) {
                findings.report(
                        ErrorCode.UNKNOWN_INSTANCE,
                        plan.span(),
                        isKnown
                                ? "there is a second plan for `" + plan.instance() + "`"
                                : "`" + plan.instance() + "` is not an instance of the model",
                        names.isEmpty()
                                ? "The model has no instance."
                                : "Instances are " + String.join(", ", names) + ".",
                        isKnown
                                ? "Put all methods into one block."
                                : Spelling.didYouMean(plan.instance(), names, "Add a block `instance`."));
            }
            plan.methods().forEach(this::method);
        }
    }

    private void method(Model.MethodCall call) {
        Map<String, Takes> options = METHODS.get(call.method());
        if (options == null) {
            findings.report(
                    ErrorCode.UNKNOWN_WORD,
                    call.span(),
                    "`" + call.method() + "` is not a method",
                    "Methods are " + String.join(", ", METHODS.keySet()) + ".",
                    Spelling.didYouMean(call.method(), METHODS.keySet(), "Use one of them."));
            return;
        }
        call.options().forEach((name, value) -> option(call, options, name, value));
        call.thorough().forEach((name, value) -> option(call, options, name, value));
    }

    private void option(Model.MethodCall call, Map<String, Takes> options, String name, Formula value) {
        Takes takes = options.get(name);
        if (takes == null) {
            findings.report(
                    ErrorCode.METHOD_OPTION,
                    value.span(),
                    "`" + call.method() + "` has no option `" + name + "`",
                    "Its options are " + String.join(", ", new TreeSet<>(options.keySet())) + ".",
                    Spelling.didYouMean(name, options.keySet(), "Remove it."));
        } else if (!fits(takes, value)) {
            findings.report(
                    ErrorCode.METHOD_OPTION,
                    value.span(),
                    "`" + name + "` is " + FormulaPrinter.print(value),
                    "`" + name + "` takes " + takes.words + ".",
                    "Write " + name + " = " + example(takes) + ".");
        }
    }

    private static String example(Takes takes) {
        return switch (takes) {
            case COUNT -> "20";
            case SEED -> "7";
            case POSITIVE -> "0.5";
            case START -> "balanced(scale = 0.1)";
        };
    }

    private static boolean fits(Takes takes, Formula value) {
        if (takes == Takes.START) {
            boolean isCall = value instanceof Formula.Call call
                    && call.options().keySet().equals(Set.of("scale"))
                    && call.options().values().stream().allMatch(scale -> fits(Takes.POSITIVE, scale));
            String word = value instanceof Formula.Call call ? call.function() : FormulaPrinter.print(value);
            return (isCall || value instanceof Formula.Name)
                    && Set.of("balanced", "gaussian").contains(word);
        }
        if (!(value instanceof Formula.NumberLiteral number)) {
            return false;
        }
        boolean isWhole =
                number.value().isInteger() && number.value().numerator().bitLength() < 32;
        return switch (takes) {
            case COUNT -> isWhole && number.value().signum() > 0;
            case SEED -> isWhole;
            default -> number.value().signum() > 0;
        };
    }
}
