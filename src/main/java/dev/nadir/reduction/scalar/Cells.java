package dev.nadir.reduction.scalar;

import dev.nadir.base.exact.Effort;
import dev.nadir.base.exact.ExactReal;
import dev.nadir.base.exact.Rational;
import dev.nadir.base.exact.RealPolynomial;
import dev.nadir.base.exact.RealRoots;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.LaurentPolynomial.Monomial;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Cuts the space of the parameters into cells on which given polynomials have constant signs, and takes one exact
 * sample of each: cylindrical decomposition (Collins1975) of a line or a plane, after scaling.
 */
final class Cells {

    /** A parameter space of more dimensions is refused. */
    static final int DIMENSIONS = 2;

    private final ScalarProblem problem;
    private final NamedAlgebra algebra;
    private final Effort effort;
    private final List<String> fixed;
    private final List<String> free;

    /**
     * A set of parameters on which the signs are constant.
     *
     * @param sample a point of it
     * @param signs the sign of each polynomial there
     */
    record Cell(Map<String, ExactReal> sample, Map<LaurentPolynomial, Integer> signs) {}

    Cells(ScalarProblem problem, NamedAlgebra algebra, Effort effort) {
        this.effort = effort;
        this.problem = problem;
        this.algebra = algebra;
        this.fixed = Scaling.normalised(problem);
        this.free = problem.parameters().keySet().stream()
                .filter(name -> !fixed.contains(name))
                .toList();
    }

    /** The parameters that scaling leaves. */
    List<String> free() {
        return free;
    }

    /** One cell for each combination of signs. */
    List<Cell> decompose(Set<LaurentPolynomial> polynomials) {
        Set<LaurentPolynomial> all = new LinkedHashSet<>(polynomials);
        problem.assumptions().forEach(a -> all.addAll(algebra.factors(a.polynomial())));
        problem.parameters().forEach((name, sign) -> {
            if (sign != Sign.POSITIVE) {
                all.add(LaurentPolynomial.of(name));
            }
        });
        List<Map<String, ExactReal>> samples = new ArrayList<>();
        for (Map<String, Rational> corner : corners()) {
            sample(corner, all, samples);
        }
        List<Cell> cells = new ArrayList<>();
        for (Map<String, ExactReal> sample : samples) {
            boolean isAllowed = problem.assumptions().stream()
                    .allMatch(a -> a.sign().allows(at(a.polynomial(), sample).signum()));
            if (isAllowed) {
                Map<LaurentPolynomial, Integer> signs = new LinkedHashMap<>();
                all.forEach(p -> signs.put(p, at(p, sample).signum()));
                cells.add(new Cell(sample, signs));
            }
        }
        return cells;
    }

    /** The value of a polynomial in the parameters. */
    static ExactReal at(LaurentPolynomial polynomial, Map<String, ExactReal> sample) {
        return polynomial.fold(
                ExactReal.Fraction.ZERO,
                (coefficient, monomial) -> {
                    ExactReal product = ExactReal.of(coefficient);
                    for (Map.Entry<String, Integer> power : monomial.powers().entrySet()) {
                        product = product.times(Objects.requireNonNull(sample.get(power.getKey()))
                                .power(power.getValue()));
                    }
                    return product;
                },
                ExactReal::plus);
    }

    /** Signs of the parameters that were scaled away: one for a positive one, zero and minus one where allowed. */
    private List<Map<String, Rational>> corners() {
        List<Map<String, Rational>> corners = List.of(Map.of());
        for (String name : fixed) {
            List<Map<String, Rational>> more = new ArrayList<>();
            for (Map<String, Rational> corner : corners) {
                for (int sign = 1; sign >= -1; sign--) {
                    if (problem.sign(name).allows(sign)) {
                        Map<String, Rational> next = new LinkedHashMap<>(corner);
                        next.put(name, Rational.of(sign));
                        more.add(next);
                    }
                }
            }
            corners = more;
        }
        return corners;
    }

    private void sample(
            Map<String, Rational> corner, Set<LaurentPolynomial> all, List<Map<String, ExactReal>> samples) {
        Map<String, LaurentPolynomial> values = new LinkedHashMap<>();
        Map<String, ExactReal> start = new LinkedHashMap<>();
        corner.forEach((name, value) -> {
            values.put(name, LaurentPolynomial.of(value));
            start.put(name, ExactReal.of(value));
        });
        Set<LaurentPolynomial> reduced = new LinkedHashSet<>();
        all.forEach(p -> reduced.addAll(algebra.factors(NamedAlgebra.cleared(p.substitute(values)))));
        if (free.isEmpty()) {
            samples.add(start);
        } else if (free.size() == 1) {
            line(free.get(0), reduced, start)
                    .forEach(sample -> samples.add(onBinomial(all, sample).orElse(sample)));
        } else {
            String first = free.get(0);
            String second = free.get(1);
            Set<LaurentPolynomial> shadow = shadow(reduced, second);
            for (Map<String, ExactReal> below : line(first, shadow, start)) {
                samples.addAll(line(second, reduced, below));
            }
        }
    }

    /**
     * A rational point of the same cell, where an algebraic one lies on a binomial {@code c*m - d*n = 0} in positive
     * parameters: scaling leaves {@code m/n} alone and reaches every positive point with the same {@code m/n}, among
     * them {@code (d/c)^u[i]} for whole numbers {@code u} that combine the exponents of {@code m/n} to one.
     */
    private Optional<Map<String, ExactReal>> onBinomial(
            Set<LaurentPolynomial> polynomials, Map<String, ExactReal> sample) {
        boolean isRational = sample.values().stream().allMatch(ExactReal.Fraction.class::isInstance);
        boolean isPositive = problem.parameters().values().stream().allMatch(sign -> sign == Sign.POSITIVE);
        if (isRational || !isPositive) {
            return Optional.empty();
        }
        return polynomials.stream()
                .filter(p -> p.terms().size() == 2 && at(p, sample).isZero())
                .findFirst()
                .flatMap(this::rationalZero);
    }

