package dev.nadir.reduction.rings;

import cc.redberry.rings.Rings;
import cc.redberry.rings.poly.PolynomialFactorDecomposition;
import cc.redberry.rings.poly.multivar.Monomial;
import cc.redberry.rings.poly.multivar.MonomialOrder;
import cc.redberry.rings.poly.multivar.MultivariateFactorization;
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
        return back(MultivariateResultants.Resultant(integers(left), integers(right), variable), left.arity());
    }

    @Override
    public List<Polynomial> factors(Polynomial polynomial) {
        if (polynomial.degree() == 0) {
            return List.of();
        }
        MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> whole = integers(polynomial);
        PolynomialFactorDecomposition<MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger>> parts =
                MultivariateFactorization.FactorInZ(whole);
        if (!parts.multiply().equals(whole)) {
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

    private static MultivariatePolynomial<cc.redberry.rings.bigint.BigInteger> integers(Polynomial polynomial) {
        BigInteger common = polynomial.terms().stream()
                .map(term -> term.coefficient().denominator())
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
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
