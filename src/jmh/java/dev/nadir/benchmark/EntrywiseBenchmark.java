package dev.nadir.benchmark;

import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.entrywise.EntrywiseHessian;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Gradient and Hessian entry by entry of four layers of width three: 36 variables, multiplied out without a let. */
@State(Scope.Thread)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class EntrywiseBenchmark {

    private static final String MODEL =
            """
            model layers "Layers against a matrix"

            sizes
              L >= 1 "layers"
              d >= 1 "width"

            data
              M : matrix[d, d] "target"

            parameters
              W[i in 1..L] : matrix[d, d] "weights"

            minimize
              loss = 1/2 * normF(product(i in L..1, W[i]) - M)^2
            """;

    private final Model model = ModelReader.parse(MODEL, "layers.model", Path.of("."));

    /** From the model to every entry. */
    @Benchmark
    public EntrywiseHessian deriveAndWriteEntries() {
        Derivation derivation = Deriver.derive(Elaboration.elaborate(model, Map.of("L", 4)));
        return EntrywiseHessian.of(derivation, Map.of("d", 3));
    }
}
