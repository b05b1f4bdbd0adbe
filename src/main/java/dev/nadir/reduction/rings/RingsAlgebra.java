package dev.nadir.reduction.rings;

import cc.redberry.rings.Rings;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MonomialOrder;
import cc.redberry.rings.poly.multivar.MultivariateDivision;
import cc.redberry.rings.poly.multivar.MultivariateFactorization;
import cc.redberry.rings.poly.multivar.MultivariateGCD;
import cc.redberry.rings.poly.multivar.MultivariatePolynomial;
import cc.redberry.rings.poly.multivar.MultivariateResultants;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialAlgebra;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Resultants and factors over the integers; denominators are cleared on the way in. */
public final class RingsAlgebra implements PolynomialAlgebra {

    @Override
    public Polynomial resultant(Polynomial left, Polynomial right, int variable) {
        if (left.terms().isEmpty() || right.terms().isEmpty()) {
            return new Polynomial(left.arity(), List.of());
        }
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> first = integers(left);
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> second = integers(right);
        ResultantCheck check = new ResultantCheck(back(first, left.arity()), back(second, left.arity()), variable);
        // The modular algorithms are faster, but stop with an exception on some polynomials in two variables.
        Polynomial resultant = back(MultivariateResultants.ClassicalResultant(first, second, variable), left.arity());
        if (!check.agrees(resultant)) {
            throw new InternalErrorException("the resultant of " + left + " and " + right + " is wrong");
        }
        return resultant;
    }

    @Override
    public List<Polynomial> factors(Polynomial polynomial) {
        if (polynomial.degree() == 0) {
            return List.of();
        }
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> whole = integers(polynomial);
        PolynomialFactorDecomposition<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>> parts =
                MultivariateFactorization.FactorInZ(whole);
        // The library loses the sign of the constant at times; factors are wanted up to a constant.
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> product = parts.multiply();
        if (!product.equals(whole) && !product.negate().equals(whole)) {
            throw new InternalErrorException("the factors of " + polynomial + " do not multiply back");
        }
        List<Polynomial> factors = new ArrayList<>();
        for (MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> part : parts.factors) {
            if (!part.isConstant()) {
                factors.add(back(part, polynomial.arity()));
            }
        }
        return factors;
    }

    @Override
    public List<Polynomial> lowestTerms(Polynomial numerator, Polynomial denominator) {
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> top = integers(numerator);
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> bottom = integers(denominator);
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> divisor =
                MultivariateGCD.PolynomialGCD(top, bottom);
        Rational scale = new Rational(common(denominator), common(numerator));
        Polynomial reduced = back(MultivariateDivision.divideExact(top, divisor), numerator.arity());
        List<Polynomial.Term> scaled = reduced.terms().stream()
                .map(term -> new Polynomial.Term(term.coefficient().times(scale), term.exponents()))
                .toList();
        return List.of(
                new Polynomial(numerator.arity(), scaled),
                back(MultivariateDivision.divideExact(bottom, divisor), denominator.arity()));
    }

    private static BigInteger common(Polynomial polynomial) {
        return polynomial.terms().stream()
                .map(term -> term.coefficient().denominator())
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
    }

    private static MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> integers(Polynomial polynomial) {
        BigInteger common = common(polynomial);
        List<Monomial<cc.redberry.rings.bigint.BigInteger>> monomials = new ArrayList<>();
        for (Polynomial.Term term : polynomial.terms()) {
            int[] exponents =
                    term.exponents().stream().mapToInt(Integer::intValue).toArray();
            BigInteger coefficient = term.coefficient()
                    .numerator()
                    .multiply(common.divide(term.coefficient().denominator()));
            monomials.add(new Monomial<>(exponents, new cc.redberry.rings.bigint.BigInteger(coefficient.toString())));
        }
        return MultivariatePolynomial.create(polynomial.arity(), Rings.Z, MonomialOrder.DEFAULT, monomials);
    }

    private static Polynomial back(MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> polynomial, int arity) {
        List<Polynomial.Term> terms = new ArrayList<>();
        for (Monomial<cc.redberry.rings.bigint.BigInteger> monomial : polynomial) {
            BigInteger coefficient = new BigInteger(monomial.coefficient.toByteArray());
            terms.add(new Polynomial.Term(
                    new Rational(coefficient, BigInteger.ONE),
                    Arrays.stream(monomial.exponents).boxed().toList()));
        }
        return new Polynomial(arity, terms);
    }
}
