package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Checks the line {@code sampled} of a claim: options that exist, with values that they take. */
final class SamplingChecker {

    /** What may be known of the summand; one of them, and {@code tail} with {@code truncated}. */
    private static final List<String> KNOWLEDGE = List.of("bounds", "variance", "kurtosis", "subgaussian", "truncated");

    private static final Set<String> OPTIONS =
            Set.of("draws", "error", "bounds", "variance", "kurtosis", "subgaussian", "truncated", "tail");

    /** More than this, and a claim that is true would be refuted now and then. */
    private static final Rational LARGEST_ERROR = Rational.parse("0.001");

    private final Model model;
    private final Checker checker;
    private final Findings findings;

    SamplingChecker(Model model, Checker checker, Findings findings) {
        this.model = model;
        this.checker = checker;
        this.findings = findings;
    }

    void check(Claim claim, Claim.Sampling sampling, Scope scope) {
        sampling.options().forEach((name, value) -> option(name, value, scope));
        sampling.thorough().forEach((name, value) -> option(name, value, scope));
        Set<String> given = sampling.options().keySet();
        long known = KNOWLEDGE.stream().filter(given::contains).count();
        if (known > 1 || given.contains("truncated") != given.contains("tail")) {
            findings.report(
                    ErrorCode.METHOD_OPTION,
                    sampling.span(),
                    "`sampled` says " + String.join(", ", given),
                    "One thing is said of the summand: bounds, variance, kurtosis, subgaussian, or truncated with tail.",
                    "Keep the one that can be proved.");
        }
        boolean hasMean = claim.statement() instanceof Claim.Statement.Relation relation
                && new Means(model, claim.lets()).use(relation.comparison()) != Means.Use.NONE;
        if (!hasMean) {
            findings.report(
                    ErrorCode.CLAIM_STATEMENT,
                    sampling.span(),
                    "`sampled` does not go with what this claim says",
                    "It says how a mean is sampled, and what is known of the summand.",
                    "Write holds E[...] == ..., holds probability(...) >= ..., or remove the line.");
        }
    }

    private void option(String name, Formula value, Scope scope) {
        if (!OPTIONS.contains(name)) {
            findings.report(
                    ErrorCode.METHOD_OPTION,
                    value.span(),
                    "`sampled` has no option `" + name + "`",
                    "Its options are " + String.join(", ", new TreeSet<>(OPTIONS)) + ".",
                    Spelling.didYouMean(name, OPTIONS, "Remove it."));
        } else if (!fits(name, value, scope)) {
            findings.report(
                    ErrorCode.METHOD_OPTION,
                    value.span(),
                    "`" + name + "` is " + FormulaPrinter.print(value),
                    "`" + name + "` takes " + takes(name) + ".",
                    "Write " + name + " = " + example(name) + ".");
        }
    }

    private boolean fits(String name, Formula value, Scope scope) {
        if (name.equals("draws") || name.equals("error")) {
            return value instanceof Formula.NumberLiteral number && fits(name, number.value());
        }
        checker.notRandom(value);
        Optional<Shape> shape = checker.shapes().shape(value, scope);
        Shape needed = name.equals("bounds") ? Shape.vector(Size.of(2)) : Shape.SCALAR;
        return shape.isEmpty() || shape.get().equals(needed);
    }

    private static boolean fits(String name, Rational value) {
        if (name.equals("draws")) {
            return value.isInteger() && value.signum() > 0 && value.numerator().bitLength() < 32;
        }
        return value.signum() > 0 && value.compareTo(LARGEST_ERROR) <= 0;
    }

    private static String takes(String name) {
        return Map.of(
                        "draws", "a whole number of at least 1",
                        "error", "a number above 0, at most " + LARGEST_ERROR.round(),
                        "bounds", "two numbers that the summand lies between")
                .getOrDefault(name, "a scalar");
    }

    private static String example(String name) {
        return Map.of("draws", "2000", "error", "1e-9", "bounds", "[0, 1]").getOrDefault(name, "1");
    }
}
