package dev.nadir.reduction.scalar.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarProblem;
import dev.nadir.reduction.ScalarProblem.Sign;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.Landscape;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScalarClosedFormsTest {

    private static Landscape landscape(String data, String parameters, String loss) {
        String text = "model tried \"A loss of scalars\"\n\ndata\n" + data + "\nparameters\n" + parameters
                + "\nminimize\n  loss = " + loss + "\n";
        Model model = ModelReader.parse(text, "tried.model", java.nio.file.Path.of("."));
        return Elaboration.elaborate(model, Map.of());
    }

    private static Reduction derive(Landscape landscape) {
        return ScalarClosedForms.derive(landscape, new CellSolver(new RingsAlgebra()));
    }

    private static List<String> text(List<Formula> formulas) {
        return formulas.stream().map(FormulaPrinter::print).toList();
    }

    private static final String TARGET = "  s : scalar > 0 \"target\"\n  l : scalar > 0 \"decay\"\n";

    @Test
    void a_file_of_three_layers_gives_both_thresholds() {
        Reduction reduction = derive(landscape(TARGET, "  a : scalar \"weight\"\n", "(a^3 - s)^2/2 + 3*l*a^2/2"));

        assertThat(reduction.refusedAt()).isEmpty();
        assertThat(reduction.thresholds())
                .extracting(threshold -> threshold.name() + " " + text(threshold.condition()))
                .containsExactly(
                        "non-zero-critical-point [256*l^3 <= 27*s^4]", "non-zero-global-minimum [16*l^3 < s^4]");
        assertThat(reduction.closedForms().get(0).kind()).isEqualTo(Kind.GLOBAL_MINIMUM);
        assertThat(reduction.closedForms().get(0).lemmas()).containsExactly("scalar-cells");
    }

    @Test
    void a_file_of_another_scale_and_other_letters_gives_the_same_threshold() {
        // Twice the loss, the decay per layer halved into the price, layers w and v.
        Reduction reduction = derive(landscape(
                "  y : scalar > 0 \"target\"\n  g : scalar > 0 \"decay\"\n",
                "  w : scalar \"weight\"\n  v : scalar \"weight\"\n",
                "2*(v*w - y)^2 + 2*g*(w^2 + v^2)"));

        assertThat(reduction.thresholds())
                .filteredOn(threshold -> threshold.name().equals("non-zero-global-minimum"))
                .extracting(threshold -> text(threshold.condition()))
                .containsExactly(List.of("g < y"));
        assertThat(reduction.closedForms().get(0).lemmas()).containsExactly("scalar-balance", "scalar-cells");
    }

    @Test
    void a_difference_of_squares_is_a_product_of_the_sum_and_the_difference() {
        Reduction reduction = derive(landscape(
                "  y : scalar \"target\"\n  g : scalar > 0 \"decay\"\n",
                "  w : scalar \"one\"\n  v : scalar \"other\"\n",
                "3/2*(y - v^2 + w^2)^2 + g*(w^2 + v^2)"));

        assertThat(reduction.closedForms())
                .filteredOn(form -> form.kind() == Kind.GLOBAL_MINIMUM)
                .extracting(form -> text(form.conditions()) + " " + FormulaPrinter.print(form.value()) + " "
                        + text(List.copyOf(form.point().values())))
                .contains(
                        "[g < 3*y] (6*g*y - g^2)/6 [0, -sqrt((3*y - g)/3)]",
                        "[3*y + g < 0] (-g^2 - 6*g*y)/6 [sqrt((-(3*y) - g)/3), 0]",
                        "[3*y + g >= 0, 3*y <= g] 3/2 * y^2 [0, 0]");
        assertThat(reduction.closedForms().get(0).lemmas())
                .containsExactly("scalar-elimination", "scalar-cells", "square-difference");
    }

    @Test
    void squares_that_are_no_difference_are_refused_as_before() {
        Reduction reduction = derive(landscape(
                "  y : scalar \"target\"\n",
                "  w : scalar \"one\"\n  v : scalar \"other\"\n",
                "(v^2 - y)^2 + (w^2 + v^2 - 1)^2 + w^4*v^2"));

        assertThat(reduction.refusedAt())
                .hasValueSatisfying(why -> assertThat(why).contains("elimination of unknowns"));
    }

    @Test
    void bounds_that_the_file_declares_become_signs_and_assumptions() {
        Landscape landscape = landscape(
                "  s : scalar > 2 \"target\"\n  l : scalar >= 0 \"decay\"\n",
                "  a : scalar > 0 \"weight\"\n",
                "s*a - log(a) + l/a");

        ScalarProblem problem = LossReader.read(landscape);

        assertThat(problem.unknowns()).containsEntry("a", Sign.POSITIVE);
        assertThat(problem.parameters()).containsEntry("s", Sign.POSITIVE).containsEntry("l", Sign.NON_NEGATIVE);
        assertThat(problem.assumptions()).hasSize(1);
        assertThat(problem.logarithms()).hasSize(1);
        assertThat(problem.logarithms().get(0).coefficient().terms()).containsValue(Rational.MINUS_ONE);
    }

    @Test
    void what_cannot_be_read_is_refused_with_its_term() {
        Reduction function = derive(landscape(TARGET, "  a : scalar \"weight\"\n", "exp(a) - s*a + l"));
        Reduction root = derive(landscape(TARGET, "  a : scalar > 0 \"weight\"\n", "sqrt(a) + s/a + l"));

        assertThat(function.refusedAt())
                .hasValueSatisfying(line -> assertThat(line).contains("exp(a)"));
        assertThat(root.refusedAt()).hasValueSatisfying(line -> assertThat(line).contains("sqrt(a)"));
    }
}
