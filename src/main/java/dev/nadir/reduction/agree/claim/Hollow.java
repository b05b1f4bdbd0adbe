package dev.nadir.reduction.agree.claim;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What is empty of a matrix or a vector.
 *
 * @param rows whether it has no rows
 * @param columns whether it has no columns
 * @param isZero whether it is zero because it sums over nothing
 */
record Hollow(boolean rows, boolean columns, boolean isZero) {

    private static final Set<String> ENTRYWISE = Set.of("sqrt", "abs", "exp", "log", "step");

    /** What is seen to be empty of it, if anything is. */
    static Optional<Hollow> of(Formula formula) {
        if (formula instanceof Formula.Indexed indexed) {
            return indexed(indexed.subscripts());
        } else if (formula instanceof Formula.Transposition transposition) {
            return of(transposition.argument()).map(Hollow::turned);
        } else if (formula instanceof Formula.Negation negation) {
            return of(negation.argument());
        } else if (formula instanceof Formula.Call call && call.arguments().size() == 1) {
            return call(call);
        }
        return formula instanceof Formula.Binary binary ? binary(binary) : Optional.empty();
    }

    private Hollow turned() {
        return new Hollow(/* rows= */ columns, /* columns= */ rows, isZero);
    }

    /** Whether it has no entries, which says nothing of what it is multiplied with. */
    private boolean isEmpty() {
        return (rows || columns) && !isZero;
    }

    private static Optional<Hollow> indexed(List<Formula.Subscript> subscripts) {
        boolean rows = isEmpty(subscripts.get(0));
        boolean columns = subscripts.size() > 1 && isEmpty(subscripts.get(1));
        return rows || columns ? Optional.of(new Hollow(rows, columns, false)) : Optional.empty();
    }

    private static Optional<Hollow> call(Formula.Call call) {
        Optional<Hollow> argument = of(call.arguments().get(0)).filter(Hollow::isEmpty);
        if (call.function().equals("diag")) {
            return argument.map(each -> new Hollow(true, true, false));
        }
        return argument.filter(each -> ENTRYWISE.contains(call.function()));
    }

    private static Optional<Hollow> binary(Formula.Binary binary) {
        Optional<Hollow> left = of(binary.left());
        Optional<Hollow> right = of(binary.right());
        return switch (binary.operator()) {
            case MULTIPLY -> product(left, right);
            // Both sides have one shape, or one of them is a number.
            case ADD, SUBTRACT, ENTRYWISE_MULTIPLY, ENTRYWISE_DIVIDE ->
                left.or(() -> right).filter(Hollow::isEmpty);
            case DIVIDE, POWER, ENTRYWISE_POWER -> left.filter(Hollow::isEmpty);
            default -> Optional.empty();
        };
    }

    private static Optional<Hollow> product(Optional<Hollow> left, Optional<Hollow> right) {
        boolean isZero = left.filter(each -> each.columns || each.isZero).isPresent()
                || right.filter(each -> each.rows || each.isZero).isPresent();
        boolean rows = left.filter(each -> each.rows).isPresent();
        boolean columns = right.filter(each -> each.columns).isPresent();
        return isZero || rows || columns ? Optional.of(new Hollow(rows, columns, isZero)) : Optional.empty();
    }

    private static boolean isEmpty(Formula.Subscript subscript) {
        return subscript instanceof Formula.Subscript.Between between
                && Member.isNumber(between.from(), Rational.ONE)
                && Member.isNumber(between.to(), Rational.ZERO);
    }
}
