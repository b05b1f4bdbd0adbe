package dev.nadir.reduction.system;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Products of data as parameters in their own right. */
final class Moments {

    private static final int RANGE = 1000;

    private Moments() {}

    /**
     * Whether nearly all values of the parameters belong to some data, so that the general member of the family is the
     * general instance. The Jacobian of the parameters has full rank at a random integer point, modulo a prime: then it
     * has at nearly all points. Where this answers no, it may err; the family is then written with more parameters.
     */
    static boolean areFree(Variables variables, Set<Integer> used) {
        Map<Integer, Terms> moments = variables.moments();
        Map<Integer, Integer> columns = new HashMap<>();
        RandomGenerator random = new Seed(1).child("moments").generator();
        Map<Integer, Long> point = new HashMap<>();
        List<Map<Integer, Long>> rows = new ArrayList<>();
        for (int parameter : used) {
            Terms terms = moments.getOrDefault(parameter, Terms.variable(parameter));
            Map<Integer, Long> row = new HashMap<>();
            terms.forEach((product, coefficient) -> {
                for (int i = 0; i < product.count(); i++) {
                    point.computeIfAbsent(product.variable(i), v -> 1L + random.nextInt(RANGE));
                    columns.putIfAbsent(product.variable(i), columns.size());
                }
                for (int i = 0; i < product.count(); i++) {
                    long derivative = derivative(product, coefficient, i, point);
                    row.merge(columns.get(product.variable(i)), derivative, ModularRank::sum);
                }
            });
            rows.add(row);
        }
        if (columns.size() < rows.size()) {
            return false;
        }
        return ModularRank.of(rows) == rows.size();
    }

    private static long derivative(PowerProduct product, Rational coefficient, int place, Map<Integer, Long> point) {
        long value = ModularRank.residue(coefficient);
        for (int i = 0; i < product.count(); i++) {
            int exponent = product.exponent(i) - (i == place ? 1 : 0);
            for (int k = 0; k < exponent; k++) {
                value = ModularRank.product(value, point.getOrDefault(product.variable(i), 0L));
            }
        }
        return ModularRank.product(value, product.exponent(place));
    }
}
