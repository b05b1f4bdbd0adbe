package dev.nadir.reduction.rings;

import cc.redberry.rings.ARing;
import cc.redberry.rings.FactorDecomposition;
import cc.redberry.rings.Rings;
import cc.redberry.rings.bigint.BigInteger;
import java.util.Iterator;

/**
 * The integers, with an end: after so much arithmetic every further step throws {@link Exhausted}. The library has no
 * other way to be stopped, and a limit in operations, unlike one in seconds, is the same on every machine.
 */
final class MeasuredIntegers extends ARing<BigInteger> {

    private static final long serialVersionUID = 1;

    private static final int BITS_PER_UNIT = 256;

    private transient long left;

    /** So many units of work: products and quotients of numbers below 256 bits. */
    MeasuredIntegers(long limit) {
        this.left = limit;
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
        return false;
    }

    @Override
    public boolean isEuclideanRing() {
        return true;
    }

    @Override
    public BigInteger cardinality() {
        return Rings.Z.cardinality();
    }

    @Override
    public BigInteger characteristic() {
        return Rings.Z.characteristic();
    }

    @Override
    public BigInteger add(BigInteger a, BigInteger b) {
        return Rings.Z.add(a, b);
    }

    @Override
    public BigInteger subtract(BigInteger a, BigInteger b) {
        return Rings.Z.subtract(a, b);
    }

    @Override
    public BigInteger multiply(BigInteger a, BigInteger b) {
        spend(a, b);
        return Rings.Z.multiply(a, b);
    }

    @Override
    public BigInteger negate(BigInteger a) {
        return Rings.Z.negate(a);
    }

    @Override
    public BigInteger copy(BigInteger a) {
        return a;
    }

    @Override
    public BigInteger[] divideAndRemainder(BigInteger a, BigInteger b) {
        spend(a, b);
        return Rings.Z.divideAndRemainder(a, b);
    }

    @Override
    public BigInteger gcd(BigInteger a, BigInteger b) {
        spend(a, b);
        return Rings.Z.gcd(a, b);
    }

    @Override
    public BigInteger reciprocal(BigInteger a) {
        return Rings.Z.reciprocal(a);
    }

    @Override
    public BigInteger getZero() {
        return Rings.Z.getZero();
    }

    @Override
    public BigInteger getOne() {
        return Rings.Z.getOne();
    }

    @Override
    public boolean isZero(BigInteger a) {
        return Rings.Z.isZero(a);
    }

    @Override
    public boolean isOne(BigInteger a) {
        return Rings.Z.isOne(a);
    }

    @Override
    public boolean isUnit(BigInteger a) {
        return Rings.Z.isUnit(a);
    }

    @Override
    public FactorDecomposition<BigInteger> factorSquareFree(BigInteger a) {
        return Rings.Z.factorSquareFree(a);
    }

    @Override
    public FactorDecomposition<BigInteger> factor(BigInteger a) {
        return Rings.Z.factor(a);
    }

    @Override
    public BigInteger valueOf(long value) {
        return Rings.Z.valueOf(value);
    }

    @Override
    public BigInteger valueOfBigInteger(BigInteger value) {
        return value;
    }

    @Override
    public BigInteger valueOf(BigInteger value) {
        return value;
    }

    @Override
    public int compare(BigInteger a, BigInteger b) {
        return Rings.Z.compare(a, b);
    }

    @Override
    public Iterator<BigInteger> iterator() {
        return Rings.Z.iterator();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof MeasuredIntegers;
    }

    @Override
    public int hashCode() {
        return MeasuredIntegers.class.hashCode();
    }
}
