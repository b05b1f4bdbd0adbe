package dev.nadir.symbolic;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.expr.Expr;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.print.LatexPrinter;
import dev.nadir.expr.print.MathMLPrinter;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.ModelFormatter;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.TaylorCheck;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.plan.CompiledObjective;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DeclaredFunctionsTest {

    private static final Instance INSTANCE = new Instance(
            "one",
            "",
            Map.of("n", 2, "d", 3),
            Map.of("X", Matrix.of(3, 2, 1, -0.5, 0.3, 2, -1, 0.7), "c", Matrix.scalar(0.6)),
            Map.of());

    private static String text(String functions, String loss) {
        return """
                model m

                sizes
                  n >= 1
                  d >= 1

                data
                  X : matrix[d, n]
                  c : scalar > 0

                parameters
                  W : matrix[n, d]
                  v : vector[n]

                functions
                %s

                minimize
                  loss = %s
                """
                .formatted(functions.indent(2).stripTrailing(), loss);
    }

    private static Model model(String functions, String loss) {
        return ModelReader.parse(text(functions, loss), "test.model", Path.of("."));
    }

    private static Derivation derive(String functions, String loss) {
        return Deriver.derive(Elaboration.elaborate(model(functions, loss), Map.of()));
    }

    @Test
    void a_function_by_name_has_derivatives_with_primes() {
        Derivation derivation = derive("f \"smooth\"", "v'*f(W*X*ones(n))");

        assertThat(derivation.gradient().values().stream()
                        .map(TextPrinter::print)
                        .toList())
                .containsExactly("v .* f'(W*X*ones(n))*ones(1, n)*X'", "f(W*X*ones(n))");
        assertThat(derivation.hessianAlong().values().stream()
                        .map(TextPrinter::print)
                        .toList()
                        .get(0))
                .contains("f''(W*X*ones(n))");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "g(t) = t^2*tanh(t)             | sum(W.^2 .* tanh(W))",
                "g(t) = 3                       | 3*n*d",
                "g(t) = c*t - 1/(1 + exp(-t))   | sum(c*W - (ones(n, d) + exp(-W)).^(-1))",
                "g(t) = (t + c)^3/2             | 1/2*sum((W + c*ones(n, d)).^3)",
                "g(t) = sqrt(1 + t^2)           | sum((ones(n, d) + W.^2).^(1/2))"
            })
    void a_function_with_a_formula_is_that_formula_of_every_entry(String function, String written) {
        Expr applied =
                Elaboration.elaborate(model(function, "sum(g(W))"), Map.of()).loss();
        Expr expected = Elaboration.elaborate(model("f", written), Map.of()).loss();

        assertThat(Form.of(applied)).isEqualTo(Form.of(expected));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "g'(W)  | 2*W .* tanh(W) + W.^2 .* (ones(n, d) - tanh(W).^2)",
                "h'(W)  | 3*W.^2",
                "h''(W) | 6*W",
                "h'''(W) | 6*ones(n, d)"
            })
    void a_prime_is_the_derivative_of_the_formula(String primed, String written) {
        String functions = "g(t) = t^2*tanh(t)\nh(s) = s^3 + c";

        Expr derived = Elaboration.elaborate(model(functions, "sum(" + primed + ")"), Map.of())
                .loss();
        Expr expected = Elaboration.elaborate(model(functions, "sum(" + written + ")"), Map.of())
                .loss();

        assertThat(Form.of(derived)).isEqualTo(Form.of(expected));
    }

    @Test
    void a_function_may_use_those_above_it_and_is_checked_by_taylor_slopes() {
        String functions = "g(t) = t^2*tanh(t) + c*t\nh(t) = g(t)/(2 + sin(t))";
        Derivation derivation = derive(functions, "normF(h(W*X) - v*ones(n)')^2 + sum(g(v))");
        CompiledObjective objective = CompiledObjective.of(derivation, INSTANCE);
        TaylorCheck check = new TaylorCheck(
                TaylorCheck.asWritten(derivation.landscape().model(), INSTANCE, objective.layout(), Map.of()),
                objective,
                objective.layout());

        TaylorResult gradient = check.gradient(3, new Seed(1));
        TaylorResult hessian = check.hessian(2, new Seed(1));

        assertThat(gradient.isRight()).isTrue();
        assertThat(hessian.isRight()).isTrue();
    }

    @Test
    void numbers_come_from_the_formula_as_written() {
        Model model = model("g(t) = t^2*tanh(t)", "sum(g(W))");
        Matrix w = Matrix.of(2, 3, 0.1, 0.2, -0.3, 1, -2, 0.5);

        double value = Interpreter.of(model, INSTANCE, Map.of("W", w))
                .number(model.objective().value());

        assertThat(value).isCloseTo(w.map(t -> t * t * Math.tanh(t)).sum(), within(1e-14));
    }

    @Test
    void a_function_by_name_has_no_numbers_and_says_so_at_its_place() {
        Derivation derivation = derive("g(t) = t\nf", "sum(f(W)) + sum(g(v))");

        assertThatThrownBy(() -> CompiledObjective.of(derivation, INSTANCE))
                .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.diagnostics())
                        .extracting(
                                Diagnostic::code,
                                diagnostic -> diagnostic.span().line())
                        .containsExactly(org.assertj.core.groups.Tuple.tuple(ErrorCode.FUNCTION_FORMULA, 17)));
        Model model = derivation.landscape().model();
        assertThatThrownBy(() -> Interpreter.of(model, INSTANCE, Map.of("W", Matrix.zeros(2, 3)))
                        .number(model.objective().value()))
                .isInstanceOf(PreconditionException.class)
                .hasMessageContaining("f, which is declared by its name only");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "f          | sum(f)           | UNKNOWN_NAME",
                "f          | f(v, v)          | FUNCTION_ARGUMENTS",
                "f          | sum(k(v))        | UNKNOWN_WORD",
                "f          | sum(tanh'(v))    | UNKNOWN_WORD",
                "tanh       | sum(v)           | DUPLICATE_NAME",
                "W          | sum(v)           | DUPLICATE_NAME",
                "f(c) = c   | sum(f(v))        | DUPLICATE_NAME",
                "f(t) = X   | sum(f(v))        | SHAPE_MISMATCH",
                "f(t) = t+s | sum(f(v))        | UNKNOWN_NAME",
                "f(t) = f(t) | sum(f(v))       | UNKNOWN_WORD"
            })
    void what_breaks_a_rule_is_refused_with_its_code(String functions, String loss, ErrorCode code) {
        assertThatThrownBy(() -> model(functions, loss))
                .isInstanceOfSatisfying(ModelException.class, e -> assertThat(e.diagnostics())
                        .extracting(Diagnostic::code)
                        .contains(code));
    }

    @Test
    void what_cannot_be_taken_entry_by_entry_is_refused_when_it_is_derived() {
        Model model = model("f(t) = tr([[t, 0], [0, t]])", "sum(f(v))");

        assertThatThrownBy(() -> Elaboration.elaborate(model, Map.of()))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("ND-A001");
    }

    @Test
    void primes_are_set_as_primes_in_every_notation() {
        Expr second = Elaboration.elaborate(model("f", "sum(f''(v))"), Map.of()).loss();

        assertThat(TextPrinter.print(second)).isEqualTo("sum(f''(v))");
        assertThat(LatexPrinter.print(second)).contains("f''");
        assertThat(MathMLPrinter.print(second)).contains("f''");
    }

    @Test
    void the_canonical_layout_keeps_functions() {
        String text = text("f       \"smooth\"\ng(t) = t^2*f'(t)", "sum(g(v))");

        String once = ModelFormatter.format(text, "test.model");

        assertThat(once).contains("functions\n").contains("t^2*f'(t)");
        assertThat(ModelFormatter.format(once, "test.model")).isEqualTo(once);
        assertThat(ModelReader.parse(once, "test.model", Path.of(".")).functions())
                .extracting(Model.Function::name)
                .isEqualTo(List.of("f", "g"));
    }
}
