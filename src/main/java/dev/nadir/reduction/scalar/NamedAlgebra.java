package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.LaurentPolynomial.Monomial;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialAlgebra;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/** The algebra of polynomials for polynomials in named numbers; negative powers are cleared on the way in. */
record NamedAlgebra(PolynomialAlgebra algebra) {

    /** The polynomial times the lowest product of powers that leaves no negative one. */
    static LaurentPolynomial cleared(LaurentPolynomial polynomial) {
        LaurentPolynomial factor = LaurentPolynomial.ONE;
        for (String name : polynomial.names()) {
            factor = factor.times(LaurentPolynomial.power(name, Math.max(0, -polynomial.order(name))));
        }
        return polynomial.times(factor);
    }

    /** The irreducible factors that are not constant, each once. */
    List<LaurentPolynomial> factors(LaurentPolynomial polynomial) {
        List<String> names = List.copyOf(polynomial.names());
        if (names.isEmpty()) {
            return List.of();
        }
        return algebra.factors(encode(cleared(polynomial), names)).stream()
                .map(factor -> oriented(decode(factor, names)))
                .toList();
    }

    /** The one of a polynomial and its opposite whose term of the highest degree is positive. */
    private static LaurentPolynomial oriented(LaurentPolynomial polynomial) {
        int sign = 0;
        int degree = Integer.MIN_VALUE;
        for (Map.Entry<Monomial, Rational> term : polynomial.terms().entrySet()) {
            if (term.getKey().degree() >= degree) {
                degree = term.getKey().degree();
                sign = term.getValue().signum();
            }
        }
        return sign < 0 ? polynomial.times(Rational.MINUS_ONE) : polynomial;
    }

    /** The resultant with respect to a name; zero if both have a common factor that holds it. */
    LaurentPolynomial resultant(LaurentPolynomial left, LaurentPolynomial right, String name) {
        Set<String> all = new LinkedHashSet<>(List.of(name));
        all.addAll(left.names());
        all.addAll(right.names());
        List<String> names = List.copyOf(all);
        Polynomial resultant = algebra.resultant(encode(cleared(left), names), encode(cleared(right), names), 0);
        return decode(resultant, names);
    }

    /** The resultant with the derivative: zero where there is a multiple root or the leading coefficient vanishes. */
    LaurentPolynomial discriminant(LaurentPolynomial polynomial, String name) {
        return resultant(polynomial, polynomial.derivative(name), name);
    }

    /** A fraction. */
    record Quotient(LaurentPolynomial numerator, LaurentPolynomial denominator) {}

    /** The same fraction without common factors and negative powers, the denominator rather positive. */
    Quotient lowestTerms(LaurentPolynomial numerator, LaurentPolynomial denominator) {
        Set<String> all = new LinkedHashSet<>(numerator.names());
        all.addAll(denominator.names());
        List<String> names = List.copyOf(all);
        LaurentPolynomial clearing = LaurentPolynomial.ONE;
        for (String name : names) {
            int order = Math.min(numerator.order(name), denominator.order(name));
            clearing = clearing.times(LaurentPolynomial.power(name, Math.max(0, -order)));
        }
        List<Polynomial> lowest = algebra.lowestTerms(
                encode(numerator.times(clearing), names), encode(denominator.times(clearing), names));
        LaurentPolynomial top = decode(lowest.get(0), names);
        LaurentPolynomial bottom = decode(lowest.get(1), names);
        if (bottom.names().isEmpty()) {
            Rational constant = bottom.terms().values().iterator().next();
            return new Quotient(top.times(constant.inverse()), LaurentPolynomial.ONE);
        }
        int signs = bottom.terms().values().stream().mapToInt(Rational::signum).sum();
        Rational sign = signs < 0 ? Rational.MINUS_ONE : Rational.ONE;
        return new Quotient(top.times(sign), bottom.times(sign));
    }

    /** A polynomial as a product, always or only where a sum occurs in it more than once. */
    Formula factored(LaurentPolynomial polynomial, boolean isAlways) {
        LaurentPolynomial rest = polynomial;
        Formula product = FormulaWriter.number(1);
        boolean hasPower = isAlways;
        for (LaurentPolynomial factor : factors(polynomial)) {
            int power = 0;
            Quotient quotient = lowestTerms(rest, factor);
            while (quotient.denominator().names().isEmpty()) {
                rest = quotient.numerator();
                power++;
                quotient = lowestTerms(rest, factor);
            }
            hasPower |= power > 1 && factor.terms().size() > 1;
            Formula written = FormulaWriter.power(FormulaWriter.polynomial(factor), Rational.of(power));
            product = FormulaWriter.times(product, written);
        }
        return hasPower
                ? FormulaWriter.times(FormulaWriter.polynomial(rest), product)
                : FormulaWriter.polynomial(polynomial);
    }

    private static Polynomial encode(LaurentPolynomial polynomial, List<String> names) {
        List<Polynomial.Term> terms = new ArrayList<>();
        polynomial
                .terms()
                .forEach((monomial, coefficient) -> terms.add(new Polynomial.Term(
                        coefficient, names.stream().map(monomial::power).toList())));
        return new Polynomial(names.size(), terms);
    }

    private static LaurentPolynomial decode(Polynomial polynomial, List<String> names) {
        SortedMap<Monomial, Rational> terms = new TreeMap<>();
        for (Polynomial.Term term : polynomial.terms()) {
            SortedMap<String, Integer> powers = new TreeMap<>();
            for (int i = 0; i < names.size(); i++) {
                powers.put(names.get(i), term.exponents().get(i));
            }
            terms.put(new Monomial(powers), term.coefficient());
        }
        return new LaurentPolynomial(terms);
    }
}
