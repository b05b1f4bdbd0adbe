package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.rings.QuotientDimension;
import dev.nadir.reduction.system.Polynomials;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Whether every root of a system is simple, exactly: the determinant of its Jacobian vanishes at none. */
final class SimpleRoots {

    /** A determinant of more unknowns has too many terms. */
    private static final int LARGEST = 5;

    private static final int MOST_TERMS = 20_000;

    private SimpleRoots() {}

    /** Whether that is shown with the work; false says nothing. */
    static boolean areAll(List<Polynomial> equations, long work) {
        int n = equations.size();
        if (work == 0 || n > LARGEST || equations.stream().anyMatch(equation -> equation.arity() != n)) {
            return false;
        }
        List<List<Polynomial>> jacobian = new ArrayList<>();
        for (Polynomial equation : equations) {
            List<Polynomial> row = new ArrayList<>();
            for (int i = 0; i < n; i++) {
                row.add(Polynomials.derivative(equation, i));
            }
            jacobian.add(row);
        }
        List<Polynomial> all = new ArrayList<>(equations);
        Polynomial determinant = determinant(jacobian, n);
        if (determinant.terms().size() > MOST_TERMS) {
            return false;
        }
        all.add(determinant);
        return QuotientDimension.of(all, work)
                .filter(answer -> answer.isFinite() && answer.count() == 0)
                .isPresent();
    }

    /** By the first row. */
    private static Polynomial determinant(List<List<Polynomial>> matrix, int arity) {
        if (matrix.isEmpty()) {
            return new Polynomial(
                    arity, List.of(new Polynomial.Term(Rational.ONE, java.util.Collections.nCopies(arity, 0))));
        }
        Map<List<Integer>, Rational> sum = new LinkedHashMap<>();
        for (int j = 0; j < matrix.size(); j++) {
            int dropped = j;
            List<List<Polynomial>> minor = matrix.subList(1, matrix.size()).stream()
                    .map(row -> without(row, dropped))
                    .toList();
            Polynomial cofactor = matrix.get(0).get(j).terms().isEmpty()
                    ? new Polynomial(arity, List.of())
                    : determinant(minor, arity);
            Rational sign = j % 2 == 0 ? Rational.ONE : Rational.MINUS_ONE;
            addProduct(sum, matrix.get(0).get(j), cofactor, sign);
        }
        List<Polynomial.Term> terms = new ArrayList<>();
        sum.forEach((exponents, coefficient) -> {
            if (!coefficient.isZero()) {
                terms.add(new Polynomial.Term(coefficient, exponents));
            }
        });
        return new Polynomial(arity, terms);
    }

    private static List<Polynomial> without(List<Polynomial> row, int column) {
        List<Polynomial> rest = new ArrayList<>(row);
        rest.remove(column);
        return rest;
    }

    private static void addProduct(Map<List<Integer>, Rational> sum, Polynomial left, Polynomial right, Rational sign) {
        for (Polynomial.Term a : left.terms()) {
            for (Polynomial.Term b : right.terms()) {
                List<Integer> exponents = new ArrayList<>();
                for (int i = 0; i < a.exponents().size(); i++) {
                    exponents.add(a.exponents().get(i) + b.exponents().get(i));
                }
                sum.merge(List.copyOf(exponents), sign.times(a.coefficient()).times(b.coefficient()), Rational::plus);
            }
        }
    }
}
