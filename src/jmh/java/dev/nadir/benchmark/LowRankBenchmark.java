package dev.nadir.benchmark;

import dev.nadir.base.Seed;
import dev.nadir.numeric.linalg.HermitianMatrix;
import dev.nadir.numeric.linalg.LargestEigen;
import dev.nadir.numeric.linalg.LargestHermitianEigen;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.QrFactors;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** The ten largest eigenvalues of a noisy matrix with a thousand rows: pure noise, or ten signals above it. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class LowRankBenchmark {

    private static final int ROWS = 1000;
    private static final int RANK = 10;

    /** The size of the signals, in units of the width of the noise's spectrum; 0 is the hardest case. */
    @Param({"0", "2"})
    public double signal;

    private Matrix real = Matrix.zeros(0, 0);
    private HermitianMatrix complex = new HermitianMatrix(real, real);

    /** Draws the matrices. */
    @org.openjdk.jmh.annotations.Setup
    public void draw() {
        RandomGenerator generator = new Seed(1).generator();
        Matrix w = RandomMatrices.gaussian(ROWS, ROWS, generator);
        Matrix v = RandomMatrices.gaussian(ROWS, ROWS, generator);
        Matrix directions =
                QrFactors.of(RandomMatrices.gaussian(ROWS, RANK, generator)).q();
        double[] sizes = new double[RANK];
        java.util.Arrays.setAll(sizes, i -> (1.5 - i / 18.0) * signal * Math.sqrt(4.0 * ROWS));
        real = directions
                .times(Matrix.diagonal(sizes))
                .times(directions.transpose())
                .plus(w.plus(w.transpose()))
                .symmetrised();
        complex = new HermitianMatrix(real, v.minus(v.transpose()));
    }

    @Benchmark
    public LargestEigen realByLanczos() {
        return LargestEigen.of(real, RANK);
    }

    @Benchmark
    public LargestHermitianEigen complexByLanczos() {
        return LargestHermitianEigen.of(complex, RANK);
    }

    @Benchmark
    public LargestEigen realInFull() {
        return LargestEigen.full(real, RANK);
    }

    @Benchmark
    public LargestHermitianEigen complexInFull() {
        return LargestHermitianEigen.full(complex, RANK);
    }
}
