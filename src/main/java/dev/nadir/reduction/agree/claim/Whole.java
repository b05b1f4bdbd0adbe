package dev.nadir.reduction.agree.claim;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.reduction.agree.Abstraction;
import dev.nadir.reduction.agree.Known;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Signs of whole numbers that are polynomials of sizes and ranks: each is at least its least value, and some are at
 * least others. What is seen holds for all of them; what is not seen may hold.
 */
final class Whole {

    /** Facts that are put one behind the other. */
    private static final int MOST_FACTS = 2;

    private final Map<String, Rational> least = new HashMap<>();
    private final Map<String, List<Size>> above = new LinkedHashMap<>();
    private final Map<String, Set<String>> leasts;
    private final Set<String> ranks;
    private final Predicate<String> isPositive;

    /**
     * Begins with what holds always: a size is at least 1 unless its declaration leaves it open, a rank is at most rows
     * and columns, and the least of sizes at most each.
     */
    Whole(Model model, List<Known> known, Map<String, Set<String>> leasts) {
        this.leasts = leasts;
        this.ranks = known.stream()
                .filter(each -> each.kind().equals(Abstraction.RANK))
                .map(Known::name)
                .collect(Collectors.toSet());
        Set<String> positive = model.sizes().stream()
                .filter(Whole::isPositive)
                .map(Declaration::name)
                .collect(Collectors.toSet());
        this.isPositive = name -> positive.contains(name.replaceAll("\\[.*", ""))
                || (leasts.containsKey(name) && leasts.get(name).stream().allMatch(each -> isCounted(each, positive)));
        known.stream().filter(each -> ranks.contains(each.name())).forEach(each -> {
            Shape shape = each.argument().shape();
            isAbove(shape.rows().toString(), each.name());
            isAbove(shape.columns().toString(), each.name());
        });
        leasts.forEach((name, sizes) -> {
            sizes.forEach(size -> isAbove(size, name));
            // The least of some of them is at least the least of all.
            leasts.forEach((other, some) -> {
                if (sizes.size() > some.size() && sizes.containsAll(some)) {
                    isAbove(other, name);
                }
            });
        });
    }

    private static boolean isPositive(Declaration size) {
        Optional<Declaration.Condition> condition = size.condition();
        return condition.isEmpty()
                || (condition.get().number().isPresent()
                        && !condition.get().allowsZero()
                        && (condition.get().operator() == Formula.Operator.GREATER
                                || condition.get().operator() == Formula.Operator.GREATER_OR_EQUAL));
    }

    /** Whether a size, by its name, or a number is positive. */
    private static boolean isCounted(String size, Set<String> positive) {
        return size.matches("[0-9]+") ? !size.matches("0+") : positive.contains(size.replaceAll("\\[.*", ""));
    }

    private void isAbove(String large, String small) {
        isAbove(large, Size.of(small));
    }

    private void isAbove(String large, Size small) {
        above.computeIfAbsent(large, each -> new ArrayList<>()).add(small);
    }

    /** Takes in {@code difference >= 0}, or {@code > 0}; what bounds no single size from below is left out. */
    void add(Size difference, boolean isStrict) {
        List<SizeName> names =
                difference.terms().keySet().stream().flatMap(List::stream).toList();
        Rational slope = names.size() == 1 ? difference.terms().getOrDefault(names, Rational.ZERO) : Rational.ZERO;
        Rational constant = difference.terms().getOrDefault(List.of(), Rational.ZERO);
        List<String> pair = pair(difference);
        if (!pair.isEmpty()) {
            // Whole numbers that are not equal differ by one at least.
            Size small = Size.of(pair.get(1));
            isAbove(pair.get(0), isStrict ? small.plus(Size.ONE) : small);
        } else if (slope.isOne() && constant.isInteger()) {
            Rational bound = isStrict ? constant.negate().plus(Rational.ONE) : constant.negate();
            least.merge(names.get(0).toString(), bound, (a, b) -> a.compareTo(b) >= 0 ? a : b);
        }
    }

    /** The names of {@code large - small}; empty if it is something else. */
    private static List<String> pair(Size difference) {
        Map<Rational, String> names = new HashMap<>();
        difference.terms().forEach((product, factor) -> {
            if (product.size() == 1) {
                names.put(factor, product.get(0).toString());
            }
        });
        String large = names.get(Rational.ONE);
        String small = names.get(Rational.MINUS_ONE);
        return difference.terms().size() == 2 && large != null && small != null ? List.of(large, small) : List.of();
    }

