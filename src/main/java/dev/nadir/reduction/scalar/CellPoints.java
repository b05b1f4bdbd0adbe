package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Effort;
import dev.nadir.base.exact.ExactReal;
import dev.nadir.base.exact.Rational;
import dev.nadir.base.exact.RealPolynomial;
import dev.nadir.base.exact.RealRoots;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarProblem.Logarithm;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The stationary points of a loss of one unknown at one exact value of the parameters. */
final class CellPoints {

    /** The place of the point zero, of whatever factor it is a root; at the end of the domain it need not be one. */
    static final int ZERO = -1;

    private final OneUnknown problem;
    private final Map<String, ExactReal> sample;
    private final List<RealPolynomial> factors = new ArrayList<>();
    private final RealPolynomial slope;
    private final Effort effort;

    /** The multiple roots of the slope, where it matters which they are. */
    private final @Nullable RealRoots multiple;

    private final List<Point> points = new ArrayList<>();
    private final List<ExactReal> limits = new ArrayList<>();
    private boolean fallsWithoutBound;

    /**
     * A stationary point, or zero at the end of the domain.
     *
     * @param factor which factor of the slope it is a root of, or {@link #ZERO}
     * @param index its place among the real roots of that factor, 1 for the largest
     * @param left the sign of the slope to its left, zero at the end of the domain
     * @param right the sign of the slope to its right
     * @param isSimple whether the slope has a simple root there: the second derivative is not zero
     */
    record Point(int factor, int index, ExactReal number, int left, int right, boolean isSimple) {

        boolean isMinimum() {
            return left <= 0 && right > 0;
        }

        /** Where other unknowns were taken out, a top is a saddle: the loss rises along them. */
        Kind kind(boolean isAlone) {
            if (isMinimum()) {
                return Kind.LOCAL_MINIMUM;
            }
            boolean isTop = left >= 0 && right < 0;
            if (isTop && !isAlone) {
                return isSimple ? Kind.STRICT_SADDLE : Kind.NON_STRICT_SADDLE;
            }
            return isTop ? Kind.MAXIMUM : Kind.NON_STRICT_SADDLE;
        }
    }

    /**
     * Finds them.
     *
     * @param isAlone whether no other unknown was taken out, so that a top is a maximum
     */
    CellPoints(OneUnknown problem, Map<String, ExactReal> sample, boolean isAlone, Effort effort) {
        this.effort = effort;
        this.problem = problem;
        this.sample = sample;
        this.slope = Cells.along(problem.slope(), problem.unknown(), sample);
        if (slope.isZero()) {
            throw new StepRefused(
                    "stationary equation", "the loss does not depend on " + problem.unknown() + " for some parameters");
        }
        this.multiple =
                isAlone ? null : new RealRoots(slope.gcd(slope.derivative()).squarefree(), effort);
        checkPoles();
        problem.factors()
                .forEach(factor -> factors.add(
                        Cells.along(factor, problem.unknown(), sample).squarefree()));
        find();
    }

    /** Stationary points, smallest first. */
    List<Point> points() {
        return points;
    }

    /** Whether the loss goes to minus infinity at an end of the domain. */
    boolean fallsWithoutBound() {
        return fallsWithoutBound;
    }

    /** Finite limits of the loss at ends of the domain towards which it falls. */
    List<ExactReal> limits() {
        return limits;
    }

    private void checkPoles() {
        check(problem.denominator(), "the denominator", false);
        for (Logarithm logarithm : problem.problem().logarithms()) {
            check(NamedAlgebra.cleared(logarithm.argument()), "the argument of a logarithm", true);
        }
    }

    private void check(LaurentPolynomial polynomial, String what, boolean mustBePositive) {
        RealPolynomial along = Cells.along(polynomial, problem.unknown(), sample);
        boolean isBad = along.isZero()
                || (problem.allowsZero() && along.at(Rational.ZERO).isZero());
        if (!isBad && along.degree() > 0) {
            RealRoots roots = new RealRoots(along.squarefree().withoutRootAtZero(), effort);
            Rational low = problem.domain() == Sign.FREE ? roots.bound().negate() : Rational.ZERO;
            isBad = roots.count(low, roots.bound()) > 0;
        }
        if (isBad || (mustBePositive && along.at(Rational.ONE).signum() < 0)) {
            throw new StepRefused("poles", what + " must keep its sign on the whole domain, for all parameters");
        }
    }

