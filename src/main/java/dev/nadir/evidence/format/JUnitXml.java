package dev.nadir.evidence.format;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import java.util.List;
import java.util.Locale;

/**
 * Verdicts as a JUnit report, for a paper's own continuous integration: one suite per model and instance, one case per
 * claim; refuted is a failure, undecided is skipped with its reason.
 */
public final class JUnitXml {

    private JUnitXml() {}

    /** The report, for the models in their order. */
    public static String write(List<Evidence> models) {
        StringBuilder xml =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites name=\"nadir\">\n");
        for (Evidence model : models) {
            for (InstanceEvidence instance : model.instances()) {
                suite(xml, model, instance);
            }
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static void suite(StringBuilder xml, Evidence model, InstanceEvidence instance) {
        List<ClaimResult> claims = instance.claims();
        xml.append("  <testsuite name=\"")
                .append(escape(model.model() + "/" + instance.instance().name()))
                .append("\" tests=\"")
                .append(claims.size())
                .append("\" failures=\"")
                .append(count(claims, Verdict.Refuted.class))
                .append("\" errors=\"0\" skipped=\"")
                .append(count(claims, Verdict.Undecided.class))
                .append("\" time=\"")
                .append(seconds(
                        claims.stream().mapToDouble(ClaimResult::seconds).sum()))
                .append("\">\n");
        claims.forEach(claim -> testcase(xml, model, instance, claim));
        xml.append("  </testsuite>\n");
    }

    private static void testcase(StringBuilder xml, Evidence model, InstanceEvidence instance, ClaimResult claim) {
        xml.append("    <testcase classname=\"")
                .append(escape(model.model() + "." + instance.instance().name()))
                .append("\" name=\"")
                .append(escape(claim.claim()))
                .append("\" time=\"")
                .append(seconds(claim.seconds()))
                .append("\">\n");
        if (claim.verdict() instanceof Verdict.Refuted refuted) {
            xml.append("      <failure type=\"refuted\" message=\"off by ")
                    .append(refuted.gap())
                    .append("\">")
                    .append(escape(refuted.witness()))
                    .append("</failure>\n");
        } else if (claim.verdict() instanceof Verdict.Undecided undecided) {
            xml.append("      <skipped message=\"")
                    .append(escape(undecided.reason()))
                    .append("\"/>\n");
        }
        xml.append("      <system-out>").append(claim.verdict().word());
        claim.facts().forEach(fact -> xml.append('\n').append(escape(fact.name() + ": " + fact.text())));
        xml.append("</system-out>\n    </testcase>\n");
    }

    private static long count(List<ClaimResult> claims, Class<? extends Verdict> verdict) {
        return claims.stream()
                .filter(claim -> verdict.isInstance(claim.verdict()))
                .count();
    }

    private static String seconds(double seconds) {
        return String.format(Locale.ROOT, "%.3f", seconds);
    }

    /** What XML 1.0 cannot hold becomes a question mark. */
    private static String escape(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(c -> {
            switch (c) {
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '&' -> escaped.append("&amp;");
                case '"' -> escaped.append("&quot;");
                case '\n' -> escaped.append("&#10;");
                default -> escaped.appendCodePoint(c < ' ' && c != '\t' ? '?' : c);
            }
        });
        return escaped.toString();
    }
}
