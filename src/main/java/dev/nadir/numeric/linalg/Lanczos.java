package dev.nadir.numeric.linalg;

import dev.nadir.base.Seed;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * The largest eigenvalues, by sign, of a Hermitian operator with their vectors: Lanczos with thick restarts
 * (WuSimon2000), every vector kept orthogonal to all others. The projected matrix is real for complex operators,
 * too, so that one loop serves both.
 *
 * <p>Three things are done against a wrong answer. Residuals are computed anew from the operator. A vector that runs
 * into an invariant space is replaced by a random one. And a second, shorter run in the complement of what was found
 * looks for an eigenvalue that was passed over, as copies of a multiple one are: with p = {@value #PROBE_STEPS} steps
 * it misses one that exceeds the last found by a share e of the width of the spectrum with a probability of at most
 * {@code 1.65 sqrt(n) exp(-sqrt(e) (2p-1))} (KuczynskiWozniakowski1992). What fails a test is empty, not approximate.
 */
final class Lanczos {

    /** Of the largest eigenvalue in size; what double precision gives is some thousand times smaller. */
    static final double RESIDUAL_TOLERANCE = 1e-12;

    /** Finds an excess of a tenth of the spectrum's width but for one case in a million, for a thousand rows. */
    private static final int PROBE_STEPS = 30;

    /** Pure noise of a thousand rows takes some ten. */
    private static final int MOST_RESTARTS = 200;

    /** The run does not depend on the operator but through it; any seed would do. */
    private static final Seed SEED = new Seed(0x4c616e637a6f73L);

    private final LanczosSpace space;
    private final int wanted;
    private final int size;
    private final double[][] basis;
    private double[] projected;
    private double beta;
    private final RandomGenerator generator = SEED.generator();

    private Lanczos(LanczosSpace space, int wanted) {
        this.space = space;
        this.wanted = wanted;
        this.size = basisSize(wanted);
        this.basis = new double[size + 1][];
        this.projected = new double[size * size];
    }

    /**
     * What was found.
     *
     * @param values descending
     * @param vectors of norm one, in the order of the values
     * @param residual the largest norm of {@code A v - value v}
     */
    record Found(double[] values, double[][] vectors, double residual) {}

    /** How many vectors are kept at once; more cost more to keep orthogonal, fewer more restarts. Tried: 30 to 80. */
    static int basisSize(int wanted) {
        return 2 * wanted + 40;
    }

    /** The largest eigenvalues; empty if they were not found to the tolerance. */
    static Optional<Found> largest(LanczosSpace space, int wanted) {
        return new Lanczos(space, wanted).run();
    }

    private Optional<Found> run() {
        basis[0] = unit(space.random(generator), 0);
        int kept = 0;
        for (int restart = 0; restart < MOST_RESTARTS; restart++) {
            extend(kept);
            SymmetricEigen ritz = SymmetricEigen.of(Matrix.wrap(size, size, projected.clone()));
            double scale = Math.max(Math.abs(ritz.value(0)), Math.abs(ritz.value(size - 1)));
            boolean isConverged = true;
            for (int i = 0; i < wanted; i++) {
                isConverged &= beta * Math.abs(ritz.vectors().get(size - 1, i)) <= 0.5 * RESIDUAL_TOLERANCE * scale;
            }
            if (isConverged) {
                return checked(ritz, scale);
            }
            kept = wanted + (size - wanted) * 3 / 10;
            restart(ritz, kept);
        }
        return Optional.empty();
    }

    /** Lanczos steps from the vector at a place to the end of the basis. */
    private void extend(int from) {
        for (int j = from; j < size; j++) {
            double[] image = new double[space.length()];
            space.apply(basis[j], image);
            double before = Vectors.norm(image);
            double along = 0;
            int passes = 2;
            if (j > from) {
                // The recurrence takes out what is large: one pass over all is then as good as two.
                along = space.remove(basis[j], image);
                space.remove(basis[j - 1], image);
                passes = 1;
            }
            projected[j * size + j] = along + orthogonalise(image, j + 1, j, passes);
            beta = Vectors.norm(image);
            // What is left is rounding: the space so far is invariant.
            if (beta <= 1e-14 * before || before == 0) {
                beta = 0;
                basis[j + 1] = j + 1 < space.dimension() ? unit(space.random(generator), j + 1) : image;
            } else {
                Vectors.scale(1 / beta, image);
                basis[j + 1] = image;
            }
            if (j + 1 < size) {
                projected[j * size + j + 1] = beta;
                projected[(j + 1) * size + j] = beta;
            }
        }
    }

    /** Takes the parts along the first vectors out, once or twice; returns the first part along one of them. */
    private double orthogonalise(double[] vector, int count, int place, int passes) {
        double along = 0;
        for (int pass = 0; pass < passes; pass++) {
            for (int i = count - 1; i >= 0; i--) {
                double part = space.remove(basis[i], vector);
                along += i == place ? part : 0;
            }
        }
        return along;
    }

    private double[] unit(double[] vector, int count) {
        orthogonalise(vector, count, -1, 2);
        Vectors.scale(1 / Vectors.norm(vector), vector);
        return vector;
    }

    private void restart(SymmetricEigen ritz, int kept) {
        double[][] vectors = combined(ritz, kept);
        double[] next = new double[size * size];
        for (int i = 0; i < kept; i++) {
            next[i * size + i] = ritz.value(i);
            double coupling = beta * ritz.vectors().get(size - 1, i);
            next[i * size + kept] = coupling;
            next[kept * size + i] = coupling;
        }
        System.arraycopy(vectors, 0, basis, 0, kept);
        basis[kept] = basis[size];
        projected = next;
    }

    /** The first Ritz vectors. */
    private double[][] combined(SymmetricEigen ritz, int count) {
        double[][] vectors = new double[count][space.length()];
        for (int i = 0; i < count; i++) {
            for (int j = 0; j < size; j++) {
                Vectors.axpy(ritz.vectors().get(j, i), basis[j], vectors[i]);
            }
        }
        return vectors;
    }

    private Optional<Found> checked(SymmetricEigen ritz, double scale) {
        double[] values = java.util.Arrays.copyOf(ritz.values(), wanted);
        double[][] vectors = combined(ritz, wanted);
        double residual = 0;
        double[] image = new double[space.length()];
        for (int i = 0; i < wanted; i++) {
            space.apply(vectors[i], image);
            Vectors.axpy(-values[i], vectors[i], image);
            residual = Math.max(residual, Vectors.norm(image));
        }
        boolean isComplete = largestBeside(vectors) <= values[wanted - 1] + RESIDUAL_TOLERANCE * scale;
        return isComplete && residual <= RESIDUAL_TOLERANCE * scale
                ? Optional.of(new Found(values, vectors, residual))
                : Optional.empty();
    }

    /** A lower bound of the largest eigenvalue on the complement of some eigenvectors, near it. */
    private double largestBeside(double[][] vectors) {
        int steps = Math.min(PROBE_STEPS, space.dimension() - vectors.length);
        double[][] saved = new double[vectors.length + steps][];
        System.arraycopy(vectors, 0, saved, 0, vectors.length);
        Lanczos probe = new Lanczos(space, vectors.length, saved);
        return probe.probe(steps);
    }

    private Lanczos(LanczosSpace space, int wanted, double[][] basis) {
        this.space = space;
        this.wanted = wanted;
        this.size = basis.length;
        this.basis = basis;
        this.projected = new double[0];
    }

    private double probe(int steps) {
        double[] tridiagonal = new double[steps * steps];
        double[] vector = unit(space.random(generator), wanted);
        for (int j = 0; j < steps; j++) {
            basis[wanted + j] = vector;
            double[] image = new double[space.length()];
            space.apply(vector, image);
            tridiagonal[j * steps + j] = orthogonalise(image, wanted + j + 1, wanted + j, 2);
            double next = Vectors.norm(image);
            if (j + 1 == steps || next == 0) {
                break;
            }
            tridiagonal[j * steps + j + 1] = next;
            tridiagonal[(j + 1) * steps + j] = next;
            Vectors.scale(1 / next, image);
            vector = image;
        }
        return steps == 0
                ? Double.NEGATIVE_INFINITY
                : SymmetricEigen.of(Matrix.wrap(steps, steps, tridiagonal)).value(0);
    }
}
