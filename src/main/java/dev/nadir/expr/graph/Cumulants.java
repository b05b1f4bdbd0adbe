package dev.nadir.expr.graph;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import java.util.ArrayList;
import java.util.List;

/** The cumulants of one entry of a random symbol whose entries are independent. */
final class Cumulants {

    private final String name;
    private final Law law;
    private final List<Form> ofDropout = new ArrayList<>();

    Cumulants(String name, Law law) {
        this.name = name;
        this.law = law;
    }

    /**
     * The cumulant of the given order, a scalar.
     *
     * @throws PreconditionException if the law does not say
     */
    Form of(int order) {
        if (law instanceof Law.Independent independent) {
            if (order > 2) {
                throw new PreconditionException("a mean over " + name + " needs its moment of order " + order
                        + "; the law independent(mean, variance) gives two");
            }
            return Form.of(order == 1 ? independent.mean() : independent.variance());
        } else {
            Expr keep = ((Law.Dropout) law).keep();
            return dropout(Form.of(keep), order);
        }
    }

    /** From the moments keep^(1-k) by the recursion between moments and cumulants. */
    private Form dropout(Form keep, int order) {
        while (ofDropout.size() < order) {
            int n = ofDropout.size() + 1;
            Form cumulant = moment(keep, n);
            Rational binomial = Rational.ONE;
            for (int j = 1; j < n; j++) {
                // binomial = (n-1 choose j-1)
                Form product = ofDropout.get(j - 1).times(moment(keep, n - j));
                cumulant = cumulant.minus(product.times(binomial));
                binomial = binomial.times(Rational.of(n - j, j));
            }
            ofDropout.add(cumulant);
        }
        return ofDropout.get(order - 1);
    }

    private static Form moment(Form keep, int order) {
        return order == 1 ? Form.of(Rational.ONE) : Powers.power(keep, Rational.of(1L - order));
    }
}
