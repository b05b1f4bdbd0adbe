package dev.nadir.symbolic;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Coefficient;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Normaliser;
import dev.nadir.expr.graph.Readback;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Writes expressions as a person would: common factors once, logarithms together, and the model's own names for what has
 * one. What comes out is shorter and has the same canonical form, or it is what went in.
 */
final class Simplifier {

    /** Sums of more terms are not compared with the lets: no let is as long. */
    private static final int LONGEST_LET = 40;

    /** Sums of more terms are not multiplied out in search of a shorter writing. */
    private static final int MOST_EXPANDED = 30;

    /** What was multiplied out must be shorter by a quarter where that takes names of the model away. */
    private static final double EXPANDED_GAIN = 0.75;

    /** Elsewhere by less, but so that (a*b - s)*b + g*a keeps its residual. */
    private static final double PLAIN_GAIN = 0.85;

    private final Normaliser canonical = new Normaliser();
    private final Map<String, Expr.Named> sums = new HashMap<>();
    private final Map<List<Expr>, Expr.Named> products = new LinkedHashMap<>();
    private final List<Expr.Named> matrices = new ArrayList<>();
    private final Map<Expr, Expr> known = new HashMap<>();
    private final Factoring factoring = new Factoring(this::recognised);

    /** Knows the lets of a model; those that are random or cannot be normalised are left aside. */
    Simplifier(Collection<Expr> lets) {
        for (Expr let : lets) {
            if (let instanceof Expr.Named named && !isRandom(named)) {
                learn(named);
            }
        }
    }

    private void learn(Expr.Named named) {
        if (named.definition() instanceof Expr.Sum && !named.shape().isScalar()) {
            try {
                Form form = canonical.form(named);
                if (!form.isZero()) {
                    sums.putIfAbsent(direction(form), named);
                    matrices.add(named);
                }
            } catch (PreconditionException e) {
                // A let that has no canonical form is a name that nothing will be recognised by.
            }
        } else if (named.definition() instanceof Expr.Product product
                && product.factors().size() > 1
                && !named.shape().isScalar()) {
            products.putIfAbsent(product.factors(), named);
        }
    }

    private static boolean isRandom(Expr e) {
        return e instanceof Expr.Expectation
                || (e instanceof Expr.Symbol symbol && symbol.role() == Role.RANDOM)
                || Children.of(e).stream().anyMatch(Simplifier::isRandom);
    }

    /** The lets that are sums of matrices, as residuals are. */
    List<Expr.Named> matrices() {
        return List.copyOf(matrices);
    }

    /** The form up to a number in front. */
    private static String direction(Form form) {
        return form.times(form.coefficients().values().iterator().next().inverse())
                .key();
    }

    /** The expression in its shortest writing; as it is where nothing shorter is found. */
    Expr simplify(Expr e) {
        Expr best = e;
        try {
            Form form = canonical.form(e);
            best = better(best, inside(e), form, 1);
            if (form.termCount() <= MOST_EXPANDED && form.termCount() > 1) {
                // Multiplied out first, what was factored badly can be factored well; it loses the order of the file.
                best = better(
                        best, inside(Readback.expression(form)), form, hasNames(best) ? EXPANDED_GAIN : PLAIN_GAIN);
            }
            return best;
        } catch (PreconditionException exception) {
            return best;
        }
    }

    private static boolean hasNames(Expr e) {
        return e instanceof Expr.Named || Children.of(e).stream().anyMatch(Simplifier::hasNames);
    }

    /** The same without multiplying out. */
    Expr tidy(Expr e) {
        return better(e, inside(e), canonical.form(e), 1);
    }

    /** The expression with scalars that differ by a number alone as one. */
    Expr merge(Expr e) {
        if (e instanceof Expr.Named || Children.of(e).isEmpty()) {
            return e;
        }
        Expr rebuilt = Rebuild.of(e, this::merge);
        return rebuilt instanceof Expr.Sum sum
                        && sum.shape().isScalar()
                        && sum.terms().size() <= LONGEST_LET
                ? merged(sum)
                : rebuilt;
    }

    /** The expression with common factors out of every sum, shorter or not: what is left inside are residuals. */
    Expr factored(Expr e) {
        if (e instanceof Expr.Named || Children.of(e).isEmpty()) {
            return e;
        }
        Expr rebuilt = Rebuild.of(e, this::factored);
        return rebuilt instanceof Expr.Sum sum ? factoring.of(sum) : rebuilt;
    }

    private Expr better(Expr best, Expr other, Form form, double gain) {
        boolean isShorter = cost(other) <= gain * cost(best);
        return isShorter && canonical.form(other).equals(form) ? other : best;
    }

    private Expr inside(Expr e) {
        if (e instanceof Expr.Named || Children.of(e).isEmpty()) {
            return e;
        }
        Expr answer = known.get(e);
        if (answer == null) {
            answer = rewritten(Rebuild.of(e, this::inside));
            known.put(e, answer);
        }
        return answer;
    }

    private Expr rewritten(Expr e) {
        if (e instanceof Expr.Sum sum) {
            Expr recognised = recognised(sum);
            return shorter(e, recognised instanceof Expr.Sum same ? factoring.of(same) : recognised);
        } else if (e instanceof Expr.Product product && !e.shape().isScalar()) {
            return named(product);
        } else if (e instanceof Expr.Power power
                && power.base() instanceof Expr.Scaled scaled
                && power.exponent().isInteger()) {
            return Exprs.scaled(
                    Exprs.power(scaled.scalar(), power.exponent()), Exprs.power(scaled.body(), power.exponent()));
        } else {
            return e;
        }
    }

