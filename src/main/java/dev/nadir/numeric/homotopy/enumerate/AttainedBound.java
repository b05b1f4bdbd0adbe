package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.rings.DistinctRoots;
import dev.nadir.reduction.system.Polynomials;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Critical points at which the loss is, exactly, a number that it is never below. The critical equations and the equation that
 * the loss is that number have a quotient algebra of their own; its real points are enclosed, and a point of the list is
 * one of them if its box holds the enclosure. So a minimum is seen to be global whatever else there may be.
 */
final class AttainedBound {

    /** Values further from the bound, relative to one or its size, are not the bound; those nearer are looked at exactly. */
    private static final double NEAR = 1e-8;

    /** An enclosure is this wide, relative to one or the size of the coordinate. */
    private static final double WIDTH = 0x1p-60;

    private final Optional<Rational> bound;
    private final List<Polynomial> equations;
    private final long work;
    private @Nullable List<DistinctRoots.Place> places;

    private AttainedBound(Optional<Rational> bound, List<Polynomial> equations, long work) {
        this.bound = bound;
        this.equations = List.copyOf(equations);
        this.work = work;
    }

    /**
     * Where a loss attains its bound.
     *
     * @param bound a number that the loss is never below, if one is known
     * @param loss the loss written out, if it is a polynomial
     * @param gradient its critical equations
     * @param work for a Groebner basis
     */
    static AttainedBound of(Optional<Rational> bound, Optional<Polynomial> loss, List<Polynomial> gradient, long work) {
        boolean isKnown = work > 0 && bound.isPresent() && loss.isPresent() && isGradient(gradient, loss.get());
        if (!isKnown) {
            return new AttainedBound(Optional.empty(), List.of(), 0);
        }
        List<Polynomial> equations = new ArrayList<>(gradient);
        equations.add(minus(loss.get(), bound.get()));
        return new AttainedBound(bound, equations, work);
    }

    /** Two ways to write the same derivatives out. */
    private static boolean isGradient(List<Polynomial> gradient, Polynomial loss) {
        return gradient.size() == loss.arity()
                && java.util.stream.IntStream.range(0, gradient.size())
                        .allMatch(i -> minus(gradient.get(i), Polynomials.derivative(loss, i))
                                .terms()
                                .isEmpty());
    }

    private static Polynomial minus(Polynomial left, Polynomial right) {
        java.util.Map<List<Integer>, Rational> sums = new java.util.LinkedHashMap<>();
        left.terms().forEach(term -> sums.merge(term.exponents(), term.coefficient(), Rational::plus));
        right.terms()
                .forEach(term -> sums.merge(term.exponents(), term.coefficient().negate(), Rational::plus));
        List<Polynomial.Term> terms = new ArrayList<>();
        sums.forEach((exponents, coefficient) -> {
            if (!coefficient.isZero()) {
                terms.add(new Polynomial.Term(coefficient, exponents));
            }
        });
        return new Polynomial(left.arity(), terms);
    }

    private static Polynomial minus(Polynomial left, Rational number) {
        List<Integer> none = java.util.Collections.nCopies(left.arity(), 0);
        return minus(left, new Polynomial(left.arity(), List.of(new Polynomial.Term(number, none))));
    }

    /** The bound, if the loss is exactly that at the point in the box; each exact point is given away once. */
    Optional<Rational> at(Certificate certificate, double value) {
        boolean isNear = certificate.kind() == Certificate.Kind.REAL
                && bound.filter(each -> Math.abs(value - each.round()) <= NEAR * Math.max(1, Math.abs(each.round())))
                        .isPresent();
        if (!isNear) {
            return Optional.empty();
        }
        List<DistinctRoots.Place> open = places;
        if (open == null) {
            open = new ArrayList<>();
            DistinctRoots.of(equations, work)
                    .map(found -> found.places().stream()
                            .filter(DistinctRoots.Place::isReal)
                            .toList())
                    .ifPresent(open::addAll);
            places = open;
        }
        Optional<DistinctRoots.Place> there =
                open.stream().filter(place -> isIn(place, certificate)).findFirst();
        there.ifPresent(open::remove);
        return there.flatMap(place -> bound);
    }

    private static boolean isIn(DistinctRoots.Place place, Certificate certificate) {
        for (int i = 0; i < place.real().size(); i++) {
            double coordinate = place.real().get(i).round();
            Complex centre = certificate.centre().get(i);
            double allowed = certificate.radius() + WIDTH * Math.max(1, Math.abs(coordinate));
            // The difference of two doubles this near is exact.
            if (!(Math.abs(coordinate - centre.real()) <= allowed + Math.ulp(coordinate))) {
                return false;
            }
        }
        return true;
    }
}
