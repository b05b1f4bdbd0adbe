package dev.nadir.reduction.count;

import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.List;

/** Ranks of small matrices of fractions. */
final class ExactRank {

    private ExactRank() {}

    /** The rank of the matrix with these rows. */
    static int of(List<List<Rational>> rows) {
        List<Rational[]> pivots = new ArrayList<>();
        List<Integer> columns = new ArrayList<>();
        for (List<Rational> row : rows) {
            Rational[] rest = row.toArray(Rational[]::new);
            for (int k = 0; k < pivots.size(); k++) {
                Rational factor = rest[columns.get(k)].dividedBy(pivots.get(k)[columns.get(k)]);
                for (int j = 0; j < rest.length && !factor.isZero(); j++) {
                    rest[j] = rest[j].minus(factor.times(pivots.get(k)[j]));
                }
            }
            for (int j = 0; j < rest.length; j++) {
                if (!rest[j].isZero()) {
                    pivots.add(rest);
                    columns.add(j);
                    break;
                }
            }
        }
        return pivots.size();
    }
}
