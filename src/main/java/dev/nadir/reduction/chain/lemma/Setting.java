package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarSolver;
import dev.nadir.reduction.chain.Amount;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.IntFunction;

/**
 * What the lemmas share: the chain with a multiple of the identity on the side of the output, folded into the other
 * side; the draft that they write to; the solver for what is left. A metric on the side of the outputs goes into the
 * outermost factor, which then stands for its root times that factor.
 *
 * @param right the metric of the inputs, the multiple of the output side's identity in it
 * @param frame the root of the metric of the outputs, where that is no multiple of the identity
 * @param scaleParameter a positive scalar parameter of the loss, held until the factors are minimised
 */
record Setting(
        ChainLoss chain,
        Expr right,
        Optional<Expr.Symbol> frame,
        Draft draft,
        ScalarSolver solver,
        Optional<Expr.Symbol> scaleParameter) {

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
        Optional<Expr> scale = Proportion.toIdentity(chain.left());
        if (scale.isEmpty()) {
            return framed(chain, draft, solver, scaleParameter);
        }
        Expr right = Proportion.simpleMatrix(Exprs.scaled(scale.get(), chain.right()));
        return new Setting(chain, right, Optional.empty(), draft, solver, scaleParameter);
    }

    /** The same with names for the metric of the inputs and the cross moment, where the metric has several terms. */
    Setting withNames() {
        if (right.shape().isScalar() || Monomial.of(Form.of(right)).size() < 2) {
            return this;
        }
        Expr metric = named("A", right, Set.of(Property.SYMMETRIC, Property.INVERTIBLE));
        Expr cross = Form.of(chain.cross()).equals(Form.of(right)) ? metric : named("B", chain.cross(), Set.of());
        ChainLoss renamed = new ChainLoss(
                chain.factors(),
                chain.left(),
                chain.right(),
                cross,
                chain.constant(),
                chain.noise(),
                chain.prices(),
                chain.variances());
        return new Setting(renamed, metric, frame, draft, solver, scaleParameter);
    }

    private Expr named(String name, Expr matrix, Set<Property> properties) {
        return new Expr.Symbol(draft.let(name, Draft.text(matrix)), matrix.shape(), Role.DATA, properties);
    }

    /** {@code K^(1/2)*F} in the place of the outermost factor F, K the metric of the outputs. */
    private static Setting framed(
            ChainLoss given, Draft draft, ScalarSolver solver, Optional<Expr.Symbol> scaleParameter) {
        Expr left = given.left();
        List<Optional<ChainLoss.Price>> prices = new ArrayList<>(given.prices());
        prices.set(0, given.prices().get(0).map(price -> {
            Expr ratio = Proportion.of(price.metric(), left)
                    .orElseThrow(() -> new Refusal(
                            "alignment with singular vectors",
                            "the quadratic has a metric on the side of the outputs and one on that of the inputs, and "
                                    + given.factors().get(0).symbol().name() + " is not priced in its own"));
            Expr weight = Proportion.simple(Exprs.times(price.weight(), ratio));
            return new ChainLoss.Price(weight, Exprs.identity(given.outputs()), price.hidden());
        }));
        requirePositive(draft, left, true);
        Expr.Symbol root = new Expr.Symbol(
                draft.let("R", Draft.text(left) + "^(1/2)"),
                left.shape(),
                Role.DATA,
                Set.of(Property.SYMMETRIC, Property.POSITIVE_DEFINITE));
        ChainLoss chain = new ChainLoss(
                given.factors(),
                Exprs.identity(given.outputs()),
                given.right(),
                Proportion.simpleMatrix(Exprs.times(Exprs.inverse(root), given.cross())),
                given.constant(),
                given.noise(),
                prices,
                given.variances());
        Setting setting = new Setting(chain, given.right(), Optional.of(root), draft, solver, scaleParameter);
        setting.writeFrame();
        return setting;
    }

    /** The singular values of the product in the metric of the prices, in descending order. */
    String singularValues() {
        return "svd(" + productText() + (isPlain() ? "" : "*" + Draft.text(metric()) + "^(1/2)") + ")";
    }

    private void writeFrame() {
        draft.step(
                "output-metric",
                "The root of the metric of the outputs goes into the outermost factor; what is left is isotropic there.",
                quadratic("") + variance() + prices() + variances(),
                true,
                "everywhere");
    }

    /** What noise in the one hidden layer of two factors adds. */
    private String variance() {
        StringBuilder text = new StringBuilder();
        chain.noise().forEach((tied, share) -> {
            if (count() != 2) {
                throw new Refusal(
                        "alignment with singular vectors",
                        "the quadratic has a metric on the side of the outputs, and noise in more than one hidden layer");
            }
            String outer = factorText(0);
            String inner = factorText(1);
            text.append(" + ")
                    .append(Draft.text(share))
                    .append("*sum(diagonal(" + outer + "'*" + outer + ").*diagonal(" + inner + "*" + Draft.text(right)
                            + "*" + inner + "'))");
        });
        return text.toString();
    }

    /** What the variances of the hidden units cost by themselves. */
    String variances() {
        return chain.variances()
                .map(each -> " + " + Draft.text(each.linear()) + "*sum("
                        + each.symbol().name() + ".^(" + each.power() + ")) - " + Draft.text(each.logarithm())
                        + "*sum(log(" + each.symbol().name() + "))")
                .orElse("");
    }

    /** The outermost factor as it stands before the metric of the outputs went into it. */
    private String unframed(int place, String factor) {
        return place == 0 && frame.isPresent() ? "inv(" + frame.get().name() + ")*(" + factor + ")" : factor;
    }

    /** A factor, the metric of the outputs in the outermost. */
    private String factorText(int place) {
        String factor = Draft.text(chain.factors().get(place).expression());
        return place == 0 && frame.isPresent() ? "(" + frame.get().name() + "*" + factor + ")" : factor;
    }

    /** The product, the metric of the outputs in it. */
    String productText() {
        String product = Draft.text(chain.product());
        return frame.isPresent() ? "(" + frame.get().name() + "*" + product + ")" : product;
    }

    /** The number in front of what the inputs are in the metric of the prices. */
    Optional<Expr> scale() {
        return isPlain() ? Proportion.toIdentity(right) : Proportion.of(right, metric());
    }

    /** Whether a number is known to be positive. */
    static boolean isPositive(Expr scalar) {
        return Proportion.isPositive(scalar);
    }

    /** What is not known of prices and of the metric of the inputs becomes a condition of every result. */
    void requirePositive(boolean isInverted) {
        for (Optional<ChainLoss.Price> price : chain.prices()) {
            price.ifPresent(this::requirePositive);
        }
        requirePositive(draft, right, isInverted);
    }

    /** A metric in the ratio of that of the inputs is as definite as that, which is asked for by itself. */
    private void requirePositive(ChainLoss.Price price) {
        Proportion.requirePositive(draft, price.weight());
        Expr metric = price.metric();
        if (metric.shape().isScalar()) {
            Proportion.requirePositive(draft, metric);
        } else if (!(metric instanceof Expr.Identity)) {
            Optional<Expr> ratio =
                    metric.shape().equals(right.shape()) ? Proportion.of(metric, right) : Optional.empty();
            if (ratio.isPresent()) {
                Proportion.requirePositive(draft, ratio.get());
            } else {
                Proportion.requirePositive(draft, metric, true);
            }
        }
    }

    /** The matrix is positive definite, or positive semidefinite where it is not inverted; asked where it is not plain. */
    static void requirePositive(Draft draft, Expr matrix, boolean isInverted) {
        Proportion.requirePositive(draft, matrix, isInverted);
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

    /** The price of the innermost factor as it would have to be for any inputs. */
    String priceInMetric() {
        String inner = factorText(count() - 1);
        return "tr(" + inner + "*" + Draft.text(right) + "*" + inner + "')";
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
        return kappa(this::width);
    }

    /** The same with other numbers of units in the place of the widths. */
    Expr kappa(IntFunction<Size> units) {
        return isNoiseIndependent() ? independent(units) : tied(units);
    }

    /** Whether the noise of each hidden layer is independent of that of the others. */
    boolean isNoiseIndependent() {
        return Form.of(independent(this::width)).equals(Form.of(tied(this::width)));
    }

    private Expr independent(IntFunction<Size> units) {
        Expr product = Exprs.literal(1);
        for (Map.Entry<Set<Integer>, Expr> tied : chain.noise().entrySet()) {
            if (tied.getKey().size() == 1) {
                product = Exprs.times(product, Exprs.add(Exprs.literal(1), share(tied, units)));
            }
        }
        return product;
    }

    private Expr tied(IntFunction<Size> units) {
        Expr sum = Exprs.literal(1);
        for (Map.Entry<Set<Integer>, Expr> tied : chain.noise().entrySet()) {
            sum = Exprs.add(sum, share(tied, units));
        }
        return sum;
    }

    private static Expr share(Map.Entry<Set<Integer>, Expr> tied, IntFunction<Size> units) {
        Expr share = tied.getValue();
        for (int place : tied.getKey()) {
            share = Exprs.times(share, Exprs.power(Exprs.size(units.apply(place)), Rational.MINUS_ONE));
        }
        return share;
    }

    /** Whether what the cross moment has in common with the inputs is all of it: {@code Y*X'} beside {@code X*X'}. */
    boolean isCrossOfInputs() {
        Expr gram = right instanceof Expr.Scaled scaled ? scaled.body() : right;
        Expr moment = cross() instanceof Expr.Scaled scaled ? scaled.body() : cross();
        return Proportion.isGram(gram)
                && moment instanceof Expr.Product product
                && product.factors()
                        .get(product.factors().size() - 1)
                        .equals(((Expr.Product) gram).factors().get(1));
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
        String outer = unframed(place, column);
        entry.at(
                at.symbol().name(),
                at.transposed() ? size + "*(" + row + ")'*(" + outer + ")'" : size + "*(" + outer + ")*(" + row + ")");
    }

    /** The parameter at a place set to zero. */
    void putZero(Draft.Entry entry, int place) {
        dev.nadir.expr.Shape shape = chain.factors().get(place).symbol().shape();
        entry.at(
                chain.factors().get(place).symbol().name(),
                shape.isScalar()
                        ? "0"
                        : shape.isColumn()
                                ? "zeros(" + shape.rows() + ")"
                                : "zeros(" + shape.rows() + ", " + shape.columns() + ")");
    }

    /** The parameter at a place set so that the factor there is the text. */
    void put(Draft.Entry entry, int place, String factor) {
        Factor at = chain.factors().get(place);
        String own = unframed(place, factor);
        entry.at(at.symbol().name(), at.transposed() ? "(" + own + ")'" : own);
    }

    /** The parameter at a place set so that the factor there is columns, each times a number, times rows. */
    void putModes(Draft.Entry entry, int place, String columns, String sizes, String rows) {
        Factor at = chain.factors().get(place);
        String own = unframed(place, columns);
        String size = "*diag(" + sizes + ")*";
        entry.at(
                at.symbol().name(),
                at.transposed() ? rows + size + "(" + own + ")'" : "(" + own + ")" + size + rows + "'");
    }

    /** The sum of the prices as a text, from the output to the input. */
    String prices() {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count(); i++) {
            Optional<ChainLoss.Price> price = chain.prices().get(i);
            if (price.isPresent()) {
                text.append(" + ").append(price(price.get(), i));
            }
        }
        return text.toString();
    }

    private String price(ChainLoss.Price price, int place) {
        String f = factorText(place);
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
        String p = productText();
        String first = "tr(" + p + "*" + Draft.text(right) + "*" + p + "')";
        return Draft.text(chain.constant())
                + " - 2*sum(" + Draft.text(cross()) + ".*" + p + ") + "
                + (factor.isEmpty() ? first : factor + "*" + first);
    }
}
