package dev.nadir.base;

import java.nio.charset.StandardCharsets;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;

/**
 * The one number that all randomness of a run comes from. Streams are named, so that a result depends neither on the
 * order in which they are drawn nor on the number of threads.
 */
public record Seed(long value) {

    /** 64-bit FNV-1a offset basis and prime (Fowler, Noll, Vo). */
    private static final long FNV_OFFSET = 0xcbf29ce484222325L;

    private static final long FNV_PRIME = 0x100000001b3L;

    private static final RandomGeneratorFactory<RandomGenerator> FACTORY =
            RandomGeneratorFactory.of("L64X128MixRandom");

    /** The seed of a named part of the run. */
    public Seed child(String name) {
        long hash = FNV_OFFSET;
        for (byte b : name.getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ (b & 0xff)) * FNV_PRIME;
        }
        return new Seed(mix(value ^ mix(hash)));
    }

    /** The seed of the part with the given number, for starts, draws and repetitions. */
    public Seed child(long index) {
        return new Seed(mix(value + mix(index ^ FNV_OFFSET)));
    }

    /** A fresh generator; the same seed always gives the same numbers. */
    public RandomGenerator generator() {
        return FACTORY.create(value);
    }

    /** The finaliser of SplitMix64 (Steele2014). */
    private static long mix(long z) {
        long x = (z ^ (z >>> 30)) * 0xbf58476d1ce4e5b9L;
        x = (x ^ (x >>> 27)) * 0x94d049bb133111ebL;
        return x ^ (x >>> 31);
    }
}
