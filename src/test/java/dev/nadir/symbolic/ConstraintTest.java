package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Landscape.Constraint;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConstraintTest {

    private static Model model(String equation) {
        return ModelReader.parse(
                """
                model m

                sizes
                  d >= 1
                  k >= 1

                data
                  S : spd[d]
                  M : matrix[k, k]

                random
                  x : vector[d] ~ gaussian(covariance = S)

                parameters
                  W : matrix[d, k]
                  v : vector[d]

                minimize
                  loss = tr(W'*S*W) + v'*S*v

                subject to
                  %s
                """
                        .formatted(equation),
                "test.model",
                Path.of("."));
    }

    private static Landscape landscape(String equation) {
        return Elaboration.elaborate(model(equation), Map.of());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"W'*W == eye(k)", "eye(k) == W'*W", "3*W'*W - eye(k) == 2*W'*W", "eye(k) - W'*W == zeros(k, k)"})
    void orthonormal_columns_are_seen_however_they_are_written(String equation) {
        List<Constraint> constraints = landscape(equation).constraints();

        assertThat(constraints).hasSize(1);
        assertThat(constraints.get(0)).isInstanceOf(Constraint.OrthonormalColumns.class);
        assertThat(((Constraint.OrthonormalColumns) constraints.get(0))
                        .parameter()
                        .name())
                .isEqualTo("W");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v'*v == 1", "normF(v)^2 == 1", "1 == sum(v.^2)"})
    void a_unit_vector_has_one_orthonormal_column(String equation) {
        Constraint constraint = landscape(equation).constraints().get(0);

        assertThat(constraint).isInstanceOf(Constraint.OrthonormalColumns.class);
        assertThat(((Constraint.OrthonormalColumns) constraint).parameter().name())
                .isEqualTo("v");
    }

    @ParameterizedTest
    @ValueSource(strings = {"W'*W == M", "W'*S*W == eye(k)", "2*W'*W == eye(k)", "W*W' == eye(d)", "normF(W)^2 == 1"})
    void other_equations_are_kept_as_they_are(String equation) {
        Constraint constraint = landscape(equation).constraints().get(0);

        assertThat(constraint).isInstanceOf(Constraint.MatrixEquation.class);
        assertThat(TextPrinter.print(constraint.left()) + " == " + TextPrinter.print(constraint.right()))
                .isEqualTo(equation);
    }

    @ParameterizedTest
    @ValueSource(strings = {"normF(W)^2 <= 1", "S == S", "rank(W) == 1"})
    void what_is_no_equation_of_parameters_is_refused_at_its_place(String line) {
        Model model = model(line);

        ModelException refusal =
                catchThrowableOfType(ModelException.class, () -> Elaboration.elaborate(model, Map.of()));

        assertThat(refusal.diagnostics())
                .extracting(Diagnostic::code, diagnostic -> diagnostic.span().line())
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ErrorCode.NOT_IN_ALGEBRA, 22));
    }

    @Test
    void a_step_that_cannot_keep_an_equation_says_which_and_where() {
        Landscape landscape = landscape("W'*W == M");

        ModelException refusal =
                catchThrowableOfType(ModelException.class, () -> landscape.requireUnconstrained("a search"));

        assertThat(refusal.diagnostics()).hasSize(1);
        Diagnostic diagnostic = refusal.diagnostics().get(0);
        assertThat(diagnostic.code()).isEqualTo(ErrorCode.CONSTRAINT);
        assertThat(diagnostic.span().line()).isEqualTo(22);
        assertThat(diagnostic.value()).isEqualTo("a search cannot keep `W'*W == M`");
        landscape.requireOnly(landscape.constraints(), "a step that keeps it");
    }
}
