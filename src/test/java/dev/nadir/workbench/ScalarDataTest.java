package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Scalar parameters beside data in vectors and matrices: the numbers that these make get names. */
class ScalarDataTest {

    private static Reduction reduction(String parameters, String loss) {
        String text = "model m\n\nsizes\n  n >= 1\n\ndata\n  x : vector[n]\n  y : vector[n]\n  g : scalar > 0\n\n"
                + "parameters\n" + parameters + "\nminimize\n  loss = " + loss + "\n";
        Model model = ModelReader.parse(text, "m.model", Path.of("."));
        Workbench workbench = new Workbench();
        return workbench.closedForms(workbench.derive(model, Map.of()));
    }

    @Test
    void a_product_of_scalars_on_data_is_fitted_on_a_set() {
        Reduction reduction = reduction("  a : scalar\n  b : scalar\n", "1/n*sum((a*b*x - y).^2)");

        assertThat(reduction.refusedAt()).isEmpty();
        assertThat(reduction.lets())
                .extracting(let -> FormulaPrinter.print(let.value()))
                .contains("x'*y", "sum(x.^2)");
        assertThat(reduction.closedForms())
                .extracting(ClosedForm::kind)
                .contains(Kind.GLOBAL_MINIMUM, Kind.STRICT_SADDLE);
        assertThat(reduction.closedForms())
                .allSatisfy(form -> assertThat(form.conditions().stream().map(FormulaPrinter::print))
                        .contains("c_1 > 0"));
    }

    @Test
    void decay_makes_it_a_threshold() {
        Reduction reduction = reduction("  a : scalar\n  b : scalar\n", "1/n*sum((a*b*x - y).^2) + g*a^2 + g*b^2");

        assertThat(reduction.thresholds())
                .flatExtracting(threshold -> threshold.condition().stream()
                        .map(FormulaPrinter::print)
                        .toList())
                .contains("g*n < x'*y");
    }

    @Test
    void a_function_of_data_and_a_parameter_is_refused_by_name() {
        Reduction reduction = reduction("  a : scalar\n", "sum(exp(a*x) - y)");

        assertThat(reduction.closedForms()).isEmpty();
        assertThat(reduction.refusedAt()).isPresent();
    }
}
