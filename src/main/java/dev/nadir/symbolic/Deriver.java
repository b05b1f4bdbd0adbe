package dev.nadir.symbolic;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Role;
import dev.nadir.expr.calculus.Differential;
import dev.nadir.expr.calculus.Gradient;
import dev.nadir.expr.exact.ExactComparison;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.GraphDerivative;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.expr.graph.Readback;
import dev.nadir.model.Model;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Derives gradient and Hessian of a landscape's expected loss.
 *
 * <p>Everything is derived twice: by rules on the expression as written, whose result prints well, and on the canonical
 * form, which shares no rule with them. The two must agree, or nothing is returned: their forms are equal, or where
 * forms do not decide, such as for a Sylvester equation beside the inverse of its matrix, their exact values are.
 */
public final class Deriver {

    /** Before a name in that of a change of higher order, as in {@code d2P}. */
    private static final Pattern ORDER = Pattern.compile("[0-9]");

    private static final Seed SEED = new Seed(7);

    private Deriver() {}

    /**
     * Gradient and Hessian; the gradient alone, with the reason, where only the Hessian is not covered.
     *
     * @throws dev.nadir.base.PreconditionException if an operation is not covered
     * @throws InternalErrorException if the two derivations differ: our defect
     */
    public static Derivation derive(Landscape landscape) {
        Expr loss = landscape.expectedLoss();
        Map<Expr.Symbol, Expr> gradient = Gradient.of(loss, landscape.parameters());
        Normaliser canonical = new Normaliser();
        Form form = canonical.form(loss);
        Predicate<Map<String, Integer>> sizes = new AdmissibleSizes(landscape.model(), landscape.structure());
        Agreement agreement = new Agreement(canonical, sizes);
        gradient.forEach((parameter, ours) ->
                agreement.require("gradient", parameter, ours, GraphDerivative.gradient(form, parameter)));

        String prefix = directionPrefix(landscape.model());
        Map<Expr.Symbol, Expr.Symbol> directions = new LinkedHashMap<>();
        for (Expr.Symbol parameter : landscape.parameters()) {
            Set<dev.nadir.expr.Property> kept = new java.util.HashSet<>(parameter.properties());
            kept.retainAll(Set.of(dev.nadir.expr.Property.SYMMETRIC, dev.nadir.expr.Property.DIAGONAL));
            if (parameter.isSymmetric() && kept.isEmpty()) {
                kept.add(dev.nadir.expr.Property.SYMMETRIC);
            }
            directions.put(
                    parameter, new Expr.Symbol(prefix + parameter.name(), parameter.shape(), Role.DIRECTION, kept));
        }
        List<String> conditions = Conditions.of(loss);
        try {
            Map<Expr.Symbol, Expr> hessian = hessian(gradient, directions, agreement);
            return new Derivation(landscape, gradient, directions, hessian, Optional.empty(), conditions);
        } catch (PreconditionException e) {
            Optional<String> refusal = Optional.of(String.valueOf(e.getMessage()));
            return new Derivation(landscape, gradient, directions, Map.of(), refusal, conditions);
        }
    }

    private static Map<Expr.Symbol, Expr> hessian(
            Map<Expr.Symbol, Expr> gradient, Map<Expr.Symbol, Expr.Symbol> directions, Agreement agreement) {
        Differential along = new Differential(directions);
        Map<Expr.Symbol, Expr> hessian = new LinkedHashMap<>();
        gradient.forEach((parameter, itsGradient) -> {
            Expr ours = along.of(itsGradient);
            Form graph = agreement.canonical().form(itsGradient);
            agreement.require("Hessian", parameter, ours, GraphDerivative.differential(graph, directions));
            hessian.put(parameter, ours);
        });
        return hessian;
    }

    /**
     * What stands before {@code W} in the name of its direction, and before {@code P} in that of the change of a let: a d,
     * or where the file has a name like {@code dW} or {@code d2P} a D, or more d's. All names get the same, so that the
     * directions of W and dW differ as well.
     */
    private static String directionPrefix(Model model) {
        Set<String> moving = new HashSet<>();
        model.parameters().forEach(declaration -> moving.add(declaration.name()));
        model.lets().forEach(let -> moving.addAll(let.names()));
        Set<String> taken = new HashSet<>(moving);
        taken.add(model.objective().name());
        model.functions().forEach(function -> taken.add(function.name()));
        Stream.of(model.sizes(), model.data(), model.random())
                .flatMap(List::stream)
                .forEach(declaration -> taken.add(declaration.name()));
        String prefix = "d";
        while (isTaken(prefix, moving, taken)) {
            prefix = prefix.equals("d") ? "D" : prefix.equals("D") ? "dd" : prefix + "d";
        }
        return prefix;
    }

    private static boolean isTaken(String prefix, Set<String> moving, Set<String> taken) {
        return taken.stream()
                .filter(name -> name.startsWith(prefix))
                .map(name -> name.substring(prefix.length()))
                .anyMatch(rest -> moving.contains(rest)
                        || (ORDER.matcher(rest).lookingAt() && moving.contains(rest.substring(1))));
    }

    /**
     * Whether two derivations came to the same.
     *
     * @param sizes those at which exact values may be taken
     */
    private record Agreement(Normaliser canonical, Predicate<Map<String, Integer>> sizes) {

        /** Equal forms; where these leave it open, equal exact values at random points and several sizes. */
        void require(String what, Expr.Symbol parameter, Expr ours, Form other) {
            Form form = canonical.form(ours);
            if (form.equals(other)) {
                return;
            }
            Expr read;
            try {
                read = Readback.expression(other);
            } catch (PreconditionException e) {
                throw differ(what, parameter, form, other);
            }
            if (!(ExactComparison.compare(ours, read, sizes, SEED) instanceof ExactComparison.Outcome.Equal)) {
                throw differ(what, parameter, form, other);
            }
        }

        private static InternalErrorException differ(String what, Expr.Symbol parameter, Form form, Form other) {
            return new InternalErrorException("the " + what + " with respect to " + parameter.name()
                    + " comes out differently by rules and by the canonical form: " + form + " and " + other);
        }
    }
}