    private static Expr shorter(Expr before, Expr after) {
        return cost(after) <= cost(before) ? after : before;
    }

    /** What it takes to read an expression: letters and numbers most, then functions and brackets, then marks. */
    private static int cost(Expr e) {
        if (e instanceof Expr.Named || Children.of(e).isEmpty()) {
            boolean isSign =
                    e instanceof Expr.Literal literal && literal.value().abs().isOne();
            return isSign ? 0 : 4;
        }
        int cost = Children.of(e).stream().mapToInt(Simplifier::cost).sum();
        if (e instanceof Expr.Product || e instanceof Expr.Scaled) {
            long brackets =
                    Children.of(e).stream().filter(Expr.Sum.class::isInstance).count();
            return cost + (int) brackets;
        }
        boolean isMark = e instanceof Expr.Transpose || e instanceof Expr.Power;
        return isMark ? cost + 1 : e instanceof Expr.Sum ? cost : cost + 2;
    }

    /** A sum by the name that the model has for it, or for a multiple of it. */
    private Expr recognised(Expr e) {
        if (!(e instanceof Expr.Sum sum) || sum.terms().size() > LONGEST_LET) {
            return e;
        } else if (sum.shape().isScalar()) {
            Expr merged = merged(sum);
            return merged instanceof Expr.Sum same ? gathered(same) : merged;
        }
        Form form = canonical.form(e);
        Expr.Named named = form.isZero() ? null : sums.get(direction(form));
        if (named == null) {
            return e;
        }
        Rational ours = form.coefficients().values().iterator().next();
        Rational theirs =
                canonical.form(named).coefficients().values().iterator().next();
        return Exprs.scaled(Exprs.literal(ours.dividedBy(theirs)), named);
    }

    /** A product with the names of the model for neighbouring factors. */
    private Expr named(Expr.Product product) {
        List<Expr> factors = new ArrayList<>(product.factors());
        products.forEach((definition, named) -> {
            replace(factors, definition, named);
            List<Expr> turned = new ArrayList<>();
            for (int i = definition.size() - 1; i >= 0; i--) {
                turned.add(Exprs.transpose(definition.get(i)));
            }
            replace(factors, turned, Exprs.transpose(named));
        });
        return Exprs.product(factors);
    }

    private static void replace(List<Expr> factors, List<Expr> definition, Expr name) {
        int place = java.util.Collections.indexOfSubList(factors, definition);
        while (place >= 0) {
            factors.subList(place, place + definition.size()).clear();
            factors.add(place, name);
            place = java.util.Collections.indexOfSubList(factors, definition);
        }
    }

    /** Scalars that differ by a number alone as one, such as {@code tr(A'*B) + tr(B'*A)}. */
    private Expr merged(Expr.Sum sum) {
        Map<String, Expr> firsts = new LinkedHashMap<>();
        Map<String, Rational> multiples = new HashMap<>();
        List<Expr> all = flat(sum);
        for (Expr term : all) {
            Form form = canonical.form(term);
            if (!form.isZero()) {
                String key = direction(form);
                Expr first = firsts.computeIfAbsent(key, k -> term);
                multiples.merge(key, leading(form).dividedBy(leading(canonical.form(first))), Rational::plus);
            }
        }
        if (firsts.size() == all.size()) {
            return sum;
        }
        List<Expr> terms = new ArrayList<>();
        firsts.forEach((key, term) ->
                terms.add(Exprs.scaled(Exprs.literal(multiples.getOrDefault(key, Rational.ZERO)), term)));
        return terms.isEmpty() ? Exprs.literal(0) : Exprs.sum(terms);
    }

    /** The terms, those of numbers times sums too. */
    private static List<Expr> flat(Expr.Sum sum) {
        List<Expr> terms = new ArrayList<>();
        for (Expr term : sum.terms()) {
            Coefficient split = Coefficient.of(term);
            if (split.body() instanceof Expr.Sum inner) {
                flat(inner).forEach(each -> terms.add(Exprs.scaled(Exprs.literal(split.value()), each)));
            } else if (split.body() instanceof Expr.Trace trace && trace.argument() instanceof Expr.Sum inner) {
                inner.terms().forEach(each -> terms.add(Exprs.scaled(Exprs.literal(split.value()), Exprs.trace(each))));
            } else {
                terms.add(term);
            }
        }
        return terms;
    }

    private static Rational leading(Form form) {
        return form.coefficients().values().iterator().next();
    }

    /** Logarithms of scalars with the same number in front as one: log(a) + log(b) = log(a*b). */
    private Expr gathered(Expr.Sum sum) {
        Map<Rational, List<Expr>> arguments = new LinkedHashMap<>();
        List<Expr> rest = new ArrayList<>();
        for (Expr term : sum.terms()) {
            Summand parts = Summand.of(term);
            Expr only = parts.scalars().size() == 1
                    ? parts.scalars().keySet().iterator().next()
                    : term;
            if (only instanceof Expr.Entrywise log
                    && log.function().equals(EntrywiseFunction.LOG)
                    && parts.exponent(only).isOne()) {
                arguments
                        .computeIfAbsent(parts.number(), number -> new ArrayList<>())
                        .add(log.argument());
            } else {
                rest.add(term);
            }
        }
        arguments.forEach((number, factors) -> rest.add(
                Exprs.scaled(Exprs.literal(number), Exprs.entrywise(EntrywiseFunction.LOG, Exprs.product(factors)))));
        if (rest.size() == sum.terms().size()) {
            return sum;
        }
        Expr result = Exprs.sum(rest);
        return canonical.form(result).equals(canonical.form(sum)) ? result : sum;
    }
}
