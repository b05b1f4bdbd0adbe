package dev.nadir.model.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class FormulaLatexTest {

    private static final SourceSpan SPAN = new SourceSpan("test.model", 1, 1, 1, 2);

    private static Formula name(String name) {
        return new Formula.Name(SPAN, name);
    }

    private static Formula number(long value) {
        return new Formula.NumberLiteral(SPAN, Rational.of(value), Long.toString(value));
    }

    private static Formula binary(Operator operator, Formula left, Formula right) {
        return new Formula.Binary(SPAN, operator, left, right);
    }

    private static Formula call(String function, Formula... arguments) {
        return new Formula.Call(SPAN, function, List.of(arguments), Map.of());
    }

    private static Formula at(Formula base, Formula index) {
        return new Formula.Indexed(SPAN, base, List.of(new Formula.Subscript.At(index)));
    }

    private static Formula stretch(Formula base, Formula from, Formula to) {
        return new Formula.Indexed(SPAN, base, List.of(new Formula.Subscript.Between(from, to)));
    }

    @Test
    void the_loss_of_a_network_looks_as_in_a_paper() {
        Formula residual = binary(Operator.SUBTRACT, binary(Operator.MULTIPLY, name("P"), name("X")), name("Y"));
        Formula half = binary(Operator.DIVIDE, number(1), number(2));
        Formula loss = binary(Operator.MULTIPLY, half, binary(Operator.POWER, call("normF", residual), number(2)));

        assertThat(FormulaLatex.print(loss)).isEqualTo("\\frac{1}{2}\\,\\lVert P\\,X - Y\\rVert_F^2");
    }

    @Test
    void a_product_over_layers_shows_its_order() {
        Formula product = new Formula.Ranged(SPAN, true, "i", name("L"), number(1), at(name("W"), name("i")));

        assertThat(FormulaLatex.print(product)).isEqualTo("W_L\\,\\cdots\\,W_1");
    }

    @Test
    void a_sum_over_layers_and_a_sum_over_a_stretch_have_limits() {
        Formula square = binary(Operator.POWER, call("normF", at(name("W"), name("i"))), number(2));
        Formula ranged = new Formula.Ranged(SPAN, false, "i", number(1), name("L"), square);

        assertThat(FormulaLatex.print(ranged)).isEqualTo("\\sum_{i = 1}^L \\lVert W_i\\rVert_F^2");
        assertThat(FormulaLatex.print(call("sum", stretch(name("lambda"), number(1), name("r")))))
                .isEqualTo("\\sum_{i = 1}^r \\lambda_i");
    }

    @Test
    void the_index_of_a_sum_is_a_letter_that_the_formula_does_not_use() {
        Formula sum = call("sum", stretch(name("lambda"), number(1), name("i")));

        assertThat(FormulaLatex.print(sum)).isEqualTo("\\sum_{j = 1}^i \\lambda_j");
    }

    @Test
    void a_sum_of_entries_has_an_index_where_its_names_are_known_and_is_a_function_otherwise() {
        Names names = new Names(
                Map.of("lambda", Optional.empty(), "kept", Optional.of(name("k"))),
                Set.of("s2"),
                Set.of("J"),
                Set.of());
        Formula quotient =
                binary(Operator.ENTRYWISE_DIVIDE, stretch(name("lambda"), number(1), name("k")), name("kept"));
        Formula sum = call("sum", binary(Operator.ADD, call("log", name("kept")), quotient));

        assertThat(LatexRenderer.render(FormulaLayout.of(sum, names)))
                .isEqualTo("\\sum_{i = 1}^k \\biggl(\\log(\\kappa_i) + \\frac{\\lambda_i}{\\kappa_i}\\biggr)"
                        .replace("\\kappa", "\\mathrm{kept}"));
        assertThat(LatexRenderer.render(FormulaLayout.of(call("sum", at(name("lambda"), name("J"))), names)))
                .isEqualTo("\\sum_{i \\in J} \\lambda_i");
        assertThat(LatexRenderer.render(FormulaLayout.of(
                        call("sum", binary(Operator.DIVIDE, stretch(name("lambda"), name("k"), name("d")), name("s2"))),
                        names)))
                .isEqualTo("\\sum_{i = k}^d \\frac{\\lambda_i}{s_2}");
        assertThat(FormulaLatex.print(call("sum", name("delta")))).isEqualTo("\\operatorname{sum}(\\delta)");
    }

    @Test
    void a_product_of_two_vectors_or_stretches_of_different_length_is_not_written_with_an_index() {
        Names names = new Names(Map.of("v", Optional.empty(), "w", Optional.empty()), Set.of(), Set.of(), Set.of());
        Formula product = binary(Operator.MULTIPLY, name("v"), name("w"));
        Formula different = binary(
                Operator.ADD, stretch(name("v"), number(1), name("k")), stretch(name("w"), number(2), name("n")));

        assertThat(LatexRenderer.render(FormulaLayout.of(call("sum", product), names)))
                .isEqualTo("\\operatorname{sum}(v\\,w)");
        assertThat(LatexRenderer.render(FormulaLayout.of(call("sum", different), names)))
                .startsWith("\\operatorname{sum}(");
    }

    @Test
    void slices_eigenvalues_and_hats_are_typeset() {
        Formula columns = new Formula.Indexed(
                SPAN,
                name("U"),
                List.of(new Formula.Subscript.All(), new Formula.Subscript.Between(number(1), name("k"))));

        assertThat(FormulaLatex.print(columns)).isEqualTo("U_{{:}, 1{:}k}");
        assertThat(FormulaLatex.print(name("s2_hat"))).isEqualTo("\\hat{s}_2");
        assertThat(LatexRenderer.render(FormulaLayout.definition(List.of("lambda", "U"), call("eig", name("S")))))
                .isEqualTo("(\\lambda, U) = \\operatorname{eig}(S)");
    }

    @Test
    void a_subtracted_sum_keeps_its_brackets_and_a_minus_goes_before_the_product() {
        Formula sum = binary(Operator.ADD, name("B"), name("C"));
        Formula negative = new Formula.Negation(SPAN, number(2));

        assertThat(FormulaLatex.print(binary(Operator.SUBTRACT, name("A"), sum)))
                .isEqualTo("A - (B + C)");
        assertThat(FormulaLatex.print(binary(Operator.MULTIPLY, negative, name("A"))))
                .isEqualTo("-2\\,A");
        assertThat(FormulaLatex.print(new Formula.Transposition(SPAN, sum))).isEqualTo("(B + C)^\\top");
        assertThat(FormulaLatex.print(new Formula.Transposition(SPAN, call("inv", name("A")))))
                .isEqualTo("A^{-\\top}");
    }

    @Test
    void a_fraction_of_sums_in_an_exponent_keeps_its_brackets() {
        Formula less = binary(Operator.SUBTRACT, name("D"), number(1));
        Formula more = binary(Operator.ADD, name("D"), number(1));

        Formula law = binary(Operator.POWER, name("s"), binary(Operator.DIVIDE, less, more));
        Formula ofProduct = binary(
                Operator.POWER,
                name("s"),
                binary(Operator.DIVIDE, number(1), binary(Operator.MULTIPLY, number(2), name("N"))));

        assertThat(FormulaLatex.print(law)).isEqualTo("s^{(D - 1)/(D + 1)}");
        assertThat(FormulaLatex.print(ofProduct)).isEqualTo("s^{1/(2\\,N)}");
        assertThat(FormulaLatex.print(binary(Operator.POWER, name("s"), binary(Operator.DIVIDE, number(1), number(2)))))
                .isEqualTo("s^{1/2}");
    }

    @Test
    void the_least_of_a_list_has_one_pair_of_brackets() {
        Formula list = new Formula.ArrayLiteral(SPAN, List.of(name("a"), name("b")));

        assertThat(FormulaLatex.print(call("min", list))).isEqualTo("\\min(a, b)");
        assertThat(FormulaLatex.print(call("min", name("x")))).isEqualTo("\\min(x)");
    }

    @Test
    void brackets_grow_with_what_they_hold() {
        Formula half = binary(Operator.DIVIDE, name("d"), number(2));
        Formula product = binary(Operator.MULTIPLY, name("A"), binary(Operator.ADD, half, name("B")));

        assertThat(FormulaLatex.print(product)).isEqualTo("A\\biggl(\\frac{d}{2} + B\\biggr)");
    }

    @Test
    void mathml_escapes_what_xml_would_read_as_markup() {
        Formula comparison = binary(Operator.LESS, name("a"), new Formula.Text(SPAN, "<&>"));

        assertThat(FormulaMathML.print(comparison)).contains("&lt;</mo>").contains("“&lt;&amp;&gt;”");
    }
}
