package dev.nadir.reduction.rings;

import dev.nadir.base.exact.Effort;
import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The ring of polynomials over the fractions modulo equations with finitely many complex solutions, as a space of finite
 * dimension: its monomials below a Groebner basis, and what every product of them is in terms of them
 * (CoxLittleOShea2015, chapter 5, section 3). Vectors are by these monomials.
 */
final class QuotientAlgebra {

    private final List<Polynomial> basis;
    private final int arity;
    private final List<List<Integer>> monomials;
    private final Map<List<Integer>, Rational[]> forms = new HashMap<>();
    private final Effort effort;
    private final Rational[] traces;

    private QuotientAlgebra(List<Polynomial> basis, int arity, List<List<Integer>> monomials, Effort effort) {
        this.basis = basis;
        this.arity = arity;
        this.monomials = monomials;
        this.effort = effort;
        for (int i = 0; i < monomials.size(); i++) {
            Rational[] unit = zero();
            unit[i] = Rational.ONE;
            forms.put(monomials.get(i), unit);
        }
        this.traces = new Rational[monomials.size()];
    }

    /**
     * The algebra of a Groebner basis, each polynomial with its leading term first; empty if the dimension is not between
     * one and {@code largest}.
     */
    static Optional<QuotientAlgebra> of(List<Polynomial> basis, int largest, Effort effort) {
        int arity = basis.get(0).arity();
        List<List<Integer>> leading =
                basis.stream().map(each -> each.terms().get(0).exponents()).toList();
        List<List<Integer>> monomials = new ArrayList<>();
        List<List<Integer>> open = new ArrayList<>(List.of(java.util.Collections.nCopies(arity, 0)));
        for (int next = 0; next < open.size(); next++) {
            List<Integer> monomial = open.get(next);
            if (leading.stream().anyMatch(each -> divides(each, monomial))) {
                continue;
            }
            monomials.add(monomial);
            if (monomials.size() > largest) {
                return Optional.empty();
            }
            // Each monomial is reached once: from the one without its last variable.
            for (int v = last(monomial); v < arity; v++) {
                open.add(times(monomial, v, 1));
            }
        }
        if (monomials.isEmpty()) {
            return Optional.empty();
        }
        QuotientAlgebra algebra = new QuotientAlgebra(basis, arity, monomials, effort);
        algebra.fillTraces();
        return Optional.of(algebra);
    }

    private static int last(List<Integer> monomial) {
        for (int v = monomial.size() - 1; v > 0; v--) {
            if (monomial.get(v) > 0) {
                return v;
            }
        }
        return 0;
    }

    private static List<Integer> times(List<Integer> monomial, int variable, int by) {
        List<Integer> out = new ArrayList<>(monomial);
        out.set(variable, out.get(variable) + by);
        return out;
    }

    private static boolean divides(List<Integer> divisor, List<Integer> monomial) {
        for (int i = 0; i < divisor.size(); i++) {
            if (divisor.get(i) > monomial.get(i)) {
                return false;
            }
        }
        return true;
    }

    /** The dimension: the number of solutions, each counted with its multiplicity. */
    int dimension() {
        return monomials.size();
    }

    private Rational[] zero() {
        Rational[] vector = new Rational[monomials.size()];
        java.util.Arrays.fill(vector, Rational.ZERO);
        return vector;
    }

    /** The number one. */
    Rational[] one() {
        return form(java.util.Collections.nCopies(arity, 0)).clone();
    }

    /** A monomial in terms of those of the basis. */
    private Rational[] form(List<Integer> monomial) {
        Rational[] known = forms.get(monomial);
        if (known != null) {
            return known;
        }
        Rational[] form = null;
        for (Polynomial each : basis) {
            if (each.terms().get(0).exponents().equals(monomial)) {
                form = tail(each);
                break;
            }
        }
        if (form == null) {
            // A proper multiple of a leading monomial: one variable less is such a multiple still, or reduced already.
            int variable = 0;
            while (monomial.get(variable) == 0 || !isReducible(times(monomial, variable, -1))) {
                variable++;
            }
            form = times(variable, form(times(monomial, variable, -1)));
        }
        forms.put(monomial, form);
        return form;
    }

    private boolean isReducible(List<Integer> monomial) {
        return basis.stream().anyMatch(each -> divides(each.terms().get(0).exponents(), monomial));
    }

    private Rational[] tail(Polynomial polynomial) {
        Rational[] sum = zero();
        Rational factor = polynomial.terms().get(0).coefficient().inverse().negate();
        for (Polynomial.Term term :
                polynomial.terms().subList(1, polynomial.terms().size())) {
            add(sum, form(term.exponents()), term.coefficient().times(factor));
        }
        return sum;
    }

    private void add(Rational[] sum, Rational[] other, Rational factor) {
        for (int i = 0; i < sum.length; i++) {
            if (!other[i].isZero()) {
                sum[i] = sum[i].plus(other[i].times(factor));
                long words = 1L + sum[i].numerator().bitLength() / Long.SIZE;
                effort.spend(words * words);
            }
        }
    }

    /** The product with a variable. */
    Rational[] times(int variable, Rational[] vector) {
        Rational[] sum = zero();
        for (int i = 0; i < vector.length; i++) {
            if (!vector[i].isZero()) {
                add(sum, form(times(monomials.get(i), variable, 1)), vector[i]);
            }
        }
        return sum;
    }

    /** The product with a linear form. */
    Rational[] times(List<Rational> linear, Rational[] vector) {
        Rational[] sum = zero();
        for (int v = 0; v < arity; v++) {
            if (!linear.get(v).isZero()) {
                add(sum, times(v, vector), linear.get(v));
            }
        }
        return sum;
    }

    /** The trace of the multiplication by each monomial. */
    private void fillTraces() {
        for (int i = 0; i < traces.length; i++) {
            Rational trace = Rational.ZERO;
            for (int j = 0; j < traces.length; j++) {
                trace = trace.plus(product(i, j)[j]);
            }
            traces[i] = trace;
        }
    }

    private Rational[] product(int i, int j) {
        List<Integer> sum = new ArrayList<>();
        for (int v = 0; v < arity; v++) {
            sum.add(monomials.get(i).get(v) + monomials.get(j).get(v));
        }
        return reduced(sum);
    }

    /** A monomial of any degree, variable after variable: the forms in between stay small and are kept. */
    private Rational[] reduced(List<Integer> monomial) {
        Rational[] known = forms.get(monomial);
        if (known != null) {
            return known;
        }
        int variable = last(monomial);
        Rational[] form = times(variable, reduced(times(monomial, variable, -1)));
        forms.put(monomial, form);
        return form;
    }

    /** The trace of the multiplication by an element: the sum of its values at the solutions, with multiplicities. */
    Rational trace(Rational[] vector) {
        Rational sum = Rational.ZERO;
        for (int i = 0; i < vector.length; i++) {
            sum = sum.plus(vector[i].times(traces[i]));
        }
        return sum;
    }

    /** The trace form: entry (i, j) is the trace of the product of two monomials (PedersenRoySzpirglas1993). */
    Rational[][] form() {
        int n = monomials.size();
        Rational[][] form = new Rational[n][n];
        for (int i = 0; i < n; i++) {
            for (int j = 0; j <= i; j++) {
                form[i][j] = trace(product(i, j));
                form[j][i] = form[i][j];
            }
        }
        return form;
    }
}
