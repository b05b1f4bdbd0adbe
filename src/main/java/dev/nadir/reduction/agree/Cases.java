package dev.nadir.reduction.agree;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Writes what is defined by cases, entry by entry, in one way: every step is a letter that is 0 or 1, two steps are one
 * letter where their arguments have one sign, where they have opposite ones the other is 1 only if neither this letter nor
 * that of a tie is, and a function of what is defined by cases is taken in each case apart.
 */
public final class Cases {

    /** Powers of both sides of a comparison of positive numbers that are tried. */
    private static final List<Rational> POWERS =
            List.of(Rational.ONE, Rational.of(2), Rational.HALF, Rational.of(4), Rational.of(1, 4), Rational.of(3));

    /** Each doubles what is written. */
    private static final int MOST = 3;

    private record Step(Expr argument, Expr letter, Expr tie) {}

    private final List<Step> steps = new ArrayList<>();

    /** Of the steps, and of the ties that were met. */
    private final Set<Expr> letters = new LinkedHashSet<>();

    private final Map<Expr, Expr.Symbol> chosen = new HashMap<>();

    /** The expression, written by cases. */
    public Expr of(Expr e) {
        Expr lettered = lettered(withChosen(e));
        return letters.isEmpty() || letters.size() > MOST ? e : split(lettered);
    }

    /** Chosen entries of positive letters are letters; a power of them is taken of the letter. */
    public Expr withChosen(Expr e) {
        Expr inner = e instanceof Expr.Named named ? withChosen(named.definition()) : Rebuild.of(e, this::withChosen);
        if (!(inner instanceof Expr.Product product) || product.factors().size() < 2) {
            return inner;
        }
        List<Expr> choices = product.factors().subList(0, product.factors().size() - 1);
        boolean isChoice = choices.stream()
                .allMatch(factor -> factor instanceof Expr.Transpose turned
                        && turned.argument() instanceof Expr.Applied applied
                        && applied.operation() == Operation.SELECTION);
        return isChoice
                ? chosen(choices, product.factors().get(choices.size()), inner.shape())
                        .orElse(inner)
                : inner;
    }

    private Optional<Expr> chosen(List<Expr> choices, Expr from, Shape shape) {
        if (from instanceof Expr.Power power) {
            return chosen(choices, power.base(), shape).map(base -> Exprs.power(base, power.exponent()));
        } else if (from instanceof Expr.Scaled scaled) {
            return chosen(choices, scaled.body(), shape).map(body -> Exprs.scaled(scaled.scalar(), body));
        }
        return from instanceof Expr.Symbol letter && Ratio.isNonnegative(letter)
                ? Optional.of(chosen(choices, letter, shape))
                : Optional.empty();
    }

    private Expr chosen(List<Expr> choices, Expr.Symbol from, Shape shape) {
        List<Expr> factors = new ArrayList<>(choices);
        factors.add(from);
        String name = Declared.nonnegative("chosen " + chosen.size(), Declared.mayBeZero(from.name()));
        return chosen.computeIfAbsent(
                Readback.expression(Form.of(Exprs.product(factors))),
                each -> new Expr.Symbol(name, shape, Role.DATA, Set.of(Property.POSITIVE)));
    }

    /** Steps as letters; {@code relu(u) = step(u).*u}, where a tie does not count. */
    private Expr lettered(Expr e) {
        Expr inner = e instanceof Expr.Named named ? lettered(named.definition()) : Rebuild.of(e, this::lettered);
        if (inner instanceof Expr.Entrywise applied) {
            if (applied.function().equals(EntrywiseFunction.RELU)) {
                return Exprs.hadamard(step(applied.argument(), false), applied.argument());
            } else if (applied.function().equals(EntrywiseFunction.STEP)) {
                return step(applied.argument(), true);
            }
        }
        return inner;
    }

    /**
     * The letter of a step, or what it is in letters.
     *
     * @param isZeroAtTies whether it must be zero where its argument is; what is multiplied by the argument need not be
     */
    private Expr step(Expr argument, boolean isZeroAtTies) {
        for (Step step : steps) {
            if (step.argument().shape().equals(argument.shape()) && haveOneSign(step.argument(), argument)) {
                return step.letter();
            } else if (step.argument().shape().equals(argument.shape())
                    && haveOneSign(step.argument(), Exprs.negate(argument))) {
                Expr other = Exprs.subtract(Exprs.ones(argument.shape()), step.letter());
                if (!isZeroAtTies) {
                    return other;
                }
                letters.add(step.tie());
                return Exprs.hadamard(other, Exprs.subtract(Exprs.ones(argument.shape()), step.tie()));
            }
        }
        Shape shape = argument.shape();
        int number = steps.size();
        Step step = new Step(argument, letter("case " + number, shape), letter("tie " + number, shape));
        steps.add(step);
        letters.add(step.letter());
        return step.letter();
    }

    /** A step of a letter is its own square, which the canonical form knows. */
    private static Expr letter(String name, Shape shape) {
        return Exprs.entrywise(EntrywiseFunction.STEP, new Expr.Symbol(name, shape, Role.DATA, Set.of()));
    }

