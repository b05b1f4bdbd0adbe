package dev.nadir.reduction.chain.flow;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.LaurentPolynomial;
import dev.nadir.reduction.Substitution;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Solves the flow of a mode where a formula does: which polynomial the velocity is decides, not where it came from. The
 * product of the sizes is {@code u}, at time zero {@code u_0}.
 */
final class Solutions {

    private static final String CURVATURE = "k";

    private final int count;
    private final List<LaurentPolynomial> slopes;
    private final Optional<LaurentPolynomial> balanced;
    private final Words words;
    private final List<ModeFlow.Solution> found = new ArrayList<>();
    private final List<String> refusals = new ArrayList<>();
    private final String u;
    private final String initial;

    /**
     * How polynomials and names are written.
     *
     * @param text of a polynomial, in brackets
     * @param fresh a name like this that nothing else has
     */
    record Words(
            Function<LaurentPolynomial, String> text,
            UnaryOperator<String> fresh,
            String product,
            List<String> sizes) {}

    Solutions(int count, List<LaurentPolynomial> slopes, Optional<LaurentPolynomial> balanced, Words words) {
        this.count = count;
        this.slopes = slopes;
        this.balanced = balanced;
        this.words = words;
        this.u = words.product();
        this.initial = words.fresh().apply(u + "_0");
    }

    List<ModeFlow.Solution> found() {
        return found;
    }

    List<String> refusals() {
        return refusals;
    }

    private static LaurentPolynomial letter(String name) {
        return LaurentPolynomial.of(name);
    }

    private String text(LaurentPolynomial polynomial) {
        return words.text().apply(polynomial);
    }

    private static Formula parse(String text) {
        return new Substitution(Map.of()).of(FormulaText.parse(text));
    }

    /** The decay in a balanced slope {@code k*x^(2N-1) - s*x^(N-1) + decay*x}; empty if it is another polynomial. */
    private Optional<LaurentPolynomial> decay(LaurentPolynomial slope) {
        LaurentPolynomial rest = slope.minus(letter(CURVATURE).times(LaurentPolynomial.power("x", 2 * count - 1)))
                .plus(letter("s").times(LaurentPolynomial.power("x", count - 1)));
        LaurentPolynomial decay = rest.coefficient("x", 1);
        return rest.minus(decay.times(letter("x"))).isZero() ? Optional.of(decay) : Optional.empty();
    }

    void find() {
        Optional<LaurentPolynomial> decay = balanced.flatMap(this::decay);
        if (decay.isEmpty()) {
            refusals.add(
                    "the decays of the factors differ: equal sizes do not stay equal, and no solution has a formula");
            return;
        }
        boolean isFree = decay.get().isZero();
        if (count == 1) {
            linear(decay.get());
        } else if (count == 2) {
            logistic(decay.get());
            if (isFree) {
                unbalanced();
            } else {
                refusals.add("unequal sizes under decay: their difference decays, and the product has no formula");
            }
        } else if (isFree) {
            implicit();
            refusals.add("unequal sizes of more than two factors: an integral of the square root of a polynomial");
        } else {
            refusals.add("more than two factors under decay: the roots of " + text(balanced.orElseThrow())
                    + " have no formula for all numbers");
        }
    }

    private void add(String name, List<String> conditions, List<Model.Let> lets, ModeFlow.Unknown what, String value) {
        found.add(new ModeFlow.Solution(
                name, conditions.stream().map(Solutions::parse).toList(), lets, what, parse(value)));
    }

    private void linear(LaurentPolynomial decay) {
        String rate = text(letter(CURVATURE).plus(decay));
        String end = text(letter("s")) + "/" + rate;
        add(
                "one factor",
                List.of(),
                List.of(),
                ModeFlow.Unknown.PRODUCT,
                end + " + (" + initial + " - " + end + ")*exp(-" + rate + "*t)");
    }

