package dev.nadir.conformance;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page {@code docs/conformance.md}; run as a program it writes the page anew. */
final class ConformancePage {

    static final Path PAGE = Path.of("docs/conformance.md");

    /** The suites with what they are. */
    static final Map<String, String> SUITES = new LinkedHashMap<>();

    static {
        SUITES.put(
                "cookbook",
                "The derivative chapter of the Matrix Cookbook (Petersen2012), every equation that has a closed derivative,"
                        + " by its number (a letter where an equation makes two statements). Differentials and derivatives of"
                        + " matrices are directional derivatives along V. Its equations for symmetric matrices count an entry"
                        + " off the diagonal twice; ours are gradients on the set of symmetric matrices. Refused are 66 and 67,"
                        + " whose X is any square matrix: `eig` is of symmetric ones, as an eigenvalue of another may be"
                        + " complex, and has no derivative where two of them meet (write `tr(X)` for their sum, `det(X)` for"
                        + " their product); and 128, as the language has functions of entries and matrix powers, but no sine"
                        + " of a matrix.");
        SUITES.put("matrixcalculus", "The nine inputs that the documentation of matrixcalculus.org shows (Laue2018).");
        SUITES.put(
                "sympy",
                "The derivative expressions in SymPy's own tests (Meurer2017), as far as they are not the Cookbook's; norm-5 is"
                        + " restated under a root that is always defined.");
        SUITES.put("breakers", "What other tools get silently wrong, return unevaluated or do not print.");
        SUITES.put(
                "breadth",
                "What theorists write beyond these: parameters on a set, functions without a formula (f and g; the slopes are"
                        + " those of two formulas in their place), constant vectors, blocks, indices, singular values, roots"
                        + " and third derivatives. A gradient with respect to W under W'*W == eye(n) is that on the set.");
    }

    private ConformancePage() {}

    /** Every case of every suite, judged. */
    static List<Judge.Result> results() {
        List<Judge.Result> results = new ArrayList<>();
        SUITES.keySet().forEach(suite -> ConformanceCase.suite(suite).forEach(c -> results.add(Judge.judge(c))));
        return results;
    }

    static String of(List<Judge.Result> results) {
        StringBuilder text = new StringBuilder();
        text.append("# Conformance: derivatives that others publish\n\n");
        text.append(
                "For readers who want to know what the algebra covers, and why its derivatives can be believed. This page"
                        + " is written by a program\namong the tests, and they fail where it is not what comes out.\n\n");
        text.append(
                "Each row is a model of its own. The gradient or directional derivative that Nadir derives is compared with"
                        + " the source's\nformula, by the [canonical form](decisions/canonical-form.md) where that decides and by exact"
                        + " values at random points of a\nprime field where it does not; then gradient and Hessian are checked against"
                        + " the function as written, by Taylor slopes on\nrandom instances of three sizes. Refused is what the algebra"
                        + " does not cover and says so. Wrong formulas are tried too, and\nmust be caught.\n\n");
        text.append("| suite | right | refused | wrong |\n| --- | --- | --- | --- |\n");
        SUITES.keySet().forEach(suite -> text.append("| ")
                .append(suite)
                .append(counts(results, suite))
                .append('\n'));
        SUITES.forEach((suite, words) -> {
            text.append("\n## ").append(suite).append("\n\n").append(words).append("\n\n");
            text.append("| case | function | with respect to | derivative | by |\n| --- | --- | --- | --- | --- |\n");
            results.stream().filter(r -> r.conformance().suite().equals(suite)).forEach(r -> text.append(row(r)));
        });
        return text.toString();
    }

    private static String counts(List<Judge.Result> results, String suite) {
        StringBuilder text = new StringBuilder();
        for (Judge.Verdict verdict : Judge.Verdict.values()) {
            long count = results.stream()
                    .filter(r -> r.conformance().suite().equals(suite) && r.verdict() == verdict)
                    .count();
            text.append(" | ").append(count);
        }
        return text.append(" |").toString();
    }

    private static String row(Judge.Result result) {
        ConformanceCase c = result.conformance();
        String with = c.isDirectional()
                ? c.symbol() + " along " + c.direction() + (c.order() == 1 ? "" : ", order " + c.order())
                : c.symbol();
        String derivative = result.verdict() == Judge.Verdict.RIGHT
                ? code(c.expected())
                : result.verdict().name();
        return "| " + c.id() + " | " + code(c.function()) + " | " + with + " | " + derivative + " | " + result.how()
                + " |\n";
    }

    private static String code(String formula) {
        return "`" + formula + "`";
    }

    /** Writes the page. */
    public static void main(String[] arguments) throws IOException {
        Files.writeString(PAGE, of(results()), StandardCharsets.UTF_8);
    }
}
