package dev.nadir.reduction.chain;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.reduction.Refusal;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads the canonical form of a loss as a quadratic of one product of parameters with a price of each factor. */
public final class ChainReader {

    private static final String STEP = "one product";

    private final List<Monomial> terms;
    private final Set<Expr.Symbol> links = new HashSet<>();
    private final Optional<Expr.Symbol> weights;
    private final List<Factor> factors;
    private final Quadratics quadratics;
    private final Prices prices;
    private Form cross;
    private Form constant = Form.of(Exprs.literal(0));

    private ChainReader(List<Monomial> terms, List<Expr.Symbol> parameters, int way) {
        this.terms = terms;
        List<Expr.Symbol> positiveVectors = new ArrayList<>();
        for (Expr.Symbol parameter : parameters) {
            if (isWeight(parameter)) {
                positiveVectors.add(parameter);
            } else if (!parameter.shape().isScalar() || parameter.properties().isEmpty()) {
                if (parameter.properties().contains(Property.POSITIVE)) {
                    throw new Refusal(STEP, parameter.name() + " is declared positive entry by entry");
                }
                links.add(parameter);
            }
        }
        if (positiveVectors.size() > 1) {
            throw new Refusal(STEP, "several vectors of positive parameters: " + names(positiveVectors));
        }
        this.weights = positiveVectors.stream().findFirst();
        this.factors = new Order(terms, links).factors(way);
        this.quadratics = new Quadratics(factors);
        this.prices = new Prices(factors, weights);
        this.cross = Form.of(Exprs.zero(
                new Shape(factors.get(0).rows(), factors.get(factors.size() - 1).columns())));
    }

    /**
     * The loss as a chain.
     *
     * @throws Refusal naming the term that does not fit
     */
    public static ChainLoss read(Expr loss, List<Expr.Symbol> parameters) {
        List<Monomial> terms = Monomial.of(Form.of(loss));
        try {
            return new ChainReader(terms, parameters, 0).run();
        } catch (Refusal refusal) {
            // In a trace of the parameters alone the product may begin with any of them.
            for (int way = 1; way < parameters.size(); way++) {
                try {
                    return new ChainReader(terms, parameters, way).run();
                } catch (Refusal other) {
                    refusal.addSuppressed(other);
                }
            }
            throw refusal;
        }
    }

    /** Whether the expression is the product of all parameters and the loss depends on them through it alone. */
    public static boolean isThrough(Landscape landscape, Expr e) {
        try {
            ChainLoss chain = read(landscape.expectedLoss(), landscape.parameters());
            boolean isAlone = chain.isFree()
                    && chain.noise().isEmpty()
                    && chain.variances().isEmpty()
                    && chain.count() == landscape.parameters().size();
            Form product = Form.of(chain.product());
            return isAlone && (product.equals(Form.of(e)) || product.equals(Form.of(Exprs.transpose(e))));
        } catch (Refusal | PreconditionException refusal) {
            return false;
        }
    }

    private static boolean isWeight(Expr.Symbol parameter) {
        return parameter.properties().contains(Property.POSITIVE)
                && !parameter.shape().isScalar()
                && parameter.shape().isColumn();
    }

    private static String names(List<Expr.Symbol> symbols) {
        return String.join(", ", symbols.stream().map(Expr.Symbol::name).toList());
    }

    private ChainLoss run() {
        for (Monomial term : terms) {
            Map<Expr.Symbol, Rational> degrees = degrees(term, links);
            boolean isOnAll = degrees.size() == factors.size();
            if (degrees.isEmpty()) {
                readWithoutLinks(term);
            } else if (isOnAll && degrees.values().stream().allMatch(Rational::isOne)) {
                cross = cross.plus(Ends.cross(term, factors));
            } else if (isOnAll && factors.size() > 1 && allTwo(degrees)) {
                quadratics.add(term);
            } else if (degrees.size() == 1 && allTwo(degrees)) {
                if (factors.size() == 1) {
                    quadratics.add(term);
                } else {
                    prices.add(term, degrees.keySet().iterator().next());
                }
            } else {
                throw new Refusal(
                        STEP, "the term " + print(term) + " is not made of the product " + product() + why(degrees));
            }
        }
        Quadratics.Result quadratic = quadratics.result();
        return new ChainLoss(
                factors,
                quadratic.left(),
                quadratic.right(),
                shaped(cross),
                Readback.expression(constant),
                quadratic.noise(),
                prices.prices(),
                prices.variances());
    }

    /** A row reads back as the column with the same open index. */
    private static Expr shaped(Form form) {
        Expr read = Readback.expression(form);
        return read.shape().equals(form.shape()) ? read : Exprs.transpose(read);
    }

    private void readWithoutLinks(Monomial term) {
        if (weights.isPresent() && term.sites().stream().anyMatch(site -> mentions(site, weights.get()))) {
            prices.addVariance(term);
        } else {
            constant = constant.plus(Form.of(term.expression()));
        }
    }

    /** What would have to be otherwise, where that is plain to see. */
    private String why(Map<Expr.Symbol, Rational> degrees) {
        Rational most = degrees.values().stream().max(Rational::compareTo).orElse(Rational.ZERO);
        boolean isPrice = degrees.size() == 1 && most.compareTo(Rational.of(2)) > 0;
        boolean isBranch = degrees.size() > 1
                && degrees.size() < factors.size()
                && degrees.values().stream().allMatch(degree -> degree.compareTo(Rational.of(2)) <= 0);
        return isPrice
                ? ": a price is a square, such as normF("
                        + degrees.keySet().iterator().next().name() + ")^2"
                : isBranch ? ": all parameters have to stand in one product, not in a sum of several" : "";
    }

    private static boolean allTwo(Map<Expr.Symbol, Rational> degrees) {
        return degrees.values().stream().allMatch(Rational.of(2)::equals);
    }

    private String product() {
        return TextPrinter.print(
                Exprs.product(factors.stream().map(Factor::expression).toList()));
    }

    static String print(Monomial term) {
        return TextPrinter.print(term.expression());
    }

    static boolean mentions(Monomial.Site site, Expr.Symbol symbol) {
        return new Dependence(Set.of(symbol)).dependsOn(site.letter());
    }

    /**
     * How often each link stands in a term.
     *
     * @throws Refusal if one stands inside a function or an inverse
     */
    static Map<Expr.Symbol, Rational> degrees(Monomial term, Set<Expr.Symbol> links) {
        Map<Expr.Symbol, Rational> degrees = new LinkedHashMap<>();
        for (Monomial.Site site : term.sites()) {
            if (site.letter() instanceof Expr.Symbol symbol) {
                if (links.contains(symbol)) {
                    degrees.merge(symbol, site.exponent(), Rational::plus);
                }
            } else if (new Dependence(links).dependsOn(site.letter())) {
                throw new Refusal(STEP, "a parameter stands inside " + TextPrinter.print(site.letter()));
            }
        }
        return degrees;
    }
}
