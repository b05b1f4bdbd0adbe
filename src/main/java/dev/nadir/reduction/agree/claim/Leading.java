package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.agree.Abstraction;
import dev.nadir.reduction.agree.Definite;
import dev.nadir.reduction.agree.Known;
import dev.nadir.reduction.agree.Ratio;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A least value that keeps the first m eigenvalues, claimed of sets of no more places than the rank of the matrix: where
 * m is above the rank, the first eigenvalues up to the rank say the same, and where it is not, what is claimed of the
 * first m is compared for each size that m may be.
 */
final class Leading {

    private final Comparison comparison;
    private final Claim.Statement.CriticalValues values;

    Leading(Comparison comparison, Claim.Statement.CriticalValues values) {
        this.comparison = comparison;
        this.values = values;
    }

    /**
     * Whether what is claimed of some of the sets is the least value, which has no direction down.
     *
     * @param to how many eigenvalues it keeps
     */
    boolean isMinimum(ClosedForm form, Formula to, Abstraction.Scope derived) {
        Abstraction.Scope claimed = comparison.claimed();
        Subsets sets = new Subsets(comparison.given(), claimed, (Formula.Call) values.range());
        Optional<Formula.Range> range = sets.range()
                .filter(each -> Member.isNumber(each.from(), Rational.ONE))
                .filter(each -> sets.most().isEmpty()
                        || comparison
                                .given()
                                .isAtMost(to, claimed.plain(sets.most().get()), derived));
        if (range.isEmpty()) {
            return false;
        }
        Formula most = claimed.plain(range.get().to());
        Optional<Known> rank = comparison.known(most).filter(each -> each.kind().equals(Abstraction.RANK));
        if (rank.isEmpty()) {
            return false;
        }
        // A size of its own stands for the rank: what holds for all sizes holds for this one.
        Formula ranked = comparison.size("places_of_a_rank");
        return isSame(ranked, firsts(form.value(), to, ranked, rank.get(), derived), derived)
                && isIndex(ranked, Map.of(rank.get().name(), Size.of(FormulaPrinter.print(ranked))))
                && isSame(to, form.value(), derived)
                && isIndexOfEach(to, rank.get());
    }

    /** The value with the first eigenvalues up to the rank in the place of more of them: all others are zero. */
    private Formula firsts(Formula formula, Formula to, Formula ranked, Known rank, Abstraction.Scope derived) {
        if (formula instanceof Formula.Call sum
                && sum.function().equals("sum")
                && sum.arguments().size() == 1
                && sum.arguments().get(0) instanceof Formula.Indexed indexed
                && isFirst(indexed, to, derived)) {
            boolean isOfRank = comparison
                    .known(unscaled(derived.plain(indexed.base()), derived))
                    .filter(each -> each.kind().equals("eigenvalues"))
                    .flatMap(each -> Definite.ofItsRank(each.argument()))
                    .filter(root -> isMultiple(root, rank.argument()))
                    .isPresent();
            if (isOfRank) {
                Formula.Subscript places = new Formula.Subscript.Between(FormulaWriter.number(1), ranked);
                return new Formula.Call(
                        sum.span(),
                        "sum",
                        List.of(new Formula.Indexed(indexed.span(), indexed.base(), List.of(places))),
                        Map.of());
            }
        } else if (formula instanceof Formula.Indexed) {
            throw new PreconditionException("what is kept stands in more than a sum of eigenvalues");
        }
        return FormulaParts.mapped(formula, each -> firsts(each, to, ranked, rank, derived));
    }

    /** A sum of multiples ends where the sum does. */
    private static Formula unscaled(Formula vector, Abstraction.Scope scope) {
        boolean isMultiple = vector instanceof Formula.Binary scaled
                && scaled.operator() == Formula.Operator.MULTIPLY
                && scope.expression(scaled.left()).shape().isScalar();
        return isMultiple ? unscaled(((Formula.Binary) vector).right(), scope) : vector;
    }

    private static boolean isMultiple(Expr root, Expr of) {
        return Ratio.of(root, of).isPresent()
                || Ratio.of(Exprs.transpose(root), of).isPresent();
    }

    private static boolean isFirst(Formula.Indexed indexed, Formula to, Abstraction.Scope derived) {
        return indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.Between between
                && Member.isNumber(between.from(), Rational.ONE)
                && FormulaPrinter.print(derived.plain(between.to())).equals(FormulaPrinter.print(to));
    }

    private Formula first(Formula formula, Formula to) {
        return new Member(Map.of(values.index(), new Member.Places(FormulaWriter.number(1), to)), Map.of()).of(formula);
    }

    private Expr claimed(Formula formula, Formula to) {
        Member member = new Member(Map.of(values.index(), new Member.Places(FormulaWriter.number(1), to)), Map.of());
        return comparison.derived(member.of(comparison.claim().lets())).expression(first(formula, to));
    }

    private boolean isSame(Formula to, Formula value, Abstraction.Scope derived) {
        return comparison.isZero(claimed(values.value(), to), derived.expression(value));
    }

    /** Whether no direction down is claimed of the first places. */
    private boolean isIndex(Formula to, Map<String, Size> where) {
        return comparison
                .given()
                .whole(claimed(values.negative().orElseThrow(), to))
                .filter(size -> size.substitute(name -> where.getOrDefault(name.toString(), Size.of(name.toString())))
                        .equals(Size.ZERO))
                .isPresent();
    }

    /** The same at no more places than the rank, for each size that their number may be. */
    private boolean isIndexOfEach(Formula to, Known rank) {
        String name = FormulaPrinter.print(to);
        Set<String> sizes = comparison.leasts().getOrDefault(name, Set.of(name));
        Shape shape = rank.argument().shape();
        return sizes.stream().allMatch(size -> {
            Size least = Size.of(size);
            // As many places as rows or columns, and no more than the rank: the rank is as large.
            boolean isFull = shape.rows().toString().equals(size)
                    || shape.columns().toString().equals(size);
            return isIndex(to, isFull ? Map.of(name, least, rank.name(), least) : Map.of(name, least));
        });
    }
}
