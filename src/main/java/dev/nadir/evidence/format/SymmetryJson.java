package dev.nadir.evidence.format;

import dev.nadir.expr.Expr;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.Symmetry;
import java.util.Map;

/** The fields of {@code derive} that say what leaves the loss alone and what its gradient flow keeps. */
final class SymmetryJson {

    private SymmetryJson() {}

    /** Adds {@code invariants}, {@code decaying}, {@code symmetries} and {@code symmetriesRefused}. */
    static void write(JsonText json, FormulaJson formulas, Symmetries symmetries) {
        json.array(
                "invariants",
                symmetries.invariants().stream()
                        .filter(Symmetries.Invariant::isConserved)
                        .toList(),
                each -> json.object(() -> formulas.fields(each.quantity())));
        json.array(
                "decaying",
                symmetries.invariants().stream()
                        .filter(each -> !each.isConserved())
                        .toList(),
                each -> json.object(() -> {
                    json.object("quantity", () -> formulas.fields(each.quantity()));
                    json.object("rate", () -> formulas.fields(each.rate()));
                }));
        json.array("symmetries", symmetries.groups(), each -> json.object(() -> group(json, formulas, each)));
        symmetries
                .refusal()
                .ifPresentOrElse(
                        reason -> json.field("symmetriesRefused", reason), () -> json.nothing("symmetriesRefused"));
    }

    private static void group(JsonText json, FormulaJson formulas, Symmetry symmetry) {
        json.field("group", symmetry.group().word())
                .field("size", symmetry.size().toString());
        json.field("element", symmetry.element().name());
        json.field("continuous", !symmetry.group().isFinite());
        images(formulas, "maps", symmetry.maps());
        images(formulas, "generator", symmetry.generator());
        json.array("inverted", symmetry.inverted(), each -> json.object(() -> formulas.fields(each)));
    }

    private static void images(FormulaJson formulas, String name, Map<Expr.Symbol, Expr> images) {
        formulas.json()
                .object(name, () -> images.forEach((parameter, image) -> formulas.field(parameter.name(), image)));
    }
}
