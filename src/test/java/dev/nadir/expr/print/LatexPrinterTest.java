package dev.nadir.expr.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.expr.EntrywiseFunction;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LatexPrinterTest {

    private static final Size D = Size.of("d");
    private static final Size K = Size.of("k");
    private static final Size N = Size.of("n");

    private static final Expr W = parameter("W", Shape.matrix(D, K));
    private static final Expr V = parameter("V", Shape.matrix(K, D));
    private static final Expr S2 = parameter("s2", Shape.SCALAR);
    private static final Expr DELTA = parameter("delta", Shape.vector(K));
    private static final Expr S =
            new Expr.Symbol("S", Shape.matrix(D, D), Role.DATA, Set.of(Property.POSITIVE_DEFINITE));
    private static final Expr X = parameter("x", Shape.vector(D));

    private static Expr parameter(String name, Shape shape) {
        return new Expr.Symbol(name, shape, Role.PARAMETER, Set.of());
    }

    @Test
    void families_greek_words_and_digits_have_the_house_typography() {
        assertThat(LatexPrinter.print(parameter("W[2]", Shape.matrix(D, K)))).isEqualTo("W_2");
        assertThat(LatexPrinter.print(parameter("lambda", Shape.vector(D)))).isEqualTo("\\lambda");
        assertThat(LatexPrinter.print(parameter("loss", Shape.SCALAR))).isEqualTo("\\mathrm{loss}");
        assertThat(LatexPrinter.print(parameter("Sxx", Shape.matrix(D, D)))).isEqualTo("S_{xx}");
        assertThat(LatexPrinter.print(parameter("s2_hat", Shape.SCALAR))).isEqualTo("\\hat{s}_2");
        assertThat(LatexPrinter.print(parameter("W_enc[3]", Shape.matrix(D, K))))
                .isEqualTo("W_{\\mathrm{enc}, 3}");
    }

    @Test
    void a_product_of_a_sum_has_brackets_and_a_sum_of_products_has_none() {
        Expr residual = Exprs.subtract(Exprs.times(W, V), Exprs.identity(D));

        assertThat(LatexPrinter.print(residual)).isEqualTo("W\\,V - I_d");
        assertThat(LatexPrinter.print(Exprs.times(residual, S))).isEqualTo("(W\\,V - I_d)S");
        assertThat(LatexPrinter.print(Exprs.subtract(residual, S))).isEqualTo("W\\,V - I_d - S");
    }

    @Test
    void a_subtracted_sum_that_was_kept_whole_is_bracketed() {
        Expr named = new Expr.Sum(List.of(S, Exprs.identity(D)));
        Expr difference = new Expr.Sum(List.of(S, new Expr.Scaled(Exprs.literal(-1), named)));

        assertThat(LatexPrinter.print(difference)).isEqualTo("S - (S + I_d)");
    }

    @Test
    void inverses_of_scalars_go_below_the_line_and_those_of_matrices_up() {
        Expr coefficient =
                new Expr.Product(List.of(Exprs.literal(Rational.HALF), new Expr.Power(S2, Rational.MINUS_ONE)));

        assertThat(LatexPrinter.print(new Expr.Scaled(coefficient, S))).isEqualTo("\\frac{1}{2\\,s_2}\\,S");
        assertThat(LatexPrinter.print(new Expr.Power(S2, Rational.of(-2)))).isEqualTo("\\frac{1}{s_2^2}");
        assertThat(LatexPrinter.print(Exprs.inverse(S))).isEqualTo("S^{-1}");
        assertThat(LatexPrinter.print(new Expr.Transpose(new Expr.Inverse(W)))).isEqualTo("W^{-\\top}");
        assertThat(LatexPrinter.print(new Expr.Transpose(new Expr.Product(List.of(W, V)))))
                .isEqualTo("(W\\,V)^\\top");
    }

    @Test
    void a_contraction_that_scales_a_matrix_is_bracketed_and_keeps_its_order() {
        Expr contraction = new Expr.Product(List.of(new Expr.Transpose(X), S, X));

        assertThat(LatexPrinter.print(contraction)).isEqualTo("x^\\top\\,S\\,x");
        assertThat(LatexPrinter.print(new Expr.Scaled(contraction, W))).isEqualTo("(x^\\top\\,S\\,x)W");
    }

    @Test
    void numbers_side_by_side_are_joined_by_a_dot() {
        Expr product =
                new Expr.Product(List.of(S2, new Expr.SizeNumber(Size.of(2).times(N))));

        assertThat(LatexPrinter.print(product)).isEqualTo("s_2 \\cdot 2\\,n");
    }

    @Test
    void functions_norms_and_entrywise_operations_have_their_signs() {
        assertThat(LatexPrinter.print(Exprs.trace(S))).isEqualTo("\\operatorname{tr}(S)");
        assertThat(LatexPrinter.print(new Expr.LogDet(S))).isEqualTo("\\log\\lvert\\det(S)\\rvert");
        assertThat(LatexPrinter.print(new Expr.Inner(W, W))).isEqualTo("\\lVert W\\rVert_F^2");
        assertThat(LatexPrinter.print(new Expr.Inner(W, new Expr.Transpose(V))))
                .isEqualTo("\\langle W, V^\\top\\rangle");
        assertThat(LatexPrinter.print(new Expr.Total(new Expr.Entrywise(EntrywiseFunction.LOG, DELTA))))
                .isEqualTo("\\mathbf{1}^\\top\\log(\\delta)");
        assertThat(LatexPrinter.print(new Expr.DiagonalMatrix(DELTA))).isEqualTo("\\operatorname{diag}(\\delta)");
        assertThat(LatexPrinter.print(new Expr.Hadamard(List.of(W, W)))).isEqualTo("W \\odot W");
        assertThat(LatexPrinter.print(new Expr.Power(DELTA, Rational.MINUS_ONE)))
                .isEqualTo("\\delta^{{\\odot}-1}");
        assertThat(LatexPrinter.print(new Expr.Expectation(S))).isEqualTo("\\mathbb{E}[S]");
    }

    @Test
    void a_direction_is_the_parameter_after_an_upright_d() {
        Expr direction = new Expr.Symbol("dW[1]", Shape.matrix(D, K), Role.DIRECTION, Set.of());

        assertThat(LatexPrinter.print(direction)).isEqualTo("\\mathrm{d}W_1");
        assertThat(LatexPrinter.print(new Expr.Transpose(direction))).isEqualTo("(\\mathrm{d}W_1)^\\top");
    }

    @Test
    void a_product_of_entries_is_bracketed_within_a_matrix_product() {
        Expr entries = new Expr.Hadamard(List.of(W, W));

        assertThat(LatexPrinter.print(Exprs.times(entries, V))).isEqualTo("(W \\odot W)V");
        assertThat(LatexPrinter.print(new Expr.Total(entries))).isEqualTo("\\mathbf{1}^\\top(W \\odot W)\\mathbf{1}");
    }

    @Test
    void powers_of_a_norm_are_not_roots_of_its_square() {
        Expr square = Exprs.normFSquared(W);

        assertThat(LatexPrinter.print(Exprs.power(square, Rational.HALF))).isEqualTo("\\lVert W\\rVert_F");
        assertThat(TextPrinter.print(Exprs.power(square, Rational.HALF))).isEqualTo("normF(W)");
        assertThat(TextPrinter.print(Exprs.power(square, Rational.HALF.negate())))
                .isEqualTo("1/normF(W)");
        assertThat(TextPrinter.print(Exprs.power(square, Rational.of(-3, 2)))).isEqualTo("normF(W)^(-3)");
    }

    @Test
    void mathml_uses_rows_and_operators_only() {
        Expr e = Exprs.times(new Expr.Transpose(W), Exprs.subtract(Exprs.times(W, V), Exprs.identity(D)));

        String mathml = MathMLPrinter.print(e);

        assertThat(mathml)
                .contains("<msup><mi>W</mi><mo lspace=\"0\" rspace=\"0\">⊤</mo></msup>")
                .contains("<mo form=\"prefix\" stretchy=\"false\">(</mo>")
                .doesNotContain("mfenced");
    }
}
