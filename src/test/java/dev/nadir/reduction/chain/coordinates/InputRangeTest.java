package dev.nadir.reduction.chain.coordinates;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.chain.derive.ClosedForms;
import dev.nadir.reduction.rings.RingsAlgebra;
import dev.nadir.reduction.scalar.CellSolver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InputRangeTest {

    private static Reduction derive(String shapes, String loss, String assume) {
        String text = "model m\n\nsizes\n  n >= 1\n  a >= 1\n  e >= 1\n\ndata\n  X : "
                + shapes.substring(0, shapes.indexOf(";"))
                + "\n  Y : matrix[e, n]\n  T : matrix[n, n]\n  g : scalar > 0\n\nparameters\n  W : "
                + shapes.substring(shapes.indexOf(";") + 2) + "\n\nminimize\n  loss = " + loss + "\n"
                + (assume.isEmpty() ? "" : "\nassume\n  " + assume + "\n");
        Model model = ModelReader.parse(text, "m.model", Path.of("."));
        return ClosedForms.derive(Elaboration.elaborate(model, Map.of()), new CellSolver(new RingsAlgebra()));
    }

    private static List<ClosedForm> ofSingular(Reduction reduction) {
        return reduction.closedForms().stream()
                .filter(form -> form.lemmas().contains("input-range"))
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "matrix[a, n]; matrix[e, a] | normF(W*X - Y)^2   | rank(X) < a | Y*H*inv(D)*G'",
                "matrix[a, n]; matrix[a, e] | normF(W'*X - Y)^2  | rank(X) < a | G*inv(D)*(H'*Y')",
                "matrix[n, a]; matrix[a, e] | normF(X*W - Y')^2  | rank(X) < a | H*inv(D)*(G'*Y')",
                "matrix[n, a]; matrix[e, a] | 1/2*normF(X*W' - Y')^2/n | rank(X) < a | Y*G*inv(D)*H'",
            })
    void each_way_to_multiply_has_its_answer_for_singular_data(
            String shapes, String loss, String condition, String point) {

        List<ClosedForm> forms = ofSingular(derive(shapes, loss, ""));

        assertThat(forms).singleElement().satisfies(form -> {
            assertThat(form.conditions().stream().map(FormulaPrinter::print)).containsExactly(condition);
            assertThat(form.point().values().stream().map(FormulaPrinter::print))
                    .containsExactly(point);
        });
    }

    @Test
    void weights_of_the_samples_leave_a_condition_of_their_own() {
        List<ClosedForm> forms = ofSingular(derive("matrix[a, n]; matrix[e, a]", "normF((W*X - Y)*T)^2", ""));

        assertThat(forms).singleElement().satisfies(form -> assertThat(
                        form.conditions().stream().map(FormulaPrinter::print))
                .containsExactly("rank(X) < a", "min(eig(H'*T*T'*H)) > 0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"invertible(X*X')", "invertible(1/n*X*X')", "min(eig(X*X')) > 0", "rank(X) == a"})
    void what_is_assumed_of_the_data_needs_no_other_answer(String assumption) {
        Reduction reduction = derive("matrix[a, n]; matrix[e, a]", "normF(W*X - Y)^2", assumption);

        assertThat(reduction.closedForms()).hasSize(1);
        assertThat(ofSingular(reduction)).isEmpty();
    }

    @Test
    void a_parameter_that_is_priced_by_itself_is_not_seen_through_the_data_alone() {
        Reduction reduction = derive("matrix[a, n]; matrix[e, a]", "normF(W*X - Y)^2 + g*normF(W)^2", "");

        assertThat(reduction.closedForms()).hasSize(1);
        assertThat(ofSingular(reduction)).isEmpty();
    }

    @Test
    void a_difference_of_the_quadratic_in_the_data_is_noticed() {
        Reduction reduction = derive("matrix[a, n]; matrix[e, a]", "normF(W*X - Y)^2 + tr(W*X*T*X'*W') - tr(W*W')", "");

        assertThat(ofSingular(reduction)).isEmpty();
    }
}
