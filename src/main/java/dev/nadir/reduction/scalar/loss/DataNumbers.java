package dev.nadir.reduction.scalar.loss;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.Draft;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Gives a name to each number that a loss of scalars makes of vectors and matrices of data, such as {@code tr(X*X')}. */
final class DataNumbers {

    private final Dependence onUnknowns;
    private final Draft draft;
    private final Map<String, Expr.Symbol> known = new HashMap<>();
    private final Set<String> positive = new LinkedHashSet<>();

    private DataNumbers(Landscape landscape) {
        Set<String> taken = new HashSet<>(landscape.lets().keySet());
        landscape.model().sizes().forEach(size -> taken.add(size.name()));
        landscape.data().forEach(symbol -> taken.add(symbol.name()));
        landscape.parameters().forEach(symbol -> taken.add(symbol.name()));
        this.onUnknowns = new Dependence(Set.copyOf(landscape.parameters()));
        this.draft = new Draft(taken);
    }

    /**
     * A loss of scalars.
     *
     * @param lets the names that stand for numbers made of data
     * @param conditions what is taken for granted of them: sums of squares that are not zero
     */
    record Named(Expr loss, List<Model.Let> lets, List<Formula> conditions) {}

    /** The loss with names in the place of what is made of vectors and matrices; as it is where nothing is. */
    static Named of(Landscape landscape) {
        boolean isScalar =
                landscape.data().stream().allMatch(symbol -> symbol.shape().isScalar());
        return isScalar
                ? new Named(landscape.expectedLoss(), List.of(), List.of())
                : new DataNumbers(landscape).named(landscape.expectedLoss());
    }

    private Named named(Expr loss) {
        Expr sum = Exprs.literal(0);
        for (Monomial term : Monomial.of(Form.of(loss))) {
            List<Monomial.Site> data = term.sites().stream()
                    .filter(site -> !onUnknowns.dependsOn(site.letter())
                            && !site.letter().shape().isScalar())
                    .toList();
            List<Monomial.Site> rest = new ArrayList<>(term.sites());
            rest.removeAll(data);
            Expr others = Readback.expression(term.part(rest, List.of(), Shape.SCALAR));
            Expr number = data.isEmpty() ? Exprs.literal(1) : symbol(term, data);
            sum = Exprs.add(sum, Exprs.product(List.of(Exprs.literal(term.coefficient()), number, others)));
        }
        List<Formula> conditions =
                positive.stream().map(name -> FormulaText.parse(name + " > 0")).toList();
        return new Named(sum, draft.finish().lets(), conditions);
    }

    private Expr.Symbol symbol(Monomial term, List<Monomial.Site> data) {
        Form form = term.part(data, List.of(), Shape.SCALAR);
        return known.computeIfAbsent(form.key(), key -> {
            boolean isPositive = isSumOfSquares(data);
            String name = draft.letAll(List.of("c"), Draft.text(Readback.expression(form)))
                    .get(0);
            if (isPositive) {
                positive.add(name);
            }
            return new Expr.Symbol(name, Shape.SCALAR, Role.DATA, isPositive ? Set.of(Property.POSITIVE) : Set.of());
        });
    }

    /** Whether each letter stands to an even power at the same indices. */
    private static boolean isSumOfSquares(List<Monomial.Site> data) {
        Map<List<Object>, Rational> powers = new HashMap<>();
        data.forEach(site -> powers.merge(List.of(site.letter(), site.legs()), site.exponent(), Rational::plus));
        return powers.values().stream()
                .allMatch(power -> power.dividedBy(Rational.of(2)).isInteger());
    }
}
