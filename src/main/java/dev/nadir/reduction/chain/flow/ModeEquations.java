package dev.nadir.reduction.chain.flow;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.symbolic.Substitution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How the modes of a product move along the gradient flow. Each factor is put as a diagonal between orthonormal frames,
 * those at the ends the singular vectors of the target; the gradient then is a diagonal between the same frames, which is
 * seen by canonical form, and its diagonal is the velocity of the modes.
 */
final class ModeEquations {

    private static final Size RANK = Size.of("rank");

    private final ChainLoss chain;
    private final boolean isVector;
    private final Size modes;
    private final Expr.Symbol curvature = scalar("curvature");
    private final Expr.Symbol target;
    private final Map<Expr, Expr.Symbol> decays = new LinkedHashMap<>();
    private final List<Expr.Symbol> sizes = new ArrayList<>();
    private final List<Expr> frames = new ArrayList<>();

    ModeEquations(ChainLoss chain) {
        this.chain = chain;
        this.isVector = chain.outputs().isOne() || chain.inputs().isOne();
        // One factor has no say in which modes there are: it moves in all of them.
        this.modes = chain.count() == 1 ? RANK : Size.of("modes");
        this.target = isVector ? scalar("target") : symbol("target", Shape.vector(RANK), Set.of());
        for (int place = 0; place < chain.count(); place++) {
            Shape shape = isVector ? Shape.SCALAR : Shape.vector(modes);
            sizes.add(symbol("size " + place, shape, Set.of()));
            chain.prices()
                    .get(place)
                    .ifPresent(price ->
                            decays.computeIfAbsent(price.weight(), weight -> scalar("decay " + decays.size())));
        }
        frames.add(end("left", chain.outputs()));
        for (int place = 1; place < chain.count(); place++) {
            Size width = chain.factors().get(place).rows();
            frames.add(orthonormal("frame " + place, width, isVector ? Size.ONE : modes));
        }
        frames.add(end("right", chain.inputs()));
    }

    private static Expr.Symbol symbol(String name, Shape shape, Set<Property> properties) {
        return new Expr.Symbol(name, shape, Role.DATA, properties);
    }

    private static Expr.Symbol scalar(String name) {
        return symbol(name, Shape.SCALAR, Set.of());
    }

    private static Expr orthonormal(String name, Size rows, Size columns) {
        return rows.isOne()
                ? Exprs.literal(1)
                : symbol(name, new Shape(rows, columns), Set.of(Property.ORTHONORMAL_COLUMNS));
    }

    /** The singular vectors of the target, all of them. */
    private Expr vectors(String name, Size width) {
        return orthonormal(name, width, isVector ? Size.ONE : RANK);
    }

    /** The first of them, as many as there are modes. */
    private Expr end(String name, Size width) {
        Expr all = vectors(name, width);
        return isVector ? all : Exprs.times(all, Operations.selection(RANK, Size.ONE, modes));
    }

    private Expr diagonal(Expr vector) {
        return isVector ? vector : Exprs.diagonalMatrix(vector);
    }

    private Expr aligned(int place) {
        return between(place, diagonal(sizes.get(place)));
    }

    private Expr between(int place, Expr middle) {
        Expr right = Exprs.transpose(frames.get(place + 1));
        return isVector
                ? Exprs.times(middle, Exprs.times(frames.get(place), right))
                : Exprs.product(List.of(frames.get(place), middle, right));
    }

    /** {@code curvature/2*normF(P)^2 - sum(T.*P) + sum of decay/2*normF(F)^2}. */
    private Expr loss() {
        Expr product = chain.product();
        Expr half = Exprs.literal(Rational.HALF);
        Expr middle = isVector ? target : Exprs.diagonalMatrix(target);
        Expr left = vectors("left", chain.outputs());
        Expr right = Exprs.transpose(vectors("right", chain.inputs()));
        Expr whole =
                isVector ? Exprs.times(middle, Exprs.times(left, right)) : Exprs.product(List.of(left, middle, right));
        Expr loss = Exprs.subtract(
                Exprs.times(Exprs.times(half, curvature), Exprs.normFSquared(product)), Exprs.inner(whole, product));
        for (int place = 0; place < chain.count(); place++) {
            Optional<ChainLoss.Price> price = chain.prices().get(place);
            if (price.isPresent()) {
                Expr weight = decay(price.get());
                loss = Exprs.add(
                        loss,
                        Exprs.times(
                                Exprs.times(half, weight),
                                Exprs.normFSquared(chain.factors().get(place).symbol())));
            }
        }
        return loss;
    }

