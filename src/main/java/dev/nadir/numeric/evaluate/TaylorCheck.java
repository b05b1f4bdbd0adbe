package dev.nadir.numeric.evaluate;

import dev.nadir.base.Seed;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.Vectors;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.random.RandomGenerator;

/**
 * Gradient and Hessian of an objective against the loss as written: along a line the loss less its Taylor polynomial
 * falls with the second power of the step if the gradient is right, with the third if the Hessian is right too, and
 * with a lower power if something is wrong, however small (Boumal2023, section 4.8). No step size is trusted: the
 * power is fitted where the remainder is smallest and still well above rounding, because an error of relative size
 * 1e-6 shows only there.
 *
 * <p>At each point one line runs in a random direction, and one per parameter within this parameter, half of it along
 * the gradient, where a wrong factor shows most. The point counts with its worst line. A line on which the leading term
 * happens to vanish looks wrong though nothing is (about one in a hundred does for a Hessian); so a line that looks
 * wrong is drawn again, and only what looks wrong five times is.
 */
public final class TaylorCheck {

    private static final int ATTEMPTS = 5;

    /** A loss that is defined on less than a hundredth of the space needs a set for its parameters. */
    private static final int MOST_DRAWS = 300;

    /** Steps from 1 to 1e-9, four to a factor of ten. */
    private static final int STEPS = 37;

    private static final int STEPS_PER_DECADE = 4;

    private static final int FEWEST_STEPS = 3;

    private static final int POINTS_AMONG_CORNERS = 4;

    /** Remainders count from this many times the rounding of the loss: then a fitted power is off by a few hundredths. */
    private static final double ABOVE_ROUNDING = 50;

    private final ToDoubleFunction<double[]> loss;
    private final Objective objective;
    private final ParameterLayout layout;
    private final int draws;

    /**
     * Checks an objective.
     *
     * @param loss the loss as written, in the coordinates of the layout; shares nothing with the objective
     */
    public TaylorCheck(ToDoubleFunction<double[]> loss, Objective objective, ParameterLayout layout) {
        this(loss, objective, layout, 1);
    }

    private TaylorCheck(ToDoubleFunction<double[]> loss, Objective objective, ParameterLayout layout, int draws) {
        this.loss = loss;
        this.objective = objective;
        this.layout = layout;
        this.draws = draws;
    }

    /**
     * The same for a loss with corners. A corner so near a point that every step worth looking at passes over it spoils all
     * lines there; a point that looks wrong is therefore drawn again, and what looks wrong at four points counts.
     */
    public TaylorCheck amongCorners() {
        return new TaylorCheck(loss, objective, layout, POINTS_AMONG_CORNERS);
    }

    /** The loss of a model as written, in the coordinates of the layout, with the other parameters fixed. */
    public static ToDoubleFunction<double[]> asWritten(
            Model model, Instance instance, ParameterLayout layout, Map<String, Matrix> fixed) {
        Formula formula = model.objective().value();
        return x -> {
            Map<String, Matrix> parameters = new HashMap<>(fixed);
            parameters.putAll(layout.unpack(x));
            return Interpreter.of(model, instance, parameters).number(formula);
        };
    }

    /** Slopes of the remainder after the gradient, one curve per point; 2 is right. */
    public TaylorResult gradient(int points, Seed seed) {
        return run(2, points, seed.child("gradient-check"));
    }

    /** Slopes of the remainder after the Hessian, one curve per point; 3 is right. */
    public TaylorResult hessian(int points, Seed seed) {
        return run(3, points, seed.child("hessian-check"));
    }

    private TaylorResult run(int order, int points, Seed seed) {
        List<TaylorResult.Curve> curves = new ArrayList<>();
        for (int i = 0; i < points; i++) {
            RandomGenerator generator = seed.child(i).generator();
            TaylorResult.Curve curve = worstCurve(order, generator);
            for (int draw = 1; draw < draws && !isRight(order, curve); draw++) {
                curve = worstCurve(order, generator);
            }
            curves.add(curve);
        }
        return new TaylorResult(order, curves);
    }

    private TaylorResult.Curve worstCurve(int order, RandomGenerator generator) {
        double[] x = defined(generator);
        double[] gradient = new double[x.length];
        objective.valueAndGradient(x, gradient);
        TaylorResult.Curve worst = null;
        for (int line = 0; line <= layout.blocks().size(); line++) {
            TaylorResult.Curve best = null;
            for (int attempt = 0; attempt < ATTEMPTS && (best == null || !isRight(order, best)); attempt++) {
                TaylorResult.Curve curve = curve(order, x, gradient, direction(line, gradient, generator));
                best = best == null || curve.slope() > best.slope() ? curve : best;
            }
            if (best != null && (worst == null || !(best.slope() >= worst.slope()))) {
                worst = best;
            }
        }
        return worst == null ? new TaylorResult.Curve(new double[0], new double[0], Double.NaN) : worst;
    }

    /** A random point at which the loss is defined, if one of many is. */
    private double[] defined(RandomGenerator generator) {
        double[] x = normal(layout.dimension(), generator);
        for (int draw = 1; draw < MOST_DRAWS && !Double.isFinite(loss.applyAsDouble(x)); draw++) {
            x = normal(layout.dimension(), generator);
        }
        return x;
    }

    private static boolean isRight(int order, TaylorResult.Curve curve) {
        return new TaylorResult(order, List.of(curve)).isRight();
    }

