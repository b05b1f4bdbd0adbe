package dev.nadir.evidence.format;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.hessian.BilinearForm;
import dev.nadir.symbolic.hessian.HessianBlocks;
import dev.nadir.symbolic.hessian.KroneckerForm;
import dev.nadir.symbolic.hessian.KroneckerPrinter;
import dev.nadir.symbolic.hessian.OriginFinder;
import dev.nadir.symbolic.hessian.OriginSpectrum;

/** The forms of a Hessian besides the operator, as fields of the object of {@code nadir derive}. */
final class HessianJson {

    private HessianJson() {}

    /** {@code kronecker}: for each parameter the block of this one's gradient; null where a block has no such form. */
    static void kronecker(JsonText json, Derivation derivation, Expr.Symbol row) {
        HessianBlocks blocks = new HessianBlocks(derivation);
        json.object("kronecker", () -> derivation.directions().keySet().forEach(column -> {
            try {
                KroneckerForm form = KroneckerForm.of(blocks.block(row, column));
                json.object(column.name(), () -> json.field("text", KroneckerPrinter.text(form))
                        .field("latex", KroneckerPrinter.latex(form))
                        .field("shape", form.rows() + " x " + form.columns())
                        .nothing("number"));
            } catch (PreconditionException noSuchForm) {
                json.nothing(column.name());
            }
        }));
    }

    /** {@code bilinear}: the second derivative along two directions, with their names. */
    static void bilinear(JsonText json, Derivation derivation) {
        BilinearForm form = BilinearForm.of(derivation);
        json.object("bilinear", () -> {
            json.object("first", () -> form.first()
                    .forEach((parameter, direction) -> json.field(parameter.name(), direction.name())));
            json.object("second", () -> form.second()
                    .forEach((parameter, direction) -> json.field(parameter.name(), direction.name())));
            json.field("text", TextPrinter.print(form.value())).field("latex", LatexPrinter.print(form.value()));
            json.field("shape", form.value().shape().toString()).nothing("number");
        });
    }

    /** {@code origin}: the eigenvalues there, or why they have no closed form. */
    static void origin(JsonText json, Derivation derivation) {
        json.object("origin", () -> {
            try {
                origin(json, OriginFinder.find(derivation));
            } catch (PreconditionException e) {
                json.field("refused", String.valueOf(e.getMessage()));
            }
        });
    }

    private static void origin(JsonText json, OriginSpectrum spectrum) {
        json.array("zeros", spectrum.zeros(), symbol -> json.element(symbol.name()));
        json.map("letters", spectrum.letters(), json::field);
        json.array(
                "eigenvalues",
                spectrum.groups(),
                group -> json.object(() -> {
                    json.field("text", TextPrinter.print(group.eigenvalue()))
                            .field("latex", LatexPrinter.print(group.eigenvalue()))
                            .nothing("number")
                            .field("multiplicity", group.multiplicity());
                    json.array("ranges", group.ranges(), json::element);
                }));
        json.object("conditions", () -> spectrum.conditions()
                .forEach((parameter, gradient) ->
                        json.object(parameter.name(), () -> json.field("text", TextPrinter.print(gradient))
                                .field("latex", LatexPrinter.print(gradient))
                                .nothing("number"))));
    }
}