    private Expr.Symbol decay(ChainLoss.Price price) {
        return Optional.ofNullable(decays.get(price.weight())).orElseThrow();
    }

    /**
     * For each factor, from the output to the input, minus the velocity of the size of a mode: a polynomial in
     * {@code x0, x1, ...} in the same order, {@code k} the curvature, {@code s} the target and {@code g0, g1, ...} the decays.
     *
     * @throws Refusal if the flow does not keep the aligned form
     */
    List<LaurentPolynomial> slopes() {
        Map<Expr, Expr> start = new HashMap<>();
        for (int place = 0; place < chain.count(); place++) {
            Factor factor = chain.factors().get(place);
            Expr aligned = aligned(place);
            start.put(factor.symbol(), factor.transposed() ? Exprs.transpose(aligned) : aligned);
        }
        Map<Expr.Symbol, Expr> gradient =
                Gradient.of(loss(), chain.factors().stream().map(Factor::symbol).toList());
        List<LaurentPolynomial> slopes = new ArrayList<>();
        for (int place = 0; place < chain.count(); place++) {
            Factor factor = chain.factors().get(place);
            Expr at = Substitution.of(
                    Optional.ofNullable(gradient.get(factor.symbol())).orElseThrow(), start);
            slopes.add(slope(place, factor.transposed() ? Exprs.transpose(at) : at));
        }
        return slopes;
    }

    private LaurentPolynomial slope(int place, Expr gradient) {
        Expr left = Exprs.transpose(frames.get(place));
        Expr inside = isVector
                ? Exprs.trace(Exprs.times(Exprs.times(left, gradient), frames.get(place + 1)))
                : Exprs.diagonalVector(Exprs.product(List.of(left, gradient, frames.get(place + 1))));
        boolean isAligned = Form.of(gradient).equals(Form.of(between(place, diagonal(inside))));
        if (!isAligned) {
            throw new Refusal(
                    "alignment of the modes",
                    "the gradient of factor " + (chain.count() - place) + " at an aligned start is not aligned");
        }
        LaurentPolynomial sum = LaurentPolynomial.ZERO;
        for (Monomial term : Monomial.of(Form.of(inside))) {
            LaurentPolynomial product = LaurentPolynomial.of(term.coefficient());
            for (Monomial.Site site : term.sites()) {
                product = product.times(letter(site));
            }
            sum = sum.plus(product);
        }
        return sum;
    }

    private LaurentPolynomial letter(Monomial.Site site) {
        Expr letter = site.letter();
        if (!site.exponent().isInteger()) {
            throw new Refusal("alignment of the modes", "a root in the velocity of a mode");
        }
        int power = site.exponent().intValueExact();
        if (letter.equals(curvature)) {
            return LaurentPolynomial.power("k", power);
        } else if (letter.equals(target)) {
            return LaurentPolynomial.power("s", power);
        } else if (sizes.contains(letter)) {
            return LaurentPolynomial.power("x" + sizes.indexOf(letter), power);
        } else if (letter instanceof Expr.Symbol symbol && decays.containsValue(symbol)) {
            return LaurentPolynomial.power("g" + new ArrayList<>(decays.values()).indexOf(symbol), power);
        } else if (letter instanceof Expr.Applied) {
            // The choice of the first singular values.
            return LaurentPolynomial.ONE;
        }
        throw new Refusal("alignment of the modes", "the velocity of a mode holds more than its own sizes");
    }

    /** The weights of the prices, in the order of {@code g0, g1, ...}. */
    List<Expr> weights() {
        return List.copyOf(decays.keySet());
    }
}
