package dev.nadir.report.terminal;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerdictCounts;
import dev.nadir.model.Model;
import dev.nadir.numeric.TaylorResult;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** What {@code nadir verify} shows. */
public final class VerdictView {

    /** Two blanks, a keyword, and the column that follows it. */
    private static final int INDENT = 11;

    /** The names of facts and statements stand in a column at least so wide. */
    private static final int NAME_WIDTH = 24;

    /** The verdict stands in a column of its own. */
    private static final int VERDICT_COLUMN = 67;

    private VerdictView() {}

    /** A model's evidence, instance by instance. */
    public static String of(Model model, Evidence evidence, boolean withTitle) {
        StringBuilder text = new StringBuilder();
        if (withTitle) {
            text.append(model.name()).append("   ").append(model.description()).append("\n\n");
        }
        for (InstanceEvidence instance : evidence.instances()) {
            instance(text, instance);
        }
        if (evidence.instances().isEmpty()) {
            text.append(model.name())
                    .append(
                            model.instances().isEmpty()
                                    ? " has no instance, so that no claim can be decided.\n\n"
                                    : ": every instance is left to thorough runs.\n\n");
        }
        return text.toString();
    }

    /** The last line: how many claims have which verdict. */
    public static String total(List<Evidence> models) {
        Map<String, Integer> counts = VerdictCounts.of(models);
        long sum = counts.values().stream().mapToLong(Integer::longValue).sum();
        String parts = counts.entrySet().stream()
                .map(entry -> entry.getValue() + " " + entry.getKey())
                .collect(Collectors.joining(", "));
        return Text.count(sum, "claim") + ": " + parts + ".      seed " + seeds(models) + "\n";
    }

    /** The seed of the run: the one that the models agree on, or that of the first. */
    public static long seed(List<Evidence> models) {
        return models.isEmpty() ? 0 : models.get(0).seed();
    }

    private static String seeds(List<Evidence> models) {
        List<Long> seeds = models.stream().map(Evidence::seed).distinct().toList();
        if (seeds.size() <= 1) {
            return Long.toString(seed(models));
        }
        return models.stream()
                .map(each -> each.seed() + " (" + each.model() + ")")
                .collect(Collectors.joining(", "));
    }

    private static void instance(StringBuilder text, InstanceEvidence evidence) {
        text.append(evidence.instance().name())
                .append("   ")
                .append(evidence.instance().description())
                .append("\n\n");
        int width = Math.max(NAME_WIDTH, widest(evidence));
        findings(text, "assume", evidence.assumptions(), width);
        findings(text, "symmetry", evidence.symmetries(), width);
        evidence.gradientCheck().ifPresent(check -> line(text, "check", "gradient", slopes(check), width));
        evidence.hessianCheck().ifPresent(check -> line(text, "check", "Hessian", slopes(check), width));
        text.append('\n');
        for (ClaimResult claim : evidence.claims()) {
            claim(text, claim, width);
        }
        for (InstanceEvidence.Finding finding : evidence.notApplicable()) {
            line(text, "claim", finding.statement(), "does not apply: " + finding.detail(), width);
        }
        if (!evidence.notApplicable().isEmpty()) {
            text.append('\n');
        }
    }

    private static int widest(InstanceEvidence evidence) {
        int findings = Math.max(
                Text.widest(evidence.assumptions().stream()
                        .map(InstanceEvidence.Finding::statement)
                        .toList()),
                Text.widest(evidence.symmetries().stream()
                        .map(InstanceEvidence.Finding::statement)
                        .toList()));
        return 2 + Math.min(findings, 38);
    }

    private static void findings(StringBuilder text, String word, List<InstanceEvidence.Finding> findings, int width) {
        String keyword = word;
        for (InstanceEvidence.Finding finding : findings) {
            String holds = (finding.holds() ? "holds, " : "DOES NOT HOLD, ") + finding.detail();
            line(text, keyword, finding.statement(), holds, width);
            keyword = "";
        }
    }

    private static void line(StringBuilder text, String keyword, String name, String value, int width) {
        text.append("  ")
                .append(keyword)
                .append(" ".repeat(INDENT - 2 - keyword.length()))
                .append(Text.pad(name, width))
                .append(Text.hang(value, INDENT + width))
                .append('\n');
    }

    private static void claim(StringBuilder text, ClaimResult claim, int width) {
        text.append(Text.pad("  " + Text.pad("claim", INDENT - 2) + claim.claim(), VERDICT_COLUMN))
                .append(claim.verdict().word().toUpperCase(Locale.ROOT))
                .append('\n');
        for (ClaimResult.Fact fact : claim.facts()) {
            line(text, "", fact.name(), fact.text(), width);
        }
        if (claim.verdict() instanceof Verdict.Undecided undecided) {
            line(text, "", "reason", undecided.reason(), width);
        } else if (claim.verdict() instanceof Verdict.Refuted refuted) {
            line(text, "", "witness", refuted.witness(), width);
        } else if (claim.verdict() instanceof Verdict.Proved proved) {
            line(text, "", "rests on", String.join(", ", proved.lemmas()), width);
        }
        text.append('\n');
    }

    /** How many slopes are right: within a quarter of the order, or rounding only. */
    static String slopes(TaylorResult check) {
        List<Double> slopes =
                check.points().stream().map(TaylorResult.Curve::slope).toList();
        double worst = slopes.stream()
                .filter(slope -> !Double.isInfinite(slope))
                .min(Double::compare)
                .orElse(Double.POSITIVE_INFINITY);
        String value = Double.isInfinite(worst) ? "remainder is rounding only" : "smallest slope " + Text.fixed(worst);
        return value + " at " + Text.count(slopes.size(), "point") + " (" + check.order() + " is right)";
    }
}
