package dev.nadir.reduction.chain.coordinates;

import dev.nadir.expr.Expr;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Substitution;
import dev.nadir.symbolic.Landscape;
import java.util.regex.Pattern;

/** Whether results need data to have full rank, and nothing that is assumed says so. */
public final class RankNeeds {

    private RankNeeds() {}

    /** Whether a result has a condition of definiteness that holds the data, and no assumption speaks of their rank. */
    public static boolean isOpen(Landscape landscape, Reduction found, Expr.Symbol data) {
        boolean isNeeded = found.closedForms().stream()
                .flatMap(form -> form.conditions().stream())
                .anyMatch(condition -> isRank(condition) && isOf(data, condition));
        return isNeeded
                && landscape.model().assumptions().stream()
                        .map(assumption -> Substitution.inlined(
                                assumption.condition(), landscape.model().lets()))
                        .noneMatch(condition -> isRank(condition) && isOf(data, condition));
    }

    private static boolean isRank(Formula condition) {
        if (condition instanceof Formula.Call call && call.function().equals("invertible")) {
            return true;
        }
        if (!(condition instanceof Formula.Binary comparison)
                || !comparison.operator().isComparison()) {
            return false;
        }
        String text = FormulaPrinter.print(condition);
        return text.contains("min(eig(") || text.contains("rank(");
    }

    private static boolean isOf(Expr.Symbol data, Formula condition) {
        return Pattern.compile("(?<![A-Za-z_0-9])" + Pattern.quote(data.name()) + "(?![A-Za-z_0-9(])")
                .matcher(FormulaPrinter.print(condition))
                .find();
    }
}
