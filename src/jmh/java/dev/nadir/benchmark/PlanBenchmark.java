package dev.nadir.benchmark;

import dev.nadir.base.Seed;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.plan.CompiledObjective;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** One evaluation of three layers of width ten with weight decay: 300 coordinates. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class PlanBenchmark {

    private static final String MODEL =
            """
            model chain "Three layers with weight decay"

            sizes
              L >= 1 "layers"
              n >= 1 "width"

            data
              M : matrix[n, n] "target"

            parameters
              W[i in 1..L] : matrix[n, n] "weights"

            minimize
              loss = 1/2 * normF(product(i in L..1, W[i]) - M)^2 + 0.05/2 * sum(i in 1..L, normF(W[i])^2)
            """;

    private final CompiledObjective objective = compile();
    private final double[] point =
            RandomMatrices.gaussian(300, 1, new Seed(1).generator()).scaled(0.5).toArray();
    private final double[] gradient = new double[300];
    private final double[] product = new double[300];

    private static CompiledObjective compile() {
        Model model = ModelReader.parse(MODEL, "chain.model", Path.of("."));
        double[] spectrum =
                IntStream.range(0, 10).mapToDouble(i -> 2 - i * 1.9 / 9).toArray();
        Instance instance =
                new Instance("ten", "", Map.of("L", 3, "n", 10), Map.of("M", Matrix.diagonal(spectrum)), Map.of());
        return CompiledObjective.of(Deriver.derive(Elaboration.elaborate(model, Map.of("L", 3))), instance);
    }

    @Benchmark
    public double lossAndGradient() {
        return objective.valueAndGradient(point, gradient);
    }

    @Benchmark
    public double[] hessianTimesAtTheSamePoint() {
        objective.hessianTimes(point, gradient, product);
        return product;
    }
}
