package dev.nadir.benchmark;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.BitSource;
import dev.nadir.numeric.privacy.DiscreteGaussian;
import dev.nadir.numeric.privacy.GramMechanism;
import dev.nadir.numeric.privacy.MemoryLedger;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.Release;
import dev.nadir.numeric.privacy.SecureBits;
import dev.nadir.numeric.privacy.ZCdpAccountant;
import java.math.BigInteger;
import java.util.List;
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

/** Exact noise from the cryptographic generator, for the default grid: an entry, and a matrix with a thousand rows. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 2, time = 2)
@Measurement(iterations = 3, time = 2)
@Fork(1)
public class SamplerBenchmark {

    private static final PrivacyParameters PARAMETERS =
            PrivacyParameters.of(1000, Rational.ONE, Adjacency.REPLACE_ROW, Rational.parse("0.0243559703594"));

    private final BitSource bits = SecureBits.open();
    private final DiscreteGaussian law = new DiscreteGaussian(PARAMETERS.noiseVariance());

    @Benchmark
    public BigInteger entry() {
        return law.sample(bits);
    }

    @Benchmark
    public Release matrix() {
        MemoryLedger ledger = new MemoryLedger(ZCdpAccountant.open(PARAMETERS.rho(), PARAMETERS.adjacency()));
        return GramMechanism.release(List.of(), PARAMETERS, ledger, SecureBits.open());
    }
}
