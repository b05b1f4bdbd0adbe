package dev.nadir.reduction.rings;

import cc.redberry.rings.ARing;
import cc.redberry.rings.FactorDecomposition;
import cc.redberry.rings.Ring;
import cc.redberry.rings.Rings;
import cc.redberry.rings.bigint.BigInteger;
import java.util.Iterator;

/**
 * The integers, or those modulo a prime, with an end: after so much arithmetic every further step throws {@link Exhausted}. The library has no
 * other way to be stopped, and a limit in operations, unlike one in seconds, is the same on every machine.
 */
final class MeasuredIntegers extends ARing<BigInteger> {

    private static final long serialVersionUID = 1;

    private static final int BITS_PER_UNIT = 256;

    private final Ring<BigInteger> base;

    private transient long left;

    private MeasuredIntegers(Ring<BigInteger> base, long limit) {
        this.base = base;
        this.left = limit;
    }

    /** So many units of work: products and quotients of numbers below 256 bits. */
    static MeasuredIntegers upTo(long limit) {
        return new MeasuredIntegers(Rings.Z, limit);
    }

    /** The same modulo a prime. */
    static MeasuredIntegers modulo(long prime, long limit) {
        return new MeasuredIntegers(Rings.Zp(BigInteger.valueOf(prime)), limit);
    }

    /** The work is used up. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super("the work is used up", null, false, false);
        }
    }

    private void spend(BigInteger a, BigInteger b) {
        left -= (1L + a.bitLength() / BITS_PER_UNIT) * (1L + b.bitLength() / BITS_PER_UNIT);
        if (left < 0) {
            throw new Exhausted();
        }
    }

    @Override
    public boolean isField() {
        return base.isField();
    }

    @Override
    public boolean isEuclideanRing() {
        return base.isEuclideanRing();
    }

    @Override
    public BigInteger cardinality() {
        return base.cardinality();
    }

    @Override
    public BigInteger characteristic() {
        return base.characteristic();
    }

    @Override
    public BigInteger add(BigInteger a, BigInteger b) {
        return base.add(a, b);
    }

    @Override
    public BigInteger subtract(BigInteger a, BigInteger b) {
        return base.subtract(a, b);
    }

    @Override
    public BigInteger multiply(BigInteger a, BigInteger b) {
        spend(a, b);
        return base.multiply(a, b);
    }

    @Override
    public BigInteger negate(BigInteger a) {
        return base.negate(a);
    }

    @Override
    public BigInteger copy(BigInteger a) {
        return a;
    }

    @Override
    public BigInteger[] divideAndRemainder(BigInteger a, BigInteger b) {
        spend(a, b);
        return base.divideAndRemainder(a, b);
    }

    @Override
    public BigInteger gcd(BigInteger a, BigInteger b) {
        spend(a, b);
        return base.gcd(a, b);
    }

    @Override
    public BigInteger reciprocal(BigInteger a) {
        spend(a, a);
        return base.reciprocal(a);
    }

    @Override
    public BigInteger getZero() {
        return base.getZero();
    }

    @Override
    public BigInteger getOne() {
        return base.getOne();
    }

    @Override
    public boolean isZero(BigInteger a) {
        return base.isZero(a);
    }

    @Override
    public boolean isOne(BigInteger a) {
        return base.isOne(a);
    }

    @Override
    public boolean isUnit(BigInteger a) {
        return base.isUnit(a);
    }

    @Override
    public FactorDecomposition<BigInteger> factorSquareFree(BigInteger a) {
        return base.factorSquareFree(a);
    }

    @Override
    public FactorDecomposition<BigInteger> factor(BigInteger a) {
        return base.factor(a);
    }

    @Override
    public BigInteger valueOf(long value) {
        return base.valueOf(value);
    }

    @Override
    public BigInteger valueOfBigInteger(BigInteger value) {
        return base.valueOfBigInteger(value);
    }

    @Override
    public BigInteger valueOf(BigInteger value) {
        return base.valueOf(value);
    }

    @Override
    public int compare(BigInteger a, BigInteger b) {
        return base.compare(a, b);
    }

    @Override
    public Iterator<BigInteger> iterator() {
        return base.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeasuredIntegers measured && measured.base.equals(base);
    }

    @Override
    public int hashCode() {
        return 31 * base.hashCode() + 1;
    }
}