    /** {@code p - q} and {@code c*(p^k - q^k)} have one sign for positive p, q and k. */
    public static boolean haveOneSign(Expr left, Expr right) {
        if (Ratio.of(left, right).isPresent()) {
            return true;
        }
        Optional<Sides> a = Sides.of(left);
        Optional<Sides> b = Sides.of(right);
        return a.isPresent()
                && b.isPresent()
                && POWERS.stream().anyMatch(power -> a.get().isPowerOf(b.get(), power));
    }

    /** A difference of two positive terms. */
    private record Sides(Expr plus, Expr minus) {
        static Optional<Sides> of(Expr e) {
            List<Monomial> terms = Monomial.of(Form.of(e));
            if (terms.size() != 2) {
                return Optional.empty();
            }
            boolean isFirstPlus = terms.get(0).coefficient().signum() > 0;
            Expr plus = shaped(terms.get(isFirstPlus ? 0 : 1).expression(), e.shape());
            Expr minus = Exprs.negate(shaped(terms.get(isFirstPlus ? 1 : 0).expression(), e.shape()));
            return Ratio.isNonnegative(plus) && Ratio.isNonnegative(minus)
                    ? Optional.of(new Sides(plus, minus))
                    : Optional.empty();
        }

        private static Expr shaped(Expr e, Shape shape) {
            return e.shape().equals(shape) ? e : Exprs.transpose(e);
        }

        /** Where one side is positive on both, the ratio to the other side says which is larger. */
        boolean isPowerOf(Sides other, Rational power) {
            boolean isRatio = (Ratio.isPositive(minus) && Ratio.isPositive(other.minus))
                    || (Ratio.isPositive(plus) && Ratio.isPositive(other.plus));
            if (!isRatio) {
                return false;
            }
            Expr left = Exprs.hadamard(Exprs.power(plus, power), other.minus);
            Expr right = Exprs.hadamard(Exprs.power(minus, power), other.plus);
            return Form.of(left).equals(Form.of(right));
        }
    }

    /** Powers and functions of what holds a step, case by case. */
    private Expr split(Expr e) {
        Expr inner = ofOne(Rebuild.of(e, this::split));
        boolean isFunction = inner instanceof Expr.Power || (inner instanceof Expr.Entrywise && !isStep(inner));
        if (!isFunction) {
            return inner;
        }
        for (Expr letter : letters) {
            boolean isCase = contains(inner, letter) && isEntrywise(inner, letter);
            if (isCase) {
                Shape shape = inner.shape();
                Expr yes = split(replaced(inner, letter, Exprs.ones(letter.shape())));
                Expr no = split(replaced(inner, letter, Exprs.zero(letter.shape())));
                Expr other = Exprs.subtract(Exprs.ones(shape), letter);
                return Exprs.add(Exprs.hadamard(letter, yes), Exprs.hadamard(other, no));
            }
        }
        return inner;
    }

    /** A function of one number in all places is taken once. */
    private static Expr ofOne(Expr e) {
        if (e instanceof Expr.Entrywise applied && !e.shape().isScalar()) {
            Expr argument = Readback.expression(Form.of(applied.argument()));
            if (argument instanceof Expr.Scaled scaled && scaled.body() instanceof Expr.Ones) {
                return Exprs.scaled(Exprs.entrywise(applied.function(), scaled.scalar()), Exprs.ones(e.shape()));
            }
        }
        return e;
    }

    private boolean isStep(Expr e) {
        return letters.contains(e);
    }

    private static boolean contains(Expr e, Expr letter) {
        Expr symbol = ((Expr.Entrywise) letter).argument();
        return new Dependence(Set.of((Expr.Symbol) symbol)).dependsOn(e);
    }

    /** Whether an entry depends on the letter's entry in the same place alone. */
    private static boolean isEntrywise(Expr e, Expr letter) {
        if (e.equals(letter) || !contains(e, letter)) {
            return true;
        } else if (e instanceof Expr.Sum sum) {
            return sum.terms().stream().allMatch(term -> isEntrywise(term, letter));
        } else if (e instanceof Expr.Hadamard hadamard) {
            return hadamard.factors().stream().allMatch(factor -> isEntrywise(factor, letter));
        } else if (e instanceof Expr.Scaled scaled) {
            return !contains(scaled.scalar(), letter) && isEntrywise(scaled.body(), letter);
        } else if (e instanceof Expr.Power power) {
            return isEntrywise(power.base(), letter);
        } else if (e instanceof Expr.Entrywise applied) {
            return isEntrywise(applied.argument(), letter);
        }
        // For scalars a product is one entry.
        return e.shape().isScalar()
                && letter.shape().isScalar()
                && e instanceof Expr.Product product
                && product.factors().stream().allMatch(factor -> isEntrywise(factor, letter));
    }

    private static Expr replaced(Expr e, Expr letter, Expr replacement) {
        return e.equals(letter) ? replacement : Rebuild.of(e, part -> replaced(part, letter, replacement));
    }
}
