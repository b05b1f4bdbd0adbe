package dev.nadir.evidence;

import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.homotopy.StartSystemStore;
import java.util.OptionalLong;
import java.util.Set;

/**
 * What to verify, and how hard.
 *
 * @param seed replaces the seeds of the verify blocks
 * @param thorough whether to use the thorough options of the verify blocks; costs minutes instead of seconds
 * @param threads how many runs at once; no result depends on it
 * @param claims the names of the claims to decide, empty for all
 * @param instances the names of the instances to decide them on, empty for all
 * @param starts where start systems of homotopies are kept; what is decided does not depend on it
 */
public record VerifyOptions(
        OptionalLong seed,
        boolean thorough,
        int threads,
        Set<String> claims,
        Set<String> instances,
        StartSystemStore starts) {

    /** Everything, quickly, with the seeds of the verify blocks. */
    public static final VerifyOptions DEFAULTS = new VerifyOptions(OptionalLong.empty(), false, 1, Set.of(), Set.of());

    /** The same, keeping no start systems between runs. */
    public VerifyOptions(OptionalLong seed, boolean thorough, int threads, Set<String> claims, Set<String> instances) {
        this(seed, thorough, threads, claims, instances, StartSystemStore.none());
    }

    /** The same with a place for start systems. */
    public VerifyOptions withStarts(StartSystemStore store) {
        return new VerifyOptions(seed, thorough, threads, claims, instances, store);
    }

    /** Checks the number of threads and copies the sets. */
    public VerifyOptions {
        if (threads < 1) {
            throw new PreconditionException("the number of threads must be >= 1, got " + threads);
        }
        claims = Set.copyOf(claims);
        instances = Set.copyOf(instances);
    }

    /** Whether a claim is asked for. */
    public boolean includesClaim(String name) {
        return claims.isEmpty() || claims.contains(name);
    }

    /** Whether an instance is asked for. */
    public boolean includesInstance(String name) {
        return instances.isEmpty() || instances.contains(name);
    }
}
