package dev.nadir.symbolic;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;

/** Takes common factors out of sums: numbers, scalars, and matrices on the left and on the right. */
final class Factoring {

    private final UnaryOperator<Expr> recognise;

    /**
     * Factors sums.
     *
     * @param recognise gives an inner sum its name where it has one
     */
    Factoring(UnaryOperator<Expr> recognise) {
        this.recognise = recognise;
    }

    Expr of(Expr.Sum sum) {
        return of(sum.terms().stream().map(Summand::of).toList(), sum.shape());
    }

    private Expr of(List<Summand> terms, Shape shape) {
        if (terms.size() == 1) {
            return terms.get(0).expression(shape);
        }
        if (!shape.isScalar() && terms.stream().allMatch(term -> term.factors().isEmpty())) {
            return Exprs.scaled(of(terms, Shape.SCALAR), Exprs.identity(shape.rows()));
        }
        Common common = Common.of(terms);
        if (!common.isTrivial()) {
            Shape inside = common.inside(shape);
            return common.around(of(common.rest(), inside));
        }
        List<Summand> group = largestGroup(terms);
        if (group.isEmpty()) {
            return recognise.apply(
                    Exprs.sum(terms.stream().map(term -> term.expression(shape)).toList()));
        }
        List<Summand> others = new ArrayList<>(terms);
        int place = others.indexOf(group.get(0));
        others.removeAll(group);
        others.add(Math.min(place, others.size()), Summand.of(of(group, shape)));
        return of(others, shape);
    }

    /** The terms that share the most, if any two do; fewer than all, for what all share has been taken out. */
    private static List<Summand> largestGroup(List<Summand> terms) {
        List<Summand> best = List.of();
        int most = 0;
        for (List<Summand> group : groups(terms)) {
            boolean isPart = group.size() > 1 && group.size() < terms.size();
            int gain = isPart ? (group.size() - 1) * Common.of(group).weight() : 0;
            if (gain > most) {
                best = group;
                most = gain;
            }
        }
        return best;
    }

    private static List<List<Summand>> groups(List<Summand> terms) {
        List<List<Summand>> groups = new ArrayList<>();
        Set<Expr> bases = new LinkedHashSet<>();
        Set<Expr> firsts = new LinkedHashSet<>();
        Set<Expr> lasts = new LinkedHashSet<>();
        for (Summand term : terms) {
            bases.addAll(term.scalars().keySet());
            if (!term.factors().isEmpty()) {
                firsts.add(term.factors().get(0));
                lasts.add(term.factors().get(term.factors().size() - 1));
            }
        }
        for (Expr base : bases) {
            groups.add(terms.stream().filter(t -> t.exponent(base).signum() > 0).toList());
            groups.add(terms.stream().filter(t -> t.exponent(base).signum() < 0).toList());
        }
        firsts.forEach(first -> groups.add(terms.stream()
                .filter(t -> !t.factors().isEmpty() && t.factors().get(0).equals(first))
                .toList()));
        lasts.forEach(last -> groups.add(terms.stream()
                .filter(t -> !t.factors().isEmpty()
                        && t.factors().get(t.factors().size() - 1).equals(last))
                .toList()));
        return groups;
    }

