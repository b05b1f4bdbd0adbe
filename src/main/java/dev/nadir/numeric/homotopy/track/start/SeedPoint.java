package dev.nadir.numeric.homotopy.track.start;

import dev.nadir.base.Seed;
import dev.nadir.numeric.homotopy.track.Vectors;
import dev.nadir.reduction.Polynomial;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A member of a family with one known solution: a random point, and the parameters for which it is one, from linear
 * equations. Where the parameters do not suffice for that, Newton's method from random points of a random member.
 *
 * @param kind what the point tells about a generic member
 * @param point the solution on the subspace, its coordinates all different from zero
 * @param parameters the member
 */
@SuppressWarnings("ArrayRecordComponent") // a working value of this package, never compared
record SeedPoint(Kind kind, double[] point, double[] parameters) {

    private static final int NEWTON_STARTS = 200;
    private static final int NEWTON_STEPS = 60;

    /** What one general solution of the family tells about all. */
    enum Kind {
        /** Regular: a generic member has isolated solutions on the subspace. */
        REGULAR,
        /** Regular, but found by Newton's method: there may be solutions of other families that it does not find. */
        REGULAR_BY_NEWTON,
        /** Members with solutions on the subspace are special: a generic one has none. */
        NONE,
        /** No member with a solution was found. */
        NOT_FOUND,
        /** The solutions of a generic member on the subspace are not isolated. */
        POSITIVE_DIMENSIONAL
    }

    /** Looks for one. */
    static SeedPoint of(StratumFamily family, int parameterCount, Seed seed) {
        RandomGenerator generator = seed.generator();
        List<Polynomial> equations = family.equations();
        int unknowns = family.unknowns();
        int n = family.stratum().kept().size();
        double[] point = Vectors.random(n, generator);
        double[] parameters = Vectors.random(parameterCount, generator);
        List<Integer> affine = AffineParameters.of(equations, unknowns).indices();
        double[] solved = solve(family, point, parameters, affine);
        if (solved.length > 0 || parameterCount == 0) {
            return new SeedPoint(kind(family, point, solved), point, solved);
        }
        return byNewton(family, parameters, generator);
    }

    /** The parameters for which the point is a solution; empty if there are none. */
    private static double[] solve(StratumFamily family, double[] point, double[] parameters, List<Integer> affine) {
        double[][] jets = Jets.of(family.equations(), whole(family, point, parameters));
        double[][] matrix = new double[jets.length][2 * (affine.size() + 1)];
        for (int i = 0; i < jets.length; i++) {
            for (int j = 0; j < affine.size(); j++) {
                int at = 2 * (1 + family.unknowns() + affine.get(j));
                matrix[i][2 * j] = jets[i][at];
                matrix[i][2 * j + 1] = jets[i][at + 1];
            }
            matrix[i][2 * affine.size()] = -jets[i][0];
            matrix[i][2 * affine.size() + 1] = -jets[i][1];
        }
        double[] change = Elimination.of(matrix, affine.size()).solution();
        if (change == null) {
            return new double[0];
        }
        double[] out = parameters.clone();
        for (int j = 0; j < affine.size(); j++) {
            out[2 * affine.get(j)] += change[2 * j];
            out[2 * affine.get(j) + 1] += change[2 * j + 1];
        }
        return out;
    }

    private static double[] whole(StratumFamily family, double[] point, double[] parameters) {
        return Vectors.join(Vectors.extend(point, family.stratum().kept(), family.unknowns()), parameters);
    }

    /**
     * The ranks of the derivatives decide: by the unknowns alone they are onto at an isolated regular solution; if the
     * parameters add to their image, members with a solution near by are special.
     */
    private static Kind kind(StratumFamily family, double[] point, double[] parameters) {
        double[][] jets = Jets.of(family.equations(), whole(family, point, parameters));
        List<Integer> kept = family.stratum().kept();
        int rank = Elimination.of(columns(jets, kept), kept.size()).rank();
        double[][] all = new double[jets.length][];
        for (int i = 0; i < jets.length; i++) {
            double[] ofUnknowns = columns(jets, kept)[i];
            double[] ofParameters = java.util.Arrays.copyOfRange(jets[i], 2 * (1 + family.unknowns()), jets[i].length);
            all[i] = Vectors.join(ofUnknowns, ofParameters);
        }
        int rankOfAll =
                jets.length == 0 ? 0 : Elimination.of(all, all[0].length / 2).rank();
        if (rankOfAll > rank) {
            return Kind.NONE;
        }
        return rank == kept.size() ? Kind.REGULAR : Kind.POSITIVE_DIMENSIONAL;
    }

    private static double[][] columns(double[][] jets, List<Integer> kept) {
        double[][] out = new double[jets.length][];
        for (int i = 0; i < jets.length; i++) {
            out[i] = Vectors.restrict(java.util.Arrays.copyOfRange(jets[i], 2, jets[i].length), kept);
        }
        return out;
    }

    private static SeedPoint byNewton(StratumFamily family, double[] parameters, RandomGenerator generator) {
        int n = family.stratum().kept().size();
        for (int k = 0; k < NEWTON_STARTS && family.equations().size() == n; k++) {
            double[] point = Vectors.random(n, generator);
            if (newton(family, point, parameters)) {
                Kind kind = kind(family, point, parameters);
                return new SeedPoint(kind == Kind.REGULAR ? Kind.REGULAR_BY_NEWTON : kind, point, parameters);
            }
        }
        return new SeedPoint(Kind.NOT_FOUND, new double[0], parameters);
    }

    private static boolean newton(StratumFamily family, double[] point, double[] parameters) {
        List<Integer> kept = family.stratum().kept();
        for (int step = 0; step < NEWTON_STEPS; step++) {
            double[][] jets = Jets.of(family.equations(), whole(family, point, parameters));
            double[][] matrix = new double[jets.length][];
            for (int i = 0; i < jets.length; i++) {
                matrix[i] = Vectors.join(columns(jets, kept)[i], new double[] {-jets[i][0], -jets[i][1]});
            }
            double[] change = Elimination.of(matrix, kept.size()).solution();
            if (change == null) {
                return false;
            }
            double size = 0;
            for (int i = 0; i < point.length; i++) {
                point[i] += change[i];
                size = Math.max(size, Math.abs(change[i]));
            }
            if (size < 1e-13) {
                return smallest(point) > 1e-6;
            }
        }
        return false;
    }

    private static double smallest(double[] point) {
        double smallest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < point.length; i += 2) {
            smallest = Math.min(smallest, Math.hypot(point[i], point[i + 1]));
        }
        return smallest;
    }
}
