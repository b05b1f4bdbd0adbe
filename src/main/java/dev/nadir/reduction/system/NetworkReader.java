package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.Polynomial;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises the equations of a linear network: reads weights and moments off them as if they were those of one, writes
 * out the equations that such a network has, and compares. Parameters may be in either order, and transposed.
 */
public final class NetworkReader {

    private static final int LAYER_LIMIT = 6;

    private final List<Polynomial> equations;
    private final int arity;

    private NetworkReader(List<Polynomial> equations) {
        this.equations = equations;
        this.arity = equations.size();
    }

    /** The network whose critical points the equations describe; empty if they are not those of one. */
    public static Optional<LinearNetwork> read(CriticalEquations critical) {
        Map<String, List<Integer>> groups = new LinkedHashMap<>();
        for (int k = 0; k < critical.unknowns().size(); k++) {
            Unknown unknown = critical.unknowns().get(k);
            if (unknown.isMirrored()) {
                return Optional.empty();
            }
            groups.computeIfAbsent(unknown.parameter(), name -> new ArrayList<>())
                    .add(k);
        }
        boolean isTried = critical.leftOut().isEmpty() && groups.size() >= 2 && groups.size() <= LAYER_LIMIT;
        if (!isTried) {
            return Optional.empty();
        }
        NetworkReader reader = new NetworkReader(Polynomials.instantiated(critical.system()));
        List<int[][]> upward = new ArrayList<>();
        for (List<Integer> group : groups.values()) {
            Optional<int[][]> places = places(group, critical.unknowns());
            if (places.isEmpty()) {
                return Optional.empty();
            }
            upward.add(places.get());
        }
        List<int[][]> downward = new ArrayList<>(upward);
        java.util.Collections.reverse(downward);
        return reader.anyOrientation(upward).or(() -> reader.anyOrientation(downward));
    }

    /** The numbers of a parameter's unknowns as a matrix; empty if entries are missing. */
    private static Optional<int[][]> places(List<Integer> group, List<Unknown> unknowns) {
        int rows = 0;
        int columns = 0;
        for (int k : group) {
            rows = Math.max(rows, unknowns.get(k).row() + 1);
            columns = Math.max(columns, unknowns.get(k).column() + 1);
        }
        if (rows * columns != group.size()) {
            return Optional.empty();
        }
        int[][] places = new int[rows][columns];
        group.forEach(k -> places[unknowns.get(k).row()][unknowns.get(k).column()] = k);
        return Optional.of(places);
    }

    private Optional<LinearNetwork> anyOrientation(List<int[][]> layers) {
        for (int turned = 0; turned < 1 << layers.size(); turned++) {
            List<int[][]> oriented = new ArrayList<>();
            for (int i = 0; i < layers.size(); i++) {
                oriented.add((turned >> i & 1) == 1 ? transposed(layers.get(i)) : layers.get(i));
            }
            boolean fits = true;
            for (int i = 1; i < oriented.size(); i++) {
                fits &= oriented.get(i)[0].length == oriented.get(i - 1).length;
            }
            if (fits) {
                LinearNetwork guess = guess(oriented);
                if (isThatOf(guess, oriented)) {
                    return Optional.of(guess);
                }
            }
        }
        return Optional.empty();
    }

    private static int[][] transposed(int[][] places) {
        int[][] turned = new int[places[0].length][places.length];
        for (int i = 0; i < places.length; i++) {
            for (int j = 0; j < places[0].length; j++) {
                turned[j][i] = places[i][j];
            }
        }
        return turned;
    }

    /** What the weights and moments are if the equations are those of a network with these layers. */
    private LinearNetwork guess(List<int[][]> layers) {
        List<ExactMatrix> weights = new ArrayList<>();
        for (int[][] layer : layers) {
            List<Rational> entries = new ArrayList<>();
            for (int[] row : layer) {
                for (int place : row) {
                    int[] exponents = new int[arity];
                    exponents[place] = 1;
                    entries.add(coefficient(place, exponents));
                }
            }
            weights.add(new ExactMatrix(layer.length, layer[0].length, entries));
        }
        int[][] first = layers.get(0);
        int[][] last = layers.get(layers.size() - 1);
        List<Rational> input = new ArrayList<>();
        for (int place : first[0]) {
            for (int other : first[0]) {
                int[] exponents = new int[arity];
                exponents[other] += 1;
                layers.subList(1, layers.size()).forEach(layer -> exponents[layer[0][0]] += 2);
                input.add(coefficient(place, exponents));
            }
        }
        List<Rational> cross = new ArrayList<>();
        for (int[] outputs : last) {
            for (int place : first[0]) {
                int[] exponents = new int[arity];
                layers.subList(1, layers.size() - 1).forEach(layer -> exponents[layer[0][0]] += 1);
                exponents[outputs[0]] += 1;
                cross.add(coefficient(place, exponents).negate());
            }
        }
        int n = first[0].length;
        return new LinearNetwork(weights, new ExactMatrix(n, n, input), new ExactMatrix(last.length, n, cross));
    }

    private Rational coefficient(int equation, int[] exponents) {
        return equations.get(equation).terms().stream()
                .filter(term -> {
                    for (int i = 0; i < arity; i++) {
                        if (term.exponents().get(i) != exponents[i]) {
                            return false;
                        }
                    }
                    return true;
                })
                .map(Polynomial.Term::coefficient)
                .findFirst()
                .orElse(Rational.ZERO);
    }

    /** Whether the equations are the network's, term by term. */
    private boolean isThatOf(LinearNetwork network, List<int[][]> layers) {
        List<Block> factors = layers.stream().map(NetworkReader::unknowns).toList();
        Block residual = product(factors.get(factors.size() - 1), factors, factors.size() - 2, 0);
        residual = residual.times(constants(network.inputMoment()))
                .plus(constants(network.crossMoment()).map(entry -> entry.times(Rational.MINUS_ONE)));
        int[] identity = new int[arity];
        for (int i = 0; i < arity; i++) {
            identity[i] = i;
        }
        for (int layer = 0; layer < layers.size(); layer++) {
            Block gradient = residual;
            for (int above = layers.size() - 1; above > layer; above--) {
                gradient = factors.get(above).transpose().times(gradient);
            }
            for (int below = 0; below < layer; below++) {
                gradient = gradient.times(factors.get(below).transpose());
            }
            int[][] places = layers.get(layer);
            for (int i = 0; i < places.length; i++) {
                for (int j = 0; j < places[0].length; j++) {
                    Terms whole = gradient.get(i, j)
                            .plus(Terms.variable(places[i][j])
                                    .times(network.weights().get(layer).get(i, j)));
                    if (!Polynomials.of(whole, arity, identity).equals(equations.get(places[i][j]))) {
                        return false;
                    }
                }
            }
        }
        return true;
    }

    private static Block product(Block left, List<Block> factors, int from, int to) {
        Block product = left;
        for (int i = from; i >= to; i--) {
            product = product.times(factors.get(i));
        }
        return product;
    }

    private static Block unknowns(int[][] places) {
        int columns = places[0].length;
        Terms[] entries = new Terms[places.length * columns];
        for (int k = 0; k < entries.length; k++) {
            entries[k] = Terms.variable(places[k / columns][k % columns]);
        }
        return new Block(places.length, columns, entries);
    }

    private static Block constants(ExactMatrix matrix) {
        return new Block(
                matrix.rows(),
                matrix.columns(),
                matrix.entries().stream().map(Terms::constant).toArray(Terms[]::new));
    }
}
