package dev.nadir.reduction.chain.flow;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.Refusal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * {@code curvature*p^2 - target*p + sum of weight*x^2} with the product p of all parameters x, which are numbers. Like the
 * formulas of a chain of matrices these are halves: the letters of the polynomials are twice as large.
 *
 * @param factors the parameters, in the order of the file
 * @param curvature in front of the squared product
 * @param target minus what stands in front of the product, halved
 * @param weights in front of squares of parameters, each once
 * @param owners for each factor the place of its weight; empty where it has none
 */
record ScalarChain(
        List<Expr.Symbol> factors, Expr curvature, Expr target, List<Expr> weights, List<Optional<Integer>> owners) {

    private static final String STEP = "one product";

    ScalarChain {
        factors = List.copyOf(factors);
        weights = List.copyOf(weights);
        owners = List.copyOf(owners);
    }

    /**
     * The loss as a chain of numbers.
     *
     * @throws Refusal naming the term that does not fit
     */
    static ScalarChain read(Expr loss, List<Expr.Symbol> parameters) {
        Expr curvature = Exprs.literal(0);
        Expr cross = Exprs.literal(0);
        Map<Expr.Symbol, Expr> squares = new LinkedHashMap<>();
        for (Monomial term : Monomial.of(Form.of(loss))) {
            Map<Expr.Symbol, Rational> degrees = degrees(term, parameters);
            Expr factor = factor(term, degrees);
            boolean isOnAll = degrees.size() == parameters.size();
            boolean areTwo = degrees.values().stream().allMatch(Rational.of(2)::equals);
            if (isOnAll && degrees.values().stream().allMatch(Rational::isOne)) {
                cross = Exprs.add(cross, factor);
            } else if (isOnAll && areTwo) {
                curvature = Exprs.add(curvature, factor);
            } else if (degrees.size() == 1 && areTwo) {
                squares.merge(degrees.keySet().iterator().next(), factor, Exprs::add);
            } else if (!degrees.isEmpty()) {
                throw new Refusal(
                        STEP,
                        "the term " + dev.nadir.expr.print.TextPrinter.print(term.expression())
                                + " is not made of the product of all parameters");
            }
        }
        if (Form.of(curvature).isZero()) {
            throw new Refusal(STEP, "the square of the product of all parameters does not stand in the loss");
        }
        List<Expr> weights = new ArrayList<>();
        List<Optional<Integer>> owners = new ArrayList<>();
        for (Expr.Symbol parameter : parameters) {
            Optional<Expr> square = Optional.ofNullable(squares.get(parameter)).map(ScalarChain::simple);
            square.filter(weight -> !weights.contains(weight)).ifPresent(weights::add);
            owners.add(square.map(weights::indexOf));
        }
        return new ScalarChain(
                parameters,
                simple(curvature),
                simple(Exprs.times(Exprs.literal(Rational.of(-1, 2)), cross)),
                weights,
                owners);
    }

    private static Expr simple(Expr e) {
        return Readback.expression(Form.of(e));
    }

    /** The exponents of the parameters in a term. */
    private static Map<Expr.Symbol, Rational> degrees(Monomial term, List<Expr.Symbol> parameters) {
        Map<Expr.Symbol, Rational> degrees = new LinkedHashMap<>();
        for (Monomial.Site site : term.sites()) {
            if (site.letter() instanceof Expr.Symbol symbol && parameters.contains(symbol)) {
                degrees.merge(symbol, site.exponent(), Rational::plus);
            } else if (parameters.stream()
                    .anyMatch(parameter -> new dev.nadir.expr.calculus.Dependence(java.util.Set.of(parameter))
                            .dependsOn(site.letter()))) {
                throw new Refusal(STEP, "a parameter stands inside a function");
            }
        }
        return degrees;
    }

    /** What stands beside the parameters. */
    private static Expr factor(Monomial term, Map<Expr.Symbol, Rational> degrees) {
        Expr factor = term.expression();
        for (Map.Entry<Expr.Symbol, Rational> degree : degrees.entrySet()) {
            factor = Exprs.times(factor, Exprs.power(degree.getKey(), Rational.ZERO.minus(degree.getValue())));
        }
        return simple(factor);
    }

    /**
     * For each factor, from the last to the first, minus its velocity: a polynomial in {@code x0, x1, ...} in the same
     * order, {@code k} the curvature, {@code s} the target and {@code g0, g1, ...} the weights.
     */
    List<LaurentPolynomial> slopes() {
        int count = factors.size();
        LaurentPolynomial product = LaurentPolynomial.ONE;
        for (int place = 0; place < count; place++) {
            product = product.times(LaurentPolynomial.of("x" + place));
        }
        LaurentPolynomial half = LaurentPolynomial.of(Rational.HALF);
        LaurentPolynomial loss = LaurentPolynomial.of("k")
                .times(half)
                .times(product.power(2))
                .minus(LaurentPolynomial.of("s").times(product));
        for (int place = 0; place < count; place++) {
            Optional<Integer> owner = owners.get(count - 1 - place);
            if (owner.isPresent()) {
                loss = loss.plus(LaurentPolynomial.of("g" + owner.get())
                        .times(half)
                        .times(LaurentPolynomial.power("x" + place, 2)));
            }
        }
        List<LaurentPolynomial> slopes = new ArrayList<>();
        for (int place = 0; place < count; place++) {
            slopes.add(loss.derivative("x" + place));
        }
        return slopes;
    }
}
