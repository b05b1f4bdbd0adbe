package dev.nadir.reduction.scalar;

import static dev.nadir.reduction.scalar.Problems.L;
import static dev.nadir.reduction.scalar.Problems.S;
import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.reduction.FormulaWriter;
import dev.nadir.reduction.ScalarAnswer.Branch;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.ScalarAnswer.Solved;
import dev.nadir.reduction.ScalarAnswer.Threshold;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AnswerCheckTest {

    private final Solved right = Problems.solved(Problems.depth(3));
    private final AnswerCheck check = new AnswerCheck(Problems.depth(3));

    private Solved with(int place, UnaryOperator<Branch> change) {
        List<Branch> branches = new ArrayList<>(right.branches());
        branches.set(place, change.apply(branches.get(place)));
        return new Solved(branches, right.thresholds());
    }

    private Solved withThreshold(String name, List<Formula> condition) {
        List<Threshold> thresholds = right.thresholds().stream()
                .map(t -> t.name().equals(name) ? new Threshold(t.change(), name, condition, t.tie()) : t)
                .toList();
        return new Solved(right.branches(), thresholds);
    }

    private static Formula less(long left, long right) {
        return FormulaWriter.comparison(
                L.power(3).times(Rational.of(left)).minus(S.power(4).times(Rational.of(right))), Formula.Operator.LESS);
    }

    @Test
    void the_right_answer_stands() {
        assertThat(check.objection(right)).isEmpty();
    }

    @Test
    void a_spinodal_that_is_off_is_refuted() {
        Solved wrong = withThreshold("non-zero-critical-point", List.of(less(256, 40)));

        assertThat(check.objection(wrong))
                .hasValueSatisfying(text -> assertThat(text).contains("threshold"));
    }

    @Test
    void a_jump_that_is_off_is_refuted() {
        Solved wrong = withThreshold("non-zero-global-minimum", List.of(less(16, 3)));

        assertThat(check.objection(wrong)).isPresent();
    }

    @Test
    void a_wrong_value_a_wrong_point_and_a_wrong_kind_are_refuted() {
        Solved value = with(0, b -> new Branch(b.condition(), b.point(), FormulaWriter.number(3), b.kind()));
        Solved point =
                with(0, b -> new Branch(b.condition(), Map.of("a", FormulaWriter.name("s")), b.value(), b.kind()));
        Solved kind = with(3, b -> new Branch(b.condition(), b.point(), b.value(), Kind.GLOBAL_MINIMUM));

        assertThat(check.objection(value)).isPresent();
        assertThat(check.objection(point)).isPresent();
        assertThat(check.objection(kind)).isPresent();
    }

    @Test
    void a_branch_that_is_left_out_is_missed() {
        for (int i : List.of(0, 1, 3, 5)) {
            List<Branch> fewer = new ArrayList<>(right.branches());
            fewer.remove(i);

            assertThat(check.objection(new Solved(fewer, right.thresholds())))
                    .as("without branch " + i)
                    .isPresent();
        }
    }
}
