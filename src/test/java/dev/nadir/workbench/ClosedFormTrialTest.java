package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.symbolic.Derivation;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The trial must pass what is right and find what is wrong; a trial that tries nothing would pass everything. */
class ClosedFormTrialTest {

    private static final Path FOLDER = Path.of("src/test/resources/dev/nadir/closedform");

    private static Derivation derivation(String name) {
        Workbench workbench = new Workbench();
        Path file = name.endsWith(".model") ? Path.of(name) : FOLDER.resolve(name + ".model");
        Model model = workbench.load(file, file.toString());
        Model.InstanceDeclaration first = model.instances().get(0);
        return workbench.derive(model, workbench.structure(model, Map.of(), Optional.of(first)));
    }

    private static Reduction changed(Reduction reduction, UnaryOperator<ClosedForm> change) {
        List<ClosedForm> forms = reduction.closedForms().stream()
                .map(form -> form.kind() == Kind.GLOBAL_MINIMUM ? change.apply(form) : form)
                .toList();
        return new Reduction(
                reduction.lets(),
                reduction.steps(),
                forms,
                reduction.thresholds(),
                Optional.empty(),
                reduction.completeness());
    }

    private static Formula times(Formula formula, String factor) {
        return FormulaText.parse(factor + "*(" + FormulaPrinter.print(formula) + ")");
    }

    private static ClosedForm with(ClosedForm form, Formula value, Map<String, Formula> point) {
        return new ClosedForm(
                form.conditions(),
                form.lets(),
                value,
                point,
                form.over(),
                form.curvature(),
                form.upTo(),
                form.kind(),
                form.lemmas());
    }

    private static ClosedForm higher(ClosedForm form) {
        return with(form, FormulaText.parse(FormulaPrinter.print(form.value()) + " + 1/1000"), Map.of());
    }

    private static ClosedForm elsewhere(ClosedForm form) {
        Map<String, Formula> point = new LinkedHashMap<>();
        form.point().forEach((name, formula) -> point.put(name, times(formula, "1.001")));
        return with(form, form.value(), point);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "noisy-layers",
                "whitened",
                "isotropic",
                "latent",
                "principal",
                "attention",
                "signs",
                "noisy-outputs",
                "noisy-outputs-metric",
                "squares",
                "squares-design",
                "assumed-white",
                "assumed-centred",
                "weighted-outputs",
                "weighted-outputs-priced",
                "scale-network",
                "entries",
                "entries-three",
                "scale-latent-prior",
                "scale-fixed",
                "fixed-number",
                "models/flat-matrix-factorisation/flat-matrix-factorisation.model"
            })
    void what_is_right_passes_and_what_is_wrong_by_a_thousandth_does_not(String name) {
        Derivation derivation = derivation(name);
        Reduction reduction = new Workbench().closedForms(derivation);

        Reduction asItIs = ClosedFormTrial.tried(derivation, reduction);
        Reduction tooHigh = ClosedFormTrial.tried(derivation, changed(reduction, ClosedFormTrialTest::higher));
        Reduction misplaced = ClosedFormTrial.tried(derivation, changed(reduction, ClosedFormTrialTest::elsewhere));

        assertThat(asItIs).isEqualTo(reduction);
        assertThat(reduction.closedForms()).isNotEmpty();
        assertThat(tooHigh.closedForms()).isEmpty();
        assertThat(tooHigh.refusedAt())
                .hasValueSatisfying(why -> assertThat(why).contains("a search reaches"));
        assertThat(misplaced.closedForms()).isEmpty();
    }
}
