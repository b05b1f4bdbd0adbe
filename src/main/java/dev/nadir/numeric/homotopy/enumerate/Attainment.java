package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.expr.Expr;
import dev.nadir.expr.Summands;
import dev.nadir.numeric.Instance;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.count.Coercivity;
import dev.nadir.reduction.system.CriticalEquations;
import dev.nadir.reduction.system.LossPolynomial;
import dev.nadir.reduction.system.Unknown;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Whether a loss is shown to attain its minimum, which is then at a critical point: it grows in every direction. */
final class Attainment {

    private Attainment() {}

    /** Whether it is shown, by what is known of networks, by the powers of the loss, or by how it is written. */
    static boolean isShown(
            Landscape landscape,
            Instance instance,
            CriticalEquations equations,
            List<Polynomial> written,
            Optional<LinearNetwork> network) {
        boolean isPlain = equations.unknowns().stream().noneMatch(Unknown::isPositive)
                && equations.leftOut().isEmpty()
                && !equations.isGiven();
        return isPlain
                && (network.map(Coercivity::isShown).orElse(false)
                        || Coercivity.isShown(written)
                        || hasPrices(landscape, instance, equations));
    }

    /** Whether the terms of degree two at most grow together, and every other is bounded below as it is written. */
    private static boolean hasPrices(Landscape landscape, Instance instance, CriticalEquations equations) {
        Map<String, ExactMatrix> data = ExactData.of(landscape.model(), instance);
        List<Polynomial> prices = new ArrayList<>();
        for (Expr term : Summands.of(landscape.expectedLoss())) {
            Optional<Polynomial> polynomial = LossPolynomial.of(term, landscape, equations, instance.sizes(), data);
            boolean isPrice = polynomial.filter(each -> each.degree() <= 2).isPresent();
            if (!isPrice && landscape.lowerBound(term).isEmpty()) {
                return false;
            }
            polynomial.filter(each -> isPrice).ifPresent(prices::add);
        }
        return Coercivity.isDefinite(prices);
    }
}
