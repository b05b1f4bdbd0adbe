package dev.nadir.evidence.verify;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Condition;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.List;

/** Whether the assumptions hold on an instance, each with the number that says so. */
public final class Assumptions {

    private Assumptions() {}

    /** Every assumption of the model, with what was found. */
    public static List<Finding> of(Model model, Scope scope) {
        List<Finding> findings = new ArrayList<>();
        for (Model.Assumption assumption : model.assumptions()) {
            findings.add(finding(assumption, scope));
        }
        return findings;
    }

    private static Finding finding(Model.Assumption assumption, Scope scope) {
        String statement = FormulaPrinter.print(assumption.condition());
        try {
            Judged judged = judge(assumption.condition(), scope);
            return new Finding(statement, assumption.description(), judged.holds(), judged.detail());
        } catch (PreconditionException e) {
            return new Finding(statement, assumption.description(), false, "not defined here: " + e.getMessage());
        }
    }

    /** Whether a condition holds, and the number that says so. */
    public record Judged(boolean holds, String detail) {}

    /** A condition: a comparison, {@code invertible(A)} or {@code distinct(v)}. */
    public static Judged judge(Formula condition, Scope scope) {
        Condition judged = scope.condition(condition);
        if (condition instanceof Formula.Binary binary && binary.operator().isComparison()) {
            Comparison sides = scope.compare(binary);
            return new Judged(judged.holds(), side(sides.left()) + " against " + side(sides.right()));
        }
        return new Judged(judged.holds(), judged.quantity() + " " + Numbers.digits(judged.value(), 3));
    }

    private static String side(Matrix value) {
        return value.isScalar() ? Numbers.digits(value.get(0, 0), 6) : value.shape();
    }
}
