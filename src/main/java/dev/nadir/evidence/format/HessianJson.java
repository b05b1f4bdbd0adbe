package dev.nadir.evidence.format;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.entrywise.EntrywiseHessian;
import dev.nadir.symbolic.hessian.BilinearForm;
import dev.nadir.symbolic.hessian.HessianBlocks;
import dev.nadir.symbolic.hessian.KroneckerForm;
import dev.nadir.symbolic.hessian.KroneckerPrinter;
import dev.nadir.symbolic.hessian.OriginFinder;
import dev.nadir.symbolic.hessian.OriginSpectrum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The Hessian in its four forms, and its eigenvalues at the origin, as fields of the object of {@code nadir derive}. */
record HessianJson(JsonText json, FormulaJson formulas, Derivation derivation) {

    /** Adds {@code hessian}, {@code hessianRefused}, {@code bilinear}, {@code entrywise} and {@code origin}. */
    void write(Optional<Map<String, Integer>> entriesAt) {
        json.array(
                "hessian",
                derivation.hessianAlong().entrySet(),
                entry -> json.object(() -> operator(entry.getKey(), entry.getValue())));
        json.optional("hessianRefused", derivation.hessianRefusal());
        if (derivation.hessianRefusal().isPresent()) {
            List.of("bilinear", "entrywise", "origin").forEach(json::nothing);
            return;
        }
        bilinear();
        entriesAt.ifPresentOrElse(
                sizes -> refusable("entrywise", () -> {
                    EntrywiseHessian entries = EntrywiseHessian.of(derivation, sizes);
                    return () -> entrywise(entries);
                }),
                () -> json.nothing("entrywise"));
        refusable("origin", () -> {
            OriginSpectrum spectrum = OriginFinder.find(derivation);
            return () -> origin(spectrum);
        });
    }

    /** An object, or one that says why there is nothing to put into it. */
    private void refusable(String name, Supplier<Runnable> body) {
        json.object(name, () -> {
            Runnable fields;
            try {
                fields = body.get();
            } catch (PreconditionException e) {
                json.field("refused", String.valueOf(e.getMessage()));
                return;
            }
            fields.run();
        });
    }

    private void operator(Expr.Symbol parameter, Expr along) {
        json.field("parameter", parameter.name());
        json.object(
                "directions",
                () -> derivation.directions().forEach((each, direction) -> json.field(each.name(), direction.name())));
        formulas.fields(along);
        kronecker(parameter);
    }

    /** {@code kronecker}: for each parameter the block of this one's gradient; null where a block has no such form. */
    private void kronecker(Expr.Symbol row) {
        HessianBlocks blocks = new HessianBlocks(derivation);
        json.object("kronecker", () -> derivation.directions().keySet().forEach(column -> {
            KroneckerForm form;
            try {
                form = blocks.kronecker(row, column);
            } catch (PreconditionException noSuchForm) {
                json.nothing(column.name());
                return;
            }
            json.object(column.name(), () -> {
                json.field("text", KroneckerPrinter.text(form)).field("latex", KroneckerPrinter.latex(form));
                json.field("shape", form.rows() + " x " + form.columns());
                formulas.number(form.matrix());
            });
        }));
    }

    /** {@code bilinear}: the second derivative along two directions, with their names. */
    private void bilinear() {
        BilinearForm form = BilinearForm.of(derivation);
        json.object("bilinear", () -> {
            json.object("first", () -> form.first()
                    .forEach((parameter, direction) -> json.field(parameter.name(), direction.name())));
            json.object("second", () -> form.second()
                    .forEach((parameter, direction) -> json.field(parameter.name(), direction.name())));
            formulas.fields(form.value());
        });
    }

    /** Only entries that are not zero, of the upper triangle. */
    private void entrywise(EntrywiseHessian entries) {
        List<String> names = entries.coordinates();
        json.array("coordinates", names, json::element);
        json.array("gradient", entries.gradient(), entry -> json.object(() -> text(entry)));
        List<int[]> places = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            for (int j = i; j < names.size(); j++) {
                if (!Exprs.isZero(entries.hessian().get(i).get(j))) {
                    places.add(new int[] {i, j});
                }
            }
        }
        json.array(
                "hessian",
                places,
                place -> json.object(() -> {
                    json.field("row", names.get(place[0])).field("column", names.get(place[1]));
                    text(entries.hessian().get(place[0]).get(place[1]));
                }));
    }

    private void text(Expr entry) {
        json.field("text", TextPrinter.print(entry)).field("latex", LatexPrinter.print(entry));
    }

    /** {@code origin}: the eigenvalues there. */
    private void origin(OriginSpectrum spectrum) {
        json.array("zeros", spectrum.zeros(), symbol -> json.element(symbol.name()));
        json.map("letters", spectrum.letters(), json::field);
        json.array(
                "eigenvalues",
                spectrum.groups(),
                group -> json.object(() -> {
                    text(group.eigenvalue());
                    formulas.number(group.eigenvalue());
                    json.field("multiplicity", group.multiplicity());
                    json.array("ranges", group.ranges(), json::element);
                }));
        json.object("conditions", () -> spectrum.conditions()
                .forEach((parameter, gradient) -> formulas.field(parameter.name(), gradient)));
    }
}
