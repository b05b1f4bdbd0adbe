package dev.nadir.reduction;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.read.FormulaText;
import dev.nadir.report.terminal.ReductionView;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is said of all stationary points is said only where the closed forms say something. */
class ReductionNeedsTest {

    private static Reduction reduction(String first, String second) {
        List<ClosedForm> forms = List.of(first, second).stream()
                .map(conditions -> new ClosedForm(
                        List.of(conditions.split(" and ")).stream()
                                .map(FormulaText::parse)
                                .toList(),
                        List.of(),
                        FormulaText.parse("0"),
                        Map.of(),
                        List.of(),
                        Optional.empty(),
                        "",
                        ScalarAnswer.Kind.GLOBAL_MINIMUM,
                        List.of()))
                .toList();
        return new Reduction(
                List.of(), List.of(), forms, List.of(), Optional.empty(), new Reduction.Completeness.All());
    }

    @Test
    void a_condition_of_every_closed_form_stands_before_the_account_of_the_others() {
        Reduction reduction = reduction("min(eig(S)) > 0 and g > 1", "g <= 1 and min(eig(S)) > 0");

        assertThat(reduction.needed().stream().map(FormulaPrinter::print)).containsExactly("min(eig(S)) > 0");
        assertThat(ReductionView.of(reduction, Optional.empty()))
                .contains("global-minimum when S is positive definite and g > 1")
                .contains("Where S is positive definite: these are all stationary points.");
    }

    @Test
    void where_the_conditions_cover_all_data_nothing_stands_before_it() {
        Reduction reduction = reduction("g > 1", "g <= 1");

        assertThat(reduction.needed()).isEmpty();
        assertThat(ReductionView.of(reduction, Optional.empty())).contains("\nThese are all stationary points.");
    }
}
