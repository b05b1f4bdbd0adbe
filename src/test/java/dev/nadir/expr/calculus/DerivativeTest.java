package dev.nadir.expr.calculus;

import static dev.nadir.expr.Exprs.add;
import static dev.nadir.expr.Exprs.diagonalMatrix;
import static dev.nadir.expr.Exprs.diagonalVector;
import static dev.nadir.expr.Exprs.entrywise;
import static dev.nadir.expr.Exprs.hadamard;
import static dev.nadir.expr.Exprs.identity;
import static dev.nadir.expr.Exprs.inverse;
import static dev.nadir.expr.Exprs.literal;
import static dev.nadir.expr.Exprs.logDet;
import static dev.nadir.expr.Exprs.normFSquared;
import static dev.nadir.expr.Exprs.power;
import static dev.nadir.expr.Exprs.product;
import static dev.nadir.expr.Exprs.scaled;
import static dev.nadir.expr.Exprs.subtract;
import static dev.nadir.expr.Exprs.times;
import static dev.nadir.expr.Exprs.total;
import static dev.nadir.expr.Exprs.trace;
import static dev.nadir.expr.Exprs.transpose;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Symbols;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.GraphDerivative;
import dev.nadir.expr.print.TextPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DerivativeTest {

    private static final Expr.Symbol W = Symbols.parameter("W", "m", "n");
    private static final Expr.Symbol G = Symbols.square("G", "n", Property.INVERTIBLE);
    private static final Expr.Symbol S = Symbols.square("S", "n", Property.SYMMETRIC);
    private static final Expr.Symbol V = Symbols.column("v", "n", Property.POSITIVE);
    private static final Expr.Symbol T = Symbols.scalar("t", Property.POSITIVE);

    /** Scalars that hold every operation that has a derivative. */
    private static final List<Expr> SCALARS = List.of(
            normFSquared(W),
            trace(product(List.of(W, S, transpose(W)))),
            power(normFSquared(W), Rational.HALF),
            logDet(add(times(transpose(W), W), identity(Symbols.size("n")))),
            trace(inverse(add(times(transpose(W), W), S))),
            trace(times(inverse(G), S)),
            logDet(times(G, times(S, G))),
            times(power(T, Rational.MINUS_ONE), trace(product(List.of(W, diagonalMatrix(V), transpose(W))))),
            add(total(entrywise(EntrywiseFunction.LOG, V)), total(entrywise(EntrywiseFunction.EXP, V))),
            total(hadamard(diagonalVector(G), V)),
            total(entrywise(EntrywiseFunction.TANH, times(W, V))),
            normFSquared(entrywise(EntrywiseFunction.TANH, times(W, G))),
            times(entrywise(EntrywiseFunction.LOG, T), normFSquared(subtract(times(W, G), W))),
            trace(product(List.of(transpose(W), diagonalMatrix(diagonalVector(times(W, transpose(W)))), W))));

    @Test
    void both_ways_to_differentiate_agree_on_every_operation() {
        for (Expr scalar : SCALARS) {
            Map<Expr.Symbol, Expr> gradient = Gradient.of(scalar, List.of(W, G, S, V, T));

            gradient.forEach((symbol, ours) -> {
                assertThat(ours.shape()).isEqualTo(symbol.shape());
                assertThat(Form.of(ours))
                        .as("%s with respect to %s", TextPrinter.print(scalar), symbol.name())
                        .isEqualTo(GraphDerivative.gradient(Form.of(scalar), symbol));
            });
        }
    }

    @Test
    void both_ways_to_take_a_differential_agree_on_every_gradient() {
        Map<Expr.Symbol, Expr.Symbol> directions =
                Map.of(W, direction(W), G, direction(G), V, direction(V), T, direction(T));
        for (Expr scalar : SCALARS) {
            for (Expr gradient : Gradient.of(scalar, List.of(W, G, V, T)).values()) {
                Form ours = Form.of(new Differential(directions).of(gradient));

                assertThat(ours).isEqualTo(GraphDerivative.differential(Form.of(gradient), directions));
            }
        }
    }

    private static Expr.Symbol direction(Expr.Symbol symbol) {
        return new Expr.Symbol("d" + symbol.name(), symbol.shape(), Role.DIRECTION, Set.of());
    }

    @Test
    void a_wrong_gradient_is_told_from_the_right_one() {
        Expr scalar = normFSquared(W);

        assertThat(Form.of(W)).isNotEqualTo(GraphDerivative.gradient(Form.of(scalar), W));
        assertThat(Form.of(scaled(literal(2), W))).isEqualTo(GraphDerivative.gradient(Form.of(scalar), W));
    }

    @Test
    void the_gradient_of_a_deep_network_prints_as_in_a_paper() {
        Expr.Symbol w1 = Symbols.parameter("W1", "h", "p");
        Expr.Symbol w2 = Symbols.parameter("W2", "q", "h");
        Expr.Symbol x = new Expr.Symbol("X", Symbols.parameter("X", "p", "n").shape(), Role.DATA, Set.of());
        Expr.Symbol y = new Expr.Symbol("Y", Symbols.parameter("Y", "q", "n").shape(), Role.DATA, Set.of());
        Expr map = new Expr.Named("P", times(w2, w1));
        Expr loss = times(literal(Rational.HALF), normFSquared(subtract(times(map, x), y)));

        Map<Expr.Symbol, Expr> gradient = Gradient.of(loss, List.of(w1, w2));

        List<String> printed = new ArrayList<>();
        gradient.values().forEach(g -> printed.add(TextPrinter.print(g)));
        assertThat(printed).containsExactly("W2'*(P*X - Y)*X'", "(P*X - Y)*X'*W1'");
    }

    @Test
    void transposed_sums_collect_with_the_terms_beside_them() {
        Expr second = product(List.of(transpose(W), diagonalMatrix(Symbols.column("x", "m")), W));
        Expr loss = trace(times(second, S));

        Expr gradient = Gradient.of(loss, List.of(W)).values().iterator().next();

        assertThat(TextPrinter.print(gradient)).isEqualTo("2*diag(x)*W*S");
    }
}
