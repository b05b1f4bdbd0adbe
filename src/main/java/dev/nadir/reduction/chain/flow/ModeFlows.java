package dev.nadir.reduction.chain.flow;

import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Readback;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.Factor;
import dev.nadir.reduction.chain.GivenMatrices;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Derives the flow of the modes of a product of parameters and its solutions. */
public final class ModeFlows {

    private final int count;
    private final Draft names;
    private final List<Model.Let> lets = new ArrayList<>();
    private final Map<String, Formula> letters = new HashMap<>();
    private final List<LaurentPolynomial> slopes;
    private final List<String> sizes = new ArrayList<>();
    private final String product;
    private final Map<String, Formula> start = new LinkedHashMap<>();

    private ModeFlows(Landscape landscape, ChainLoss chain) {
        this.count = chain.count();
        this.names = new Draft(names(landscape));
        requireModes(chain);
        Expr scale = times(isotropic(chain.left()), isotropic(chain.right()));
        ModeEquations equations = new ModeEquations(chain);
        this.slopes = equations.slopes();
        letter("k", "k", scale);
        for (int i = 0; i < equations.weights().size(); i++) {
            letter("g" + i, "g", equations.weights().get(i));
        }
        for (int j = 1; j <= count; j++) {
            sizes.add(names.fresh("w_" + j));
        }
        for (int place = 0; place < count; place++) {
            letters.put("x" + place, FormulaWriter.name(sizes.get(count - 1 - place)));
        }
        this.product = names.fresh("u");
        frames(chain);
    }

    private ModeFlows(Landscape landscape, ScalarChain chain) {
        this.count = chain.factors().size();
        this.names = new Draft(names(landscape));
        this.slopes = chain.slopes();
        letter("k", "k", chain.curvature());
        letter("s", "s", chain.target());
        for (int i = 0; i < chain.weights().size(); i++) {
            letter("g" + i, "g", chain.weights().get(i));
        }
        for (int j = 0; j < count; j++) {
            String name = chain.factors().get(j).name();
            sizes.add(name);
            Formula own = FormulaText.parse(name);
            letters.put("x" + (count - 1 - j), own);
            start.put(name, own);
        }
        this.product = names.fresh("u");
    }

    private static ModeFlows of(Landscape landscape) {
        Expr loss = landscape.expectedLoss();
        boolean areNumbers = !landscape.parameters().isEmpty()
                && landscape.parameters().stream()
                        .allMatch(parameter -> parameter.shape().isScalar());
        return areNumbers
                ? new ModeFlows(landscape, ScalarChain.read(loss, landscape.parameters()))
                : new ModeFlows(
                        landscape, GivenMatrices.of(landscape).in(ChainReader.read(loss, landscape.parameters())));
    }

    /**
     * The flow of the modes.
     *
     * @throws Refusal naming the step that could not be taken
     */
    public static ModeFlow derive(Landscape landscape) {
        try {
            landscape.requireUnconstrained("the flow of modes");
            return of(landscape).flow();
        } catch (PreconditionException e) {
            throw new Refusal("modes of a product", String.valueOf(e.getMessage()));
        } catch (ModelException e) {
            throw new Refusal("modes of a product", e.diagnostics().get(0).value());
        }
    }

    private static Set<String> names(Landscape landscape) {
        Model model = landscape.model();
        Set<String> names = new HashSet<>(Set.of("t", "modes"));
        Stream.of(model.sizes(), model.data(), model.random(), model.parameters())
                .flatMap(List::stream)
                .forEach(declaration -> names.add(declaration.name()));
        model.lets().forEach(let -> names.addAll(let.names()));
        return names;
    }

    private static void requireModes(ChainLoss chain) {
        if (!chain.noise().isEmpty()) {
            throw new Refusal("modes of a product", "noise couples the modes");
        } else if (chain.variances().isPresent()) {
            throw new Refusal("modes of a product", "positive parameters weigh the hidden units");
        }
        for (Optional<ChainLoss.Price> price : chain.prices()) {
            if (price.isPresent()
                    && !(price.get().isPlain() && price.get().hidden().isEmpty())) {
                throw new Refusal("modes of a product", "a price in a metric couples the modes");
            }
        }
    }

    private static Expr times(Expr a, Expr b) {
        return Exprs.times(a, b);
    }

    /** The number in front of the identity. */
    private static Expr isotropic(Expr matrix) {
        if (matrix.shape().isScalar()) {
            return matrix;
        }
        Expr width = Exprs.size(matrix.shape().rows());
        Expr mean = simple(times(Exprs.trace(matrix), Exprs.power(width, Rational.MINUS_ONE)));
        if (Form.of(matrix)
                .equals(Form.of(Exprs.scaled(mean, Exprs.identity(matrix.shape().rows()))))) {
            return mean;
        }
        throw new Refusal(
                "whitened inputs", Draft.text(matrix) + " is no multiple of the identity, and no assumption says so");
    }

    private static Expr simple(Expr e) {
        Expr simple = Readback.expression(Form.of(e));
        return simple.shape().equals(e.shape()) ? simple : Exprs.transpose(simple);
    }

    /** A letter of the polynomials: twice a scalar of the loss, as a let where it is longer than a name. */
    private void letter(String key, String preferred, Expr half) {
        Expr twice = simple(times(Exprs.literal(2), half));
        letters.put(key, FormulaText.parse(let(preferred, Draft.text(twice))));
    }

    private String let(String preferred, String text) {
        Formula value = FormulaText.parse(text);
        if (value instanceof Formula.NumberLiteral
                || value instanceof Formula.Name
                || value instanceof Formula.Indexed) {
            return text.startsWith("(") ? text.substring(1, text.length() - 1) : text;
        }
        String name = names.fresh(preferred);
        lets.add(let(List.of(name), text));
        return name;
    }

