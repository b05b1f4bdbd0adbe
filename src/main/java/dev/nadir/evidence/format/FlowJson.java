package dev.nadir.evidence.format;

import dev.nadir.model.Formula;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.flow.ModeFlow;
import dev.nadir.reduction.chain.flow.ModeFlows;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.List;

/** The field of {@code derive} that says how the modes of a product move along the gradient flow. */
final class FlowJson {

    private FlowJson() {}

    /** Adds {@code flow}: the equations and their solutions, or what they were refused at. */
    static void write(JsonText json, Derivation derivation) {
        json.object("flow", () -> {
            try {
                flow(json, ModeFlows.derive(derivation.landscape()));
                json.nothing("refusedAt");
            } catch (Refusal refusal) {
                json.field("refusedAt", refusal.line());
            }
        });
    }

    private static void flow(JsonText json, ModeFlow flow) {
        ReductionJson.lets(json, flow.lets());
        json.object("start", () -> flow.start()
                .forEach((name, value) -> json.object(name, () -> ReductionJson.formula(json, value))));
        List<Equation> equations = new ArrayList<>();
        for (int i = 0; i < flow.sizes().size(); i++) {
            equations.add(new Equation(flow.sizes().get(i), flow.velocities().get(i)));
        }
        json.array("modes", equations, each -> json.object(() -> each.write(json)));
        json.array(
                "invariants",
                flow.invariants(),
                each -> json.object(() -> {
                    json.object("quantity", () -> ReductionJson.formula(json, each.quantity()));
                    json.object("rate", () -> ReductionJson.formula(json, each.rate()));
                }));
        flow.balanced()
                .ifPresentOrElse(
                        velocity -> json.object("balanced", () -> new Equation(flow.product(), velocity).write(json)),
                        () -> json.nothing("balanced"));
        json.array(
                "solutions",
                flow.solutions(),
                each -> json.object(() -> {
                    json.field("start", each.name());
                    json.array(
                            "conditions",
                            each.conditions(),
                            condition -> json.object(() -> ReductionJson.formula(json, condition)));
                    ReductionJson.lets(json, each.lets());
                    json.field("of", each.unknown() == ModeFlow.Unknown.PRODUCT ? flow.product() : "t");
                    json.object("value", () -> ReductionJson.formula(json, each.value()));
                }));
        json.array("unsolved", flow.refusals(), each -> json.object(() -> json.field("text", each)));
    }

    private record Equation(String name, Formula velocity) {
        void write(JsonText json) {
            json.field("name", name);
            json.object("velocity", () -> ReductionJson.formula(json, velocity));
        }
    }
}