    private Optional<Map<String, ExactReal>> rationalZero(LaurentPolynomial binomial) {
        Monomial first = binomial.terms().firstKey();
        Monomial second = binomial.terms().lastKey();
        Rational ratio = Objects.requireNonNull(binomial.terms().get(second))
                .dividedBy(Objects.requireNonNull(binomial.terms().get(first)))
                .negate();
        Map<String, Integer> weights = new LinkedHashMap<>();
        int divisor = 0;
        for (String name : binomial.names()) {
            // divisor = sum(weights * exponents) over the names so far, by Euclid's algorithm
            int exponent = first.power(name) - second.power(name);
            int[] bezout = bezout(divisor, exponent);
            weights.replaceAll((other, weight) -> weight * bezout[1]);
            weights.put(name, bezout[2]);
            divisor = bezout[0];
        }
        if (Math.abs(divisor) != 1 || ratio.signum() <= 0) {
            return Optional.empty();
        }
        int sign = divisor;
        Map<String, ExactReal> point = new LinkedHashMap<>();
        problem.parameters()
                .keySet()
                .forEach(name -> point.put(name, ExactReal.of(ratio.power(sign * weights.getOrDefault(name, 0)))));
        return Optional.of(point);
    }

    /** Numbers g, x, y with {@code g = x*a + y*b} and g the greatest common divisor, up to its sign. */
    private static int[] bezout(int a, int b) {
        if (b == 0) {
            return new int[] {a, 1, 0};
        }
        int[] rest = bezout(b, a % b);
        return new int[] {rest[0], rest[2], rest[1] - a / b * rest[2]};
    }

    /** The polynomials in the other parameter whose signs fix the order of the roots in this one (McCallum1988). */
    private Set<LaurentPolynomial> shadow(Set<LaurentPolynomial> polynomials, String name) {
        Set<LaurentPolynomial> shadow = new LinkedHashSet<>();
        List<LaurentPolynomial> tall = new ArrayList<>();
        for (LaurentPolynomial polynomial : polynomials) {
            if (!polynomial.names().contains(name)) {
                shadow.add(polynomial);
                continue;
            }
            tall.add(polynomial);
            polynomial.coefficients(name).values().forEach(c -> shadow.addAll(algebra.factors(c)));
            if (polynomial.degree(name) > 1) {
                shadow.addAll(algebra.factors(algebra.discriminant(polynomial, name)));
            }
        }
        for (int i = 0; i < tall.size(); i++) {
            for (int j = i + 1; j < tall.size(); j++) {
                shadow.addAll(algebra.factors(algebra.resultant(tall.get(i), tall.get(j), name)));
            }
        }
        return shadow;
    }

    /** Samples along one parameter, the others given: every root of the polynomials and a fraction on either side. */
    private List<Map<String, ExactReal>> line(
            String name, Set<LaurentPolynomial> polynomials, Map<String, ExactReal> below) {
        RealPolynomial product = RealPolynomial.of(List.of(ExactReal.Fraction.ONE));
        for (LaurentPolynomial polynomial : polynomials) {
            boolean isKnown = polynomial.names().stream().allMatch(n -> n.equals(name) || below.containsKey(n));
            if (isKnown) {
                RealPolynomial along = along(polynomial, name, below);
                if (!along.isZero()) {
                    RealPolynomial squarefree = along.squarefree();
                    product = product.times(
                            squarefree.dividedBy(squarefree.gcd(product)).quotient());
                }
            }
        }
        product = product.withoutRootAtZero();
        Sign sign = problem.sign(name);
        List<ExactReal> points = new ArrayList<>();
        RealRoots roots = new RealRoots(product, effort);
        if (sign == Sign.FREE) {
            points.addAll(stretch(roots, roots.bound().negate(), Rational.ZERO));
        }
        if (sign != Sign.POSITIVE) {
            points.add(ExactReal.Fraction.ZERO);
        }
        points.addAll(stretch(roots, Rational.ZERO, roots.bound()));
        List<Map<String, ExactReal>> samples = new ArrayList<>();
        for (ExactReal point : points) {
            Map<String, ExactReal> sample = new LinkedHashMap<>(below);
            sample.put(name, point);
            samples.add(sample);
        }
        return samples;
    }

    /** The polynomial in one name, the others given. */
    static RealPolynomial along(LaurentPolynomial polynomial, String name, Map<String, ExactReal> sample) {
        List<ExactReal> coefficients = new ArrayList<>();
        Map<Integer, LaurentPolynomial> parts = polynomial.coefficients(name);
        for (int i = 0; i <= polynomial.degree(name); i++) {
            LaurentPolynomial part = parts.get(i);
            coefficients.add(part == null ? ExactReal.Fraction.ZERO : at(part, sample));
        }
        return RealPolynomial.of(coefficients);
    }

    /** The roots between two numbers that are none, and a fraction between each two of all of these. */
    private static List<ExactReal> stretch(RealRoots roots, Rational low, Rational high) {
        List<ExactReal> points = new ArrayList<>();
        Rational from = low;
        for (RealRoots.Isolated place : roots.between(low, high)) {
            RealRoots.Isolated inside = roots.inside(place, low, high);
            boolean isGap = from.compareTo(inside.low()) < 0;
            points.add(ExactReal.of(isGap ? RealRoots.simplest(from, inside.low()) : from));
            points.add(roots.number(inside));
            from = inside.high();
        }
        points.add(ExactReal.of(RealRoots.simplest(from, high)));
        return points;
    }
}
