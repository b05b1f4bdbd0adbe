package dev.nadir.evidence.format;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.numeric.plan.Numbers;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.constraint.OnConstraints;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The object that {@code nadir derive --format json} prints. Formulas are in the model language and in LaTeX; with an
 * instance they have their number there, at a point that is drawn from the seed and written beside them.
 */
public final class DeriveJson {

    private DeriveJson() {}

    /**
     * What is known on an instance.
     *
     * @param replay puts numbers into the closed forms
     * @param numbers puts numbers into the other formulas
     * @param entriesAt sizes at which the Hessian is written entry by entry, if it is
     * @param tried what was seen when each step was tried by itself; empty where they were not tried
     * @param depthLaw looks for thresholds as formulas of the depth; refuses where there are none
     */
    public record Circumstances(
            Optional<Replay> replay,
            Optional<Numbers> numbers,
            Optional<Map<String, Integer>> entriesAt,
            Replay.Checks tried,
            Supplier<Optional<DepthLaw>> depthLaw) {}

    /** The object. */
    public static String write(
            Derivation derivation, Symmetries symmetries, Reduction reduction, Circumstances circumstances) {
        return JsonText.object(json -> {
            FormulaJson formulas = new FormulaJson(json, circumstances.numbers());
            json.field("model", derivation.landscape().model().name());
            json.map("structure", derivation.landscape().structure(), json::field);
            formulas.point();
            json.map("lets", derivation.landscape().lets(), (name, value) -> formulas.field(name, definition(value)));
            formulas.field("loss", derivation.landscape().loss());
            formulas.field("expectedLoss", derivation.landscape().expectedLoss());
            json.array(
                    "constraints",
                    derivation.landscape().constraints(),
                    constraint -> json.object(() -> {
                        formulas.field("left", constraint.left());
                        formulas.field("right", constraint.right());
                    }));
            json.object("gradient", () -> derivation
                    .gradient()
                    .forEach((parameter, gradient) -> formulas.field(parameter.name(), gradient)));
            new HessianJson(json, formulas, derivation).write(circumstances.entriesAt());
            json.array(
                    "conditions",
                    OnConstraints.of(derivation)
                            .map(OnConstraints::stationary)
                            .orElse(derivation.gradient())
                            .values(),
                    gradient -> json.object(() -> formulas.fields(gradient)));
            OnConstraints.of(derivation).ifPresent(found -> onConstraints(json, formulas, found));
            holdsWhere(json, derivation.conditions());
            ReductionJson.write(json, reduction, circumstances.replay(), circumstances.tried());
            DepthJson.write(json, circumstances.depthLaw());
            SymmetryJson.write(json, formulas, symmetries);
            FlowJson.write(json, derivation);
        });
    }

    /** Derivatives on the set of the parameters, or the multipliers that stand in the conditions. */
    private static void onConstraints(JsonText json, FormulaJson formulas, OnConstraints found) {
        json.object("onConstraints", () -> {
            json.object(
                    "gradient", () -> found.gradient().forEach((name, value) -> formulas.field(name.name(), value)));
            json.object(
                    "hessian", () -> found.hessianAlong().forEach((name, value) -> formulas.field(name.name(), value)));
            json.object("multipliers", () -> found.multipliers()
                    .forEach((name, constraint) ->
                            formulas.field(name.name(), Exprs.subtract(constraint.left(), constraint.right()))));
        });
    }

    /** One object with the objects of several models. */
    public static String several(List<String> objects) {
        return "{\n  \"models\" : [ "
                + String.join(", ", objects.stream().map(String::strip).toList()) + " ]\n}\n";
    }

    static void holdsWhere(JsonText json, List<String> conditions) {
        json.array("holdsWhere", conditions, condition -> json.object(() -> json.field("text", condition)));
    }

    private static Expr definition(Expr value) {
        return value instanceof Expr.Named named ? named.definition() : value;
    }
}