    private void find() {
        boolean isLine = problem.domain() == Sign.FREE;
        RealPolynomial all = RealPolynomial.of(List.of(ExactReal.Fraction.ONE));
        for (RealPolynomial factor : factors) {
            all = all.times(factor.dividedBy(factor.gcd(all)).quotient());
        }
        all = isLine ? all : all.withoutRootAtZero();
        RealRoots roots = new RealRoots(all, effort);
        Rational low = isLine ? roots.bound().negate() : Rational.ZERO;
        List<RealRoots.Isolated> places = new ArrayList<>();
        for (RealRoots.Isolated place : roots.between(low, roots.bound())) {
            places.add(roots.inside(place, low, low));
        }
        Rational first = places.isEmpty() ? Rational.ONE : places.get(0).low();
        int atStart = slope.at(first).signum();
        if (problem.domain() == Sign.NON_NEGATIVE) {
            addZero(atStart);
        }
        for (RealRoots.Isolated place : places) {
            points.add(point(place));
        }
        Rational last =
                places.isEmpty() ? Rational.ONE : places.get(places.size() - 1).high();
        if (slope.at(last).signum() < 0) {
            addEnd(true);
        }
        if (atStart > 0 && problem.domain() != Sign.NON_NEGATIVE) {
            addEnd(isLine);
        }
    }

    private void addZero(int right) {
        boolean isStationary = slope.at(Rational.ZERO).isZero();
        if (isStationary || right > 0) {
            points.add(new Point(ZERO, 1, ExactReal.Fraction.ZERO, 0, right, slope.orderAtZero() <= 1));
        }
    }

    /** The first factor that has the root. */
    private Point point(RealRoots.Isolated place) {
        int left = slope.at(place.low()).signum();
        int right = slope.at(place.high()).signum();
        boolean isSimple = multiple == null || multiple.count(place.low(), place.high()) == 0;
        for (int i = 0; i < factors.size(); i++) {
            RealRoots roots = new RealRoots(factors.get(i), effort);
            if (factors.get(i).degree() > 0 && roots.count(place.low(), place.high()) > 0) {
                int index = roots.countAbove(place.high()) + 1;
                boolean isZero = place.low().signum() < 0
                        && place.high().signum() > 0
                        && factors.get(i).orderAtZero() > 0;
                return isZero
                        ? new Point(ZERO, 1, ExactReal.Fraction.ZERO, left, right, isSimple)
                        : new Point(i, index, roots.number(place), left, right, isSimple);
            }
        }
        throw new dev.nadir.base.InternalErrorException("a root of a product must be a root of a factor");
    }

    /** The loss falls towards this end of the domain: infinity, or zero from the right. */
    private void addEnd(boolean isInfinity) {
        if (!problem.problem().logarithms().isEmpty()) {
            throw new StepRefused(
                    "ends of the domain", "the limit of a loss with logarithms that falls towards an end is not known");
        }
        RealPolynomial numerator = Cells.along(problem.numerator(), problem.unknown(), sample);
        RealPolynomial denominator = Cells.along(problem.denominator(), problem.unknown(), sample);
        int order = isInfinity
                ? denominator.degree() - numerator.degree()
                : numerator.orderAtZero() - denominator.orderAtZero();
        if (numerator.isZero() || order > 0) {
            limits.add(ExactReal.Fraction.ZERO);
        } else if (order < 0) {
            fallsWithoutBound = true;
        } else if (isInfinity) {
            limits.add(numerator.leading().times(denominator.leading().inverse()));
        } else {
            ExactReal bottom = denominator.coefficient(denominator.orderAtZero());
            limits.add(numerator.coefficient(numerator.orderAtZero()).times(bottom.inverse()));
        }
    }

    /** The places of the points that attain the minimum, and whether there are any. */
    List<Integer> lowest() {
        List<Integer> candidates = new ArrayList<>();
        for (int i = 0; i < points.size(); i++) {
            if (points.get(i).isMinimum()) {
                candidates.add(i);
            }
        }
        if (fallsWithoutBound || candidates.isEmpty()) {
            return List.of();
        } else if (candidates.size() == 1 && limits.isEmpty()) {
            return candidates;
        }
        List<Integer> best = new ArrayList<>();
        for (int candidate : candidates) {
            int order = best.isEmpty() ? -1 : compare(candidate, best.get(0));
            if (order < 0) {
                best.clear();
            }
            if (order <= 0) {
                best.add(candidate);
            }
        }
        ExactReal value = value(points.get(best.get(0)).number());
        boolean isAttained =
                limits.stream().allMatch(limit -> value.minus(limit).signum() <= 0);
        return isAttained ? best : List.of();
    }

    private ExactReal value(ExactReal number) {
        if (!problem.problem().logarithms().isEmpty()) {
            throw new StepRefused(
                    "comparison of values", "two minima of a loss with logarithms have values that are not algebraic");
        }
        ExactReal numerator =
                Cells.along(problem.numerator(), problem.unknown(), sample).at(number);
        ExactReal denominator =
                Cells.along(problem.denominator(), problem.unknown(), sample).at(number);
        return numerator.times(denominator.inverse());
    }

    /** The sign of the first value minus the second, exact. */
    private int compare(int first, int second) {
        ExactReal a = points.get(first).number();
        ExactReal b = points.get(second).number();
        int base = sample.values().stream().mapToInt(ExactReal::depth).max().orElse(0);
        if (b instanceof ExactReal.Element root && b.depth() > base) {
            b = root.extension().above(a).generator();
        }
        return value(a).minus(value(b)).signum();
    }
}
