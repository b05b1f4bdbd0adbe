package dev.nadir.reduction.chain;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A loss of a product of parameters, {@code P = F_N * ... * F_1}:
 * {@code tr(K*P*A*P') - 2*tr(B'*P) + constant}, plus noise terms, plus a price of every factor. Interface j lies between
 * factor j and factor j + 1, counted from the input.
 *
 * @param factors from the output to the input
 * @param left {@code K}, symmetric
 * @param right {@code A}, symmetric; scalar coefficients stand here
 * @param cross {@code B}, of the shape of P
 * @param constant what does not depend on the factors
 * @param noise for each set of interfaces the coefficient of the same quadratic with these interfaces tied: the two
 *     copies of the hidden index there are one, as the variance of independent noise makes them
 * @param prices what each factor costs, in the order of {@code factors}; empty where it costs nothing
 * @param variances the positive parameters that weigh hidden units, if there are any
 */
public record ChainLoss(
        List<Factor> factors,
        Expr left,
        Expr right,
        Expr cross,
        Expr constant,
        Map<Set<Integer>, Expr> noise,
        List<Optional<Price>> prices,
        Optional<Variances> variances) {

    /** Copies the lists. */
    public ChainLoss {
        factors = List.copyOf(factors);
        noise = ordered(noise);
        prices = List.copyOf(prices);
    }

    /** In an order of its own: that of Map.copyOf changes from run to run, and with it how formulas are written. */
    private static Map<Set<Integer>, Expr> ordered(Map<Set<Integer>, Expr> noise) {
        Map<Set<Integer>, Expr> ordered = new LinkedHashMap<>();
        noise.entrySet().stream()
                .map(entry -> Map.entry(Collections.unmodifiableSet(new TreeSet<>(entry.getKey())), entry.getValue()))
                .sorted(Comparator.comparing(entry -> entry.getKey().toString()))
                .forEach(entry -> ordered.put(entry.getKey(), entry.getValue()));
        return Collections.unmodifiableMap(ordered);
    }

    /**
     * The price {@code weight * tr(F*metric*F')} of a factor; for the last factor {@code weight * tr(F'*metric*F)}.
     *
     * @param metric of the outer side, symmetric; the identity for plain weight decay
     * @param hidden a metric of the hidden side, if there is one: the hidden units cost differently
     */
    public record Price(Expr weight, Expr metric, Optional<Expr> hidden) {
        /** Whether the metric is an identity. */
        public boolean isPlain() {
            return metric instanceof Expr.Identity || metric.shape().isScalar();
        }
    }

    /**
     * Positive parameters that weigh hidden units: {@code linear * sum(symbol.^power) - logarithm * sum(log(symbol))}.
     *
     * @param power with which they weigh, 1 for variances, 2 for standard deviations
     */
    public record Variances(Expr.Symbol symbol, Rational power, Expr linear, Expr logarithm) {}

    /** The number of factors. */
    public int count() {
        return factors.size();
    }

    /** The same loss with the product transposed. */
    public ChainLoss transpose() {
        List<Factor> turned = new ArrayList<>();
        factors.forEach(factor -> turned.add(0, new Factor(factor.symbol(), !factor.transposed())));
        List<Optional<Price>> turnedPrices = new ArrayList<>();
        prices.forEach(price -> turnedPrices.add(0, price));
        Map<Set<Integer>, Expr> turnedNoise = new HashMap<>();
        noise.forEach((tied, weight) -> {
            Set<Integer> mirrored = new TreeSet<>();
            tied.forEach(place -> mirrored.add(count() - place));
            turnedNoise.put(mirrored, weight);
        });
        return new ChainLoss(
                turned, right, left, Exprs.transpose(cross), constant, turnedNoise, turnedPrices, variances);
    }

    /** The product. */
    public Expr product() {
        return Exprs.product(factors.stream().map(Factor::expression).toList());
    }

    /** Rows of the product. */
    public Size outputs() {
        return factors.get(0).rows();
    }

    /** Columns of the product. */
    public Size inputs() {
        return factors.get(count() - 1).columns();
    }

    /** Widths between the factors, from the output to the input. */
    public List<Size> hidden() {
        List<Size> widths = new ArrayList<>();
        for (int i = 1; i < count(); i++) {
            widths.add(factors.get(i).rows());
        }
        return widths;
    }

    /** Whether every factor costs something. */
    public boolean isPricedThroughout() {
        return prices.stream().allMatch(Optional::isPresent);
    }

    /** Whether no factor costs anything. */
    public boolean isFree() {
        return prices.stream().noneMatch(Optional::isPresent);
    }
}
