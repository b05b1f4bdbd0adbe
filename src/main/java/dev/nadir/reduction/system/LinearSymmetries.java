package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The continuous groups of affine maps that leave a function alone, exactly: vector fields {@code A*x + b} along which
 * its derivative is zero everywhere. Wherever such a field does not vanish, a critical point is one of a curve of them.
 */
public final class LinearSymmetries {

    /** Coefficients to solve for; more take minutes. */
    private static final int LIMIT = 1500;

    private LinearSymmetries() {}

    /**
     * A vector field.
     *
     * @param terms for each unknown that moves, its velocity: coefficients by unknown, the constant under -1
     */
    public record Field(Map<Integer, Map<Integer, Rational>> terms) {

        /** Copies the terms, in order. */
        public Field {
            terms = java.util.Collections.unmodifiableMap(new TreeMap<>(terms));
        }

        /** The field in words, as in {@code W[1][1] moves with -W[2][1]}. */
        public String describe(List<String> names) {
            List<String> parts = new ArrayList<>();
            terms.forEach((unknown, velocity) -> {
                List<String> sum = new ArrayList<>();
                velocity.forEach((other, coefficient) -> {
                    String name = other < 0 ? "" : names.get(other);
                    String factor = coefficient.isOne() && other >= 0
                            ? ""
                            : coefficient.equals(Rational.MINUS_ONE) && other >= 0
                                    ? "-"
                                    : coefficient + (other < 0 ? "" : "*");
                    sum.add(factor + name);
                });
                parts.add(names.get(unknown) + " at the speed "
                        + String.join(" + ", sum).replace("+ -", "- "));
            });
            return String.join(", ", parts);
        }
    }

    /**
     * A basis of the fields.
     *
     * @param gradient the derivatives of one function, as many polynomials as variables
     * @return empty if there is none, or if there are too many unknowns to look
     */
    public static List<Field> of(List<Polynomial> gradient) {
        int n = gradient.size();
        if (n * (n + 1) > LIMIT) {
            return List.of();
        }
        Map<List<Integer>, Integer> columns = new HashMap<>();
        List<Map<Integer, Rational>> rows = new ArrayList<>();
        for (int i = 0; i < n; i++) {
            for (int j = -1; j < n; j++) {
                rows.add(row(gradient.get(i), j, columns));
            }
        }
        List<Map<Integer, Long>> residues = rows.stream()
                .map(LinearSymmetries::integers)
                .map(row -> {
                    Map<Integer, Long> residue = new HashMap<>();
                    row.forEach((column, value) -> residue.put(column, ModularRank.residue(value)));
                    return residue;
                })
                .toList();
        // The rank modulo a prime is never above the true one: if it is full, there is no field.
        return ModularRank.of(residues) == rows.size() ? List.of() : relations(rows, n);
    }

    /** The polynomial times a variable, or as it is for -1. */
    private static Map<Integer, Rational> row(
            Polynomial polynomial, int variable, Map<List<Integer>, Integer> columns) {
        Map<Integer, Rational> row = new TreeMap<>();
        for (Polynomial.Term term : polynomial.terms()) {
            List<Integer> exponents = new ArrayList<>(term.exponents());
            if (variable >= 0) {
                exponents.set(variable, exponents.get(variable) + 1);
            }
            columns.putIfAbsent(exponents, columns.size());
            row.put(columns.getOrDefault(exponents, 0), term.coefficient());
        }
        return row;
    }

    private static Map<Integer, Rational> integers(Map<Integer, Rational> row) {
        BigInteger common = row.values().stream()
                .map(Rational::denominator)
                .reduce(BigInteger.ONE, (a, b) -> a.multiply(b).divide(a.gcd(b)));
        Map<Integer, Rational> scaled = new TreeMap<>();
        row.forEach((column, value) -> scaled.put(column, value.times(new Rational(common, BigInteger.ONE))));
        return scaled;
    }

    /** The linear relations among the rows; each row carries the combination that it has become. */
    private static List<Field> relations(List<Map<Integer, Rational>> rows, int n) {
        Map<Integer, Eliminated> pivots = new HashMap<>();
        List<Field> fields = new ArrayList<>();
        for (int k = 0; k < rows.size(); k++) {
            Eliminated rest = new Eliminated(new TreeMap<>(rows.get(k)), new TreeMap<>(Map.of(k, Rational.ONE)));
            Integer column = reduce(rest, pivots);
            if (column == null) {
                fields.add(field(rest.combination(), n));
            } else {
                pivots.put(column, rest);
            }
        }
        return fields;
    }

    private record Eliminated(TreeMap<Integer, Rational> row, TreeMap<Integer, Rational> combination) {}

    private static @Nullable Integer reduce(Eliminated rest, Map<Integer, Eliminated> pivots) {
        while (!rest.row().isEmpty()) {
            int column = rest.row().firstKey();
            Eliminated pivot = pivots.get(column);
            if (pivot == null) {
                return column;
            }
            Rational factor = rest.row()
                    .firstEntry()
                    .getValue()
                    .dividedBy(pivot.row().firstEntry().getValue())
                    .negate();
            add(rest.row(), factor, pivot.row());
            add(rest.combination(), factor, pivot.combination());
        }
        return null;
    }

    private static void add(Map<Integer, Rational> target, Rational factor, Map<Integer, Rational> source) {
        source.forEach((key, value) -> {
            Rational sum = target.getOrDefault(key, Rational.ZERO).plus(factor.times(value));
            if (sum.isZero()) {
                target.remove(key);
            } else {
                target.put(key, sum);
            }
        });
    }

    private static Field field(Map<Integer, Rational> combination, int n) {
        Map<Integer, Map<Integer, Rational>> terms = new LinkedHashMap<>();
        combination.forEach((row, coefficient) ->
                terms.computeIfAbsent(row / (n + 1), unknown -> new TreeMap<>()).put(row % (n + 1) - 1, coefficient));
        return new Field(terms);
    }
}
