package dev.nadir.evidence.format;

import dev.nadir.expr.Expr;
import dev.nadir.numeric.plan.Numbers;
import dev.nadir.symbolic.operator.DerivativesOf;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** The object that {@code nadir derive --of NAME --format json} prints. */
public final class DerivativesJson {

    private DerivativesJson() {}

    /**
     * The object.
     *
     * @param entriesAt sizes at which the Hessian is written entry by entry, if it is
     */
    public static String write(
            DerivativesOf derivatives, Optional<Numbers> numbers, Optional<Map<String, Integer>> entriesAt) {
        return JsonText.object(json -> {
            FormulaJson formulas = new FormulaJson(json, numbers);
            json.field("model", derivatives.landscape().model().name());
            json.map("structure", derivatives.landscape().structure(), json::field);
            formulas.point();
            json.field("of", derivatives.name());
            formulas.field("formula", derivatives.formula());
            json.object("directions", () -> derivatives
                    .directions()
                    .forEach((parameter, direction) -> json.field(parameter.name(), direction.name())));
            json.array(
                    "directional",
                    IntStream.range(0, derivatives.differentials().size())
                            .boxed()
                            .toList(),
                    i -> json.object(() -> {
                        json.field("order", i + 1L);
                        formulas.fields(derivatives.differentials().get(i));
                    }));
            derivatives.scalar().ifPresent(scalar -> {
                json.object("gradient", () -> scalar.gradient()
                        .forEach((parameter, gradient) -> formulas.field(parameter.name(), gradient)));
                new HessianJson(json, formulas, scalar).write(entriesAt);
            });
            json.object("jacobian", () -> {
                derivatives.jacobians().forEach((parameter, jacobian) -> formulas.field(parameter.name(), jacobian));
                derivatives
                        .refusals()
                        .forEach((Expr.Symbol parameter, String reason) ->
                                json.object(parameter.name(), () -> json.field("refused", reason)));
            });
            DeriveJson.holdsWhere(json, derivatives.conditions());
        });
    }
}
