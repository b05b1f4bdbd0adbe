package dev.nadir.expr;

import java.util.ArrayList;
import java.util.List;

/** The terms of a sum of numbers, lets opened and factors multiplied in: {@code c*(a + b)} has {@code c*a} and {@code c*b}. */
public final class Summands {

    private Summands() {}

    /** The terms, in order; the expression itself if it is no sum. */
    public static List<Expr> of(Expr scalar) {
        List<Expr> terms = new ArrayList<>();
        if (scalar instanceof Expr.Named named) {
            return of(named.definition());
        } else if (scalar instanceof Expr.Sum sum) {
            sum.terms().forEach(term -> terms.addAll(of(term)));
        } else if (scalar instanceof Expr.Product product && sumAt(product) >= 0) {
            int at = sumAt(product);
            for (Expr term : of(product.factors().get(at))) {
                List<Expr> factors = new ArrayList<>(product.factors());
                factors.set(at, term);
                terms.addAll(of(Exprs.product(factors)));
            }
        } else if (scalar instanceof Expr.Scaled scaled && opened(scaled.body()) instanceof Expr.Sum) {
            of(scaled.body()).forEach(term -> terms.addAll(of(Exprs.scaled(scaled.scalar(), term))));
        } else {
            terms.add(scalar);
        }
        return terms;
    }

    /** The first factor that is a sum, if all are numbers; otherwise a number below zero. */
    private static int sumAt(Expr.Product product) {
        boolean areNumbers =
                product.factors().stream().allMatch(factor -> factor.shape().isScalar());
        for (int i = 0; areNumbers && i < product.factors().size(); i++) {
            if (opened(product.factors().get(i)) instanceof Expr.Sum) {
                return i;
            }
        }
        return -1;
    }

    private static Expr opened(Expr e) {
        return e instanceof Expr.Named named ? opened(named.definition()) : e;
    }
}
