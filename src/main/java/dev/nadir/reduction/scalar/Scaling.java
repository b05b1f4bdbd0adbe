package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.LaurentPolynomial.Monomial;
import dev.nadir.reduction.ScalarProblem;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The scalings of unknowns, parameters and loss that leave a problem alone, and a choice of parameters that they can
 * bring to magnitude one.
 */
final class Scaling {

    /** The weight of the loss itself; no name of the language. */
    private static final String VALUE = "=";

    private Scaling() {}

    /** Parameters that may be set to one (or to plus or minus one or zero where the sign is not known). */
    static List<String> normalised(ScalarProblem problem) {
        List<String> columns = new ArrayList<>(columns(problem));
        List<Rational[]> equations = new ArrayList<>();
        Monomial under = problem.denominator().terms().firstKey();
        problem.numerator().terms().keySet().forEach(m -> equations.add(equation(columns, m, under, true)));
        same(problem.denominator(), columns, equations);
        for (ScalarProblem.Logarithm logarithm : problem.logarithms()) {
            Monomial nothing = LaurentPolynomial.ONE.terms().firstKey();
            logarithm.coefficient().terms().keySet().forEach(m -> equations.add(equation(columns, m, nothing, true)));
            same(logarithm.argument(), columns, equations);
        }
        problem.assumptions().forEach(assumption -> same(assumption.polynomial(), columns, equations));
        return free(columns, equations, order(problem));
    }

    private static Set<String> columns(ScalarProblem problem) {
        Set<String> columns = new LinkedHashSet<>(problem.unknowns().keySet());
        columns.add(VALUE);
        columns.addAll(problem.parameters().keySet());
        return columns;
    }

    private static void same(LaurentPolynomial polynomial, List<String> columns, List<Rational[]> equations) {
        Monomial first = polynomial.terms().firstKey();
        polynomial.terms().keySet().forEach(m -> equations.add(equation(columns, m, first, false)));
    }

    private static Rational[] equation(List<String> columns, Monomial left, Monomial right, boolean isLoss) {
        Rational[] row = new Rational[columns.size()];
        for (int i = 0; i < row.length; i++) {
            String name = columns.get(i);
            int power = left.power(name) - right.power(name) - (isLoss && name.equals(VALUE) ? 1 : 0);
            row[i] = Rational.of(power);
        }
        return row;
    }

    /** Positive parameters first, and of those the ones that occur with the highest power. */
    private static List<String> order(ScalarProblem problem) {
        LaurentPolynomial all = NamedAlgebra.cleared(problem.numerator());
        return problem.parameters().keySet().stream()
                .sorted(Comparator.<String, ScalarProblem.Sign>comparing(name -> problem.sign(name))
                        .thenComparing(name -> -Math.max(
                                all.degree(name), problem.denominator().degree(name)))
                        .thenComparing(Comparator.naturalOrder()))
                .toList();
    }

    /**
     * A largest set of parameters, early ones first, on which the solutions of the equations can take any values: those
     * that adding "this weight is zero" makes a new condition.
     */
    private static List<String> free(List<String> columns, List<Rational[]> equations, List<String> order) {
        List<Rational[]> rows = new ArrayList<>(equations);
        int rank = rank(rows);
        List<String> chosen = new ArrayList<>();
        for (String name : order) {
            Rational[] unit = new Rational[columns.size()];
            for (int i = 0; i < unit.length; i++) {
                unit[i] = columns.get(i).equals(name) ? Rational.ONE : Rational.ZERO;
            }
            rows.add(unit);
            int more = rank(rows);
            if (more > rank) {
                chosen.add(name);
                rank = more;
            } else {
                rows.remove(rows.size() - 1);
            }
        }
        return chosen;
    }

    private static int rank(List<Rational[]> rows) {
        List<Rational[]> left = new ArrayList<>();
        rows.forEach(row -> left.add(row.clone()));
        int rank = 0;
        int width = rows.isEmpty() ? 0 : rows.get(0).length;
        for (int column = 0; column < width; column++) {
            int pivot = rank;
            while (pivot < left.size() && left.get(pivot)[column].isZero()) {
                pivot++;
            }
            if (pivot == left.size()) {
                continue;
            }
            Rational[] row = left.get(pivot);
            left.set(pivot, left.get(rank));
            left.set(rank, row);
            for (int i = rank + 1; i < left.size(); i++) {
                eliminate(left.get(i), row, column);
            }
            rank++;
        }
        return rank;
    }

    private static void eliminate(Rational[] row, Rational[] pivot, int column) {
        Rational factor = row[column].dividedBy(pivot[column]);
        if (!factor.isZero()) {
            for (int i = column; i < row.length; i++) {
                row[i] = row[i].minus(factor.times(pivot[i]));
            }
        }
    }
}
