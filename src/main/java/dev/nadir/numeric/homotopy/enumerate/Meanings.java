package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Classifier;
import dev.nadir.numeric.DenseHessian;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Found;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Meaning;
import dev.nadir.numeric.linalg.EigenvalueSolver;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.system.CriticalEquations;
import dev.nadir.reduction.system.Unknown;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** What each root is as a critical point. */
final class Meanings {

    /** Eigenvalues below this, relative to the largest, count as zero. */
    private static final double ZERO = 1e-9;

    /** Values of the loss that differ by less, relative to their size, count as the same. */
    private static final double SAME_VALUE = 1e-10;

    /** So many changes of the coordinates, by so much relative to their size, show how sure a value is. */
    private static final int SHAKES = 4;

    private static final double SHAKE = 0x1p-46;

    /** Coordinates below this, relative to one or the largest, are rounding if their box holds zero. */
    private static final double CRUMB = 1e-15;

    private final CriticalEquations equations;
    private final List<Polynomial> written;
    private final Probe probe;
    private final AttainedBound least;

    Meanings(CriticalEquations equations, List<Polynomial> written, Probe probe, AttainedBound least) {
        this.equations = equations;
        this.written = written;
        this.probe = probe;
        this.least = least;
    }

    /**
     * The roots with their meaning: the real ones first, the lowest first.
     *
     * @param withSingular whether singular ends of paths are isolated roots, and stand in the list
     */
    List<Found> of(HomotopyResult result, Certification certification, boolean withSingular) {
        List<Found> points = new ArrayList<>();
        int simple = result.roots().size();
        List<Certificate> certificates = certification.certificates();
        add(points, result.roots(), certificates.subList(0, simple), 0);
        if (withSingular) {
            int regular = (int) result.roots().stream()
                    .mapToInt(PolynomialRoot::orbit)
                    .distinct()
                    .count();
            Certificate none = new Certificate(Certificate.Kind.UNDECIDED, List.of(), Double.NaN, "singular");
            int singular = result.singular().size();
            boolean isKnown = certificates.size() == simple + singular;
            add(
                    points,
                    result.singular(),
                    isKnown
                            ? certificates.subList(simple, simple + singular)
                            : java.util.Collections.nCopies(singular, none),
                    regular);
        }
        points.sort(Comparator.comparing((Found point) -> !point.isReal())
                .thenComparingDouble(this::rank)
                .thenComparingInt(Found::orbit));
        return points;
    }

    private void add(List<Found> points, List<PolynomialRoot> roots, List<Certificate> certificates, int firstOrbit) {
        Map<Integer, Integer> sizes = new HashMap<>();
        roots.forEach(root -> sizes.merge(root.orbit(), 1, Integer::sum));
        for (int k = 0; k < roots.size(); k++) {
            Certificate certificate = certificates.get(k);
            PolynomialRoot root = centred(roots.get(k), certificate);
            // A certificate that the root is not real is stronger than the size of its imaginary parts.
            boolean isReal = certificate.kind() == Certificate.Kind.REAL
                    || (root.isReal() && certificate.kind() == Certificate.Kind.UNDECIDED);
            points.add(new Found(
                    coordinates(root),
                    isReal,
                    certificate.kind(),
                    firstOrbit + root.orbit(),
                    sizes.getOrDefault(root.orbit(), 1),
                    root.isSingular() ? root.paths() : 1,
                    isReal ? meaning(root, certificate) : Optional.empty()));
        }
    }

    /**
     * The root at the centre of its box, which was corrected with exact values where doubles did not suffice. A coordinate that
     * the box does not tell from zero, and that is nothing but rounding, is zero.
     */
    private static PolynomialRoot centred(PolynomialRoot root, Certificate certificate) {
        double size = 1;
        for (Complex coordinate : certificate.centre()) {
            size = Math.max(size, coordinate.abs());
        }
        double crumb = Math.min(certificate.radius(), CRUMB * size);
        return !certificate.isCertified()
                ? root
                : new PolynomialRoot(
                        certificate.centre().stream()
                                .map(each -> each.abs() <= crumb ? new Complex(0, 0) : each)
                                .toList(),
                        root.winding(),
                        root.residual(),
                        root.condition(),
                        root.isReal(),
                        root.isSingular(),
                        root.orbit(),
                        root.paths());
    }

