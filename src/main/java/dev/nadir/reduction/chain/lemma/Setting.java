package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.Factor;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the lemmas share: the chain with a multiple of the identity on the side of the output, folded into the other
 * side; the draft that they write to; the solver for what is left.
 *
 * @param right the metric of the inputs, the multiple of the output side's identity in it
 * @param scaleParameter a positive scalar parameter of the loss, held until the factors are minimised
 */
record Setting(ChainLoss chain, Expr right, Draft draft, ScalarSolver solver, Optional<Expr.Symbol> scaleParameter) {

    /**
     * Turns the chain so that the output side is isotropic.
     *
     * @throws Refusal if neither side is
     */
    static Setting of(ChainLoss given, Draft draft, ScalarSolver solver, Optional<Expr.Symbol> scaleParameter) {
        boolean isTurned = (given.inputs().isOne() && !given.outputs().isOne())
                || (Proportion.toIdentity(given.left()).isEmpty()
                        && Proportion.toIdentity(given.right()).isPresent())
                || (isMetric(given.prices().get(0)) && !isMetric(given.prices().get(given.count() - 1)));
        ChainLoss chain = isTurned ? given.transpose() : given;
        Expr scale = Proportion.toIdentity(chain.left())
                .orElseThrow(() -> new Refusal(
                        "alignment with singular vectors",
                        "the quadratic has a metric on the side of the outputs and one on that of the inputs"));
        return new Setting(
                chain, Proportion.simpleMatrix(Exprs.scaled(scale, chain.right())), draft, solver, scaleParameter);
    }

    /** Whether every letter of a scalar is known to be positive, and the number in front too. */
    static boolean isPositive(Expr scalar) {
        List<Monomial> terms = Monomial.of(Form.of(scalar));
        return !terms.isEmpty()
                && terms.stream()
                        .allMatch(term -> term.coefficient().signum() > 0
                                && term.sites().stream().allMatch(site -> isPositiveLetter(site.letter())));
    }

    private static boolean isPositiveLetter(Expr letter) {
        return letter instanceof Expr.SizeNumber
                || letter instanceof Expr.Pi
                || (letter instanceof Expr.Symbol symbol
                        && symbol.properties().contains(Property.POSITIVE)
                        && symbol.shape().isScalar());
    }

    /** What is not known of prices and of the metric of the inputs becomes a condition of every result. */
    void requirePositive(boolean isInverted) {
        for (Optional<ChainLoss.Price> price : chain.prices()) {
            price.map(ChainLoss.Price::weight)
                    .filter(weight -> !isPositive(weight))
                    .ifPresent(weight -> draft.require(Draft.text(weight) + " > 0"));
        }
        requirePositive(draft, right, isInverted);
    }

    private static boolean isKnownDefinite(Expr body) {
        return body instanceof Expr.Identity
                || body.shape().isScalar()
                || (body instanceof Expr.Symbol symbol && symbol.properties().contains(Property.POSITIVE_DEFINITE));
    }

    /** {@code X*X'}, which is positive semidefinite whatever X is. */
    private static boolean isGram(Expr body) {
        return body instanceof Expr.Product product
                && product.factors().size() == 2
                && Exprs.transpose(product.factors().get(0))
                        .equals(product.factors().get(1));
    }

    /** The matrix is positive definite, or positive semidefinite where it is not inverted; asked where it is not plain. */
    static void requirePositive(Draft draft, Expr matrix, boolean isInverted) {
        Expr scalar = matrix instanceof Expr.Scaled scaled ? scaled.scalar() : Exprs.literal(1);
        Expr body = matrix instanceof Expr.Scaled scaled ? scaled.body() : matrix;
        boolean isPlain = isKnownDefinite(body) || (!isInverted && isGram(body));
        Expr number = body.shape().isScalar() ? matrix : scalar;
        if (isPlain && !isPositive(number)) {
            draft.require(Draft.text(number) + " > 0");
        } else if (!isPlain) {
            Expr signed = isPositive(scalar) ? body : matrix;
            draft.require("min(eig(" + Draft.text(signed) + ")) " + (isInverted ? "> 0" : ">= 0"));
        }
    }

    /**
     * Refuses where a scalar parameter is left.
     *
     * @throws Refusal if there is one
     */
    void requireNoScale() {
        scaleParameter.ifPresent(parameter -> {
            throw new Refusal(
                    "scale parameter",
                    parameter.name()
                            + " is left beside modes that are not those of learned variances or a free product");
        });
    }

    private static boolean isMetric(Optional<ChainLoss.Price> price) {
        return price.isPresent() && !price.get().isPlain();
    }

    int count() {
        return chain.count();
    }

    boolean hasOneOutput() {
        return chain.outputs().isOne();
    }

    Expr cross() {
        return chain.cross();
    }

    /** The price of the factor at a place, counted from the output. */
    Expr weight(int place) {
        return chain.prices().get(place).orElseThrow().weight();
    }

    /** The metric in which the innermost factor is priced. */
    Expr metric() {
        return chain.prices().get(count() - 1).orElseThrow().metric();
    }

    boolean isPlain() {
        return chain.prices().get(count() - 1).orElseThrow().isPlain();
    }

    /** The product of all prices. */
    Expr weights() {
        Expr product = Exprs.literal(1);
        for (int i = count() - 1; i >= 0; i--) {
            product = Exprs.times(product, weight(i));
        }
        return product;
    }

