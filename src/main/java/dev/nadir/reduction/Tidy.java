package dev.nadir.reduction;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Removes from a formula what a program writes and a person would not: ones, zeros, double transposes. */
final class Tidy {

    private static final Set<String> TO_NUMBER =
            Set.of("tr", "det", "logdet", "normF", "norm", "norm1", "nuclear", "rank");

    private static final Set<String> ENTRYWISE = Set.of("log", "exp", "sqrt", "abs");

    private final Set<String> scalars;

    /**
     * With what is known.
     *
     * @param scalars names that stand for numbers; a family goes by its name without an index
     */
    Tidy(Set<String> scalars) {
        this.scalars = scalars;
    }

    /** The same value, written shorter; for a node whose parts are tidy. */
    Formula node(Formula formula) {
        if (formula instanceof Formula.Transposition transposition) {
            Formula inner = transposition.argument();
            if (inner instanceof Formula.Transposition twice) {
                return twice.argument();
            }
            return inner instanceof Formula.NumberLiteral ? inner : formula;
        } else if (formula instanceof Formula.Negation negation) {
            return isNumber(negation.argument(), 0) ? negation.argument() : formula;
        }
        if (formula instanceof Formula.Call call) {
            return squares(call);
        }
        return formula instanceof Formula.Binary binary ? binary(binary) : formula;
    }

    /** The sum of the squares of the entries of a transpose is a squared norm. */
    private static Formula squares(Formula.Call call) {
        boolean isSum = call.function().equals("sum")
                && call.arguments().size() == 1
                && call.options().isEmpty();
        return isSum
                        && call.arguments().get(0) instanceof Formula.Transposition turned
                        && turned.argument() instanceof Formula.Binary power
                        && power.operator() == Operator.ENTRYWISE_POWER
                        && isNumber(power.right(), 2)
                ? new Formula.Binary(
                        call.span(),
                        Operator.POWER,
                        new Formula.Call(call.span(), "normF", List.of(power.left()), Map.of()),
                        power.right())
                : call;
    }

    private Formula binary(Formula.Binary binary) {
        Formula left = binary.left();
        Formula right = binary.right();
        return switch (binary.operator()) {
            case MULTIPLY -> isNumber(left, 1) ? right : isNumber(right, 1) ? left : merged(binary);
            case DIVIDE -> withoutCommon(binary);
            case POWER, ENTRYWISE_POWER, ENTRYWISE_DIVIDE -> isNumber(right, 1) ? left : binary;
            case ADD -> isNumber(left, 0) ? right : isNothingBeside(left, right) ? left : withoutOnes(binary);
            case SUBTRACT -> isNothingBeside(left, right) ? left : withoutOnes(binary);
            default -> binary;
        };
    }

    /** Whether a summand is zero; a matrix of zeros beside a number would make that a matrix. */
    private boolean isNothingBeside(Formula other, Formula summand) {
        return isNumber(summand, 0) || (!isScalar(other) && isZeros(summand));
    }

    private static boolean isZeros(Formula formula) {
        return formula instanceof Formula.Binary product
                ? product.operator() == Operator.MULTIPLY && (isZeros(product.left()) || isZeros(product.right()))
                : formula instanceof Formula.Call call && call.function().equals("zeros");
    }

    /** {@code x + a*ones(n)} is {@code x + a} for a vector x. */
    private Formula withoutOnes(Formula.Binary sum) {
        Formula left = timesOnes(sum.left());
        Formula right = timesOnes(sum.right());
        if (right != sum.right()) {
            return new Formula.Binary(sum.span(), sum.operator(), sum.left(), right);
        }
        return left == sum.left() ? sum : new Formula.Binary(sum.span(), sum.operator(), left, sum.right());
    }

    /** The number in front of a column of ones, or the formula itself where it is none. */
    private Formula timesOnes(Formula formula) {
        return formula instanceof Formula.Binary product
                        && product.operator() == Operator.MULTIPLY
                        && product.right() instanceof Formula.Call call
                        && call.function().equals("ones")
                        && call.arguments().size() == 1
                        && isScalar(product.left())
                ? product.left()
                : formula;
    }

