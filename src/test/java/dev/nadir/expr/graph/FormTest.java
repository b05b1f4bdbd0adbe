package dev.nadir.expr.graph;

import static dev.nadir.expr.Exprs.add;
import static dev.nadir.expr.Exprs.diagonalMatrix;
import static dev.nadir.expr.Exprs.diagonalVector;
import static dev.nadir.expr.Exprs.entrywise;
import static dev.nadir.expr.Exprs.hadamard;
import static dev.nadir.expr.Exprs.identity;
import static dev.nadir.expr.Exprs.inner;
import static dev.nadir.expr.Exprs.inverse;
import static dev.nadir.expr.Exprs.literal;
import static dev.nadir.expr.Exprs.normFSquared;
import static dev.nadir.expr.Exprs.power;
import static dev.nadir.expr.Exprs.product;
import static dev.nadir.expr.Exprs.scaled;
import static dev.nadir.expr.Exprs.size;
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
import dev.nadir.expr.Symbols;
import java.util.List;
import org.junit.jupiter.api.Test;

class FormTest {

    private static final Expr.Symbol A = Symbols.parameter("A", "m", "n");
    private static final Expr.Symbol B = Symbols.parameter("B", "n", "m");
    private static final Expr.Symbol G = Symbols.square("G", "n", Property.INVERTIBLE);
    private static final Expr.Symbol H = Symbols.square("H", "n", Property.INVERTIBLE);
    private static final Expr.Symbol S = Symbols.square("S", "n", Property.SYMMETRIC);
    private static final Expr.Symbol V = Symbols.column("v", "n", Property.POSITIVE);
    private static final Expr.Symbol T = Symbols.scalar("t", Property.POSITIVE);

    private static void same(Expr left, Expr right) {
        assertThat(Form.of(left)).isEqualTo(Form.of(right));
    }

    private static void different(Expr left, Expr right) {
        assertThat(Form.of(left)).isNotEqualTo(Form.of(right));
    }

    @Test
    void traces_are_equal_up_to_rotation_and_transposition() {
        same(trace(times(A, B)), trace(times(B, A)));
        same(trace(times(A, B)), trace(times(transpose(A), transpose(B))));
        same(trace(product(List.of(A, G, B))), trace(product(List.of(transpose(G), transpose(A), transpose(B)))));
        different(trace(product(List.of(A, G, B))), trace(product(List.of(A, transpose(G), B))));
    }

    @Test
    void products_do_not_commute() {
        different(times(G, H), times(H, G));
        different(trace(product(List.of(G, G, H, H))), trace(product(List.of(G, H, G, H))));
    }

    @Test
    void symmetric_letters_equal_their_transposes() {
        same(transpose(new Expr.Transpose(S)), S);
        same(trace(product(List.of(S, G))), trace(product(List.of(S, transpose(G)))));
        different(times(S, G), times(G, S));
    }

    @Test
    void a_squared_norm_is_expanded() {
        Expr residual = subtract(times(A, B), identity(Symbols.size("m")));
        Expr expanded =
                add(normFSquared(times(A, B)), add(scaled(literal(-2), trace(times(A, B))), size(Symbols.size("m"))));
        same(normFSquared(residual), expanded);
    }

    @Test
    void the_trace_of_an_identity_is_its_size() {
        same(trace(identity(Symbols.size("n"))), size(Symbols.size("n")));
        same(trace(times(G, inverse(G))), size(Symbols.size("n")));
    }

    @Test
    void an_inverse_cancels_beside_what_it_inverts() {
        same(product(List.of(A, G, inverse(G), B)), times(A, B));
        same(product(List.of(transpose(inverse(G)), transpose(G))), identity(Symbols.size("n")));
        same(inverse(times(G, H)), times(inverse(H), inverse(G)));
        Expr gram = times(transpose(A), A);
        same(times(inverse(gram), times(transpose(A), A)), identity(Symbols.size("n")));
        same(product(List.of(A, transpose(A), A, inverse(gram))), A);
        different(product(List.of(A, inverse(gram), transpose(A))), identity(Symbols.size("m")));
        same(inverse(scaled(T, G)), scaled(power(T, Rational.MINUS_ONE), inverse(G)));
    }

    @Test
    void diagonals_are_shared_indices() {
        same(diagonalVector(diagonalMatrix(V)), V);
        same(times(diagonalMatrix(V), V), hadamard(V, V));
        same(hadamard(V, V), power(V, Rational.of(2)));
        same(inverse(diagonalMatrix(V)), diagonalMatrix(power(V, Rational.MINUS_ONE)));
        same(times(diagonalMatrix(V), inverse(diagonalMatrix(V))), identity(Symbols.size("n")));
        same(total(hadamard(V, diagonalVector(G))), trace(times(diagonalMatrix(V), G)));
        different(diagonalMatrix(diagonalVector(G)), G);
    }

    @Test
    void logarithms_of_products_of_positive_scalars_are_sums() {
        Expr product = times(literal(2), times(T, power(T, Rational.of(3))));
        Expr sum = add(
                entrywise(EntrywiseFunction.LOG, literal(2)), scaled(literal(4), entrywise(EntrywiseFunction.LOG, T)));
        same(entrywise(EntrywiseFunction.LOG, product), sum);
    }

    @Test
    void a_root_of_a_square_is_not_the_thing_itself_unless_it_is_positive() {
        Expr.Symbol x = Symbols.scalar("x");
        different(power(power(x, Rational.of(2)), Rational.HALF), x);
        same(power(power(T, Rational.of(2)), Rational.HALF), T);
        same(power(power(x, Rational.HALF), Rational.of(2)), x);
        same(times(power(normFSquared(A), Rational.HALF), power(normFSquared(A), Rational.HALF)), normFSquared(A));
    }

    @Test
    void the_order_of_many_equal_parts_does_not_matter() {
        Expr square = times(transpose(A), A);
        same(
                trace(product(List.of(square, square, square))),
                inner(times(A, times(transpose(A), A)), product(List.of(A, transpose(A), A))));
        Expr manyTwins = total(power(diagonalVector(G), Rational.of(6)));
        same(manyTwins, trace(power6(diagonalMatrix(diagonalVector(G)))));
    }

    private static Expr power6(Expr e) {
        return product(List.of(e, e, e, e, e, e));
    }

    @Test
    void forms_read_back_to_expressions_with_the_same_form() {
        List<Expr> expressions = List.of(
                normFSquared(subtract(times(A, B), identity(Symbols.size("m")))),
                product(List.of(A, diagonalMatrix(V), S, B)),
                times(diagonalMatrix(V), hadamard(G, H)),
                times(diagonalMatrix(V), diagonalMatrix(diagonalVector(G))),
                hadamard(V, times(G, V)),
                times(V, transpose(V)),
                total(G),
                total(entrywise(EntrywiseFunction.LOG, V)),
                product(List.of(B, diagonalMatrix(diagonalVector(times(A, B))), A)),
                power(add(normFSquared(A), literal(1)), Rational.MINUS_ONE),
                trace(times(G, transpose(hadamard(H, S)))));
        for (Expr e : expressions) {
            assertThat(Form.of(Readback.expression(Form.of(e))))
                    .as(e.toString())
                    .isEqualTo(Form.of(e));
        }
    }
}
