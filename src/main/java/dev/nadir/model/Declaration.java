package dev.nadir.model;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import java.util.List;
import java.util.Optional;

/**
 * A declared name with its shape, as in {@code W[i in 1..L] : matrix[d[i], d[i-1]] "weights of layer i"}.
 *
 * @param index the index and its range, where the name is a family
 * @param kind the word for the shape
 * @param sizes the formulas in its brackets
 * @param condition what is declared of every entry, as in {@code > 0}
 * @param law for what is random: its distribution, a call such as {@code normal(0, eye(k))}
 */
public record Declaration(
        SourceSpan span,
        String name,
        Optional<IndexRange> index,
        Kind kind,
        List<Formula> sizes,
        Optional<Condition> condition,
        Optional<Formula> law,
        String description) {

    /** Copies the sizes. */
    public Declaration {
        sizes = List.copyOf(sizes);
    }

    /** The words for shapes. */
    public enum Kind {
        SCALAR,
        VECTOR,
        MATRIX,
        SYMMETRIC,
        SPD,
        DIAGONAL,
        INVERTIBLE,
        /** Square with orthonormal columns; only for the matrices of a symmetry. */
        ORTHOGONAL,
        /** A permutation with signs; only for the matrices of a symmetry. */
        SIGNED_PERMUTATION,
        /** Only for sizes. */
        SIZE
    }

    /** {@code i in from..to}. */
    public record IndexRange(String index, Formula from, Formula to) {}

    /** {@code > 0} and its kin. */
    public record Condition(Formula.Operator operator, Formula bound) {

        /** The bound, if it is a number that needs no data: {@code 0}, {@code -1}, {@code 1/2}. */
        public Optional<Rational> number() {
            return number(bound);
        }

        private static Optional<Rational> number(Formula formula) {
            if (formula instanceof Formula.NumberLiteral literal) {
                return Optional.of(literal.value());
            } else if (formula instanceof Formula.Negation negation) {
                return number(negation.argument()).map(Rational::negate);
            } else if (formula instanceof Formula.Binary quotient && quotient.operator() == Formula.Operator.DIVIDE) {
                Optional<Rational> divisor = number(quotient.right()).filter(value -> !value.isZero());
                return number(quotient.left()).flatMap(left -> divisor.map(left::dividedBy));
            }
            return Optional.empty();
        }

        /** Whether it says {@code > 0}, no less and no more. */
        public boolean isPositivity() {
            return operator == Formula.Operator.GREATER
                    && number().filter(Rational::isZero).isPresent();
        }

        /** Whether zero meets the condition; if the bound is no number, it may. */
        public boolean allowsZero() {
            return number().map(value -> switch (operator) {
                        case GREATER -> value.signum() < 0;
                        case GREATER_OR_EQUAL -> value.signum() <= 0;
                        case LESS -> value.signum() > 0;
                        case LESS_OR_EQUAL -> value.signum() >= 0;
                        default -> true;
                    })
                    .orElse(true);
        }
    }
}