    /** A scalar as a polynomial of sizes and ranks; empty if it holds anything else. */
    Optional<Size> of(Expr e) {
        if (e instanceof Expr.Literal literal) {
            return Optional.of(Size.of(literal.value()));
        } else if (e instanceof Expr.SizeNumber number) {
            // One kind of name for all, as in the bounds.
            return Optional.of(number.size().substitute(name -> Size.of(name.toString())));
        } else if (e instanceof Expr.Symbol symbol) {
            return ranks.contains(symbol.name()) ? Optional.of(Size.of(symbol.name())) : Optional.empty();
        } else if (e instanceof Expr.Named named) {
            return of(named.definition());
        } else if (e instanceof Expr.Sum sum) {
            return all(sum.terms()).map(terms -> terms.stream().reduce(Size.ZERO, Size::plus));
        } else if (e instanceof Expr.Product product) {
            return all(product.factors()).map(factors -> factors.stream().reduce(Size.ONE, Size::times));
        } else if (e instanceof Expr.Hadamard product) {
            return all(product.factors()).map(factors -> factors.stream().reduce(Size.ONE, Size::times));
        } else if (e instanceof Expr.Scaled scaled) {
            return of(scaled.scalar()).flatMap(a -> of(scaled.body()).map(a::times));
        }
        return e instanceof Expr.Power power ? power(power) : Optional.empty();
    }

    private Optional<Size> power(Expr.Power power) {
        Rational exponent = power.exponent();
        if (!exponent.isInteger() || exponent.signum() < 0 || exponent.compareTo(Rational.of(4)) > 0) {
            return Optional.empty();
        }
        return of(power.base()).map(base -> {
            Size product = Size.ONE;
            for (int i = 0; i < exponent.intValueExact(); i++) {
                product = product.times(base);
            }
            return product;
        });
    }

    private Optional<List<Size>> all(List<Expr> parts) {
        List<Size> sizes = new ArrayList<>();
        for (Expr part : parts) {
            Optional<Size> size = of(part);
            if (size.isEmpty()) {
                return Optional.empty();
            }
            sizes.add(size.get());
        }
        return Optional.of(sizes);
    }

    /** Whether it is seen to be at least zero, or above it; what is the least of sizes is one of them. */
    boolean isAtLeastZero(Size size, boolean isStrict) {
        if (isSeenAtLeastZero(size, isStrict, MOST_FACTS)) {
            return true;
        }
        return leasts.entrySet().stream()
                .filter(least -> isIn(least.getKey(), size))
                .anyMatch(least -> least.getValue().stream()
                        .allMatch(each -> isSeenAtLeastZero(
                                size.substitute(name -> name.toString().equals(least.getKey())
                                        ? Size.of(each)
                                        : Size.of(name.toString())),
                                isStrict,
                                MOST_FACTS)));
    }

    private static boolean isIn(String name, Size size) {
        return size.terms().keySet().stream().flatMap(List::stream).anyMatch(each -> each.toString()
                .equals(name));
    }

    /** By at most so many facts that one number is at least another. */
    private boolean isSeenAtLeastZero(Size size, boolean isStrict, int facts) {
        if (isPositive(size, isStrict)) {
            return true;
        } else if (facts == 0) {
            return false;
        }
        for (Map.Entry<String, List<Size>> each : above.entrySet()) {
            for (Size small : each.getValue()) {
                // What is above the other is the other and something of its own that is not negative.
                Size more = Size.of("what " + each.getKey() + " has more than " + small);
                Size moved = size.substitute(
                        name -> name.toString().equals(each.getKey()) ? small.plus(more) : Size.of(name));
                if (!moved.equals(size) && isSeenAtLeastZero(moved, isStrict, facts - 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /** Each name is its least value and something that is not negative: then no coefficient may be. */
    private boolean isPositive(Size size, boolean isStrict) {
        Size moved = size.substitute(name -> Size.of(least(name.toString())).plus(Size.of(name)));
        return moved.terms().values().stream().allMatch(each -> each.signum() > 0)
                && (!isStrict || moved.terms().containsKey(List.of()));
    }

    private Rational least(String name) {
        Rational always = isPositive.test(name) ? Rational.ONE : Rational.ZERO;
        Rational known = least.getOrDefault(name, always);
        return known.compareTo(always) >= 0 ? known : always;
    }
}
