package dev.nadir.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.model.read.ModelReader;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Step;
import dev.nadir.symbolic.Derivation;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every step of a derivation is tried by itself, and a wrong one is seen. */
class StepCheckTest {

    private static final Workbench WORKBENCH = new Workbench();

    private static Derivation derivation(String name) {
        Model model = WORKBENCH.load(Path.of("models", name), name);
        return WORKBENCH.derive(
                model,
                WORKBENCH.structure(model, Map.of(), model.instances().stream().findFirst()));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"deep-linear-network", "stochastic-deep-linear-network", "linear-latent-variable", "linear-vae"})
    void no_step_is_above_the_one_before_and_all_meet_at_the_minimiser(String name) {
        Derivation derivation = derivation(name);
        Reduction reduction = WORKBENCH.closedForms(derivation);

        List<Replay.StepCheck> checks =
                WORKBENCH.stepChecks(derivation, reduction).steps();

        assertThat(checks).hasSameSizeAs(reduction.steps()).allSatisfy(check -> {
            assertThat(check.points()).isGreaterThanOrEqualTo(30);
            assertThat(check.excess()).isLessThan(1e-12);
            assertThat(check.minimisers()).isPositive();
            assertThat(check.gap()).isLessThan(1e-10);
        });
    }

    @Test
    void a_step_that_promises_too_much_is_seen() {
        Derivation derivation = derivation("deep-linear-network");
        Reduction right = WORKBENCH.closedForms(derivation);
        List<Step> steps = new ArrayList<>(right.steps());
        Step last = steps.remove(steps.size() - 1);
        steps.add(new Step(
                last.lemma(), last.says(), FormulaText.parse("1/2*normF(Y)^2"), last.isIdentity(), last.equality()));
        Reduction wrong = new Reduction(
                right.lets(), steps, right.closedForms(), right.thresholds(), Optional.empty(), right.completeness());

        List<Replay.StepCheck> checks = WORKBENCH.stepChecks(derivation, wrong).steps();

        assertThat(checks.get(0).excess()).isLessThan(1e-12);
        assertThat(checks.get(1).gap()).isGreaterThan(1e-3);
    }

    private static final String SINGULAR =
            """
            model singular "factors of a fit to data of any rank"

            sizes
              d >= 1
              h >= 1
              m >= 1
              n >= 1

            data
              X : matrix[d, n]
              Y : matrix[m, n]

            parameters
              A : matrix[m, h]
              B : matrix[h, d]

            minimize
              loss = normF(A*B*X - Y)^2
            """;

    private static Derivation written(String text) {
        Model model = ModelReader.parse(text, "written.model", Path.of("."));
        return WORKBENCH.derive(model, WORKBENCH.structure(model, Map.of(), Optional.empty()));
    }

    @Test
    void the_steps_for_data_that_do_not_span_their_space_are_tried_on_such_data() {
        Derivation derivation = written(SINGULAR);
        Reduction reduction = WORKBENCH.closedForms(derivation);

        Replay.Checks checks = WORKBENCH.stepChecks(derivation, reduction);

        assertThat(reduction.branches()).hasSize(1);
        List<Step> steps = reduction.branches().get(0).steps();
        assertThat(steps).extracting(Step::lemma).startsWith("input-range").hasSize(3);
        assertThat(checks.branches().get(0)).hasSize(3).allSatisfy(check -> {
            assertThat(check.points()).isGreaterThanOrEqualTo(30);
            assertThat(check.minimisers()).isPositive();
            assertThat(check.excess()).isLessThan(1e-12);
            assertThat(check.gap()).isLessThan(1e-10);
        });
        assertThat(checks.points()).extracting(Replay.PointCheck::lemma).containsExactly("product-saddles");
        assertThat(checks.points().get(0).counted()).isGreaterThanOrEqualTo(6);
        assertThat(checks.points().get(0).holds()).isTrue();
    }

    @Test
    void coordinates_that_are_not_those_of_the_data_are_seen() {
        Derivation derivation = written(SINGULAR);
        Reduction right = WORKBENCH.closedForms(derivation);
        Reduction.Branch branch = right.branches().get(0);
        List<Model.Let> lets = branch.lets().stream()
                .map(let -> let.names().equals(List.of("D"))
                        ? new Model.Let(let.span(), let.names(), FormulaText.parse("eye(rho_X)"), "")
                        : let)
                .toList();
        Reduction wrong = new Reduction(
                right.lets(),
                right.steps(),
                right.closedForms(),
                right.thresholds(),
                Optional.empty(),
                right.completeness(),
                List.of(new Reduction.Branch(branch.conditions(), lets, branch.steps())));

        Replay.StepCheck check =
                WORKBENCH.stepChecks(derivation, wrong).branches().get(0).get(0);

        assertThat(check.points()).isPositive();
        assertThat(check.holds(true)).isFalse();
    }

    private static Reduction with(Reduction right, UnaryOperator<ClosedForm> change) {
        return new Reduction(
                right.lets(),
                right.steps(),
                right.closedForms().stream().map(change).toList(),
                right.thresholds(),
                Optional.empty(),
                right.completeness(),
                right.branches());
    }

    private static ClosedForm changed(ClosedForm form, Formula value, Optional<ClosedForm.Curvature> curvature) {
        return new ClosedForm(
                form.conditions(),
                form.lets(),
                value,
                form.point(),
                form.over(),
                curvature,
                form.upTo(),
                form.kind(),
                form.lemmas());
    }

    private static Formula plusOne(Formula formula) {
        return FormulaText.parse("(" + FormulaPrinter.print(formula) + ") + 1");
    }

    @Test
    void saddles_with_another_index_than_stated_are_seen() {
        Derivation derivation = derivation("deep-linear-network");
        Reduction wrong = with(
                WORKBENCH.closedForms(derivation),
                form -> changed(
                        form,
                        form.value(),
                        form.curvature().map(each -> new ClosedForm.Curvature(plusOne(each.index()), each.nullity()))));

        Replay.PointCheck check =
                WORKBENCH.stepChecks(derivation, wrong).points().get(0);

        assertThat(check.lemma()).isEqualTo("product-saddles");
        assertThat(check.miscounted()).isPositive().isEqualTo(check.counted());
        assertThat(check.holds()).isFalse();
    }

    @Test
    void listed_points_of_another_value_than_stated_are_seen() {
        Derivation derivation = derivation("linear-vae");
        Reduction wrong =
                with(WORKBENCH.closedForms(derivation), form -> changed(form, plusOne(form.value()), form.curvature()));

        List<Replay.PointCheck> checks = WORKBENCH.stepChecks(derivation, wrong).points();

        assertThat(checks).hasSize(2).noneMatch(Replay.PointCheck::holds);
    }

    @Test
    void steps_under_equations_are_tried_where_these_hold() {
        Derivation derivation = derivation("flat-matrix-factorisation");
        Reduction reduction = WORKBENCH.closedForms(derivation);

        List<Replay.StepCheck> checks =
                WORKBENCH.stepChecks(derivation, reduction).steps();

        assertThat(reduction.steps()).extracting(Step::lemma).containsExactly("balance", "fixed-product");
        assertThat(checks).hasSize(2).allSatisfy(check -> {
            assertThat(check.points()).isGreaterThanOrEqualTo(30);
            assertThat(check.minimisers()).isPositive();
        });
        assertThat(checks.get(0).holds(false)).isTrue();
        assertThat(checks.get(1).holds(true)).isTrue();
    }

    @Test
    void a_given_equation_put_in_with_another_factor_is_seen() {
        Derivation derivation = written(SINGULAR.replace("A*B*X - Y)^2", "A*B*X - Y)^2 + normF(A)^2 + normF(B)^2")
                + "\nassume\n  X*X' == n*eye(d)\n");
        Reduction right = WORKBENCH.closedForms(derivation);
        Step given = right.steps().get(0);
        List<Step> steps = new ArrayList<>(right.steps());
        steps.set(
                0,
                given.withBound(
                        FormulaText.parse(FormulaPrinter.print(given.bound()).replaceFirst("n\\*", "(n + 1)*"))));
        Reduction wrong = new Reduction(
                right.lets(), steps, right.closedForms(), right.thresholds(), Optional.empty(), right.completeness());

        Replay.StepCheck seen = WORKBENCH.stepChecks(derivation, right).steps().get(0);
        Replay.StepCheck wronged =
                WORKBENCH.stepChecks(derivation, wrong).steps().get(0);

        assertThat(given.lemma()).isEqualTo("given-equations");
        assertThat(seen.points()).isPositive();
        assertThat(seen.holds(true)).isTrue();
        assertThat(wronged.holds(true)).isFalse();
    }

    @Test
    void each_change_of_coordinates_is_a_step_that_is_tried() {
        Map<String, String> losses = Map.of(
                "shifted-factor", "normF((Y + A)*B - Y*B_0)^2",
                "square-difference", "normF(A.^2 - B.^2 - Y)^2",
                "fixed-between", "normF(A*X*B - Y)^2");

        losses.forEach((lemma, loss) -> {
            Derivation derivation = written(
                    """
                    model moved "a loss in other coordinates"

                    sizes
                      d >= 1

                    data
                      X   : matrix[d, d]
                      Y   : matrix[d, d]
                      B_0 : matrix[d, d]

                    parameters
                      A : matrix[d, d]
                      B : matrix[d, d]

                    minimize
                      loss = %s
                    """
                            .formatted(loss));
            Reduction reduction = WORKBENCH.closedForms(derivation);

            Replay.StepCheck check =
                    WORKBENCH.stepChecks(derivation, reduction).steps().get(0);

            assertThat(reduction.steps().get(0).lemma()).isEqualTo(lemma);
            assertThat(reduction.steps().get(0).isIdentity()).isTrue();
            assertThat(check.points()).isPositive();
            assertThat(check.excess()).isBetween(0.0, 1e-12);
        });
    }
}
