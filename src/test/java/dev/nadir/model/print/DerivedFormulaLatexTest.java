package dev.nadir.model.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Formulas that derivations write, in the notation of a paper. */
class DerivedFormulaLatexTest {

    private static final Names NAMES =
            Names.NONE.withVectors(Set.of("a", "z", "T")).withSet("J");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "sigma2[1] | \\sigma_1^{(2)}",
                "sum(T.^0) | \\lvert T\\rvert",
                "sum(J) | \\sum_{i \\in J} i",
                "sum(A.*B) | \\langle A, B\\rangle",
                "sum(max(eig(P*P'), 0).^(1/2)) | \\lVert P\\rVert_{*}",
                "sum(svd(P)) | \\lVert P\\rVert_{*}",
                "sum(svd(P).^(2/3)) | \\lVert P\\rVert_{S_{\\frac{2}{3}}}^{\\frac{2}{3}}",
                "svd(P)[1] | \\sigma_1(P)",
                "eig(S)[k + 1] | \\lambda_{k + 1}(S)",
                "X*ones(1, n) | X\\,\\mathbf{1}_n^\\top",
                "max(x, 1e-300) | x",
                "max(x, 1e-15*tr(S)) | x",
                "max(x, 1e-3*y) | \\max(x, 10^{-3}\\,y)",
                "min(eig(X*X')) > 0 | X\\,X^\\top \\succ 0",
                "min(eig(S)) >= 0 | S \\succeq 0",
                "max(eig(S)) < 0 | S \\prec 0",
                "max(eig(S)) <= 0 | S \\preceq 0",
                "max(eig(S)) > 0 | \\max(\\operatorname{eig}(S)) > 0",
                "root(t near t0, t - g) | \\text{the }t\\text{ next to }t_0\\text{ with }t = g",
                "max(x - g, 0) | (x - g)_{+}",
                "max(0, x) | \\max(0, x)",
                "greater(a, z) | \\mathbf{1}\\{a > z^\\top\\}",
                "tied(e, e) | \\mathbf{1}\\{e = e^\\top\\}",
                "tied(a, 2) | \\mathbf{1}\\{a = 2\\}",
                "sum(G) | \\operatorname{sum}(G)",
                "B*(P.*Q)*c | B(P \\odot Q)c",
                "B*(P.*(Q*R)) | B(P \\odot (Q\\,R))",
                "2*(P.*Q) | 2\\,P \\odot Q",
                "sum(greater(a, 2)) | \\sum_i \\mathbf{1}\\{a_i > 2\\}",
                "sum(tied(z, z)) | \\operatorname{sum}(\\mathbf{1}\\{z = z^\\top\\})",
                "U_1[:, J] | (U_1)_{{:}, J}",
                "zeta_1[2] | \\zeta_{1, 2}",
                "eye(n)[:, 1..k] | (I_n)_{{:}, 1{:}k}",
                "step(x) | \\mathbf{1}\\{x > 0\\}",
            })
    void formula_has_the_sign_that_people_use(String text, String latex) {
        assertThat(latex(text)).isEqualTo(latex);
    }

    @Test
    void first_root_is_the_largest_and_is_said_in_words_and_its_sum_has_an_index() {
        String latex = latex("roots(t in 0..2, t*sqrt(sum(z.^2./(a + t).^2)) - g)[1]");

        assertThat(latex)
                .contains("the largest")
                .doesNotContain("least")
                .contains("\\sum_i")
                .contains("= g")
                .doesNotContain("roots");
    }

    @Test
    void guard_that_a_file_holds_stays() {
        String text =
                "model m\n\nparameters\n  x : scalar\n\nminimize\n  loss = max(x, 1e-300)^2 + max(x, 1e-15*pi)^2\n";

        String latex = FormulaLatex.print(
                ModelReader.parse(text, "m.model", Path.of(".")).objective().value());

        assertThat(latex).contains("\\max(x, 10^{-300})").contains("\\max(x, 10^{-15}");
    }

    @Test
    void guard_that_is_no_tiny_number_stays() {
        assertThat(latex("max(x, 1e-3)")).contains("max");
    }

    @Test
    void schatten_norm_is_not_read_into_two_different_matrices() {
        assertThat(latex("sum(max(eig(P*Q'), 0).^(1/2))")).doesNotContain("rVert_");
    }

    private static String latex(String text) {
        return LatexRenderer.render(FormulaLayout.of(FormulaText.parse(text), NAMES));
    }
}
