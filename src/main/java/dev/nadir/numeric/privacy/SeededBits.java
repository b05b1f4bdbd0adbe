package dev.nadir.numeric.privacy;

import dev.nadir.base.Seed;
import java.util.random.RandomGenerator;

/** Bits that a seed decides, for simulations and tests: whoever knows the seed can take the noise away again. */
public final class SeededBits implements BitSource {

    private final RandomGenerator generator;

    /** The bits of a seed. */
    public SeededBits(Seed seed) {
        this.generator = seed.generator();
    }

    @Override
    public long word() {
        return generator.nextLong();
    }

    @Override
    public boolean isSecure() {
        return false;
    }
}
