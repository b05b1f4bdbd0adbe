package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The critical-point equations of half the squared error of a deep linear network, plus half a weight for the square of
 * each entry: the family of docs that count its solutions. Unknowns are the entries of the layers, parameters those of
 * X, Y and (unless it is left away) the weights.
 */
public final class RegularisedNetwork {

    private final int[] widths;
    private final int samples;
    private final boolean isRegularised;
    private final int unknowns;
    private final int arity;

    private RegularisedNetwork(int[] widths, int samples, boolean isRegularised) {
        this.widths = widths.clone();
        this.samples = samples;
        this.isRegularised = isRegularised;
        int count = 0;
        for (int i = 1; i < widths.length; i++) {
            count += widths[i] * widths[i - 1];
        }
        this.unknowns = count;
        this.arity = count + (widths[0] + widths[widths.length - 1]) * samples + (isRegularised ? count : 0);
    }

    /** The family with a weight for every entry. */
    public static PolynomialFamily family(int samples, int... widths) {
        return new RegularisedNetwork(widths, samples, true).build();
    }

    /** The family without weights. */
    public static PolynomialFamily bare(int samples, int... widths) {
        return new RegularisedNetwork(widths, samples, false).build();
    }

    private int weight(int layer, int row, int column) {
        int at = 0;
        for (int i = 1; i < layer; i++) {
            at += widths[i] * widths[i - 1];
        }
        return at + row * widths[layer - 1] + column;
    }

    private PolynomialFamily build() {
        int n = widths[0];
        int p = widths[widths.length - 1];
        List<String> names = new ArrayList<>();
        for (int layer = 1; layer < widths.length; layer++) {
            for (int i = 0; i < widths[layer]; i++) {
                for (int j = 0; j < widths[layer - 1]; j++) {
                    names.add("W" + layer + "[" + (i + 1) + "," + (j + 1) + "]");
                }
            }
        }
        List<String> parameters = new ArrayList<>();
        for (int i = 0; i < n * samples; i++) {
            parameters.add("X" + i);
        }
        for (int i = 0; i < p * samples; i++) {
            parameters.add("Y" + i);
        }
        for (int i = 0; isRegularised && i < unknowns; i++) {
            parameters.add("L" + i);
        }
        return new PolynomialFamily(names, parameters, gradient());
    }

    private List<Polynomial> gradient() {
        Map<List<Integer>, Rational> loss = new LinkedHashMap<>();
        for (int k = 0; k < samples; k++) {
            for (int row = 0; row < widths[widths.length - 1]; row++) {
                Map<List<Integer>, Rational> residual = output(row, k);
                int y = unknowns + widths[0] * samples + row * samples + k;
                residual.put(power(y), Rational.MINUS_ONE);
                residual.forEach((a, u) -> residual.forEach(
                        (b, v) -> loss.merge(sum(a, b), u.times(v).times(Rational.HALF), Rational::plus)));
            }
        }
        for (int i = 0; isRegularised && i < unknowns; i++) {
            loss.put(sum(power(arity - unknowns + i), sum(power(i), power(i))), Rational.HALF);
        }
        List<Polynomial> equations = new ArrayList<>();
        for (int i = 0; i < unknowns; i++) {
            List<Polynomial.Term> terms = new ArrayList<>();
            for (Map.Entry<List<Integer>, Rational> term : loss.entrySet()) {
                int exponent = term.getKey().get(i);
                if (exponent > 0) {
                    List<Integer> lower = new ArrayList<>(term.getKey());
                    lower.set(i, exponent - 1);
                    terms.add(new Polynomial.Term(term.getValue().times(Rational.of(exponent)), lower));
                }
            }
            equations.add(new Polynomial(arity, terms));
        }
        return equations;
    }

    /** One output of the network for one sample, a sum over all routes through it. */
    private Map<List<Integer>, Rational> output(int row, int sample) {
        Map<List<Integer>, Rational> out = new LinkedHashMap<>();
        route(widths.length - 1, row, sample, power(-1), out);
        return out;
    }

    private void route(int layer, int unit, int sample, List<Integer> so, Map<List<Integer>, Rational> out) {
        if (layer == 0) {
            out.put(sum(so, power(unknowns + unit * samples + sample)), Rational.ONE);
            return;
        }
        for (int before = 0; before < widths[layer - 1]; before++) {
            route(layer - 1, before, sample, sum(so, power(weight(layer, unit, before))), out);
        }
    }

    private List<Integer> power(int variable) {
        List<Integer> out = new ArrayList<>(java.util.Collections.nCopies(arity, 0));
        if (variable >= 0) {
            out.set(variable, 1);
        }
        return out;
    }

    private static List<Integer> sum(List<Integer> a, List<Integer> b) {
        List<Integer> out = new ArrayList<>();
        for (int i = 0; i < a.size(); i++) {
            out.add(a.get(i) + b.get(i));
        }
        return out;
    }
}
