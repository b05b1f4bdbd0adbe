package dev.nadir.evidence.format;

import dev.nadir.expr.Expr;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.numeric.plan.Numbers;
import java.util.Optional;

/**
 * Formulas as objects: in the model language, in LaTeX, with their shape, and with their number on an instance, where
 * there is one.
 */
record FormulaJson(JsonText json, Optional<Numbers> numbers) {

    /** An object as the value of a field. */
    void field(String name, Expr value) {
        json.object(name, () -> fields(value));
    }

    /** The fields of an object. */
    void fields(Expr value) {
        json.field("text", TextPrinter.print(value)).field("latex", LatexPrinter.print(value));
        json.field("shape", value.shape().toString());
        number(value);
    }

    /** {@code number}: a number for a scalar, otherwise an array of rows; null without an instance. */
    void number(Expr value) {
        numbers.flatMap(each -> each.of(value))
                .ifPresentOrElse(number -> json.matrix("number", number), () -> json.nothing("number"));
    }

    /** {@code instance}: where the numbers are taken, or null. */
    void point() {
        if (numbers.isEmpty()) {
            json.nothing("instance");
            return;
        }
        Numbers at = numbers.get();
        json.object("instance", () -> {
            json.field("name", at.instance().name());
            json.map("sizes", at.instance().sizes(), json::field);
            json.field("seed", at.seed());
            json.map("parameters", at.parameters(), json::matrix);
            json.map("directions", at.directions(), json::matrix);
        });
    }
}
