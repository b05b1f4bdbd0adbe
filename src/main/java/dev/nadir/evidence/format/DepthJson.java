package dev.nadir.evidence.format;

import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.depth.DepthLaw;
import java.util.Optional;
import java.util.function.Supplier;

/** The field of {@code derive} that holds thresholds as formulas of the depth. */
final class DepthJson {

    private DepthJson() {}

    /** Adds {@code everyDepth}: the law, what it was refused at, or null where no size is the depth. */
    static void write(JsonText json, Supplier<Optional<DepthLaw>> search) {
        try {
            Optional<DepthLaw> law = search.get();
            if (law.isEmpty()) {
                json.nothing("everyDepth");
            } else {
                json.object("everyDepth", () -> {
                    law(json, law.get());
                    json.nothing("refusedAt");
                });
            }
        } catch (Refusal refusal) {
            json.object("everyDepth", () -> json.field("refusedAt", refusal.line()));
        }
    }

    private static void law(JsonText json, DepthLaw law) {
        json.field("depth", law.depth()).field("least", law.least());
        json.field("factors", law.factors().toString());
        json.array("read", law.read(), depth -> json.element(depth.longValue()));
        ReductionJson.lets(json, law.lets());
        json.array(
                "conditions", law.conditions(), condition -> json.object(() -> ReductionJson.formula(json, condition)));
        json.array(
                "thresholds",
                law.thresholds(),
                threshold -> json.object(() -> ReductionJson.threshold(json, threshold)));
        json.array(
                "origin",
                law.origin(),
                origin -> json.object(() -> {
                    json.field("type", origin.kind().word());
                    ReductionJson.conditions(json, origin.conditions());
                }));
        json.array("lemmas", law.lemmas(), json::element);
    }
}
