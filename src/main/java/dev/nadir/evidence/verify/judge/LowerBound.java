package dev.nadir.evidence.verify.judge;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A lower bound on a loss that can be read off its formula: sums and products of what is not negative are not negative.
 * It needs no search, so that it can refute a claimed minimum that nothing attains.
 */
final class LowerBound {

    private static final Set<String> NOT_NEGATIVE = Set.of("normF", "norm", "abs", "exp", "rank", "sqrt");

    private final Model model;
    private final Set<String> underWay = new HashSet<>();

    private LowerBound(Model model) {
        this.model = model;
    }

    /** Zero if the loss is visibly not negative; otherwise nothing is known. */
    static Optional<Double> of(Model model) {
        return new LowerBound(model).isNotNegative(model.objective().value()) ? Optional.of(0.0) : Optional.empty();
    }

    private boolean isNotNegative(Formula formula) {
        if (formula instanceof Formula.NumberLiteral number) {
            return number.value().signum() >= 0;
        } else if (formula instanceof Formula.Binary binary) {
            return isNotNegative(binary);
        } else if (formula instanceof Formula.Call call) {
            boolean isSum = call.function().equals("sum") || call.function().equals("mean");
            return NOT_NEGATIVE.contains(call.function())
                    || (isSum && call.arguments().stream().allMatch(this::isNotNegative));
        } else if (formula instanceof Formula.Ranged ranged) {
            return isNotNegative(ranged.body());
        } else if (formula instanceof Formula.Expectation expectation) {
            return isNotNegative(expectation.body());
        }
        return formula instanceof Formula.Name name && isNotNegative(name.name());
    }

    private boolean isNotNegative(Formula.Binary binary) {
        return switch (binary.operator()) {
            case ADD, ENTRYWISE_MULTIPLY, DIVIDE, ENTRYWISE_DIVIDE, MULTIPLY ->
                isNotNegative(binary.left()) && isNotNegative(binary.right());
            case POWER, ENTRYWISE_POWER -> isEven(binary.right()) || isNotNegative(binary.left());
            default -> false;
        };
    }

    private static boolean isEven(Formula exponent) {
        return exponent instanceof Formula.NumberLiteral number
                && number.value().isInteger()
                && number.value().dividedBy(Rational.of(2)).isInteger();
    }

    /** A size, what is declared positive, or a let of such. */
    private boolean isNotNegative(String name) {
        boolean isSize = model.sizes().stream().anyMatch(size -> size.name().equals(name));
        boolean isDeclared = Stream.of(model.data(), model.parameters())
                .flatMap(List::stream)
                .filter(item -> item.name().equals(name))
                .map(Declaration::condition)
                .flatMap(Optional::stream)
                .anyMatch(LowerBound::isNotNegative);
        if (isSize || isDeclared || name.equals("pi")) {
            return true;
        }
        if (!underWay.add(name)) {
            return false;
        }
        return model.lets().stream()
                .filter(let -> let.names().equals(List.of(name)))
                .anyMatch(let -> isNotNegative(let.value()));
    }

    private static boolean isNotNegative(Declaration.Condition condition) {
        boolean isAbove = condition.operator() == Formula.Operator.GREATER
                || condition.operator() == Formula.Operator.GREATER_OR_EQUAL;
        return isAbove
                && condition.bound() instanceof Formula.NumberLiteral bound
                && bound.value().signum() >= 0;
    }
}
