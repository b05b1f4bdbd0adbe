package dev.nadir.reduction.system;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import java.math.BigInteger;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ranks of sparse matrices modulo a prime: never above the rank over the fractions. */
final class ModularRank {

    /** The largest prime below 2^31: products of residues fit a long. */
    static final long PRIME = Integer.MAX_VALUE;

    private ModularRank() {}

    static long sum(long a, long b) {
        return (a + b) % PRIME;
    }

    static long product(long a, long b) {
        return a % PRIME * (b % PRIME) % PRIME;
    }

    static long inverse(long a) {
        return BigInteger.valueOf(a).modInverse(BigInteger.valueOf(PRIME)).longValueExact();
    }

    /**
     * The residue.
     *
     * @throws PreconditionException if the prime divides the denominator
     */
    static long residue(Rational value) {
        BigInteger prime = BigInteger.valueOf(PRIME);
        long denominator = value.denominator().mod(prime).longValueExact();
        if (denominator == 0) {
            throw new PreconditionException("a denominator must not be a multiple of " + PRIME + ", got " + value);
        }
        return product(value.numerator().mod(prime).longValueExact(), inverse(denominator));
    }

    /** The rank of the matrix with these rows, each by column. */
    static int of(List<Map<Integer, Long>> rows) {
        Map<Integer, Map<Integer, Long>> pivots = new HashMap<>();
        for (Map<Integer, Long> row : rows) {
            Map<Integer, Long> rest = new HashMap<>(row);
            rest.values().removeIf(value -> value == 0);
            int column = reduce(rest, pivots);
            if (column >= 0) {
                long scale = inverse(rest.getOrDefault(column, 1L));
                rest.replaceAll((key, value) -> product(value, scale));
                pivots.put(column, rest);
            }
        }
        return pivots.size();
    }

    /** Subtracts pivots until the first column of what is left has none; -1 if nothing is left. */
    private static int reduce(Map<Integer, Long> row, Map<Integer, Map<Integer, Long>> pivots) {
        while (!row.isEmpty()) {
            int column = row.keySet().stream().mapToInt(Integer::intValue).min().orElseThrow();
            Map<Integer, Long> pivot = pivots.get(column);
            if (pivot == null) {
                return column;
            }
            long factor = PRIME - row.getOrDefault(column, 0L);
            pivot.forEach((key, value) -> {
                long sum = sum(row.getOrDefault(key, 0L), product(value, factor));
                if (sum == 0) {
                    row.remove(key);
                } else {
                    row.put(key, sum);
                }
            });
        }
        return -1;
    }
}
