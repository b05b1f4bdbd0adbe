package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Formula;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;

/**
 * One model on one instance, ready for claims to be decided: the loss as written, and the searches.
 *
 * @param fixed parameters that are held at a value
 * @param scope the instance's sizes and data, the model's lets and the fixed parameters
 * @param shaken the same scope with every datum changed in its last digits, several times over
 * @param layout how free parameters lie in the coordinates of points
 */
public record Bench(
        Model model,
        Derivation derivation,
        Instance instance,
        Map<String, Matrix> fixed,
        Scope scope,
        List<Scope> shaken,
        ParameterLayout layout,
        Searches searches,
        Seed seed,
        Watcher watcher) {

    /** Data and points are changed by so many units in the last place to see how much rounding matters. */
    private static final double SHAKE = 64 * Math.ulp(1.0);

    /** Rounding in a chain of some hundred operations on matrices of some hundred entries is within this factor. */
    private static final double SAFETY = 8;

    /** The structure that was derived at, in words, for what is proved at it. */
    public String structure() {
        Map<String, Integer> structure = derivation.landscape().structure();
        return structure.isEmpty()
                ? "for all sizes"
                : "for all sizes at "
                        + structure.entrySet().stream()
                                .map(entry -> entry.getKey() + " = " + entry.getValue())
                                .collect(Collectors.joining(", "));
    }

    /** The same with values for further names. */
    public Bench with(Map<String, Matrix> values) {
        return new Bench(
                model,
                derivation,
                instance,
                fixed,
                scope.with(values),
                shaken.stream().map(each -> each.with(values)).toList(),
                layout,
                searches,
                seed,
                watcher);
    }

    /** The scope at a point. */
    public Scope at(double[] x) {
        return scope.with(layout.unpack(x));
    }

    /**
     * The loss as written at a point, and what the searches add to it off the set of the parameters; NaN where it is not
     * defined.
     */
    public double loss(double[] x) {
        return loss(layout.unpack(x)) + searches.objective().excess(x);
    }

    /**
     * The loss as written at given parameters; NaN where it is not defined. A loss with means cannot be read exactly:
     * there it is the loss as derived, which is compared with samples of the loss as written first.
     */
    public double loss(Map<String, Matrix> parameters) {
        if (hasMeans()) {
            return defined(() -> searches.objective().value(layout.pack(parameters)));
        }
        return layout.isFlat() ? lossIn(scope, parameters) : lossIn(scope, onTheirSets(parameters));
    }

    /** The parameters moved by rounding onto the sets that they are declared in; NaN if they are further away. */
    private Map<String, Matrix> onTheirSets(Map<String, Matrix> parameters) {
        double[] x = layout.pack(parameters);
        Map<String, Matrix> moved = new HashMap<>(parameters);
        if (Vectors.isFinite(x)) {
            moved.putAll(layout.unpack(x));
        } else {
            moved.replaceAll((name, value) -> Matrix.constant(value.rows(), value.columns(), Double.NaN));
        }
        return moved;
    }

    /** What {@link #loss} reads, in words. */
    public String lossSource() {
        return hasMeans() ? "the derived mean loss" : "the loss as written";
    }

    /** Whether the loss is a mean over something random. */
    public boolean hasMeans() {
        return new Means(model, List.of()).use(model.objective().value()) != Means.Use.NONE;
    }

    private double lossIn(Scope other, Map<String, Matrix> parameters) {
        return defined(() -> other.with(parameters).scalar(model.objective().value()));
    }

    /** The value of something that may not be defined: then NaN. */
    public static double defined(java.util.function.DoubleSupplier value) {
        try {
            return value.getAsDouble();
        } catch (PreconditionException e) {
            return Double.NaN;
        }
    }

    /** How far rounding may move a number that is read from data: measured by shaking the data. */
    public Tolerance rounding(Formula formula, ToDoubleFunction<Scope> reading) {
        double value = reading.applyAsDouble(scope);
        double worst = SAFETY * Math.ulp(value);
        for (Scope other : shaken) {
            worst = Math.max(worst, Math.abs(defined(() -> reading.applyAsDouble(other)) - value));
        }
        return new Tolerance(SAFETY * worst, "rounding of the claimed value");
    }

    /** How far rounding may move the loss as written at given parameters: data and parameters are shaken. */
    public double lossNoise(Map<String, Matrix> parameters) {
        double value = loss(parameters);
        double worst = SAFETY * Math.ulp(value);
        RandomGenerator random = seed.child("shake").generator();
        for (Scope other : shaken) {
            double near = lossIn(other, parameters);
            double moved = loss(shake(parameters, random));
            if (Double.isFinite(near)) {
                worst = Math.max(worst, Math.abs(near - value));
            }
            if (Double.isFinite(moved)) {
                worst = Math.max(worst, Math.abs(moved - value));
            }
        }
        return SAFETY * worst;
    }

    /** Every entry changed by a random number of units in the last place; symmetric matrices stay so. */
    public static Map<String, Matrix> shake(Map<String, Matrix> values, RandomGenerator random) {
        Map<String, Matrix> shaken = new HashMap<>();
        values.forEach((name, value) -> shaken.put(name, shake(value, random)));
        return shaken;
    }

    /** Every entry changed by about one unit in its last place, as rounding might; symmetric matrices stay so. */
    static Matrix rounded(Matrix value, RandomGenerator random) {
        boolean isSymmetric = value.isSquare() && value.isSymmetric(0);
        double[] entries = value.toArray();
        int n = value.columns();
        for (int i = 0; i < value.rows(); i++) {
            for (int j = isSymmetric ? i : 0; j < n; j++) {
                entries[i * n + j] *= 1 + Math.ulp(1.0) * (2 * random.nextDouble() - 1);
                if (isSymmetric) {
                    entries[j * n + i] = entries[i * n + j];
                }
            }
        }
        return Matrix.of(value.rows(), n, entries);
    }

    private static Matrix shake(Matrix value, RandomGenerator random) {
        boolean isSymmetric = value.isSquare() && value.isSymmetric(0);
        double[] entries = value.toArray();
        int n = value.columns();
        for (int i = 0; i < value.rows(); i++) {
            for (int j = isSymmetric ? i : 0; j < n; j++) {
                entries[i * n + j] *= 1 + SHAKE * (2 * random.nextDouble() - 1);
                if (isSymmetric) {
                    entries[j * n + i] = entries[i * n + j];
                }
            }
        }
        return Matrix.of(value.rows(), n, entries);
    }

    /** Shaken copies of an instance's data. */
    public static List<Map<String, Matrix>> shakenData(Map<String, Matrix> data, Seed seed, int count) {
        List<Map<String, Matrix>> copies = new ArrayList<>();
        for (int k = 0; k < count; k++) {
            copies.add(shake(data, seed.child("shake-data").child(k).generator()));
        }
        return copies;
    }
}
