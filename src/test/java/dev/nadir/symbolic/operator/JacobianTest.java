package dev.nadir.symbolic.operator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Operations;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Jacobian;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Deriver;
import dev.nadir.symbolic.Elaboration;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JacobianTest {

    private static DerivativesOf derive(String formula, int order) {
        String text =
                """
                model m

                sizes
                  m >= 2
                  n >= 2
                  p >= 2

                data
                  A : matrix[p, m]
                  B : matrix[n, p]
                  C : matrix[m, n]

                parameters
                  X : matrix[m, n]

                let
                  F = %s

                minimize
                  loss = normF(F)^2
                """
                        .formatted(formula);
        Derivation derivation =
                Deriver.derive(Elaboration.elaborate(ModelReader.parse(text, "m.model", Path.of(".")), Map.of()));
        return Derivatives.of(derivation, "F", order);
    }

    private static Expr jacobian(String formula) {
        return derive(formula, 1).jacobians().values().iterator().next();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A*X*B       | kron(B', A)",
                "X'          | commutation(m, n)",
                "X .* C      | diag(vec(C))",
                "tanh(X)     | diag(vec(ones(m, n) - tanh(X).^2))",
                "2*X         | 2*eye(m*n)",
                "tr(X'*C)    | vec(C)'",
                "inv(C*X')   | -kron(inv(C*X')', inv(C*X'))*kron(eye(m), C)*commutation(m, n)",
                "diagonal(C*X') | (kron(eye(m), ones(m)) .* kron(ones(m), eye(m)))'*kron(eye(m), C)*commutation(m, n)",
            })
    void a_jacobian_is_a_matrix_between_columns(String formula, String expected) {
        Expr jacobian = jacobian(formula);

        assertThat(TextPrinter.print(jacobian)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "X'*A'*A*X*X'",
                "kron(X, X)",
                "(X'*X)^(1/2)",
                "det(X'*X)*X",
                "diag(X*ones(n))",
                "X[:, 1..2]*X[1..2, :]",
                "vec(X)*sum(X)",
                "relu(X).^2",
                "blocktrace(kron(eye(m), X*X'), m)",
                "blocksum(kron(X*X', A'*A), m)",
                "sylvester(X*X', C*X')",
                "logdet(eye(n) + X'*X)",
                "normF(X)*X"
            })
    void a_jacobian_gives_the_directional_derivative_or_is_not_shown(String formula) {
        DerivativesOf derivatives = derive(formula, 2);

        assertThat(derivatives.refusals()).isEmpty();
        assertThat(derivatives.jacobians()).hasSize(1);
        assertThat(derivatives.differentials()).hasSize(2);
    }

    @Test
    void directional_derivatives_of_a_cubic_end_after_the_third_order() {
        DerivativesOf derivatives = derive("X*C'*X*C'*X", 4);

        assertThat(TextPrinter.print(derivatives.differentials().get(3))).isEqualTo("zeros(m, n)");
        assertThat(TextPrinter.print(derivatives.differentials().get(2))).isEqualTo("6*dX*C'*dX*C'*dX");
    }

    @Test
    void what_has_no_matrix_is_refused_by_name() {
        Expr.Symbol x = new Expr.Symbol("X", Shape.matrix(Size.of(3), Size.of(2)), Role.PARAMETER, Set.of());

        assertThatThrownBy(() -> Jacobian.of(Operations.polar(x), x))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("polar");
    }

    @Test
    void an_unknown_name_and_an_order_out_of_range_are_refused() {
        Derivation derivation = Deriver.derive(
                Elaboration.elaborate(ModelReader.read(Path.of("models/linear-vae"), "models/linear-vae"), Map.of()));

        assertThatThrownBy(() -> Derivatives.of(derivation, "nothing", 1)).isInstanceOf(PreconditionException.class);
        assertThatThrownBy(() -> Derivatives.of(derivation, "R", 99)).isInstanceOf(PreconditionException.class);
    }
}
