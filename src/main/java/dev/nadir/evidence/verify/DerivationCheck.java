package dev.nadir.evidence.verify;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.evaluate.SampledMean;
import dev.nadir.numeric.evaluate.SampledMean.Sampling;
import dev.nadir.numeric.evaluate.TaylorCheck;
import java.util.random.RandomGenerator;

/**
 * Whether the derivation agrees with the loss as written, before anything rests on it: the compiled loss at random
 * points, and its gradient and Hessian by the slopes of their Taylor remainders.
 *
 * @param gradient slopes of 2 where the gradient is right
 * @param hessian slopes of 3 where the Hessian is right
 */
public record DerivationCheck(TaylorResult gradient, TaylorResult hessian) {

    /** A loss that is wrong, is wrong at almost every point. */
    private static final int POINTS = 5;

    private static final int TAYLOR_POINTS = 10;

    private static final int HESSIAN_POINTS = 3;

    /** Enough to see an error of a hundredth of the scatter of a single draw. */
    private static final int DRAWS = 20_000;

    /**
     * Makes the checks.
     *
     * @throws InternalErrorException if one fails: our defect
     */
    public static DerivationCheck of(Bench bench, PlanOptions plan) {
        compareLoss(bench);
        TaylorCheck plain = new TaylorCheck(bench::loss, bench.searches().objective(), bench.layout());
        TaylorCheck check = bench.derivation().conditions().isEmpty() ? plain : plain.amongCorners();
        int points = plan.count("gradient-check", "points", TAYLOR_POINTS);
        TaylorResult gradient = check.gradient(points, bench.seed());
        require(bench, "gradient", gradient);
        TaylorResult hessian = check.hessian(plan.count("hessian-check", "points", HESSIAN_POINTS), bench.seed());
        require(bench, "Hessian", hessian);
        return new DerivationCheck(gradient, hessian);
    }

    private static void require(Bench bench, String what, TaylorResult result) {
        if (!result.isRight()) {
            throw new InternalErrorException(
                    "the derived " + what + " of " + bench.model().name() + " on "
                            + bench.instance().name() + " fails its Taylor check: a slope of " + result.worstSlope()
                            + " where " + result.order() + " is right");
        }
    }

    private static void compareLoss(Bench bench) {
        Objective objective = bench.searches().objective();
        for (int k = 0; k < POINTS; k++) {
            Seed seed = bench.seed().child("derivation-check").child(k);
            RandomGenerator random = seed.generator();
            double[] x = new double[objective.dimension()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
            }
            double compiled = objective.value(x);
            if (bench.hasMeans()) {
                sample(bench, x, compiled, seed);
                continue;
            }
            double written = bench.loss(x);
            double allowed = bench.lossNoise(bench.layout().unpack(x));
            boolean isUndefined = !Double.isFinite(compiled) && !Double.isFinite(written);
            if (!isUndefined && !(Math.abs(compiled - written) <= allowed)) {
                throw new InternalErrorException(
                        "the derived loss of " + bench.model().name() + " on "
                                + bench.instance().name() + " is " + compiled + ", the loss as written " + written
                                + " at the same point, more than " + allowed + " apart");
            }
        }
    }

    private static void sample(Bench bench, double[] x, double derived, Seed seed) {
        SampledMean sampled = SampledMean.of(
                bench.model().objective().value(),
                bench.model(),
                bench.instance(),
                bench.layout().unpack(x),
                new Sampling(DRAWS, seed));
        if (!sampled.agreesWith(derived)) {
            throw new InternalErrorException(
                    "the derived mean loss of " + bench.model().name() + " on "
                            + bench.instance().name() + " is " + derived + ", but the sampled one " + sampled.value()
                            + " with a standard error of " + sampled.standardError());
        }
    }
}
