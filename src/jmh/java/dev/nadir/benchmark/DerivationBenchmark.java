package dev.nadir.benchmark;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Gradient and Hessian of the deep linear network in matrix form with symbolic sizes, from the parsed model, both
 * derivations and their comparison included. The promise is under 10 ms at depth 4.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DerivationBenchmark {

    /** The number of layers. */
    @Param({"2", "4", "6"})
    int depth;

    private final Model model = ModelReader.read(Path.of("models/deep-linear-network"), "deep-linear-network");

    private Map<String, Integer> structure = Map.of();

    /** Fixes the depth. */
    @Setup
    public void fixDepth() {
        structure = Map.of("L", depth);
    }

    /** From the model to gradient and Hessian. */
    @Benchmark
    public Derivation gradientAndHessian() {
        return Deriver.derive(Elaboration.elaborate(model, structure));
    }
}