    /** {@code du/dt = 2*u*(m - k*u)} with {@code m = s - decay}. */
    private void logistic(LaurentPolynomial decay) {
        String k = text(letter(CURVATURE));
        String m = text(letter("s").minus(decay));
        String apart = decay.isZero() ? m + " > 0" : "abs" + m + " > 0";
        add(
                "balanced",
                List.of(apart),
                List.of(),
                ModeFlow.Unknown.PRODUCT,
                m + "*" + initial + "/(" + k + "*" + initial + " + (" + m + " - " + k + "*" + initial + ")*exp(-2*" + m
                        + "*t))");
        add(
                "balanced",
                List.of(m + " == 0"),
                List.of(),
                ModeFlow.Unknown.PRODUCT,
                initial + "/(1 + 2*" + k + "*" + initial + "*t)");
        add(
                "balanced",
                List.of(apart, initial + " > 0", u + " > 0"),
                List.of(),
                ModeFlow.Unknown.TIME,
                "log(" + u + "*(" + m + " - " + k + "*" + initial + ")/(" + initial + "*(" + m + " - " + k + "*" + u
                        + ")))/(2*" + m + ")");
    }

    /**
     * {@code (w_1^2 + w_2^2)^2 = c^2 + 4*u^2} with the constant {@code c = w_2^2 - w_1^2}, so that
     * {@code du/dt = (s - k*u)*sqrt(c^2 + 4*u^2)}; {@code u = |c|/4*(x - 1/x)} makes it a Riccati equation.
     */
    private void unbalanced() {
        LaurentPolynomial a = letter("x1");
        LaurentPolynomial b = letter("x0");
        LaurentPolynomial change =
                a.times(slopes.get(0)).plus(b.times(slopes.get(1))).times(Rational.MINUS_ONE);
        LaurentPolynomial squares = a.times(a).plus(b.times(b));
        LaurentPolynomial force = letter("s").minus(letter(CURVATURE).times(a).times(b));
        LaurentPolynomial difference = b.times(b).minus(a.times(a));
        LaurentPolynomial under =
                difference.times(difference).plus(a.times(b).power(2).times(Rational.of(4)));
        boolean isRiccati = change.minus(force.times(squares)).isZero()
                && under.minus(squares.times(squares)).isZero();
        if (!isRiccati) {
            refusals.add("unequal sizes: the product does not move by itself");
            return;
        }
        String k = text(letter(CURVATURE));
        String c = words.fresh().apply("c");
        String size = words.fresh().apply("r");
        String high = words.fresh().apply("p");
        String low = words.fresh().apply("q");
        String first = words.fresh().apply("x_0");
        String now = words.fresh().apply("x");
        String end = "2*" + text(letter("s")) + "/" + k;
        String fall = "exp(-" + (k.equals("(1)") ? "" : k + "*") + size + "*t)";
        List<Model.Let> lets = List.of(
                let(size, "sqrt((" + end + ")^2 + " + c + "^2)"),
                let(high, "(" + end + " + " + size + ")/abs(" + c + ")"),
                let(low, "(" + end + " - " + size + ")/abs(" + c + ")"),
                let(first, "(2*" + initial + " + sqrt(4*" + initial + "^2 + " + c + "^2))/abs(" + c + ")"),
                let(
                        now,
                        "(" + high + "*(" + first + " - " + low + ") + " + low + "*(" + high + " - " + first + ")*"
                                + fall + ")/(" + first + " - " + low + " + (" + high + " - " + first + ")*" + fall
                                + ")"));
        add(
                "unbalanced, " + c + " = " + words.sizes().get(1) + "^2 - "
                        + words.sizes().get(0) + "^2",
                List.of("abs(" + c + ") > 0"),
                lets,
                ModeFlow.Unknown.PRODUCT,
                "abs(" + c + ")/4*(" + now + " - 1/" + now + ")");
    }

    private static Model.Let let(String name, String text) {
        return new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), List.of(name), parse(text), "");
    }

    /** {@code t = F(u) - F(u_0)}, {@code F' = 1/(N*u^(2 - 2/N)*(s - k*u))}. */
    private void implicit() {
        add(
                "balanced",
                List.of(initial + " > 0", text(letter(CURVATURE)) + "*" + initial + " < " + text(letter("s"))),
                List.of(),
                ModeFlow.Unknown.TIME,
                "(" + integral(initial) + ") - (" + integral(u) + ")");
    }

    /** {@code -F}: for more than two factors F is negative. */
    private String integral(String at) {
        String s = text(letter("s"));
        Rational e = Rational.of(2, count).minus(Rational.ONE);
        String exponent = "(" + e + ")";
        String divisor = count == 3 ? s : "(" + (count - 2) + "*" + s + ")";
        return at + "^" + exponent + "/" + divisor + "*hypergeometric(1, " + exponent + ", " + e.plus(Rational.ONE)
                + ", " + text(letter(CURVATURE)) + "*" + at + "/" + s + ")";
    }
}
