package dev.nadir.reduction.agree;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;

/** Eigenvalues as a sorted vector: its first and last entry, and the sum of its last ones. */
final class SortedValues {

    /** The kind of the letters of eigenvalues, the largest first. */
    static final String VALUES = "eigenvalues";

    /** The kind of those of the negative of a matrix without negative eigenvalues: the least first. */
    static final String ASCENDING = "ascending eigenvalues";

    private static final SourceSpan NOWHERE = new SourceSpan("derived", 1, 1, 1, 1);

    private final List<Known> known;

    /** Begins with letters to which others may be added. */
    SortedValues(List<Known> known) {
        this.known = known;
    }

    /**
     * The sum of a vector in which the last eigenvalues stand by themselves: that is the trace less the sum of the others.
     *
     * @param vector without lets
     * @param read an expression, where the algebra covers it
     */
    Optional<Formula> tail(Formula vector, Function<Formula, Optional<Expr>> read) {
        if (vector instanceof Formula.Negation negation) {
            return tail(negation.argument(), read).map(sum -> new Formula.Negation(negation.span(), sum));
        }
        return vector instanceof Formula.Binary binary ? ofParts(binary, read) : ofEigenvalues(vector, read);
    }

    private Optional<Formula> ofParts(Formula.Binary binary, Function<Formula, Optional<Expr>> read) {
        return switch (binary.operator()) {
            case MULTIPLY, DIVIDE -> ofMultiple(binary, read);
            case ADD, SUBTRACT -> ofTerms(binary, read);
            default -> Optional.empty();
        };
    }

    private Optional<Formula> ofMultiple(Formula.Binary binary, Function<Formula, Optional<Expr>> read) {
        Operator operator = binary.operator();
        if (isScalar(binary.right(), read)) {
            return tail(binary.left(), read)
                    .map(sum -> new Formula.Binary(binary.span(), operator, sum, binary.right()));
        }
        return operator == Operator.MULTIPLY && isScalar(binary.left(), read)
                ? tail(binary.right(), read).map(sum -> new Formula.Binary(binary.span(), operator, binary.left(), sum))
                : Optional.empty();
    }

    /** A number beside a vector stands in each of its places. */
    private Optional<Formula> ofTerms(Formula.Binary binary, Function<Formula, Optional<Expr>> read) {
        boolean isLeftScalar = isScalar(binary.left(), read);
        boolean isRightScalar = isScalar(binary.right(), read);
        Optional<Formula> left = isLeftScalar ? Optional.empty() : tail(binary.left(), read);
        Optional<Formula> right = isRightScalar ? Optional.empty() : tail(binary.right(), read);
        if (left.isEmpty() && right.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(new Formula.Binary(
                binary.span(),
                binary.operator(),
                left.orElseGet(() -> sum(binary.left(), binary.right(), isLeftScalar, read)),
                right.orElseGet(() -> sum(binary.right(), binary.left(), isRightScalar, read))));
    }

    private static Formula sum(Formula part, Formula other, boolean isScalar, Function<Formula, Optional<Expr>> read) {
        if (!isScalar) {
            return new Formula.Call(NOWHERE, "sum", List.of(part), Map.of());
        }
        Expr vector = read.apply(other)
                .orElseThrow(() -> new PreconditionException("the number of places of a vector is not known"));
        Formula places = FormulaText.parse(
                "(" + vector.shape().rows() + ")*(" + vector.shape().columns() + ")");
        return new Formula.Binary(NOWHERE, Operator.MULTIPLY, places, part);
    }

    private static boolean isScalar(Formula formula, Function<Formula, Optional<Expr>> read) {
        return read.apply(formula).filter(e -> e.shape().isScalar()).isPresent();
    }

    private Optional<Formula> ofEigenvalues(Formula vector, Function<Formula, Optional<Expr>> read) {
        String from = "1";
        Formula base = vector;
        if (vector instanceof Formula.Indexed indexed
                && indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.Between between) {
            base = indexed.base();
            from = "(" + FormulaPrinter.print(between.from()) + ")";
            boolean isToTheEnd = eigenvalues(base)
                    .flatMap(last -> read.apply(between.to())
                            .filter(Exprs.size(last.argument().shape().rows())::equals))
                    .isPresent();
            if (!isToTheEnd) {
                return Optional.empty();
            }
        }
        Optional<Known> values = eigenvalues(base);
        if (values.isEmpty()) {
            return Optional.empty();
        }
        String trace =
                TextPrinter.print(Abstraction.simple(Exprs.trace(values.get().argument())));
        boolean isWhole =
                read.apply(FormulaText.parse(from)).filter(Exprs::isOne).isPresent();
        String less = isWhole ? "" : " - sum(" + values.get().name() + "[1.." + from + " - 1])";
        return Optional.of(FormulaText.parse(trace + less));
    }

    private Optional<Known> eigenvalues(Formula formula) {
        return known(formula).filter(each -> Set.of(VALUES, ASCENDING).contains(each.kind()));
    }

    private Optional<Known> known(Formula formula) {
        return formula instanceof Formula.Name name
                ? known.stream().filter(each -> each.name().equals(name.name())).findFirst()
                : Optional.empty();
    }

    /**
     * The largest or the least of eigenvalues.
     *
     * @param isPositive whether a scalar is seen to be positive
     */
    Formula entry(Formula vector, boolean isLargest, Predicate<Formula> isPositive) {
        if (isOf(VALUES, vector)) {
            return place(vector, isLargest);
        } else if (vector instanceof Formula.Negation negation && isOf(ASCENDING, negation.argument())) {
            return new Formula.Negation(negation.span(), place(negation.argument(), isLargest));
        } else if (vector instanceof Formula.Binary scaled && scaled.operator() == Operator.MULTIPLY) {
            // A positive scalar keeps the order, on either side.
            if (isPositive.test(scaled.left())) {
                Formula entry = entry(scaled.right(), isLargest, isPositive);
                return new Formula.Binary(scaled.span(), scaled.operator(), scaled.left(), entry);
            } else if (isPositive.test(scaled.right())) {
                Formula entry = entry(scaled.left(), isLargest, isPositive);
                return new Formula.Binary(scaled.span(), scaled.operator(), scaled.right(), entry);
            }
        }
        throw new PreconditionException("the largest entry is taken of eigenvalues only");
    }

    private boolean isOf(String kind, Formula vector) {
        return known(vector).filter(each -> each.kind().equals(kind)).isPresent();
    }

    /** The first entry, or the last. */
    private Formula place(Formula vector, boolean isFirst) {
        String last = known(vector).orElseThrow().argument().shape().rows().toString();
        return new Formula.Indexed(
                NOWHERE, vector, List.of(new Formula.Subscript.At(FormulaText.parse(isFirst ? "1" : last))));
    }
}
