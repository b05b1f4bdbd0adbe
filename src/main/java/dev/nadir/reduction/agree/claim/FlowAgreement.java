package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.agree.Abstraction;
import dev.nadir.reduction.agree.Declared;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Claims about the flow of a product of numbers from equal sizes: a derived solution says what is claimed, of the product as
 * a function of time or of the time as a function of the product.
 */
public final class FlowAgreement {

    /** The note in {@code docs/theorems} that the solutions rest on. */
    private static final String LEMMA = "mode-flow";

    private final Landscape landscape;
    private final Claim.Statement.Trajectory statement;
    private final Comparison comparison;

    /**
     * A derived solution.
     *
     * @param conditions under which it holds
     * @param product the name of the product of all parameters
     * @param initial the name of its value at time zero
     * @param isTime whether the formula gives the time at which the product has a value
     * @param value the formula
     */
    public record Solution(List<Formula> conditions, String product, String initial, boolean isTime, Formula value) {
        /** Copies the conditions. */
        public Solution {
            conditions = List.copyOf(conditions);
        }
    }

    private FlowAgreement(Landscape landscape, Claim claim, Claim.Statement.Trajectory statement) {
        this.landscape = landscape;
        this.statement = statement;
        List<Declaration> letters = new ArrayList<>(claim.over());
        letters.add(Declared.letter(statement.time()));
        this.comparison = new Comparison(landscape, claim, letters);
    }

    /** What proves a claim from equal sizes of one mode; the solutions are those from equal sizes. */
    public static Optional<Agreement> of(Landscape landscape, Claim claim, List<Solution> solutions) {
        boolean isCovered = claim.statement() instanceof Claim.Statement.Trajectory statement
                && statement.range().isEmpty()
                && statement.comparison().operator() == Formula.Operator.EQUAL
                && claim.fixed().isEmpty()
                && !Declared.isMistakable(landscape.model(), claim);
        if (!isCovered) {
            return Optional.empty();
        }
        try {
            FlowAgreement agreement =
                    new FlowAgreement(landscape, claim, (Claim.Statement.Trajectory) claim.statement());
            return agreement.of(solutions);
        } catch (PreconditionException e) {
            // What the algebra does not cover cannot be compared.
            return Optional.empty();
        }
    }

    private Optional<Agreement> of(List<Solution> solutions) {
        Map<Expr, Expr> start = comparison.equations(statement.from());
        List<Expr> sizes = List.copyOf(start.values());
        boolean isBalanced = start.keySet().equals(Set.copyOf(landscape.parameters()))
                && sizes.stream().allMatch(each -> comparison.isZero(each, sizes.get(0)));
        if (!isBalanced) {
            return Optional.empty();
        }
        Expr product = Exprs.product(List.copyOf(landscape.parameters()));
        Formula initial = FormulaText.parse("(" + TextPrinter.print(Exprs.product(sizes)) + ")");
        return solutions.stream().anyMatch(solution -> isClaimed(solution, product, initial))
                ? Optional.of(new Agreement(
                        List.of(LEMMA), comparison.given().statements(), List.of("what is divided by is not zero")))
                : Optional.empty();
    }

    private boolean isClaimed(Solution solution, Expr product, Formula initial) {
        Map<String, Formula> names = new HashMap<>(Map.of(solution.initial(), initial));
        Abstraction.Scope derived = comparison.derived(List.<Model.Let>of());
        // From equal sizes the product keeps its sign: where it is zero it stays.
        names.put(solution.product(), initial);
        boolean isUnder = solution.conditions().stream()
                .allMatch(each -> comparison.given().implies(new Substitution(names).of(each), derived));
        names.put(solution.product(), FormulaText.parse("(" + TextPrinter.print(product) + ")"));
        if (!isUnder) {
            return false;
        }
        Expr value = derived.expression(new Substitution(names).of(solution.value()));
        return isSaid(statement.comparison().left(), statement.comparison().right(), solution, product, value)
                || isSaid(statement.comparison().right(), statement.comparison().left(), solution, product, value);
    }

    private boolean isSaid(Formula of, Formula formula, Solution solution, Expr product, Expr value) {
        Expr left = comparison.claimed().expression(of);
        Expr right = comparison.claimed().expression(formula);
        if (solution.isTime()) {
            return of instanceof Formula.Name name
                    && name.name().equals(statement.time())
                    && comparison.isIdentity(right, value);
        }
        return Form.of(left).equals(Form.of(product)) && comparison.isZero(right, value);
    }
}
