package dev.nadir.reduction.chain.lemma;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.Amount;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.symbolic.Landscape;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The cheapest factors of a matrix that is given: {@code F[N]*...*F[1] == M} with a price of each factor, in any metric at the
 * two outer sides. The balance of the factors leaves a Schatten quasi-norm of M in these metrics.
 */
final class FixedProduct {

    private static final String STEP = "subject to";

    private final ChainLoss chain;
    private final Expr target;
    private final Draft draft;

    private FixedProduct(ChainLoss chain, Expr target, Draft draft) {
        this.chain = chain;
        this.target = target;
        this.draft = draft;
    }

    /**
     * Reads and solves a landscape with constraints.
     *
     * @throws Refusal naming what does not fit
     */
    static void solve(Landscape landscape, Draft draft) {
        if (landscape.constraints().size() != 1
                || !(landscape.constraints().get(0) instanceof Landscape.Constraint.MatrixEquation equation)) {
            Refusal.requireUnconstrained(landscape);
            throw new Refusal(STEP, "a constraint is needed");
        }
        Set<Expr.Symbol> parameters = new HashSet<>(landscape.parameters());
        Dependence dependence = new Dependence(parameters);
        boolean isLeft = dependence.dependsOn(equation.left());
        Expr product = isLeft ? equation.left() : equation.right();
        Expr target = isLeft ? equation.right() : equation.left();
        if (dependence.dependsOn(target)) {
            throw new Refusal(
                    STEP,
                    "both sides of " + TextPrinter.print(product) + " == " + TextPrinter.print(target)
                            + " hold parameters");
        }
        requirePrices(landscape, parameters);
        // The squared distance from the target is zero on the constraint, and makes the loss one of a product.
        Expr distance = Exprs.subtract(
                Exprs.inner(product, product), Exprs.scaled(Exprs.literal(2), Exprs.inner(product, target)));
        ChainLoss chain = ChainReader.read(Exprs.add(landscape.expectedLoss(), distance), landscape.parameters());
        boolean isPlain = isOne(chain.left())
                && isOne(chain.right())
                && chain.noise().isEmpty()
                && chain.variances().isEmpty()
                && chain.count() > 1;
        if (!isPlain) {
            throw new Refusal(STEP, TextPrinter.print(product) + " is no product of two or more parameters alone");
        }
        new FixedProduct(chain, chain.cross(), draft).solve();
    }

    /** With multipliers every point is balanced, and so cheapest; there are some wherever the product is regular. */
    private void account() {
        String rows = chain.outputs().toString();
        String columns = chain.inputs().toString();
        String most = rows.equals(columns)
                ? rows
                : chain.outputs().isOne() || chain.inputs().isOne() ? "1" : "min([" + rows + ", " + columns + "])";
        draft.listsAllWhere(
                "rank(" + Draft.text(target) + ") == " + most,
                "the given matrix has not full rank",
                "points at which the differential of the product does not take every value",
                false);
    }

    private static boolean isOne(Expr metric) {
        return Proportion.toIdentity(metric).filter(Exprs::isOne).isPresent();
    }

    /** Every term of the loss is a square of one parameter, or holds none. */
    private static void requirePrices(Landscape landscape, Set<Expr.Symbol> parameters) {
        for (Monomial term : Monomial.of(Form.of(landscape.expectedLoss()))) {
            Rational degree = Rational.ZERO;
            Set<Expr> letters = new HashSet<>();
            for (Monomial.Site site : term.sites()) {
                if (site.letter() instanceof Expr.Symbol symbol && parameters.contains(symbol)) {
                    degree = degree.plus(site.exponent());
                    letters.add(symbol);
                }
            }
            boolean isPrice = letters.isEmpty() || (letters.size() == 1 && degree.equals(Rational.of(2)));
            if (!isPrice) {
                throw new Refusal(
                        STEP,
                        "the term " + TextPrinter.print(term.expression())
                                + " is not quadratic in one factor of the product that is given");
            }
        }
    }

    private Expr weight(int place) {
        return chain.prices().get(place).orElseThrow().weight();
    }

    private void solve() {
        int count = chain.count();
        for (int place = 0; place < count; place++) {
            Optional<ChainLoss.Price> price = chain.prices().get(place);
            if (price.isEmpty()) {
                throw new Refusal(STEP, "the factor " + name(place) + " costs nothing: the infimum is not attained");
            } else if (price.get().hidden().isPresent()) {
                throw new Refusal(STEP, "the factor " + name(place) + " weighs hidden units");
            }
            if (!Setting.isPositive(price.get().weight())) {
                draft.require(Draft.text(price.get().weight()) + " > 0");
            }
        }
        account();
        Expr left = metric(0);
        Expr right = metric(count - 1);
        Setting.requirePositive(draft, left, true);
        Setting.requirePositive(draft, right, true);
        String g = draft.let("g", mean().text());
        String p = around(left, Draft.text(chain.product()), right);
        draft.with("P", p).with("N", Integer.toString(count)).with("g", g);
        draft.step(
                "balance",
                "By the arithmetic and geometric means, and because the Schatten quasi-norm of a product is at most the "
                        + "product of Frobenius norms, the prices are at least a Schatten quasi-norm of the product, which "
                        + "is given.",
                Draft.text(chain.constant()) + " + " + count + "*" + g + "*sum(svd(" + p + ")"
                        + (count == 2 ? ")" : ".^(" + Rational.of(2, count) + "))"),
                false,
                "where all factors cost the same and are aligned");
        finish(left, right, g);
    }

