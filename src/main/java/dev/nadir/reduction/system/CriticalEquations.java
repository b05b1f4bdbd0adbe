package dev.nadir.reduction.system;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.expr.graph.Readback;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.PolynomialFamily;
import dev.nadir.reduction.PolynomialSystem;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The polynomial equations of the critical points of a landscape.
 *
 * @param unknowns the entries of the parameters, the first unknowns of the system; behind them come those that stand for
 *     inverses
 * @param system the equations with their exact values; its parameters are entries of data, or of products of data where
 *     every value of those belongs to some data
 * @param leftOut what the equations multiply by to be polynomial, in words; points where one of these is zero or singular
 *     are no solutions
 * @param isGiven whether the model asks for these equations themselves, not for the critical points of a loss
 */
public record CriticalEquations(
        List<Unknown> unknowns, PolynomialSystem system, List<String> leftOut, boolean isGiven) {

    /** Copies the lists. */
    public CriticalEquations {
        unknowns = List.copyOf(unknowns);
        leftOut = List.copyOf(leftOut);
    }

    /** What their solutions are called. */
    public String noun() {
        return isGiven ? "solutions" : "critical points";
    }

    /** The same without equations that say nothing, and with each of the others once. */
    public CriticalEquations distinct() {
        PolynomialFamily family = system.family();
        List<Polynomial> kept = family.equations().stream()
                .filter(equation -> !equation.terms().isEmpty())
                .distinct()
                .toList();
        PolynomialFamily reduced = new PolynomialFamily(family.unknowns(), family.parameters(), kept);
        return new CriticalEquations(unknowns, new PolynomialSystem(reduced, system.values()), leftOut, isGiven);
    }

    /**
     * Writes the derived gradient out, entry by entry.
     *
     * @param sizes every size by name, families unrolled
     * @param data every data symbol by name, exact
     * @throws PreconditionException if the gradient is not a rational function with rational coefficients, if a parameter
     *     is positive definite, or if the equations are too long; the message says where
     */
    public static CriticalEquations of(
            Derivation derivation, Map<String, Integer> sizes, Map<String, ExactMatrix> data) {
        derivation.landscape().requireUnconstrained("the homotopy");
        Set<Expr.Symbol> parameters = derivation.gradient().keySet();
        for (Expr.Symbol parameter : parameters) {
            if (parameter.properties().contains(Property.POSITIVE_DEFINITE)) {
                throw new PreconditionException("critical points on an open cone are not solved for; "
                        + parameter.name() + " is positive definite");
            }
        }
        Expansion.Setting setting = new Expansion.Setting(sizes, data, new Dependence(parameters));
        if (!derivation.landscape().model().objective().equations().isEmpty()) {
            return new Draft(setting, derivation.landscape()).finished(true);
        }
        Map<Expr.Symbol, Expr> words = words(derivation);
        if (!words.isEmpty()) {
            Draft draft = new Draft(Expansion.Data.MOMENTS, setting, words);
            if (Moments.areFree(draft.variables, draft.used())) {
                return draft.finished(false);
            }
        }
        return new Draft(Expansion.Data.ENTRIES, setting, derivation.gradient()).finished(false);
    }

    /** The gradient as sums of words, in which products of data stand together; empty if it cannot be written so. */
    private static Map<Expr.Symbol, Expr> words(Derivation derivation) {
        Normaliser canonical = new Normaliser();
        Map<Expr.Symbol, Expr> words = new LinkedHashMap<>();
        try {
            derivation
                    .gradient()
                    .forEach((parameter, gradient) ->
                            words.put(parameter, Readback.expression(canonical.form(gradient))));
        } catch (PreconditionException e) {
            return Map.of();
        }
        return words;
    }

    /** Equations over numbered variables, on their way. */
    private static final class Draft {

        private final Variables variables = new Variables();
        private final List<Unknown> unknowns = new ArrayList<>();
        private final List<Terms> equations = new ArrayList<>();
        private final List<String> leftOut = new ArrayList<>();

        Draft(Expansion.Data mode, Expansion.Setting setting, Map<Expr.Symbol, Expr> gradient) {
            Expansion expansion = new Expansion(mode, setting, variables);
            gradient.keySet().forEach(parameter -> declare(parameter, expansion.of(parameter)));
            gradient.forEach((parameter, its) -> equations.addAll(entries(parameter, expansion.of(its))));
            expansion.auxiliaries().forEach((name, equation) -> {
                leftOut.add(name);
                equations.add(equation);
            });
        }

        /** The equations of the file, with numbers for data. */
        Draft(Expansion.Setting setting, Landscape landscape) {
            Expansion expansion = new Expansion(Expansion.Data.VALUES, setting, variables);
            landscape.parameters().forEach(parameter -> declare(parameter, expansion.of(parameter)));
            for (Expr difference : Elaboration.differences(landscape)) {
                Block block = expansion.of(difference);
                for (int i = 0; i < block.rows(); i++) {
                    for (int j = 0; j < block.columns(); j++) {
                        equations.add(block.get(i, j));
                    }
                }
            }
            expansion.auxiliaries().forEach((name, equation) -> {
                leftOut.add(name);
                equations.add(equation);
            });
        }

        private void declare(Expr.Symbol parameter, Block block) {
            boolean isPositive = parameter.properties().contains(Property.POSITIVE);
            for (int i = 0; i < block.rows(); i++) {
                for (int j = 0; j < block.columns(); j++) {
                    if (isOwn(parameter, i, j)) {
                        boolean isMirrored = parameter.isSymmetric() && i != j;
                        unknowns.add(new Unknown(parameter.name(), i, j, isMirrored, isPositive));
                    }
                }
            }
        }

        private static boolean isOwn(Expr.Symbol parameter, int row, int column) {
            return parameter.properties().contains(Property.DIAGONAL)
                    ? row == column
                    : !parameter.isSymmetric() || column >= row;
        }

        private static List<Terms> entries(Expr.Symbol parameter, Block gradient) {
            List<Terms> entries = new ArrayList<>();
            for (int i = 0; i < gradient.rows(); i++) {
                for (int j = 0; j < gradient.columns(); j++) {
                    if (isOwn(parameter, i, j)) {
                        Terms entry = gradient.get(i, j);
                        entries.add(parameter.isSymmetric() && i != j ? entry.plus(gradient.get(j, i)) : entry);
                    }
                }
            }
            return entries;
        }

        /** The parameters that some equation holds. */
        Set<Integer> used() {
            Set<Integer> used = new LinkedHashSet<>();
            Set<Integer> found = new java.util.TreeSet<>();
            equations.forEach(equation -> equation.forEach((product, coefficient) -> {
                for (int i = 0; i < product.count(); i++) {
                    found.add(product.variable(i));
                }
            }));
            found.stream()
                    .filter(variable -> !variables.isUnknown(variable))
                    .sorted(java.util.Comparator.comparing(variables::name))
                    .forEach(used::add);
            return used;
        }

        CriticalEquations finished(boolean isGiven) {
            Set<Integer> used = used();
            List<Integer> order = new ArrayList<>();
            for (int variable = 0; variable < variables.count(); variable++) {
                if (variables.isUnknown(variable)) {
                    order.add(variable);
                }
            }
            List<String> unknownNames = order.stream().map(variables::name).toList();
            order.addAll(used);
            int[] places = new int[variables.count()];
            for (int place = 0; place < order.size(); place++) {
                places[order.get(place)] = place;
            }
            PolynomialFamily family = new PolynomialFamily(
                    unknownNames,
                    used.stream().map(variables::name).toList(),
                    equations.stream()
                            .map(equation -> Polynomials.of(equation, order.size(), places))
                            .toList());
            List<Rational> values = used.stream().map(variables::value).toList();
            return new CriticalEquations(unknowns, new PolynomialSystem(family, values), leftOut, isGiven);
        }
    }
}
