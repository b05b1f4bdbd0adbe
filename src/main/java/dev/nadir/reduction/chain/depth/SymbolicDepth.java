package dev.nadir.reduction.chain.depth;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.PowerProblem;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * Thresholds of a priced product whose depth is a size. The number N of factors is the depth and a number; noise and balance
 * bring every depth down to {@code a*t^(2N) - 2*s*t^N + N*g*t^2}, whose exponents are sizes.
 */
public final class SymbolicDepth {

    private static final String STEP = "symbolic depth";

    /** A pattern that holds at four depths in a row is that of the file's sums and products. */
    private static final int DEPTHS = 4;

    private final String depth;
    private final List<Integer> depths = new ArrayList<>();
    private final List<ChainLoss> chains = new ArrayList<>();
    private final Draft names;
    private final List<Model.Let> lets = new ArrayList<>();
    private final List<Formula> conditions = new ArrayList<>();

    private SymbolicDepth(Landscape landscape, String depth, int least) {
        this.depth = depth;
        this.names = new Draft(taken(landscape.model()));
        for (int i = 0; chains.size() < DEPTHS; i++) {
            Map<String, Integer> structure = new HashMap<>(landscape.structure());
            structure.put(depth, least + i);
            Landscape there = Elaboration.multipliedOut(landscape.model(), structure);
            there.requireUnconstrained(STEP);
            ChainLoss chain = ChainReader.read(there.expectedLoss(), there.parameters());
            // The price of a single factor is part of its quadratic.
            if (chain.count() > 1 || i >= DEPTHS) {
                depths.add(least + i);
                chains.add(chain);
            }
        }
    }

