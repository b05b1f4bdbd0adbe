package dev.nadir.evidence.verify;

import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaParts;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * The formulas of a claim about a flow. A value at its start, {@code initial(f)}, becomes a name: it is computed once for
 * a flow, and read at all of its times.
 *
 * @param comparison with these names
 * @param lets of the claim, with these names
 * @param atStart lets of the claim at time 0, where {@code initial(f)} is f
 * @param starts for each such name what is to be computed at the start
 * @param written the comparison as written
 * @param time the name of the time
 */
public record FlowFormulas(
        Formula.Binary comparison,
        List<Model.Let> lets,
        List<Model.Let> atStart,
        Map<String, Formula> starts,
        Formula.Binary written,
        String time) {

    private static final String INITIAL = "initial";

    /** Copies the lists. */
    public FlowFormulas {
        lets = List.copyOf(lets);
        atStart = List.copyOf(atStart);
        starts = Map.copyOf(starts);
    }

    /** The formulas of a claim. */
    public static FlowFormulas of(Claim claim, Claim.Statement.Trajectory statement) {
        Map<String, Formula> starts = new LinkedHashMap<>();
        Function<Formula, Formula> naming = formula -> named(formula, starts);
        Formula.Binary written = statement.comparison();
        return new FlowFormulas(
                new Formula.Binary(
                        written.span(),
                        written.operator(),
                        naming.apply(written.left()),
                        naming.apply(written.right())),
                lets(claim.lets(), naming),
                lets(claim.lets(), FlowFormulas::begun),
                starts,
                written,
                statement.time());
    }

    private static List<Model.Let> lets(List<Model.Let> lets, Function<Formula, Formula> map) {
        return lets.stream()
                .map(let -> new Model.Let(let.span(), let.names(), map.apply(let.value()), let.description()))
                .toList();
    }

    private static boolean isInitial(Formula formula) {
        return formula instanceof Formula.Call call
                && call.function().equals(INITIAL)
                && call.arguments().size() == 1;
    }

    private static Formula argument(Formula initial) {
        return ((Formula.Call) initial).arguments().get(0);
    }

    private static Formula named(Formula formula, Map<String, Formula> starts) {
        if (!isInitial(formula)) {
            return FormulaParts.mapped(formula, part -> named(part, starts));
        }
        String name = FormulaPrinter.print(formula);
        starts.put(name, begun(argument(formula)));
        return new Formula.Name(formula.span(), name);
    }

    /** At the start a value at the start is the value. */
    private static Formula begun(Formula formula) {
        return isInitial(formula) ? begun(argument(formula)) : FormulaParts.mapped(formula, FlowFormulas::begun);
    }

    /** The values at the start, by name. */
    public Map<String, Matrix> initialValues(Scope start) {
        Scope scope = start.with(atStart);
        Map<String, Matrix> values = new LinkedHashMap<>();
        starts.forEach((name, formula) -> values.put(name, scope.value(formula)));
        return values;
    }

    /**
     * {@code Q(t) = exp(-rate*t)*Q(0)}.
     *
     * @param rate empty where Q is constant
     */
    public record Decay(Formula quantity, Optional<Formula> rate) {}

    /** The claim as a decay, if it is written as one. */
    public Optional<Decay> decay() {
        if (written.operator() != Formula.Operator.EQUAL) {
            return Optional.empty();
        }
        return decay(written.left(), written.right()).or(() -> decay(written.right(), written.left()));
    }

    private Optional<Decay> decay(Formula quantity, Formula right) {
        if (isStartOf(right, quantity)) {
            return Optional.of(new Decay(quantity, Optional.empty()));
        }
        if (right instanceof Formula.Binary product && product.operator() == Formula.Operator.MULTIPLY) {
            boolean isLast = isStartOf(product.right(), quantity);
            if (isLast || isStartOf(product.left(), quantity)) {
                return rate(isLast ? product.left() : product.right())
                        .map(rate -> new Decay(quantity, Optional.of(rate)));
            }
        }
        return Optional.empty();
    }

    private static boolean isStartOf(Formula formula, Formula quantity) {
        return isInitial(formula) && FormulaPrinter.print(argument(formula)).equals(FormulaPrinter.print(quantity));
    }

    /** The rate of {@code exp(-rate*t)}. */
    private Optional<Formula> rate(Formula factor) {
        boolean isExponential = factor instanceof Formula.Call call
                && call.function().equals("exp")
                && call.arguments().size() == 1;
        return isExponential
                ? perTime(((Formula.Call) factor).arguments().get(0))
                        .map(slope -> new Formula.Negation(slope.span(), slope))
                : Optional.empty();
    }

    /** What the time is multiplied by in a formula that is a multiple of it. */
    private Optional<Formula> perTime(Formula formula) {
        if (formula instanceof Formula.Name name && name.name().equals(time)) {
            return Optional.of(new Formula.NumberLiteral(formula.span(), dev.nadir.base.exact.Rational.ONE, "1"));
        } else if (formula instanceof Formula.Negation negation) {
            return perTime(negation.argument()).map(slope -> new Formula.Negation(formula.span(), slope));
        } else if (formula instanceof Formula.Binary binary) {
            boolean isProduct = binary.operator() == Formula.Operator.MULTIPLY;
            if (!isProduct && binary.operator() != Formula.Operator.DIVIDE) {
                return Optional.empty();
            }
            if (!mentionsTime(binary.right())) {
                return perTime(binary.left())
                        .map(slope -> new Formula.Binary(formula.span(), binary.operator(), slope, binary.right()));
            }
            return isProduct && !mentionsTime(binary.left())
                    ? perTime(binary.right())
                            .map(slope -> new Formula.Binary(formula.span(), binary.operator(), binary.left(), slope))
                    : Optional.empty();
        }
        return Optional.empty();
    }

    /** Whether the time stands in a formula; a let that might hold it counts. */
    private boolean mentionsTime(Formula formula) {
        boolean isHere = formula instanceof Formula.Name name
                && (name.name().equals(time)
                        || lets.stream()
                                .filter(let -> let.names().contains(name.name()))
                                .anyMatch(let -> mentionsTime(let.value())));
        return isHere || formula.children().stream().anyMatch(this::mentionsTime);
    }
}
