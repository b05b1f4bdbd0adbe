package dev.nadir.evidence.format;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerdictCounts;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object that {@code nadir verify --format json} prints: every claim of every model on every instance with its
 * verdict, and how many of each.
 */
public final class VerifyJson {

    private VerifyJson() {}

    /** The object, for the models in their order. */
    public static String write(long seed, String version, List<Evidence> models) {
        return JsonText.object(json -> {
            json.field("seed", seed).field("version", version);
            json.array("claims", models, model -> writeModel(json, model));
            writeCounts(json, models);
        });
    }

    private static void writeModel(JsonText json, Evidence model) {
        for (InstanceEvidence instance : model.instances()) {
            for (ClaimResult claim : instance.claims()) {
                json.object(() -> {
                    json.field("model", model.model());
                    json.field("instance", instance.instance().name());
                    writeClaim(json, claim);
                    json.field("seconds", claim.seconds());
                });
            }
        }
    }

    /** The fields of a claim that are the same in every run. */
    static void writeClaim(JsonText json, ClaimResult claim) {
        Verdict verdict = claim.verdict();
        json.field("claim", claim.claim());
        json.field("kind", claim.kind());
        json.field("verdict", verdict.word());
        json.field("method", claim.method());
        if (verdict instanceof Verdict.Corroborated corroborated) {
            json.field("runs", corroborated.runs());
        } else {
            json.nothing("runs");
        }
        json.optional("gap", gap(verdict));
        json.optional("tolerance", verdict instanceof Verdict.Corroborated c ? (Double) c.tolerance() : null);
        if (verdict instanceof Verdict.Refuted refuted) {
            json.field("witness", refuted.witness());
        } else {
            json.nothing("witness");
        }
        if (verdict instanceof Verdict.Undecided undecided) {
            json.field("reason", undecided.reason());
        }
        if (verdict instanceof Verdict.Proved proved) {
            json.array("lemmas", proved.lemmas(), json::element);
        }
        json.array(
                "facts",
                claim.facts(),
                fact -> json.object(() -> {
                    json.field("name", fact.name()).field("text", fact.text());
                }));
        claim.curve()
                .ifPresent(curve -> json.object("curve", () -> {
                    json.field("name", curve.name()).field("left", curve.left()).field("right", curve.right());
                    json.array("rows", curve.rows(), row -> json.object(() -> writeRow(json, row)));
                }));
    }

    private static void writeRow(JsonText json, Curve.Row row) {
        json.field("at", row.at()).field("left", row.left()).field("low", row.low());
        json.field("high", row.high()).field("right", row.right());
    }

    private static @Nullable Double gap(Verdict verdict) {
        if (verdict instanceof Verdict.Corroborated corroborated) {
            return corroborated.worstGap();
        }
        return verdict instanceof Verdict.Refuted refuted ? refuted.gap() : null;
    }

    /** How many claims have each verdict; every word is there, so that the sum is the number of claims. */
    static void writeCounts(JsonText json, List<Evidence> models) {
        Map<String, Integer> counts = VerdictCounts.of(models);
        json.object("counts", () -> counts.forEach(json::field));
    }
}
