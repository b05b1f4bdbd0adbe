package dev.nadir.benchmark;

import dev.nadir.base.Seed;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.StartLaw;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.minimise.LeastSquares;
import dev.nadir.numeric.minimise.LeastSquaresOptions;
import dev.nadir.numeric.minimise.QuasiNewton;
import dev.nadir.numeric.minimise.QuasiNewtonOptions;
import dev.nadir.numeric.multistart.MultiStart;
import dev.nadir.numeric.multistart.MultiStartOptions;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.numeric.spectrum.SpectralClassifier;
import dev.nadir.numeric.spectrum.SpectralClassifierOptions;
import dev.nadir.numeric.symmetry.GroupOrbitMatcher;
import dev.nadir.numeric.symmetry.OrbitMatcherOptions;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A thousand starts of three layers of width 10 with weight decay, on one thread, from the derived gradient to levels
 * with spectrum and kind. The promise is under 2 CPU seconds; about 95 in 100 starts reach 0.7147741606, the others
 * 0.7317254, where one mode has collapsed.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(3)
@Warmup(iterations = 2)
@Measurement(iterations = 5)
public class MultiStartBenchmark {

    private static final String MODEL =
            """
            model weight-decayed-chain "Three layers with weight decay"

            sizes
              n >= 1

            data
              M : matrix[n, n]     "target"

            parameters
              W[i in 1..3] : matrix[n, n]     "weights of layer i"

            let
              P = product(i in 3..1, W[i])

            minimize
              loss = 1/2 * normF(P - M)^2 + 5/200 * sum(i in 1..3, normF(W[i])^2)
            """;

    private final Derivation derivation = Deriver.derive(
            Elaboration.elaborate(ModelReader.parse(MODEL, "weight-decayed-chain", Path.of(".")), Map.of()));

    private final Instance instance = new Instance("ten", "", Map.of("n", 10), Map.of("M", target()), Map.of());

    private final OrbitMatcher matcher =
            new GroupOrbitMatcher(new LeastSquares(LeastSquaresOptions.DEFAULTS), OrbitMatcherOptions.DEFAULTS);

    private final MultiStart search = new MultiStart(
            new QuasiNewton(QuasiNewtonOptions.DEFAULTS),
            new SpectralClassifier(
                    new QuasiNewton(QuasiNewtonOptions.FAST), matcher, SpectralClassifierOptions.DEFAULTS),
            matcher,
            MultiStartOptions.DEFAULTS.withStarts(1000));

    /** Singular values equally spaced from 2 to 0.1, random singular vectors. */
    private static Matrix target() {
        double[] values = new double[10];
        for (int i = 0; i < 10; i++) {
            values[i] = 2 - 1.9 * i / 9;
        }
        RandomGenerator random = new Seed(20).child("target").generator();
        return RandomMatrices.orthogonal(10, random)
                .times(Matrix.diagonal(values))
                .times(RandomMatrices.orthogonal(10, random));
    }

    /** From a thousand starts to two levels. */
    @Benchmark
    public MultiStartResult thousandStarts() {
        return search.run(
                () -> CompiledObjective.of(derivation, instance),
                StartLaw.gaussian(0.5),
                SymmetryAction.none(),
                new Seed(7),
                Progress.silent());
    }
}
