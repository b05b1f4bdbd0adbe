package dev.nadir.benchmark;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The dense Hessian of three square layers on data with weight decay, by width; and loss with gradient, by samples. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class HessianBenchmark {

    private static final String MODEL =
            """
            model layers "Three layers on data with weight decay"

            sizes
              L >= 1 "layers"
              d >= 1 "width"
              n >= 1 "samples"

            data
              X : matrix[d, n] "inputs"
              Y : matrix[d, n] "targets"

            parameters
              W[i in 1..L] : matrix[d, d] "weights"

            minimize
              loss = 1/2 * normF(product(i in L..1, W[i])*X - Y)^2 + 0.05/2 * sum(i in 1..L, normF(W[i])^2)
            """;

    @Param({"10", "20", "30"})
    int width;

    @Param({"1000"})
    int samples;

    private CompiledObjective objective = compile(2, 2);
    private double[] point = new double[0];
    private double[] gradient = new double[0];
    private double[] hessian = new double[0];

    /** Compiles, and draws a point. */
    @Setup(Level.Trial)
    public void prepare() {
        objective = compile(width, samples);
        int n = objective.dimension();
        point = RandomMatrices.gaussian(n, 1, new Seed(2).generator())
                .scaled(0.3)
                .toArray();
        gradient = new double[n];
        hessian = new double[n * n];
    }

    private static CompiledObjective compile(int d, int n) {
        Model model = ModelReader.parse(MODEL, "layers.model", Path.of("."));
        RandomGenerator generator = new Seed(1).generator();
        Instance instance = new Instance(
                "drawn",
                "",
                Map.of("L", 3, "d", d, "n", n),
                Map.of(
                        "X", RandomMatrices.gaussian(d, n, generator),
                        "Y", RandomMatrices.gaussian(d, n, generator)),
                Map.of());
        return CompiledObjective.of(Deriver.derive(Elaboration.elaborate(model, Map.of("L", 3))), instance);
    }

    /** A point is remembered; it has to move for its parts to be run again. */
    private void move() {
        point[0] += 1e-9;
    }

    @Benchmark
    public double lossAndGradient() {
        move();
        return objective.valueAndGradient(point, gradient);
    }

    @Benchmark
    public double[] denseHessian() {
        move();
        objective.hessian(point, hessian);
        return hessian;
    }
}
