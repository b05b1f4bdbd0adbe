package dev.nadir.reduction.system;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.reduction.ExactMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of instances that say exact numbers: literals, arrays of them, and arithmetic on literals. */
public final class ExactSetting {

    private ExactSetting() {}

    /** The matrix, vectors as columns; empty if the formula holds a name, a file or a law. */
    public static Optional<ExactMatrix> of(Formula formula) {
        if (!(formula instanceof Formula.ArrayLiteral array)) {
            return number(formula).map(value -> new ExactMatrix(1, 1, List.of(value)));
        }
        List<Rational> entries = new ArrayList<>();
        int columns = 1;
        for (Formula element : array.elements()) {
            List<Formula> row = element instanceof Formula.ArrayLiteral inner ? inner.elements() : List.of(element);
            columns = row.size();
            for (Formula each : row) {
                Optional<Rational> value = number(each);
                if (value.isEmpty()) {
                    return Optional.empty();
                }
                entries.add(value.get());
            }
        }
        return entries.size() == array.elements().size() * columns
                ? Optional.of(new ExactMatrix(array.elements().size(), columns, entries))
                : Optional.empty();
    }

    private static Optional<Rational> number(Formula formula) {
        if (formula instanceof Formula.NumberLiteral literal) {
            return Optional.of(literal.value());
        } else if (formula instanceof Formula.Negation negation) {
            return number(negation.argument()).map(Rational::negate);
        } else if (formula instanceof Formula.Binary binary) {
            return number(binary.left())
                    .flatMap(left -> number(binary.right()).flatMap(right -> combined(binary.operator(), left, right)));
        }
        return Optional.empty();
    }

    private static Optional<Rational> combined(Formula.Operator operator, Rational left, Rational right) {
        return switch (operator) {
            case ADD -> Optional.of(left.plus(right));
            case SUBTRACT -> Optional.of(left.minus(right));
            case MULTIPLY, ENTRYWISE_MULTIPLY -> Optional.of(left.times(right));
            case DIVIDE, ENTRYWISE_DIVIDE -> right.isZero() ? Optional.empty() : Optional.of(left.dividedBy(right));
            default -> Optional.empty();
        };
    }
}
