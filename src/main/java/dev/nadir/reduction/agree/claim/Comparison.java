package dev.nadir.reduction.agree.claim;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.agree.Abstraction;
import dev.nadir.reduction.agree.Cases;
import dev.nadir.reduction.agree.Fractions;
import dev.nadir.reduction.agree.Inverses;
import dev.nadir.reduction.agree.Known;
import dev.nadir.reduction.agree.Logarithms;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/** Sets formulas of a claim against derived ones, by canonical form. */
final class Comparison {

    private final Landscape landscape;
    private final Claim claim;
    private final Abstraction abstraction;
    private final Abstraction.Scope claimed;
    private final Implication given;

    Comparison(Landscape landscape, Claim claim) {
        this(landscape, claim, List.of());
    }

    /** The same where the formulas have letters of their own. */
    Comparison(Landscape landscape, Claim claim, List<Declaration> letters) {
        this.landscape = landscape;
        this.claim = claim;
        this.abstraction = new Abstraction(landscape, letters);
        this.claimed = abstraction.new Scope(claim.lets(), Map.of());
        this.given = new Implication(landscape.model(), claim, abstraction, claimed);
    }

    Landscape landscape() {
        return landscape;
    }

    Claim claim() {
        return claim;
    }

    /** The scope of the claim. */
    Abstraction.Scope claimed() {
        return claimed;
    }

    /** What follows from what is given. */
    Implication given() {
        return given;
    }

    /** The scope of what was derived. */
    Abstraction.Scope derived(List<Model.Let> lets) {
        return abstraction.new Scope(lets, Map.of());
    }

    /** The same where a name stands for an arbitrary set of places. */
    Abstraction.Scope derived(List<Model.Let> lets, String set) {
        return abstraction.new Scope(lets, Map.of(), Set.of(set));
    }

    /** The scope of the claim where a name stands for an arbitrary set of places. */
    Abstraction.Scope claimed(String set) {
        return abstraction.new Scope(claim.lets(), Map.of(), Set.of(set));
    }

    /** A size with a name of its own, which may be zero. */
    Formula size(String preferred) {
        return FormulaText.parse(abstraction.size(preferred));
    }

    /** What a letter is of. */
    Optional<Known> known(Formula letter) {
        return letter instanceof Formula.Name name
                ? abstraction.known().stream()
                        .filter(each -> each.name().equals(name.name()))
                        .findFirst()
                : Optional.empty();
    }

    /** The least sizes that have a letter, with what each is the least of. */
    Map<String, Set<String>> leasts() {
        return abstraction.leasts();
    }

    /** The claim is proved. */
    Agreement found(List<String> lemmas) {
        return new Agreement(lemmas, given.statements(), abstraction.trusted());
    }

    boolean isZero(Expr left, Expr right) {
        Expr difference = Exprs.subtract(left, right);
        return !hasParameters(difference)
                && (isZero(difference, e -> e)
                        || isZero(difference, Inverses::pushed)
                        || isZero(difference, e -> new Cases().withChosen(Inverses.pushed(e)))
                        || isZero(difference, abstraction::diagonalised)
                        || isZero(difference, new Cases()::of)
                        || isZero(difference, Fractions::cleared)
                        || isZero(difference, e -> new Logarithms(given::isPositive).of(abstraction.tailed(e))));
    }

    /** Whether two numbers are equal wherever both are defined, for all parameters. */
    boolean isIdentity(Expr left, Expr right) {
        Expr difference = Exprs.subtract(left, right);
        return isZero(difference, e -> e) || isZero(difference, Fractions::cleared);
    }

    /** Whether the form is zero once written another way; where that grows beyond all bounds it is not known. */
    private static boolean isZero(Expr difference, UnaryOperator<Expr> written) {
        try {
            return Form.of(written.apply(difference)).isZero();
        } catch (PreconditionException e) {
            return false;
        }
    }

    private boolean hasParameters(Expr e) {
        return new Dependence(Set.copyOf(landscape.parameters())).dependsOn(e);
    }

    /** The equations of a claim, each index written out. */
    Map<Expr, Expr> equations(List<Claim.Equation> at) {
        Map<Expr, Expr> sides = new LinkedHashMap<>();
        for (Claim.Equation equation : at) {
            for (Map<String, Integer> index : indices(equation.range())) {
                Abstraction.Scope scope = abstraction.new Scope(claim.lets(), index);
                Expr right = scope.expression(equation.right());
                Expr before = sides.put(scope.expression(equation.left()), right);
                // An equation without the index stands beside one with it once for each.
                if (before != null && !isZero(before, right)) {
                    throw new PreconditionException("two equations say what one parameter is");
                }
            }
        }
        return sides;
    }

    private List<Map<String, Integer>> indices(Optional<Declaration.IndexRange> range) {
        if (range.isEmpty()) {
            return List.of(Map.of());
        }
        int from = integer(range.get().from());
        int to = integer(range.get().to());
        List<Map<String, Integer>> indices = new ArrayList<>();
        for (int i = from; i <= to; i++) {
            indices.add(Map.of(range.get().index(), i));
        }
        return indices;
    }

    private int integer(Formula formula) {
        if (claimed.expression(formula) instanceof Expr.Literal literal
                && literal.value().isInteger()) {
            return literal.value().intValueExact();
        }
        throw new PreconditionException("an index runs over whole numbers");
    }

    boolean isWhole(Map<String, Formula> stated) {
        Set<String> names = new TreeSet<>();
        landscape.parameters().forEach(parameter -> names.add(parameter.name()));
        return stated.keySet().equals(names);
    }

    Map<Expr, Expr> point(Map<String, Formula> formulas, Abstraction.Scope derived) {
        Map<Expr, Expr> point = new HashMap<>();
        for (Expr.Symbol parameter : landscape.parameters()) {
            Formula stated = formulas.get(parameter.name());
            if (stated != null) {
                point.put(parameter, derived.expression(stated));
            }
        }
        return point;
    }

    /** The zero matrix of the shape of a parameter. */
    Formula zero(String parameter) {
        Expr.Symbol symbol = landscape.parameters().stream()
                .filter(each -> each.name().equals(parameter))
                .findFirst()
                .orElseThrow(() -> new PreconditionException(parameter + " is no parameter"));
        Shape shape = symbol.shape();
        return FormulaText.parse(shape.isScalar() ? "0" : "zeros(" + shape.rows() + ", " + shape.columns() + ")");
    }

    /** The claimed point is the derived one. */
    boolean isStated(Map<Expr, Expr> sides, Map<String, Formula> formulas, Abstraction.Scope derived) {
        if (!isWhole(formulas)) {
            return false;
        }
        Map<Expr, Expr> stated;
        try {
            stated = point(formulas, derived);
        } catch (PreconditionException e) {
            return false;
        }
        return sides.entrySet().stream().allMatch(side -> {
            Expr other = stated.get(side.getKey());
            return other != null && other.shape().equals(side.getValue().shape()) && isZero(side.getValue(), other);
        });
    }

    static Expr replaced(Expr e, Map<Expr, Expr> replacements) {
        Expr replacement = replacements.get(e);
        return replacement != null ? replacement : Rebuild.of(e, part -> replaced(part, replacements));
    }
}
