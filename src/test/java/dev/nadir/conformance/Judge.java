package dev.nadir.conformance;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.exact.ExactComparison;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.evaluate.TaylorCheck;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.constraint.OnConstraints;
import dev.nadir.symbolic.operator.Derivatives;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/** Derives a case and compares: with the source's formula, and with the function as written. */
final class Judge {

    /** More rows than columns where the letters of the suites put them, so that X'*X is invertible. */
    private static final List<Map<String, Integer>> SIZES = List.of(
            Map.of("m", 4, "n", 3, "p", 2, "q", 3),
            Map.of("m", 5, "n", 2, "p", 3, "q", 2),
            Map.of("m", 6, "n", 4, "p", 2, "q", 5));

    private static final Seed SEED = new Seed(20);

    private static final int DRAWS = 2;

    enum Verdict {
        RIGHT,
        REFUSED,
        WRONG
    }

    /**
     * What came out.
     *
     * @param how by what it is right, why it is refused, or where it is wrong
     */
    record Result(ConformanceCase conformance, Verdict verdict, String how) {}

    private Judge() {}

    static Result judge(ConformanceCase c) {
        Result result = derived(c, !c.hasFunctions());
        if (result.verdict() != Verdict.RIGHT || !c.hasFunctions()) {
            return result;
        }
        Result ofFormulas = derived(c.withFormulas(), true);
        return new Result(
                c, ofFormulas.verdict(), ofFormulas.verdict() == Verdict.RIGHT ? result.how() : ofFormulas.how());
    }

    private static Derivation derivation(ConformanceCase c, Map<String, Integer> sizes) {
        Model model = ModelReader.parse(c.model(), c.id() + ".model", Path.of("."));
        Map<String, Integer> structure = new LinkedHashMap<>(sizes);
        structure.keySet().retainAll(c.structure());
        return Deriver.derive(Elaboration.elaborate(model, structure));
    }

    private static Result derived(ConformanceCase c, boolean hasNumbers) {
        String equal = "";
        for (Map<String, Integer> sizes : SIZES) {
            Derivation derivation;
            try {
                derivation = derivation(c, sizes);
            } catch (ModelException e) {
                return new Result(c, Verdict.REFUSED, e.diagnostics().get(0).value());
            } catch (PreconditionException e) {
                return new Result(c, Verdict.REFUSED, String.valueOf(e.getMessage()));
            } catch (InternalErrorException e) {
                return new Result(c, Verdict.WRONG, String.valueOf(e.getMessage()));
            }
            if (c.isRefused()) {
                return new Result(c, Verdict.WRONG, "it is not refused");
            }
            equal = equality(c, derivation);
            if (equal.startsWith("not")) {
                return new Result(c, Verdict.WRONG, equal);
            }
            String slopes = hasNumbers ? slopes(derivation, sizes) : "";
            if (!slopes.isEmpty()) {
                return new Result(c, Verdict.WRONG, slopes + " at " + sizes);
            }
        }
        return new Result(c, Verdict.RIGHT, equal);
    }

    /** Where the function is not defined everywhere, as the logarithm of a determinant, other points are drawn. */
    private static String slopes(Derivation derivation, Map<String, Integer> sizes) {
        String slopes = "Taylor slope NaN";
        for (int draw = 0; draw < DRAWS && slopes.startsWith("Taylor slope NaN"); draw++) {
            slopes = slopes(derivation, sizes, SEED.child(draw));
        }
        return slopes;
    }

    private static String equality(ConformanceCase c, Derivation derivation) {
        Expr expected = derivation.landscape().lets().get("expected");
        if (expected == null) {
            return "not comparable: the source's formula has no expression";
        }
        Expr ours = ours(c, derivation);
        if (!ours.shape().equals(expected.shape())) {
            return "not of the source's shape: " + ours.shape() + " and " + expected.shape();
        }
        if (Form.of(ours).equals(Form.of(expected))) {
            return "canonical form";
        }
        ExactComparison.Outcome outcome = ExactComparison.compare(ours, expected, sizes -> true, SEED);
        return outcome instanceof ExactComparison.Outcome.Equal
                ? "exact evaluation"
                : "not equal: " + outcome.text() + ", ours " + dev.nadir.expr.print.TextPrinter.print(ours);
    }

    private static Expr ours(ConformanceCase c, Derivation derivation) {
        Expr.Symbol symbol = derivation.landscape().parameters().get(0);
        if (!c.isDirectional()) {
            Map<Expr.Symbol, Expr> gradient =
                    OnConstraints.of(derivation).map(OnConstraints::gradient).orElse(derivation.gradient());
            return Objects.requireNonNull(gradient.get(symbol));
        }
        Expr function = Objects.requireNonNull(derivation.landscape().lets().get("F"));
        Expr.Symbol direction = derivation.landscape().data().stream()
                .filter(data -> data.name().equals(c.direction()))
                .findFirst()
                .orElseGet(() -> new Expr.Symbol(c.direction(), symbol.shape(), Role.DATA, Set.of()));
        return Derivatives.differential(function, Map.of(symbol, direction), c.order());
    }

    /** Empty if the Taylor remainders of gradient and Hessian have the right slopes. */
    private static String slopes(Derivation derivation, Map<String, Integer> sizes, Seed seed) {
        Map<String, Integer> used = new LinkedHashMap<>();
        derivation.landscape().model().sizes().forEach(size -> used.put(size.name(), sizes.get(size.name())));
        RandomGenerator generator = seed.child(new TreeMap<>(sizes).toString()).generator();
        Map<String, Matrix> data = new LinkedHashMap<>();
        derivation.landscape().data().forEach(symbol -> data.put(symbol.name(), sample(symbol, used, generator)));
        Instance instance = new Instance("sampled", "", used, data, Map.of());
        CompiledObjective objective = CompiledObjective.of(derivation, instance);
        ToDoubleFunction<double[]> asWritten =
                TaylorCheck.asWritten(derivation.landscape().model(), instance, objective.layout(), Map.of());
        // Searches add an excess where points have more coordinates than their set has dimensions.
        TaylorCheck check =
                new TaylorCheck(x -> asWritten.applyAsDouble(x) + objective.excess(x), objective, objective.layout());
        TaylorResult gradient = check.gradient(2, seed);
        if (!gradient.isRight()) {
            return "Taylor slope " + gradient.worstSlope() + " of the gradient";
        }
        if (derivation.hessianRefusal().isPresent()) {
            return "";
        }
        TaylorResult hessian = check.hessian(1, seed);
        return hessian.isRight() ? "" : "Taylor slope " + hessian.worstSlope() + " of the Hessian";
    }

    private static Matrix sample(Expr.Symbol symbol, Map<String, Integer> sizes, RandomGenerator generator) {
        int rows = symbol.shape().rows().evaluate(name -> sizes.get(name.toString()));
        int columns = symbol.shape().columns().evaluate(name -> sizes.get(name.toString()));
        double[] values = new double[rows * columns];
        for (int i = 0; i < values.length; i++) {
            values[i] = generator.nextGaussian();
        }
        Matrix free = Matrix.of(rows, columns, values);
        Set<Property> properties = symbol.properties();
        if (properties.contains(Property.POSITIVE)) {
            return free.map(x -> 0.5 + Math.abs(x));
        } else if (properties.contains(Property.POSITIVE_DEFINITE)) {
            return free.times(free.transpose()).plus(Matrix.identity(rows));
        } else if (properties.contains(Property.DIAGONAL)) {
            return free.hadamard(Matrix.identity(rows));
        }
        return properties.contains(Property.SYMMETRIC) ? free.plus(free.transpose()) : free;
    }
}