    /**
     * The thresholds of a model whose loss has one size that must be a number; empty for any other model.
     *
     * @throws Refusal naming what does not follow a pattern
     */
    public static Optional<DepthLaw> derive(
            Landscape landscape, int least, Function<PowerProblem, ScalarAnswer> solver) {
        Set<String> structural = Elaboration.structuralSizes(landscape.model());
        if (structural.size() != 1) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new SymbolicDepth(landscape, structural.iterator().next(), least).law(solver));
        } catch (PreconditionException e) {
            throw new Refusal(STEP, String.valueOf(e.getMessage()));
        } catch (ModelException e) {
            throw new Refusal(STEP, e.diagnostics().get(0).value());
        }
    }

    private static Set<String> taken(Model model) {
        Set<String> names = new HashSet<>();
        Stream.of(model.sizes(), model.data(), model.random(), model.parameters())
                .flatMap(List::stream)
                .forEach(declaration -> names.add(declaration.name()));
        model.lets().forEach(let -> names.addAll(let.names()));
        return names;
    }

    private DepthLaw law(Function<PowerProblem, ScalarAnswer> solver) {
        int more = chains.get(0).count() - depths.get(0);
        for (int k = 0; k < chains.size(); k++) {
            require(chains.get(k), depths.get(k) + more);
        }
        Size factors = Size.of(depth).plus(Size.of(more));
        String g = let("g", mean(more));
        String s = let("s", same("the cross moment", ChainLoss::cross, this::strength));
        String a = let("a", curvature());
        // With two factors the threshold is that of the closed form at that depth: no barrier, no jump.
        int least = Math.max(depths.get(0), 3 - more);
        LaurentPolynomial number = LaurentPolynomial.of(depth).plus(LaurentPolynomial.of(more));
        PowerProblem problem = new PowerProblem(
                LaurentPolynomial.of(a),
                LaurentPolynomial.of(s).times(Rational.of(2)),
                LaurentPolynomial.of(g).times(number),
                List.of(factors.plus(factors), factors, Size.of(2)),
                Map.of(depth, least));
        ScalarAnswer answer = solver.apply(problem);
        if (answer instanceof ScalarAnswer.Refused refused) {
            throw new Refusal(refused.step(), refused.reason());
        }
        List<ScalarAnswer.Threshold> thresholds = ((ScalarAnswer.Solved) answer).thresholds();
        List<String> lemmas = new ArrayList<>();
        if (chains.stream().anyMatch(chain -> !chain.noise().isEmpty())) {
            lemmas.add("cauchy-schwarz-noise");
        }
        lemmas.addAll(List.of("balance", "von-neumann-trace", "scalar-power-law"));
        return new DepthLaw(depth, least, factors, depths, lets, conditions, thresholds, origin(thresholds), lemmas);
    }

    /** The lowest power of the loss is {@code t^2} with a positive price in front. */
    private static List<DepthLaw.Origin> origin(List<ScalarAnswer.Threshold> thresholds) {
        List<DepthLaw.Origin> origin = new ArrayList<>(List.of(new DepthLaw.Origin(Kind.LOCAL_MINIMUM, List.of())));
        for (ScalarAnswer.Threshold threshold : thresholds) {
            boolean isOfMinimum = !threshold.tie().isEmpty()
                    && threshold.condition().size() == 1
                    && threshold.condition().get(0) instanceof Formula.Binary;
            if (isOfMinimum) {
                Formula.Binary below = (Formula.Binary) threshold.condition().get(0);
                boolean isLess = below.operator() == Operator.LESS;
                Formula otherwise = new Formula.Binary(
                        below.span(),
                        isLess ? Operator.GREATER_OR_EQUAL : Operator.LESS_OR_EQUAL,
                        below.left(),
                        below.right());
                origin.add(new DepthLaw.Origin(Kind.GLOBAL_MINIMUM, List.of(otherwise)));
            }
        }
        return origin;
    }

    private void require(ChainLoss chain, int factors) {
        if (chain.count() != factors) {
            throw new Refusal(STEP, "the number of factors is not " + depth + " and a number");
        } else if (!chain.isPricedThroughout()) {
            throw new Refusal(STEP, "a factor that costs nothing: there is no threshold");
        } else if (chain.variances().isPresent()) {
            throw new Refusal(STEP, "positive parameters weigh the hidden units");
        } else if (!chain.noise().isEmpty() && !chain.outputs().isOne()) {
            throw new Refusal(STEP, "noise before several outputs, where its price is only a bound");
        }
        for (Optional<ChainLoss.Price> price : chain.prices()) {
            if (price.filter(each -> each.isPlain() && each.hidden().isEmpty()).isEmpty()) {
                throw new Refusal(STEP, "a price in a metric");
            }
        }
    }

    private String let(String preferred, String text) {
        String name = names.fresh(preferred);
        lets.add(new Model.Let(
                new SourceSpan("derived", 1, 1, 1, 1), List.of(name), FormulaText.parse(plain(text)), ""));
        return name;
    }

    private static String plain(String text) {
        return FormulaPrinter.print(new dev.nadir.reduction.Substitution(Map.of()).of(FormulaText.parse(text)));
    }

    /** The geometric mean of the prices. */
    private String mean(int more) {
        List<List<String>> weights = new ArrayList<>();
        for (ChainLoss chain : chains) {
            List<String> layers = new ArrayList<>();
            chain.prices()
                    .forEach(price ->
                            layers.add(0, Draft.text(price.orElseThrow().weight())));
            weights.add(layers);
        }
        List<String> all = weights.stream().flatMap(List::stream).distinct().toList();
        if (all.size() == 1) {
            return all.get(0);
        }
        return "(" + Pattern.product("the prices", weights, depths, depth) + ")^(1/(" + Pattern.affine(depth, more)
                + "))";
    }

    /** What one text says of all depths. */
    private String same(String what, Function<ChainLoss, Expr> part, Function<Expr, String> text) {
        List<String> texts = chains.stream().map(part).map(text).distinct().toList();
        if (texts.size() != 1) {
            throw new Refusal(STEP, what + " changes with the depth: " + String.join(", ", texts));
        }
        return texts.get(0);
    }

    /** The largest singular value of the cross moment. */
    private String strength(Expr cross) {
        boolean isVector =
                cross.shape().rows().isOne() || cross.shape().columns().isOne();
        return isVector ? "norm(" + Draft.text(cross) + ")" : "svd(" + Draft.text(cross) + ")[1]";
    }

    /** What noise adds, times the number that the quadratic is of the identity, by its form or as a condition. */
    private String curvature() {
        String outer = same("the metric of the outputs", ChainLoss::left, this::isotropic);
        String inner = same("the metric of the inputs", ChainLoss::right, this::isotropic);
        String scale = "(" + outer + ")*(" + inner + ")";
        boolean isNoisy = chains.stream().anyMatch(chain -> !chain.noise().isEmpty());
        if (!isNoisy) {
            return scale;
        }
        List<List<String>> shares = new ArrayList<>();
        chains.forEach(chain -> shares.add(shares(chain)));
        return Pattern.product("the shares of noise", shares, depths, depth) + "*" + scale;
    }

    private String isotropic(Expr matrix) {
        Expr body = matrix instanceof Expr.Scaled scaled ? scaled.body() : matrix;
        if (matrix.shape().isScalar()) {
            return Draft.text(matrix);
        } else if (body instanceof Expr.Identity) {
            return matrix instanceof Expr.Scaled scaled ? Draft.text(scaled.scalar()) : "1";
        }
        String width = matrix.shape().rows().toString();
        String mean = "tr(" + Draft.text(matrix) + ")/" + width;
        Formula condition = FormulaText.parse(plain(Draft.text(matrix) + " == " + mean + "*eye(" + width + ")"));
        if (!conditions.contains(condition)) {
            conditions.add(condition);
        }
        return mean;
    }

    /** {@code 1 + share} of each interface, where the noise terms are those of independent layers. */
    private List<String> shares(ChainLoss chain) {
        Map<Integer, Expr> each = new LinkedHashMap<>();
        for (int place = 1; place < chain.count(); place++) {
            Expr share = chain.noise().get(Set.of(place));
            if (share == null) {
                throw new Refusal(STEP, "a layer without noise among layers with noise");
            }
            Expr width =
                    Exprs.size(chain.factors().get(chain.count() - 1 - place).columns());
            each.put(place, Exprs.times(share, Exprs.power(width, Rational.MINUS_ONE)));
        }
        chain.noise().forEach((tied, share) -> {
            Expr product = Exprs.literal(1);
            Expr own = share;
            for (int place : tied) {
                product = Exprs.times(
                        product, Optional.ofNullable(each.get(place)).orElseThrow());
                Expr width = Exprs.size(
                        chain.factors().get(chain.count() - 1 - place).columns());
                own = Exprs.times(own, Exprs.power(width, Rational.MINUS_ONE));
            }
            if (!Form.of(product).equals(Form.of(own))) {
                throw new Refusal(STEP, "noise that is not independent from layer to layer");
            }
        });
        return each.values().stream()
                .map(share -> Draft.text(Exprs.add(Exprs.literal(1), share)))
                .toList();
    }
}
