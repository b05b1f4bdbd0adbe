package dev.nadir.expr.graph;

import static dev.nadir.expr.Exprs.add;
import static dev.nadir.expr.Exprs.diagonalMatrix;
import static dev.nadir.expr.Exprs.diagonalVector;
import static dev.nadir.expr.Exprs.entrywise;
import static dev.nadir.expr.Exprs.expectation;
import static dev.nadir.expr.Exprs.hadamard;
import static dev.nadir.expr.Exprs.inner;
import static dev.nadir.expr.Exprs.literal;
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
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Property;
import dev.nadir.expr.Symbols;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ExpectationTest {

    private static final Expr.Symbol E = Symbols.random("e", "n");
    private static final Expr.Symbol F = Symbols.random("f", "m");
    private static final Expr.Symbol U = Symbols.column("u", "n");
    private static final Expr.Symbol W = Symbols.parameter("W", "n", "m");
    private static final Expr.Symbol A = Symbols.square("A", "n", Property.SYMMETRIC);
    private static final Expr.Symbol B = Symbols.square("B", "n", Property.SYMMETRIC);
    private static final Expr.Symbol C = Symbols.square("C", "n", Property.SYMMETRIC);
    private static final Expr.Symbol S = Symbols.square("S", "n", Property.POSITIVE_DEFINITE);
    private static final Expr.Symbol SIGMA2 = Symbols.scalar("v", Property.POSITIVE);

    private static Form mean(Expr e, Law law) {
        return Expectation.mean(Form.of(e), Map.of(E, law));
    }

    @Test
    void a_quadratic_form_of_independent_noise_gains_a_diagonal_term() {
        Law noise = new Law.Independent(literal(1), SIGMA2);

        Form mean = mean(product(List.of(transpose(E), A, E)), noise);

        assertThat(mean).isEqualTo(Form.of(add(total(A), times(SIGMA2, trace(A)))));
    }

    @Test
    void the_mean_of_a_row_reads_as_a_row() {
        Law noise = new Law.Independent(literal(1), SIGMA2);
        Expr row = product(List.of(transpose(U), diagonalMatrix(E), W));

        Expr read = Readback.expression(mean(row, noise));

        assertThat(read.shape()).isEqualTo(row.shape());
        assertThat(Form.of(read)).isEqualTo(Form.of(times(transpose(U), W)));
    }

    @Test
    void multiplicative_noise_before_one_output_is_the_known_envelope() {
        // E (sum_j e_j u_j)^2 = (sum u)^2 + sigma^2 * sum u^2
        Law noise = new Law.Independent(literal(1), SIGMA2);

        Form mean = mean(power(inner(E, U), Rational.of(2)), noise);

        assertThat(mean).isEqualTo(Form.of(add(power(total(U), Rational.of(2)), times(SIGMA2, normFSquared(U)))));
    }

    @Test
    void the_fourth_gaussian_moment_is_wicks() {
        Law gaussian = new Law.Gaussian(dev.nadir.expr.Exprs.zero(E.shape()), S);
        Expr first = product(List.of(transpose(E), A, E));
        Expr second = product(List.of(transpose(E), B, E));

        Form mean = mean(times(first, second), gaussian);

        Expr wick = add(
                times(trace(times(A, S)), trace(times(B, S))), scaled(literal(2), trace(product(List.of(A, S, B, S)))));
        assertThat(mean).isEqualTo(Form.of(wick));
    }

    @Test
    void the_sixth_gaussian_moment_has_fifteen_pairings() {
        Law gaussian = new Law.Gaussian(dev.nadir.expr.Exprs.zero(E.shape()), S);
        Expr product = times(
                product(List.of(transpose(E), A, E)),
                times(product(List.of(transpose(E), B, E)), product(List.of(transpose(E), C, E))));

        Form mean = mean(product, gaussian);

        Expr a = times(A, S);
        Expr b = times(B, S);
        Expr c = times(C, S);
        Expr expected = dev.nadir.expr.Exprs.sum(List.of(
                times(trace(a), times(trace(b), trace(c))),
                scaled(literal(2), times(trace(a), trace(times(b, c)))),
                scaled(literal(2), times(trace(b), trace(times(a, c)))),
                scaled(literal(2), times(trace(c), trace(times(a, b)))),
                scaled(literal(8), trace(product(List.of(a, b, c))))));
        assertThat(mean).isEqualTo(Form.of(expected));
    }

    @Test
    void a_gaussian_with_a_mean_has_both_terms() {
        Law gaussian = new Law.Gaussian(U, S);

        Form mean = mean(normFSquared(subtract(E, B2())), gaussian);

        assertThat(mean).isEqualTo(Form.of(add(normFSquared(subtract(U, B2())), trace(S))));
    }

    private static Expr B2() {
        return Symbols.column("b", "n");
    }

    @Test
    void dropout_moments_follow_from_the_keep_probability() {
        Expr.Symbol q = Symbols.scalar("q", Property.POSITIVE);
        Law mask = new Law.Dropout(q);

        Form third = mean(total(power(E, Rational.of(3))), mask);
        Form variance = mean(total(power(subtract(E, dev.nadir.expr.Exprs.ones(E.shape())), Rational.of(2))), mask);

        Expr n = dev.nadir.expr.Exprs.size(Symbols.size("n"));
        assertThat(third).isEqualTo(Form.of(times(n, power(q, Rational.of(-2)))));
        assertThat(variance).isEqualTo(Form.of(times(n, subtract(power(q, Rational.MINUS_ONE), literal(1)))));
    }

    @Test
    void two_layers_of_noise_average_one_after_the_other() {
        // M1 = W*A*W' + s*diag(W*A*W') is the second moment behind a noisy layer.
        Map<Expr.Symbol, Law> laws = new LinkedHashMap<>();
        laws.put(E, new Law.Independent(literal(1), SIGMA2));
        laws.put(F, new Law.Independent(literal(1), literal(0)));
        Expr output = product(List.of(transpose(U), diagonalMatrix(E), W, F));

        Form mean = Expectation.mean(Form.of(power(output, Rational.of(2))), laws);

        Expr hidden = times(W, dev.nadir.expr.Exprs.ones(F.shape()));
        Expr moment = add(
                times(hidden, transpose(hidden)),
                scaled(SIGMA2, diagonalMatrix(diagonalVector(times(hidden, transpose(hidden))))));
        assertThat(mean).isEqualTo(Form.of(product(List.of(transpose(U), moment, U))));
    }

    @Test
    void what_the_law_does_not_say_is_refused_by_name() {
        Law noise = new Law.Independent(literal(1), SIGMA2);

        assertThatThrownBy(() -> mean(total(power(E, Rational.of(3))), noise))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("moment of order 3");
        assertThatThrownBy(() -> mean(total(entrywise(EntrywiseFunction.TANH, E)), noise))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("inside a function");
        assertThatThrownBy(() -> Expectation.carryOut(normFSquared(E), Map.of(E, noise)))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("outside");
    }

    @Test
    void a_mean_in_a_sum_keeps_what_stands_beside_it() {
        Law noise = new Law.Independent(literal(0), SIGMA2);
        Expr loss = add(expectation(normFSquared(hadamard(E, U))), normFSquared(U));

        Expr carried = Expectation.carryOut(loss, Map.of(E, noise));

        assertThat(Form.of(carried)).isEqualTo(Form.of(add(times(SIGMA2, normFSquared(U)), normFSquared(U))));
    }
}
