package dev.nadir.reduction.system;

import java.util.Arrays;

/** A product of powers of numbered variables: places in rising order, each with its exponent. */
final class PowerProduct {

    static final PowerProduct ONE = new PowerProduct(new int[0]);

    /** Variable, exponent, variable, exponent. */
    private final int[] pairs;

    private final int hash;

    private PowerProduct(int[] pairs) {
        this.pairs = pairs;
        this.hash = Arrays.hashCode(pairs);
    }

    static PowerProduct single(int variable) {
        return new PowerProduct(new int[] {variable, 1});
    }

    PowerProduct times(PowerProduct other) {
        int[] merged = new int[pairs.length + other.pairs.length];
        int i = 0;
        int j = 0;
        int k = 0;
        while (i < pairs.length || j < other.pairs.length) {
            int mine = i < pairs.length ? pairs[i] : Integer.MAX_VALUE;
            int theirs = j < other.pairs.length ? other.pairs[j] : Integer.MAX_VALUE;
            merged[k] = Math.min(mine, theirs);
            merged[k + 1] = (mine <= theirs ? pairs[i + 1] : 0) + (theirs <= mine ? other.pairs[j + 1] : 0);
            i += mine <= theirs ? 2 : 0;
            j += theirs <= mine ? 2 : 0;
            k += 2;
        }
        return new PowerProduct(k == merged.length ? merged : Arrays.copyOf(merged, k));
    }

    /** So many different variables. */
    int count() {
        return pairs.length / 2;
    }

    int variable(int place) {
        return pairs[2 * place];
    }

    int exponent(int place) {
        return pairs[2 * place + 1];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof PowerProduct product && Arrays.equals(pairs, product.pairs);
    }

    @Override
    public int hashCode() {
        return hash;
    }
}
