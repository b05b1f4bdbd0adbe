package dev.nadir.benchmark;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.ScalarAnswer;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Derivation;
import dev.nadir.workbench.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
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
import org.openjdk.jmh.infra.Blackhole;

/**
 * What {@code nadir derive} does with a core model, in a warm machine: derivatives, symmetries, closed forms tried on random
 * instances, thresholds of the depth. The promise is under 500 ms a model, and under 1 s for three thresholds together.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 3)
@Measurement(iterations = 5, time = 3)
public class ClosedFormBenchmark {

    /** A model file. */
    @State(Scope.Benchmark)
    public static class File {

        /** The name of the model. */
        @Param({
            "deep-linear-network",
            "stochastic-deep-linear-network",
            "linear-latent-variable",
            "linear-vae",
            "in-context-attention",
            "flat-matrix-factorisation"
        })
        String model = "";

        private Optional<Model> read = Optional.empty();

        /** Reads the file. */
        @Setup
        public void read() {
            read = Optional.of(ModelReader.read(Path.of("models/" + model), model));
        }
    }

    /** From the model to its closed forms. */
    @Benchmark
    public void derive(File file, Blackhole result) {
        Workbench workbench = new Workbench();
        Model model = file.read.orElseThrow();
        Derivation derivation = workbench.derive(model, workbench.structure(model, Map.of(), Optional.empty()));
        result.consume(workbench.symmetries(derivation));
        result.consume(workbench.closedForms(derivation));
        try {
            result.consume(workbench.depthLaw(derivation));
        } catch (Refusal refusal) {
            result.consume(refusal);
        }
    }

    /** {@code l < s} of two layers, {@code 256*l^3 <= 27*s^4} and {@code 16*l^3 < s^4} of three. */
    @Benchmark
    public List<ScalarAnswer> thresholds() {
        CellSolver solver = new CellSolver(new RingsAlgebra());
        return Stream.of(2, 3).map(depth -> solver.solve(layers(depth))).toList();
    }

    private static ScalarProblem layers(int depth) {
        LaurentPolynomial a = LaurentPolynomial.of("a");
        LaurentPolynomial fit = a.power(depth).minus(LaurentPolynomial.of("s")).power(2);
        LaurentPolynomial decay = LaurentPolynomial.of("l").times(a.power(2));
        return ScalarProblem.of(
                "a",
                Sign.FREE,
                Map.of("s", Sign.POSITIVE, "l", Sign.POSITIVE),
                fit.times(Rational.HALF).plus(decay.times(Rational.of(depth, 2))));
    }
}