    private static Model.Let let(List<String> names, String text) {
        return new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), names, FormulaText.parse(text), "");
    }

    /** The singular vectors at the ends, and orthonormal columns between the factors. */
    private void frames(ChainLoss chain) {
        String cross = Draft.text(simple(times(Exprs.literal(2), chain.cross())));
        boolean isVector = chain.outputs().isOne() || chain.inputs().isOne();
        String s = names.fresh("s");
        String left;
        String right;
        if (isVector) {
            lets.add(let(List.of(s), "norm(" + cross + ")"));
            left = chain.outputs().isOne() ? "" : "(" + cross + "/" + s + ")";
            right = chain.inputs().isOne() ? "" : "(" + cross + "'/" + s + ")";
        } else {
            String u = names.fresh("U");
            String v = names.fresh("V");
            lets.add(let(List.of(u, s, v), "svd(" + cross + ")"));
            String chosen = count == 1 ? "" : "[:, 1..modes]";
            left = u + chosen;
            right = v + chosen;
        }
        letters.put("s", FormulaWriter.name(s));
        List<String> frames = new ArrayList<>(List.of(left));
        for (int place = 1; place < count; place++) {
            frames.add(chain.factors().get(place).rows().isOne() ? "" : names.fresh("R_" + (count - place)));
        }
        frames.add(right);
        for (int place = 0; place < count; place++) {
            Factor factor = chain.factors().get(place);
            String middle = sizes.get(count - 1 - place);
            String text = times(frames.get(place), isVector ? middle : "diag(" + middle + ")", frames.get(place + 1));
            start.put(
                    factor.symbol().name(),
                    FormulaText.parse(
                            factor.transposed()
                                    ? times(
                                            frames.get(place + 1),
                                            isVector ? middle : "diag(" + middle + ")",
                                            frames.get(place))
                                    : text));
        }
    }

    private static String times(String left, String middle, String right) {
        return (left.isEmpty() ? "" : left + "*") + middle + (right.isEmpty() ? "" : "*" + right + "'");
    }

    /** A polynomial in the names of the answer. */
    private Formula formula(LaurentPolynomial polynomial) {
        return new Substitution(letters).of(FormulaWriter.polynomial(polynomial));
    }

    private String text(LaurentPolynomial polynomial) {
        return "(" + dev.nadir.model.FormulaPrinter.print(formula(polynomial)) + ")";
    }

    private LaurentPolynomial size(int place) {
        return LaurentPolynomial.of("x" + place);
    }

    private ModeFlow flow() {
        List<Formula> velocities = new ArrayList<>();
        for (int place = count - 1; place >= 0; place--) {
            velocities.add(formula(slopes.get(place).times(Rational.MINUS_ONE)));
        }
        List<ModeFlow.Invariant> invariants = new ArrayList<>();
        for (int place = count - 1; place > 0; place--) {
            invariant(place).ifPresent(invariants::add);
        }
        Optional<LaurentPolynomial> balanced = balanced();
        Solutions solutions =
                new Solutions(count, slopes, balanced, new Solutions.Words(this::text, names::fresh, product, sizes));
        solutions.find();
        return new ModeFlow(
                lets,
                start,
                sizes,
                velocities,
                product,
                invariants,
                balanced.map(this::ofProduct),
                solutions.found(),
                solutions.refusals());
    }

    /** {@code w[j+1]^2 - w[j]^2}, seen as a polynomial to stay or to decay at one rate. */
    private Optional<ModeFlow.Invariant> invariant(int place) {
        LaurentPolynomial inner = size(place);
        LaurentPolynomial outer = size(place - 1);
        LaurentPolynomial quantity = outer.times(outer).minus(inner.times(inner));
        LaurentPolynomial change = outer.times(slopes.get(place - 1))
                .minus(inner.times(slopes.get(place)))
                .times(Rational.of(-2));
        if (change.isZero()) {
            return Optional.of(new ModeFlow.Invariant(formula(quantity), FormulaWriter.number(0)));
        }
        for (String name : change.names()) {
            LaurentPolynomial rate = LaurentPolynomial.of(name).times(Rational.of(2));
            if (name.startsWith("g") && change.plus(rate.times(quantity)).isZero()) {
                return Optional.of(new ModeFlow.Invariant(formula(quantity), formula(rate)));
            }
        }
        return Optional.empty();
    }

    /** The slope of each size where all are the number {@code x}; empty where they differ, and do not stay equal. */
    private Optional<LaurentPolynomial> balanced() {
        Map<String, LaurentPolynomial> equal = new HashMap<>();
        for (int place = 0; place < count; place++) {
            equal.put("x" + place, LaurentPolynomial.of("x"));
        }
        List<LaurentPolynomial> each =
                slopes.stream().map(slope -> slope.substitute(equal)).distinct().toList();
        return each.size() == 1 ? Optional.of(each.get(0)) : Optional.empty();
    }

    /** How fast the product {@code x^N} changes, as a formula of the product: {@code N*x^(N-1)} times the velocity. */
    private Formula ofProduct(LaurentPolynomial slope) {
        LaurentPolynomial change =
                slope.times(LaurentPolynomial.power("x", count - 1)).times(Rational.of(-count));
        Formula sum = FormulaWriter.number(0);
        for (Map.Entry<Integer, LaurentPolynomial> term :
                change.coefficients("x").entrySet()) {
            Formula power = FormulaWriter.power(FormulaWriter.name(product), Rational.of(term.getKey(), count));
            sum = FormulaWriter.plus(sum, FormulaWriter.times(formula(term.getValue()), power));
        }
        return sum;
    }
}
