package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.Expr;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Elaboration;
import dev.nadir.symbolic.hessian.HessianBlock;
import dev.nadir.symbolic.hessian.HessianBlocks;
import dev.nadir.symbolic.hessian.KroneckerForm;
import dev.nadir.symbolic.hessian.KroneckerPrinter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is printed as a formula is read back as the same formula. */
class PrintedFormulasTest {

    private final Workbench workbench = new Workbench();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "models/deep-linear-network/deep-linear-network.model",
                "models/linear-vae/linear-vae.model",
                "models/stochastic-deep-linear-network/stochastic-deep-linear-network.model",
                "src/test/resources/constrained/covariance.model",
                "src/test/resources/constrained/procrustes.model"
            })
    void gradients_and_kronecker_blocks_of_models_are_read_back(String file) throws IOException {
        Path path = Path.of(file);
        String text = Files.readString(path, StandardCharsets.UTF_8);

        assertRoundTrip(text.substring(0, text.indexOf("\nclaim ")), path.resolveSibling("."));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "A : matrix[n, n], v : vector[n]     | normF(A*diag(v)*A')^2 + sum(exp(v))",
                "D : diagonal[n]                     | logdet(D) + tr(D*D*C)",
                "A : matrix[n, n]                    | normF(A.*C - kron(eye(n), ones(1, 1))*A')^2",
                "S : spd[n]                          | logdet(S) + tr(inv(S)*C*C')",
                "A : matrix[n, n], v : vector[n]     | normF(diagonal(A*C) - v.^3)^2",
                "A : matrix[n, m]                    | sum(tanh(A)) + norm1(A)",
                "v : vector[n]                       | log(sum(exp(v))) + norm(v)"
            })
    void gradients_and_kronecker_blocks_of_single_losses_are_read_back(String parameters, String loss) {
        String text = "model m\n\nsizes\n  n >= 1\n  m >= 1\n\ndata\n  C : matrix[n, n]\n\nparameters\n  "
                + String.join("\n  ", parameters.strip().split(", (?=[a-zA-Z] :)"))
                + "\n\nminimize\n  loss = " + loss + "\n";

        assertRoundTrip(text, Path.of("."));
    }

    private void assertRoundTrip(String text, Path folder) {
        Model model = ModelReader.parse(text, "test.model", folder);
        Derivation derivation = workbench.derive(model, workbench.structure(model, Map.of(), Optional.empty()));
        derivation.gradient().values().forEach(gradient -> assertReadBack(derivation, gradient));
        if (derivation.hessianRefusal().isPresent()) {
            return;
        }
        List<HessianBlock> blocks = new HessianBlocks(derivation).all();
        assertThat(blocks).isNotEmpty();
        for (HessianBlock block : blocks) {
            KroneckerForm form = KroneckerForm.of(block);
            String printed = KroneckerPrinter.text(form);
            assertThat(Form.of(read(derivation, printed))).as(printed).isEqualTo(Form.of(form.matrix()));
        }
    }

    private static void assertReadBack(Derivation derivation, Expr formula) {
        String printed = TextPrinter.print(formula);

        assertThat(Form.of(read(derivation, printed))).as(printed).isEqualTo(Form.of(formula));
    }

    private static Expr read(Derivation derivation, String formula) {
        // The checker knows no structure, so that formulas at one are read without it.
        return Elaboration.expression(derivation.landscape(), List.of(), FormulaText.parse(formula), Map.of());
    }
}
