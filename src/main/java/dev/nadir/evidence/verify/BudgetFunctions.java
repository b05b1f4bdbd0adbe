package dev.nadir.evidence.verify;

import dev.nadir.model.Formula;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.privacy.calibrate.GaussianCurve;
import dev.nadir.numeric.privacy.calibrate.ZCdpCurve;
import org.jspecify.annotations.Nullable;

/** The functions of privacy budgets, by the mechanism's own calibration. */
final class BudgetFunctions {

    private BudgetFunctions() {}

    /** The value of a call; null for a function that is none of these. */
    static @Nullable Value call(Formula.Call call, Interpreter names) {
        return switch (call.function()) {
            case "gaussian_sigma" -> Value.of(GaussianCurve.sigma(number(call, 0, names), number(call, 1, names)));
            case "gaussian_delta" -> Value.of(GaussianCurve.delta(number(call, 0, names), number(call, 1, names)));
            case "zcdp_rho" ->
                Value.of(ZCdpCurve.rho(number(call, 0, names), number(call, 1, names))
                        .round());
            default -> null;
        };
    }

    private static double number(Formula.Call call, int place, Interpreter names) {
        return names.number(call.arguments().get(place));
    }
}
