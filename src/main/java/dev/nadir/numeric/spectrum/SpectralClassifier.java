package dev.nadir.numeric.spectrum;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Classifier;
import dev.nadir.numeric.DenseHessian;
import dev.nadir.numeric.LocalSolver;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.OrbitMatcher;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.SymmetryAction;
import dev.nadir.numeric.evaluate.RoundingNoise;
import dev.nadir.numeric.linalg.Vectors;
import java.util.Locale;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * Says what a critical point is: by the signs of the Hessian's eigenvalues; where the zeros are as many as the orbit has
 * dimensions, that is enough; where there are more, by lower points on ever smaller spheres, which make it a saddle, or
 * by a flat family that explains the zeros, which makes it a minimum. Otherwise it is undecided.
 */
public final class SpectralClassifier implements Classifier {

    /** The gradient of a critical point is at most this share of largest curvature times size. */
    private static final double CRITICAL = 1e-6;

    private final LocalSolver solver;
    private final OrbitMatcher matcher;
    private final SpectralClassifierOptions options;

    /**
     * A classifier.
     *
     * @param solver descends on spheres; a rough and quick one will do
     * @param matcher counts the dimensions of orbits
     */
    public SpectralClassifier(LocalSolver solver, OrbitMatcher matcher, SpectralClassifierOptions options) {
        this.solver = solver;
        this.matcher = matcher;
        this.options = options;
    }

    @Override
    public Classification classify(Objective objective, Point point, SymmetryAction symmetry, Seed seed) {
        double[] x = point.coordinates();
        if (x.length > options.dimensionLimit()) {
            return undecided(
                    new Spectrum(new double[0], 0, 0),
                    "no spectrum was computed of " + x.length + " variables, over the limit of "
                            + options.dimensionLimit());
        }
        DenseHessian hessian = DenseHessian.at(objective, x);
        if (!hessian.matrix().isFinite()) {
            Spectrum none = new Spectrum(new double[0], 0, 0);
            return undecided(none, "the Hessian is not finite");
        }
        LocalSpectrum local = LocalSpectrum.at(objective, x, hessian);
        Spectrum spectrum = new Spectrum(local.eigenvalues(), local.tolerance(), matcher.orbitDimension(symmetry, x));
        double[] gradient = new double[x.length];
        double value = objective.valueAndGradient(x, gradient);
        Point here = new Point(x, value, Vectors.norm(gradient), point.termination(), point.iterations());
        if (!isCritical(here, local)) {
            return undecided(spectrum, "the gradient is " + here.gradientNorm() + ", too large for a critical point");
        }
        int index = spectrum.index();
        if (index > 0) {
            boolean isNoneUp = index + spectrum.nullity() == spectrum.eigenvalues().length;
            boolean isFlatToo = isNoneUp && spectrum.nullity() > spectrum.orbitDimension();
            return isFlatToo && isFamilyOfMaxima(objective, here, seed)
                    ? classification(
                            PointKind.MAXIMUM,
                            spectrum,
                            "no positive eigenvalue, and the zeros are those of a family of equal maxima")
                    : notMinimum(spectrum, index);
        }
        int unexplained = spectrum.nullity() - spectrum.orbitDimension();
        if (unexplained == 0) {
            return classification(
                    PointKind.LOCAL_MINIMUM, spectrum, "no negative eigenvalue, and all zeros are the orbit's");
        }
        if (unexplained < 0) {
            return undecided(
                    spectrum,
                    "the orbit has " + spectrum.orbitDimension() + " dimensions but the Hessian " + spectrum.nullity()
                            + " zeros: the declared symmetry does not fit");
        }
        return new Degenerate(objective, here, local, seed.child("degenerate")).decide(spectrum, unexplained);
    }

    /** Whether the zeros of a Hessian without positive eigenvalues are those of a family of equal values. */
    private boolean isFamilyOfMaxima(Objective objective, Point point, Seed seed) {
        Objective upsideDown = new Negated(objective);
        LocalSpectrum local =
                LocalSpectrum.at(upsideDown, point.coordinates(), DenseHessian.at(upsideDown, point.coordinates()));
        Point turned = new Point(
                point.coordinates(), -point.value(), point.gradientNorm(), point.termination(), point.iterations());
        Spectrum spectrum = new Spectrum(local.eigenvalues(), local.tolerance(), 0);
        return spectrum.index() == 0
                && new Degenerate(upsideDown, turned, local, seed.child("maximum"))
                                .decide(spectrum, spectrum.nullity())
                                .kind()
                        == PointKind.LOCAL_MINIMUM;
    }

    private static boolean isCritical(Point point, LocalSpectrum local) {
        double size = Spheres.sizeOf(point.coordinates());
        double norm = point.gradientNorm();
        boolean isNothingBesideLoss = norm <= CRITICAL * CRITICAL * Math.abs(point.value())
                && norm * size <= CRITICAL * CRITICAL * Math.abs(point.value());
        return norm <= CRITICAL * local.largest() * size
                || isNothingBesideLoss
                || point.termination().isConvergence();
    }

    private static Classification notMinimum(Spectrum spectrum, int index) {
        boolean isMaximum = index + spectrum.orbitDimension() == spectrum.eigenvalues().length
                && spectrum.nullity() == spectrum.orbitDimension();
        String reason = String.format(
                Locale.ROOT,
                "%d negative eigenvalue%s, the least %.3g",
                index,
                index == 1 ? "" : "s",
                spectrum.eigenvalues()[0]);
        return classification(isMaximum ? PointKind.MAXIMUM : PointKind.STRICT_SADDLE, spectrum, reason);
    }

    private static Classification undecided(Spectrum spectrum, String reason) {
        return classification(PointKind.UNDECIDED, spectrum, reason);
    }

    private static Classification classification(PointKind kind, Spectrum spectrum, String reason) {
        return new Classification(kind, spectrum, reason, Optional.empty());
    }

    /** A point whose Hessian has no negative eigenvalue and more zeros than the symmetry explains. */
    private final class Degenerate {

        private final Objective objective;
        private final Point point;
        private final LocalSpectrum local;
        private final double noise;
        private final RandomGenerator random;

        Degenerate(Objective objective, Point point, LocalSpectrum local, Seed seed) {
            this.objective = objective;
            this.point = point;
            this.local = local;
            this.noise = RoundingNoise.at(objective, point.coordinates());
            this.random = seed.generator();
        }

        Classification decide(Spectrum spectrum, int unexplained) {
            Spheres.Directions directions =
                    new Spheres.Directions(() -> local.randomNullDirection(random), options.descents());
            Optional<Point> below = new Spheres(solver, objective, point, noise, directions).lowerPoint();
            if (below.isPresent()) {
                double gain = point.value() - below.get().value();
                String reason = String.format(
                        Locale.ROOT,
                        "no negative eigenvalue, but lower points on ever smaller spheres, the first by %.3g",
                        gain);
                return new Classification(PointKind.NON_STRICT_SADDLE, spectrum, reason, below);
            }
            if (new FlatFamily(objective, point, local, noise).isFlat(options.curves(), random)) {
                return classification(
                        PointKind.LOCAL_MINIMUM,
                        spectrum,
                        "no negative eigenvalue, and the " + spectrum.nullity()
                                + " zeros are those of a family of equal minima, followed along " + options.curves()
                                + " curves");
            }
            return undecided(
                    spectrum,
                    unexplained + " zero eigenvalues are not explained by the symmetry; no lower point was found");
        }
    }
}