    /** Critical points stand in the order of their values, solutions in that of their first unknown. */
    private double rank(Found point) {
        return equations.isGiven()
                ? point.coordinates().values().stream()
                        .mapToDouble(rows -> rows.get(0).get(0).real())
                        .findFirst()
                        .orElse(0)
                : point.meaning().map(Meaning::value).orElse(Double.POSITIVE_INFINITY);
    }

    private Map<String, List<List<Complex>>> coordinates(PolynomialRoot root) {
        Map<String, int[]> shapes = shapes(equations.unknowns());
        Map<String, List<List<Complex>>> coordinates = new LinkedHashMap<>();
        shapes.forEach((name, shape) -> {
            List<List<Complex>> rows = new ArrayList<>();
            for (int i = 0; i < shape[0]; i++) {
                List<Complex> row = new ArrayList<>();
                for (int j = 0; j < shape[1]; j++) {
                    row.add(new Complex(0, 0));
                }
                rows.add(row);
            }
            coordinates.put(name, rows);
        });
        for (int k = 0; k < equations.unknowns().size(); k++) {
            Unknown unknown = equations.unknowns().get(k);
            List<List<Complex>> rows = coordinates.getOrDefault(unknown.parameter(), List.of());
            rows.get(unknown.row()).set(unknown.column(), root.coordinates().get(k));
            if (unknown.isMirrored()) {
                rows.get(unknown.column()).set(unknown.row(), root.coordinates().get(k));
            }
        }
        return coordinates;
    }

    private static Map<String, int[]> shapes(List<Unknown> unknowns) {
        Map<String, int[]> shapes = new LinkedHashMap<>();
        for (Unknown unknown : unknowns) {
            int[] shape = shapes.computeIfAbsent(unknown.parameter(), name -> new int[2]);
            shape[0] = Math.max(shape[0], unknown.row() + 1);
            shape[1] = Math.max(shape[1], unknown.column() + 1);
        }
        return shapes;
    }

    /** The values of the unknowns among parameters. */
    static double[] unknowns(List<Unknown> unknowns, Map<String, Matrix> parameters) {
        return unknowns.stream()
                .mapToDouble(unknown -> entry(unknown, parameters))
                .toArray();
    }

    private static double entry(Unknown unknown, Map<String, Matrix> parameters) {
        Matrix matrix = parameters.get(unknown.parameter());
        return matrix == null ? Double.NaN : matrix.get(unknown.row(), unknown.column());
    }

    /** Empty where a parameter that is declared positive is not. */
    private Optional<Meaning> meaning(PolynomialRoot root, Certificate certificate) {
        Map<String, Matrix> parameters = new LinkedHashMap<>();
        coordinates(root).forEach((name, rows) -> {
            double[] entries = rows.stream()
                    .flatMap(List::stream)
                    .mapToDouble(Complex::real)
                    .toArray();
            parameters.put(name, Matrix.of(rows.size(), rows.get(0).size(), entries));
        });
        boolean isInside = equations.unknowns().stream()
                .allMatch(unknown -> !unknown.isPositive() || entry(unknown, parameters) > 0);
        if (!isInside) {
            return Optional.empty();
        }
        return Optional.of(
                equations.isGiven() ? solution(parameters, certificate) : critical(root, certificate, parameters));
    }

    /** Half a sum of squares is nowhere lower than where it is zero, and a simple solution is alone there. */
    private Meaning solution(Map<String, Matrix> parameters, Certificate certificate) {
        boolean isCertain = certificate.kind() == Certificate.Kind.REAL;
        double value = isCertain ? 0 : probe.loss(parameters);
        return new Meaning(parameters, value, noise(parameters), 0, 0, PointKind.GLOBAL_MINIMUM, isCertain, isCertain);
    }

    private Meaning critical(PolynomialRoot root, Certificate certificate, Map<String, Matrix> parameters) {
        double[] eigenvalues = eigenvalues(parameters);
        double largest = 0;
        for (double eigenvalue : eigenvalues) {
            largest = Math.max(largest, Math.abs(eigenvalue));
        }
        int index = 0;
        int nullity = 0;
        for (double eigenvalue : eigenvalues) {
            nullity += Math.abs(eigenvalue) <= ZERO * largest ? 1 : 0;
            index += eigenvalue < -ZERO * largest ? 1 : 0;
        }
        OptionalInt proved =
                certificate.kind() == Certificate.Kind.REAL ? proved(root, certificate) : OptionalInt.empty();
        boolean isCertified = proved.isPresent() && proved.getAsInt() == index && nullity == 0;
        double value = probe.loss(parameters);
        Optional<Rational> bound = index == 0 ? least.at(certificate, value) : Optional.empty();
        PointKind kind =
                bound.isPresent() ? PointKind.GLOBAL_MINIMUM : kind(parameters, index, nullity, eigenvalues.length);
        return new Meaning(
                parameters,
                bound.map(Rational::round).orElse(value),
                bound.isPresent() ? 0 : noise(parameters),
                index,
                nullity,
                kind,
                isCertified,
                bound.isPresent());
    }