    /**
     * What terms share.
     *
     * @param rest the terms without it
     */
    private record Common(
            Rational number, Map<Expr, Rational> scalars, List<Expr> left, List<Expr> right, List<Summand> rest) {

        static Common of(List<Summand> terms) {
            Rational number = number(terms);
            List<Summand> rest = terms.stream().map(t -> t.dividedBy(number)).toList();
            Map<Expr, Rational> scalars = new LinkedHashMap<>();
            for (Expr base : bases(terms)) {
                Rational exponent = sharedExponent(base, rest);
                if (!exponent.isZero()) {
                    scalars.put(base, exponent);
                    rest = rest.stream().map(t -> t.dividedBy(base, exponent)).toList();
                }
            }
            List<Expr> left = new ArrayList<>();
            while (isShared(rest, true)) {
                left.add(rest.get(0).factors().get(0));
                rest = rest.stream().map(Summand::withoutFirst).toList();
            }
            List<Expr> right = new ArrayList<>();
            while (isShared(rest, false)) {
                List<Expr> factors = rest.get(0).factors();
                right.add(0, factors.get(factors.size() - 1));
                rest = rest.stream().map(Summand::withoutLast).toList();
            }
            return new Common(number, scalars, left, right, rest);
        }

        /** One number for all up to sign, or the fraction that leaves whole numbers; the sign of the first. */
        private static Rational number(List<Summand> terms) {
            Rational first = terms.get(0).number();
            boolean isSame = terms.stream().allMatch(t -> t.number().abs().equals(first.abs()));
            boolean isNegative = terms.stream().allMatch(t -> t.number().signum() < 0);
            Rational sign = isNegative ? Rational.MINUS_ONE : Rational.ONE;
            if (isSame) {
                return first.abs().times(sign);
            }
            Rational smallest = terms.stream()
                    .map(t -> t.number().abs())
                    .min(Rational::compareTo)
                    .orElse(Rational.ONE);
            boolean isWhole =
                    terms.stream().allMatch(t -> t.number().dividedBy(smallest).isInteger());
            return isWhole ? smallest.times(sign) : sign;
        }

        private static Set<Expr> bases(List<Summand> terms) {
            Set<Expr> bases = new LinkedHashSet<>();
            terms.forEach(t -> bases.addAll(t.scalars().keySet()));
            return bases;
        }

        /** The smallest exponent in size if all have one sign; of a size the lowest, as one writes (n + d)/n^2. */
        private static Rational sharedExponent(Expr base, List<Summand> terms) {
            Rational lowest = terms.stream()
                    .map(t -> t.exponent(base))
                    .min(Rational::compareTo)
                    .orElse(Rational.ZERO);
            Rational highest = terms.stream()
                    .map(t -> t.exponent(base))
                    .max(Rational::compareTo)
                    .orElse(Rational.ZERO);
            if (lowest.signum() > 0 || (base instanceof Expr.SizeNumber && lowest.signum() < 0)) {
                return lowest;
            }
            return highest.signum() < 0 ? highest : Rational.ZERO;
        }

        private static boolean isShared(List<Summand> terms, boolean isFirst) {
            List<Expr> model = terms.get(0).factors();
            if (model.isEmpty()) {
                return false;
            }
            Expr wanted = isFirst ? model.get(0) : model.get(model.size() - 1);
            // What is left between the sides must be square, so that an empty product can be the identity.
            boolean isEmptied = terms.stream().anyMatch(t -> t.factors().size() == 1);
            boolean isSquare = terms.stream().allMatch(t -> t.factors().size() <= 1 || isSquare(t, isFirst));
            return (!isEmptied || isSquare)
                    && terms.stream()
                            .allMatch(t -> !t.factors().isEmpty()
                                    && (isFirst
                                                    ? t.factors().get(0)
                                                    : t.factors()
                                                            .get(t.factors().size() - 1))
                                            .equals(wanted));
        }

        private static boolean isSquare(Summand term, boolean isFirst) {
            int size = term.factors().size();
            List<Expr> rest =
                    isFirst ? term.factors().subList(1, size) : term.factors().subList(0, size - 1);
            return rest.get(0)
                    .shape()
                    .rows()
                    .equals(rest.get(rest.size() - 1).shape().columns());
        }

        boolean isTrivial() {
            return number.isOne() && scalars.isEmpty() && left.isEmpty() && right.isEmpty();
        }

        int weight() {
            int numbers = number.abs().isOne() ? 0 : 1;
            return numbers
                    + scalars.keySet().stream().mapToInt(Common::leaves).sum()
                    + left.stream().mapToInt(Common::leaves).sum()
                    + right.stream().mapToInt(Common::leaves).sum();
        }

        private static int leaves(Expr e) {
            return e instanceof Expr.Named
                    ? 1
                    : 1
                            + dev.nadir.expr.Children.of(e).stream()
                                    .mapToInt(Common::leaves)
                                    .sum();
        }

        Shape inside(Shape shape) {
            return new Shape(
                    left.isEmpty()
                            ? shape.rows()
                            : left.get(left.size() - 1).shape().columns(),
                    right.isEmpty() ? shape.columns() : right.get(0).shape().rows());
        }

        Expr around(Expr inner) {
            List<Expr> parts = new ArrayList<>(left);
            parts.add(inner);
            parts.addAll(right);
            Expr product = inner.shape().isScalar() && left.isEmpty() && right.isEmpty() ? inner : Exprs.product(parts);
            List<Expr> front = new ArrayList<>();
            front.add(Exprs.literal(number));
            scalars.forEach((base, exponent) -> front.add(Exprs.power(base, exponent)));
            return Exprs.scaled(Exprs.product(front), product);
        }
    }
}