    /** The geometric mean of the prices. */
    Amount mean() {
        boolean isEqual = java.util.stream.IntStream.range(1, count())
                .allMatch(i -> weight(i).equals(weight(0)));
        if (isEqual) {
            return Amount.of(weight(0));
        }
        return Amount.of(Proportion.simple(weights())).root(count());
    }

    /** The square root of the mean over a price: the size of a factor for a mode of size one. */
    String share(int place, String mean) {
        boolean isEqual = java.util.stream.IntStream.range(1, count())
                .allMatch(i -> weight(i).equals(weight(0)));
        return isEqual ? "1" : "sqrt(" + mean + "/" + Draft.text(weight(place)) + ")";
    }

    /** {@code 1 + sum of the noise's coefficients over the widths that it ties}. */
    Expr kappa() {
        Expr product = Exprs.literal(1);
        Expr sum = Exprs.literal(1);
        for (Map.Entry<Set<Integer>, Expr> tied : chain.noise().entrySet()) {
            Expr share = tied.getValue();
            for (int place : tied.getKey()) {
                share = Exprs.times(share, Exprs.power(Exprs.size(width(place)), Rational.MINUS_ONE));
            }
            sum = Exprs.add(sum, share);
            if (tied.getKey().size() == 1) {
                product = Exprs.times(product, Exprs.add(Exprs.literal(1), share));
            }
        }
        boolean isProduct = dev.nadir.expr.graph.Form.of(product).equals(dev.nadir.expr.graph.Form.of(sum));
        return isProduct ? product : sum;
    }

    /** The hidden width of an interface, counted from the input. */
    Size width(int place) {
        return chain.factors().get(count() - 1 - place).columns();
    }

    /** A name for the largest rank that the product can have, or the size that it is. */
    String rank() {
        return draft.let("r", rankFormula());
    }

    /** The largest rank that the product can have. */
    String rankFormula() {
        Set<String> widths = new LinkedHashSet<>();
        widths.add(chain.outputs().toString());
        for (Size size : chain.hidden()) {
            widths.add(size.toString());
        }
        widths.add(chain.inputs().toString());
        if (widths.contains("1")) {
            return "1";
        }
        return widths.size() == 1 ? widths.iterator().next() : "min([" + String.join(", ", widths) + "])";
    }

    boolean isRankOne() {
        return rankFormula().equals("1");
    }

    /** The parameter at a place set so that the factor there is a number times a column times a row. */
    void put(Draft.Entry entry, int place, String size, String column, String row) {
        Factor at = chain.factors().get(place);
        entry.at(
                at.symbol().name(),
                at.transposed()
                        ? size + "*(" + row + ")'*(" + column + ")'"
                        : size + "*(" + column + ")*(" + row + ")");
    }

    /** The same summed over modes. */
    void putSum(Draft.Entry entry, int place, String range, List<String> parts) {
        Factor at = chain.factors().get(place);
        String term = at.transposed()
                ? parts.get(0) + "*(" + parts.get(2) + ")'*(" + parts.get(1) + ")'"
                : parts.get(0) + "*(" + parts.get(1) + ")*(" + parts.get(2) + ")";
        entry.at(at.symbol().name(), "sum(" + range + ", " + term + ")");
    }

    /** The parameter at a place set to zero. */
    void putZero(Draft.Entry entry, int place) {
        dev.nadir.expr.Shape shape = chain.factors().get(place).symbol().shape();
        entry.at(
                chain.factors().get(place).symbol().name(),
                shape.isColumn()
                        ? "zeros(" + shape.rows() + ")"
                        : "zeros(" + shape.rows() + ", " + shape.columns() + ")");
    }

    /** The parameter at a place set so that the factor there is the text. */
    void put(Draft.Entry entry, int place, String factor) {
        Factor at = chain.factors().get(place);
        entry.at(at.symbol().name(), at.transposed() ? "(" + factor + ")'" : factor);
    }

    /** The sum of the prices as a text, from the output to the input. */
    String prices() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count(); i++) {
            Factor factor = chain.factors().get(i);
            Optional<ChainLoss.Price> price = chain.prices().get(i);
            if (price.isPresent()) {
                text.append(" + ").append(price(factor, price.get(), i));
            }
        }
        return text.toString();
    }

    private String price(Factor factor, ChainLoss.Price price, int place) {
        String f = Draft.text(factor.expression());
        String weight = Draft.text(price.weight());
        String m = price.isPlain() ? "" : Draft.text(price.metric());
        boolean isInner = place == count() - 1;
        if (price.hidden().isPresent()) {
            String h = Draft.text(price.hidden().get());
            return weight
                    + (isInner
                            ? "*tr(" + h + "*" + f + (m.isEmpty() ? "" : "*" + m) + "*" + f + "')"
                            : "*tr(" + f + "*" + h + "*" + f + "'" + (m.isEmpty() ? "" : "*" + m) + ")");
        }
        if (m.isEmpty()) {
            return weight + "*normF(" + f + ")^2";
        }
        return weight + (isInner ? "*tr(" + f + "*" + m + "*" + f + "')" : "*tr(" + f + "'*" + m + "*" + f + ")");
    }

    /** The quadratic of the product as a text, its first part multiplied by a factor. */
    String quadratic(String factor) {
        String p = Draft.text(chain.product());
        String first = "tr(" + p + "*" + Draft.text(right) + "*" + p + "')";
        return Draft.text(chain.constant())
                + " - 2*sum(" + Draft.text(cross()) + ".*" + p + ") + "
                + (factor.isEmpty() ? first : factor + "*" + first);
    }
}