    /** Whether it is a number for sure: a matrix in front of a column of ones is no number. */
    private boolean isScalar(Formula formula) {
        if (formula instanceof Formula.Name name) {
            return scalars.contains(name.name());
        } else if (formula instanceof Formula.Indexed indexed) {
            return indexed.base() instanceof Formula.Name name && scalars.contains(name.name());
        } else if (formula instanceof Formula.Binary || formula instanceof Formula.Negation) {
            return formula.children().stream().allMatch(this::isScalar);
        } else if (formula instanceof Formula.Call call) {
            return TO_NUMBER.contains(call.function())
                    || (ENTRYWISE.contains(call.function())
                            && formula.children().stream().allMatch(this::isScalar));
        }
        return formula instanceof Formula.NumberLiteral;
    }

    /** {@code a * b} and {@code a * (b * c)} with numbers a and b are one number, alone or times c. */
    private static Formula merged(Formula.Binary product) {
        Optional<Rational> number = number(product.left());
        if (number.isEmpty()) {
            return product;
        }
        Optional<Rational> other = number(product.right());
        if (other.isPresent()) {
            return FormulaWriter.number(number.get().times(other.get()));
        }
        if (!(product.right() instanceof Formula.Binary inner) || inner.operator() != Operator.MULTIPLY) {
            return product;
        }
        return number(inner.left())
                .map(number.get()::times)
                .map(both -> both.isOne()
                        ? inner.right()
                        : new Formula.Binary(
                                product.span(), Operator.MULTIPLY, FormulaWriter.number(both), inner.right()))
                .orElse(product);
    }

    /** A whole number or a fraction of two. */
    private static Optional<Rational> number(Formula formula) {
        if (formula instanceof Formula.Binary fraction
                && fraction.operator() == Operator.DIVIDE
                && fraction.left() instanceof Formula.NumberLiteral over
                && fraction.right() instanceof Formula.NumberLiteral under
                && !under.value().isZero()) {
            return Optional.of(over.value().dividedBy(under.value()));
        }
        return formula instanceof Formula.NumberLiteral literal ? Optional.of(literal.value()) : Optional.empty();
    }

    /** The numbers in front of both sides of a quotient are one number. */
    private static Formula withoutCommon(Formula.Binary quotient) {
        if (isNumber(quotient.right(), 1)) {
            return quotient.left();
        }
        Optional<Front> under =
                Front.of(quotient.right()).filter(each -> !each.number().isZero());
        Optional<Front> over = Front.of(quotient.left());
        boolean isShorter =
                under.isPresent() && (over.isPresent() || !under.get().number().isInteger());
        if (!isShorter) {
            return quotient;
        }
        Rational number = over.map(Front::number)
                .orElse(Rational.ONE)
                .times(under.get().number().inverse());
        Formula left = over.map(Front::rest).orElse(quotient.left());
        return new Formula.Binary(
                quotient.span(),
                Operator.DIVIDE,
                FormulaWriter.times(FormulaWriter.number(number), left),
                under.get().rest());
    }

    /** A number in front of a product, and what follows it. */
    private record Front(Rational number, Formula rest) {

        static Optional<Front> of(Formula formula) {
            return formula instanceof Formula.Binary product && product.operator() == Operator.MULTIPLY
                    ? number(product.left()).map(number -> new Front(number, product.right()))
                    : Optional.empty();
        }

        private static Optional<Rational> number(Formula formula) {
            if (formula instanceof Formula.NumberLiteral literal) {
                return Optional.of(literal.value());
            }
            return formula instanceof Formula.Binary quotient
                            && quotient.operator() == Operator.DIVIDE
                            && quotient.left() instanceof Formula.NumberLiteral over
                            && quotient.right() instanceof Formula.NumberLiteral under
                            && !under.value().isZero()
                    ? Optional.of(over.value().times(under.value().inverse()))
                    : Optional.empty();
        }
    }

    private static boolean isNumber(Formula formula, long value) {
        return formula instanceof Formula.NumberLiteral literal
                && literal.value().equals(Rational.of(value));
    }
}