    /** How far the loss moves when every coordinate is changed by some units in its last place. */
    private double noise(Map<String, Matrix> parameters) {
        double[] x = probe.coordinates(parameters);
        double value = probe.objective().value(x);
        double worst = 0;
        for (int k = 0; k < SHAKES; k++) {
            double[] near = x.clone();
            for (int i = 0; i < near.length; i++) {
                near[i] += ((i * (k + 1) + k) % 3 - 1) * SHAKE * near[i];
            }
            worst = Math.max(worst, Math.abs(probe.objective().value(near) - value));
        }
        return worst;
    }

    private double[] eigenvalues(Map<String, Matrix> parameters) {
        double[] x = probe.coordinates(parameters);
        double[] eigenvalues = new double[x.length];
        new EigenvalueSolver(x.length)
                .ascending(DenseHessian.at(probe.objective(), x).matrix().toArray(), eigenvalues);
        return eigenvalues;
    }

    private OptionalInt proved(PolynomialRoot root, Certificate certificate) {
        boolean isPlain = equations.leftOut().isEmpty()
                && equations.unknowns().stream().noneMatch(Unknown::isMirrored)
                && root.coordinates().size() == written.size();
        double[] centre =
                certificate.centre().stream().mapToDouble(Complex::real).toArray();
        return isPlain ? HessianGap.index(written, centre, certificate.radius()) : OptionalInt.empty();
    }

    private PointKind kind(Map<String, Matrix> parameters, int index, int nullity, int dimension) {
        if (index > 0 && index < dimension) {
            return PointKind.STRICT_SADDLE;
        }
        if (nullity > 0) {
            Classifier.Classification classification = probe.classify(parameters);
            return classification.kind();
        }
        return index == 0 ? PointKind.LOCAL_MINIMUM : PointKind.MAXIMUM;
    }

    /** Calls the lowest minima global where nothing is missing and the loss is shown to attain its minimum. */
    static Enumeration withGlobalMinimum(Enumeration enumeration) {
        boolean isKnown =
                enumeration.attainsMinimum() && enumeration.incomplete().isEmpty();
        double lowest = enumeration.points().stream()
                .flatMap(point -> point.meaning().stream())
                .mapToDouble(Meaning::value)
                .min()
                .orElse(Double.NaN);
        // Where one point alone has the lowest value of all, no derivative need tell what it is.
        boolean isAlone = enumeration.points().stream()
                        .filter(point -> point.meaning()
                                .filter(each -> isSame(each.value(), lowest))
                                .isPresent())
                        .mapToInt(Found::orbit)
                        .distinct()
                        .count()
                == 1;
        List<Found> points = enumeration.points().stream()
                .map(point -> isKnown ? raised(point, lowest, isAlone) : point)
                .toList();
        return new Enumeration(
                enumeration.result(),
                enumeration.certification(),
                points,
                enumeration.bound(),
                enumeration.isOdd(),
                enumeration.attainsMinimum(),
                enumeration.leftOut(),
                enumeration.open(),
                enumeration.witnesses(),
                enumeration.curves(),
                enumeration.isSystem());
    }

    private static boolean isSame(double value, double lowest) {
        return value - lowest <= SAME_VALUE * Math.max(1, Math.abs(lowest));
    }

    private static Found raised(Found point, double lowest, boolean isAlone) {
        Optional<Meaning> meaning = point.meaning()
                .filter(each -> each.kind() == PointKind.LOCAL_MINIMUM
                        || (isAlone && each.index() == 0 && each.kind() == PointKind.UNDECIDED))
                .filter(each -> isSame(each.value(), lowest));
        if (meaning.isEmpty()) {
            return point;
        }
        Meaning same = meaning.get();
        return new Found(
                point.coordinates(),
                point.isReal(),
                point.certificate(),
                point.orbit(),
                point.orbitSize(),
                point.multiplicity(),
                Optional.of(new Meaning(
                        same.parameters(),
                        same.value(),
                        same.noise(),
                        same.index(),
                        same.nullity(),
                        PointKind.GLOBAL_MINIMUM,
                        same.isCertified(),
                        same.isLeast())));
    }
}