    private static double[] normal(int count, RandomGenerator generator) {
        return RandomMatrices.gaussian(count, 1, generator).toArray();
    }

    /** Line 0 runs anywhere; the others within one parameter, a random direction plus the gradient's, equally long. */
    private double[] direction(int line, double[] gradient, RandomGenerator generator) {
        double[] direction = normal(layout.dimension(), generator);
        if (line == 0) {
            return direction;
        }
        ParameterLayout.Block block = layout.blocks().get(line - 1);
        double[] within = new double[direction.length];
        double randomLength = 0;
        double gradientLength = 0;
        for (int i = block.start(); i < block.start() + block.count(); i++) {
            randomLength = Math.hypot(randomLength, direction[i]);
            gradientLength = Math.hypot(gradientLength, gradient[i]);
        }
        double factor = gradientLength > 0 ? randomLength / gradientLength : 0;
        for (int i = block.start(); i < block.start() + block.count(); i++) {
            within[i] = direction[i] + factor * gradient[i];
        }
        return within;
    }

    private TaylorResult.Curve curve(int order, double[] x, double[] gradient, double[] direction) {
        double value = loss.applyAsDouble(x);
        double first = Vectors.dot(gradient, direction);
        double second = 0;
        if (order == 3) {
            double[] product = new double[x.length];
            objective.hessianTimes(x, direction, product);
            second = Vectors.dot(product, direction);
        }
        double[] steps = new double[STEPS];
        double[] remainders = new double[STEPS];
        for (int k = 0; k < STEPS; k++) {
            double h = Math.pow(10, -(double) k / STEPS_PER_DECADE);
            double moved = loss.applyAsDouble(FiniteDifferences.moved(x, direction, h));
            steps[k] = h;
            remainders[k] = Math.abs(moved - value - h * first - h * h / 2 * second);
        }
        double floor = rounding(x, direction, value, first);
        double slope = roundingOfSlope(x, direction, first);
        double[] thresholds = new double[STEPS];
        for (int k = 0; k < STEPS; k++) {
            thresholds[k] = ABOVE_ROUNDING * (floor + steps[k] * slope);
        }
        return new TaylorResult.Curve(steps, remainders, slope(steps, remainders, thresholds));
    }

    /**
     * How much the slope jumps between neighbouring points. A gradient whose terms cancel, as that of a loss that is
     * constant on an instance, is rounding, and along with the step it may well exceed the rounding of the loss; a wrong
     * one is as smooth as a right one.
     */
    private double roundingOfSlope(double[] x, double[] direction, double slope) {
        double[] before = new double[x.length];
        double[] after = new double[x.length];
        double largest = 0;
        for (int i = 1; i <= 4; i++) {
            // Half the second difference: what is linear, however steep, cancels.
            objective.valueAndGradient(FiniteDifferences.moved(x, direction, -i * 1e-13), before);
            objective.valueAndGradient(FiniteDifferences.moved(x, direction, i * 1e-13), after);
            double middle = (Vectors.dot(before, direction) + Vectors.dot(after, direction)) / 2;
            largest = Math.max(largest, Math.abs(middle - slope));
        }
        return largest;
    }

    /** How much the loss jumps between neighbouring points: at these steps all but the slope is rounding. */
    private double rounding(double[] x, double[] direction, double value, double slope) {
        double largest = 4 * Math.ulp(value);
        for (int i = 1; i <= 16; i++) {
            double h = (i % 2 == 0 ? i : -i) * 1e-13;
            double moved = loss.applyAsDouble(FiniteDifferences.moved(x, direction, h));
            largest = Math.max(largest, Math.abs(moved - value - h * slope));
        }
        return largest;
    }

    /**
     * The power, fitted over the smallest steps in a row, a factor of ten or a little more, whose remainders all exceed
     * the threshold; infinite where no three do; NaN where the loss is not finite.
     */
    static double slope(double[] steps, double[] remainders, double threshold) {
        double[] thresholds = new double[steps.length];
        java.util.Arrays.fill(thresholds, threshold);
        return slope(steps, remainders, thresholds);
    }

    private static double slope(double[] steps, double[] remainders, double[] thresholds) {
        int last = steps.length - 1;
        int from = last;
        while (last >= 0) {
            from = last;
            while (from >= 0 && last - from <= STEPS_PER_DECADE + 1 && remainders[from] > thresholds[from]) {
                from--;
            }
            if (last - from >= FEWEST_STEPS) {
                break;
            }
            last--;
        }
        if (last < 0) {
            return Double.isNaN(thresholds[0]) || isNowhereFinite(remainders) ? Double.NaN : Double.POSITIVE_INFINITY;
        }
        return fit(steps, remainders, from + 1, last);
    }

    private static boolean isNowhereFinite(double[] remainders) {
        return java.util.Arrays.stream(remainders).noneMatch(Double::isFinite);
    }

    private static double fit(double[] steps, double[] remainders, int from, int last) {
        double meanX = 0;
        double meanY = 0;
        int count = last - from + 1;
        for (int k = from; k <= last; k++) {
            meanX += Math.log(steps[k]) / count;
            meanY += Math.log(remainders[k]) / count;
        }
        double covariance = 0;
        double variance = 0;
        for (int k = from; k <= last; k++) {
            double dx = Math.log(steps[k]) - meanX;
            covariance += dx * (Math.log(remainders[k]) - meanY);
            variance += dx * dx;
        }
        return covariance / variance;
    }
}
