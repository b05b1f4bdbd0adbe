package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.reduction.CountBound;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What is known of all critical points of an instance.
 *
 * @param result every path, and every root that one led to
 * @param certification what interval arithmetic shows of the regular roots
 * @param points the regular roots, and the singular ones if they are shown to be isolated, with their meaning, the real ones first, the lowest first
 * @param bound a proved upper bound on their number, if one was found in time
 * @param isOdd whether changes of sign show that their number is odd, if it is finite
 * @param attainsMinimum whether it is shown that the loss attains its minimum
 * @param leftOut what was divided by, in words; where it vanishes nothing was looked for
 * @param open why there are curves of critical points, or may be: a continuous symmetry, or no bound
 * @param witnesses points on the surfaces that a continuous symmetry makes of critical points, where these were cut
 * @param curves why critical points are not isolated, if they are not; then nothing was solved
 * @param isSystem whether the points are the solutions of equations that the model gives, not critical points of a loss
 */
public record Enumeration(
        HomotopyResult result,
        Certification certification,
        List<Found> points,
        Optional<CountBound> bound,
        boolean isOdd,
        boolean attainsMinimum,
        List<String> leftOut,
        Optional<Curves> open,
        List<WitnessSet> witnesses,
        Optional<String> curves,
        boolean isSystem) {

    /** Copies the lists. */
    public Enumeration {
        points = List.copyOf(points);
        leftOut = List.copyOf(leftOut);
        witnesses = List.copyOf(witnesses);
    }

    /**
     * Curves or surfaces beside the points.
     *
     * @param why what says so, in words
     * @param areCertain whether it is shown that there are infinitely many points
     */
    public record Curves(String why, boolean areCertain) {}

    /**
     * A critical point.
     *
     * @param coordinates the parameters by name, row by row
     * @param certificate what is shown of it
     * @param orbit points that changes of sign and permutations of unknowns carry into one another share this number
     * @param orbitSize how many there are of them
     * @param multiplicity how many paths end there; 1 for a nonsingular point
     * @param meaning what it is, if it is real and where the parameters may be
     */
    public record Found(
            Map<String, List<List<Complex>>> coordinates,
            boolean isReal,
            Certificate.Kind certificate,
            int orbit,
            int orbitSize,
            int multiplicity,
            Optional<Meaning> meaning) {}

    /**
     * What a real critical point is.
     *
     * @param value the loss there, exact where {@code isLeast}
     * @param noise how far changes of the coordinates in their last digits move the value
     * @param index how many eigenvalues of the Hessian are negative
     * @param nullity how many are zero
     * @param isCertified whether the eigenvalues are further from zero than all errors can move them
     * @param isLeast whether the value is shown, exactly, to be a number that the loss is never below
     */
    public record Meaning(
            Map<String, Matrix> parameters,
            double value,
            double noise,
            int index,
            int nullity,
            PointKind kind,
            boolean isCertified,
            boolean isLeast) {}

    /** How many distinct critical points there are at least, proved. */
    public int atLeast() {
        return certification.distinctCount();
    }

    /** How many distinct real ones there are at least where the parameters may be, proved. */
    public int realAtLeast() {
        int outside = (int) points.stream()
                .filter(point -> point.isReal() && point.meaning().isEmpty())
                .count();
        return Math.max(0, certification.realCount() - outside);
    }

    /** Whether the points are told from one another in the quotient algebra, multiple ones as well. */
    public boolean isByAlgebra() {
        return certification.method() == Certification.Method.ALGEBRA;
    }

    /** Whether a point is real and has a parameter where it may not be. */
    public boolean hasRange() {
        return points.stream()
                .anyMatch(point -> point.isReal() && point.meaning().isEmpty());
    }

    /** Whether it is proved that the regular roots are all critical points: as many as the bound allows. */
    public boolean isProvedComplete() {
        return curves.isEmpty()
                && certification.isComplete()
                && points.size() == certification.certificates().size()
                && bound.filter(each -> each.count() == atLeast()).isPresent();
    }

    /** Whether the loss is shown to attain a number that it is never below. */
    public boolean attainsBound() {
        return points.stream().flatMap(point -> point.meaning().stream()).anyMatch(Meaning::isLeast);
    }

    /** How many of the points are real and where the parameters may be, as far as doubles can tell. */
    public int realCount() {
        return (int)
                points.stream().filter(point -> point.meaning().isPresent()).count();
    }

    /** How many orbits the points form under the changes of sign and permutations of unknowns that the equations have. */
    public int orbitCount() {
        return (int) points.stream().mapToInt(Found::orbit).distinct().count();
    }

    /** Whether it is shown that there are infinitely many points. */
    public boolean isInfinite() {
        return open.filter(Curves::areCertain).isPresent();
    }

    /** Whether the search was ended before all paths were found and followed, or some of them failed. */
    public boolean isEnded() {
        return curves.isEmpty() && result.completeness().basis() == Completeness.Basis.INCOMPLETE;
    }

    /** Why points may be missing; empty if nothing says so. */
    public Optional<String> incomplete() {
        if (curves.isPresent()) {
            return curves;
        }
        if (isProvedComplete() || areAllAccounted()) {
            return Optional.empty();
        }
        Optional<String> missing = bound.filter(each ->
                        each.count() > points.size() && result.singular().isEmpty())
                .map(each -> "paths found " + points.size() + " of up to " + each.count() + " that there may be by "
                        + each.basis());
        if (missing.isPresent()) {
            return missing;
        }
        return isTraced() || isInfinite()
                ? singularOrCurves()
                : Optional.of(result.completeness().reason());
    }

    /** Whether the singular ends are shown to be isolated, and stand among the points. */
    private boolean areAllAccounted() {
        int all = certification.certificates().size() + result.singular().size();
        return !result.singular().isEmpty() && result.paths().failed() == 0 && points.size() == all;
    }

    /**
     * Loops that find nothing new are no evidence that there is nothing where no loop starts. Of paths that met, the basis
     * says that they did; others in excess solve combinations of too many equations only.
     */
    private boolean isTraced() {
        boolean isTraced = result.completeness().basis() == Completeness.Basis.TRACE_TEST
                || result.completeness().basis() == Completeness.Basis.BEZOUT;
        return isTraced && result.paths().failed() == 0;
    }

    private Optional<String> singularOrCurves() {
        int singular = result.singular().size();
        Optional<String> why = open.map(Curves::why);
        if (singular == 0) {
            return why;
        }
        String ends = singular == 1
                ? "1 end of paths is singular, a multiple point or a point of a curve, and is not listed"
                : singular + " ends of paths are singular, multiple points or points of curves, and are not listed";
        return Optional.of(
                isInfinite()
                        ? why.orElse("") + "; " + ends
                        : ends + why.map(text -> "; " + text).orElse(""));
    }
}