    /** The last step: on the set nothing of the bound moves. */
    private void given(String value) {
        draft.step(
                "fixed-product",
                "The product is given, and so are its singular values; factors that share them alike attain the bound.",
                value,
                true,
                "at all parameters that meet the equation");
    }

    /** A product that is a number: its size is shared, and the outermost factor has its sign. */
    private void finishNumber(String g) {
        int count = chain.count();
        String number = Draft.text(target);
        String size = draft.let("s", "abs(" + number + ")");
        String power = count == 2 ? size : size + "^(" + Rational.of(2, count) + ")";
        String value = Draft.text(chain.constant()) + " + " + count + "*" + g + "*" + power;
        given(value);
        Draft.Entry entry = draft.entry(Kind.GLOBAL_MINIMUM).upTo("an orthogonal change of basis between factors");
        for (int place = 0; place < count; place++) {
            String ratio = isEqual() ? "" : "*sqrt(" + g + "/" + Draft.text(weight(place)) + ")";
            String outer = place == 0 ? "sign(" + number + ")" : column(place - 1);
            String inner = place == count - 1 ? "" : "*" + column(place) + "'";
            put(entry, place, outer + ratio + "*" + size + "^(1/" + count + ")" + inner);
        }
        entry.value(value);
    }

    /** The first unit vector behind a factor; a width of 1 has the number 1. */
    private String column(int place) {
        Size width = chain.factors().get(place).columns();
        return width.isOne() ? "1" : "eye(" + width + ")[:, 1]";
    }

    private void finish(Expr left, Expr right, String g) {
        if (target.shape().isScalar()) {
            finishNumber(g);
            return;
        }
        int count = chain.count();
        List<String> names =
                draft.letAll(List.of("U", "s", "V"), "svd(" + around(left, Draft.text(target), right) + ")");
        String rank = draft.let("r", rank());
        String sizes = names.get(1) + "[1.." + rank + "]";
        String sum = count == 2 ? names.get(1) : names.get(1) + ".^(" + Rational.of(2, count) + ")";
        String value = Draft.text(chain.constant()) + " + " + count + "*" + g + "*sum(" + sum + ")";
        given(value);
        Draft.Entry entry = draft.entry(Kind.GLOBAL_MINIMUM)
                .upTo("an orthogonal change of basis between factors")
                .when("rank(" + Draft.text(target) + ") <= " + rank);
        for (int place = 0; place < count; place++) {
            String ratio = isEqual() ? "" : "sqrt(" + g + "/" + Draft.text(weight(place)) + ")*";
            String share = ratio + "diag(" + sizes + ".^(1/" + count + "))";
            String outer = place == 0
                    ? root(left, true) + names.get(0) + "[:, 1.." + rank + "]"
                    : "eye(" + chain.factors().get(place - 1).columns() + ")[:, 1.." + rank + "]";
            String inner = place == count - 1
                    ? names.get(2) + "[:, 1.." + rank + "]'" + rootAfter(right)
                    : "eye(" + chain.factors().get(place).columns() + ")[:, 1.." + rank + "]'";
            put(entry, place, outer + "*" + share + "*" + inner);
        }
        entry.value(value);
    }

    private void put(Draft.Entry entry, int place, String text) {
        Factor factor = chain.factors().get(place);
        entry.at(factor.symbol().name(), factor.transposed() ? "(" + text + ")'" : text);
    }

    private String name(int place) {
        return chain.factors().get(place).symbol().name();
    }

    private Expr metric(int place) {
        return Proportion.simpleMatrix(chain.prices().get(place).orElseThrow().metric());
    }

    private static boolean isPlain(Expr metric) {
        return metric instanceof Expr.Identity || metric.shape().isScalar();
    }

    /** {@code A^(1/2)*X*B^(1/2)}. */
    private static String around(Expr left, String middle, Expr right) {
        return root(left, false) + middle + (isPlain(right) ? "" : "*" + Draft.text(right) + "^(1/2)");
    }

    private static String root(Expr metric, boolean isInverse) {
        if (isPlain(metric)) {
            return "";
        }
        String root = Draft.text(metric) + "^(1/2)";
        return isInverse ? "inv(" + root + ")*" : root + "*";
    }

    private static String rootAfter(Expr metric) {
        return isPlain(metric) ? "" : "*inv(" + Draft.text(metric) + "^(1/2))";
    }

    /** The largest rank that the product can have. */
    private String rank() {
        Set<String> widths = new java.util.LinkedHashSet<>();
        widths.add(chain.outputs().toString());
        chain.hidden().forEach(width -> widths.add(width.toString()));
        widths.add(chain.inputs().toString());
        return widths.size() == 1 ? widths.iterator().next() : "min([" + String.join(", ", widths) + "])";
    }

    private boolean isEqual() {
        return java.util.stream.IntStream.range(0, chain.count())
                .allMatch(place -> weight(place).equals(weight(0)));
    }

    /** The geometric mean of the prices. */
    private Amount mean() {
        Expr product = Exprs.literal(1);
        for (int place = 0; place < chain.count(); place++) {
            product = Exprs.times(product, weight(place));
        }
        return isEqual()
                ? Amount.of(weight(0))
                : Amount.of(Proportion.simple(product)).root(chain.count());
    }
}
