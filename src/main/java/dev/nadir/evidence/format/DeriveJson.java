package dev.nadir.evidence.format;

import dev.nadir.expr.Expr;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The object that {@code nadir derive --format json} prints. Formulas are in the model language and in LaTeX; a formula
 * that depends on parameters has no number, so its {@code number} is null.
 */
public final class DeriveJson {

    private DeriveJson() {}

    /**
     * The object.
     *
     * @param replay puts numbers on an instance into the closed forms
     */
    public static String write(
            Derivation derivation, Symmetries symmetries, Reduction reduction, Optional<Replay> replay) {
        return JsonText.object(json -> {
            json.field("model", derivation.landscape().model().name());
            json.map("structure", derivation.landscape().structure(), json::field);
            json.map("lets", derivation.landscape().lets(), (name, value) -> formula(json, name, definition(value)));
            formula(json, "loss", derivation.landscape().loss());
            formula(json, "expectedLoss", derivation.landscape().expectedLoss());
            json.array(
                    "constraints",
                    derivation.landscape().constraints(),
                    constraint -> json.object(() -> json.object("left", () -> fields(json, constraint.left()))
                            .object("right", () -> fields(json, constraint.right()))));
            json.object("gradient", () -> derivation
                    .gradient()
                    .forEach((parameter, gradient) -> formula(json, parameter.name(), gradient)));
            json.array(
                    "hessian",
                    derivation.hessianAlong().entrySet(),
                    entry -> json.object(() -> hessian(json, derivation, entry)));
            HessianJson.bilinear(json, derivation);
            HessianJson.origin(json, derivation);
            json.array(
                    "conditions",
                    derivation.landscape().constraints().isEmpty()
                            ? derivation.gradient().values()
                            : List.<Expr>of(),
                    gradient -> json.object(() -> fields(json, gradient)));
            json.array(
                    "holdsWhere",
                    derivation.conditions(),
                    condition -> json.object(() -> json.field("text", condition)));
            ReductionJson.write(json, reduction, replay);
            SymmetryJson.write(json, symmetries);
        });
    }

    private static void hessian(JsonText json, Derivation derivation, Map.Entry<Expr.Symbol, Expr> entry) {
        json.field("parameter", entry.getKey().name());
        json.object("directions", () -> derivation
                .directions()
                .forEach((parameter, direction) -> json.field(parameter.name(), direction.name())));
        fields(json, entry.getValue());
        HessianJson.kronecker(json, derivation, entry.getKey());
    }

    private static Expr definition(Expr value) {
        return value instanceof Expr.Named named ? named.definition() : value;
    }

    private static void formula(JsonText json, String name, Expr value) {
        json.object(name, () -> fields(json, value));
    }

    static void fields(JsonText json, Expr value) {
        json.field("text", TextPrinter.print(value)).field("latex", LatexPrinter.print(value));
        json.field("shape", value.shape().toString()).nothing("number");
    }
}
