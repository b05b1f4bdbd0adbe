package dev.nadir.symbolic;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.LowerBound;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A model at a fixed structure: every family unrolled into symbols, every other size still a name.
 *
 * @param structure the sizes that had to be numbers for that, such as {@code L = 3}
 * @param lets the model's lets by name, in order
 * @param loss the loss as written, with its lets by name and its expectations not yet carried out
 * @param expectedLoss the loss with its expectations carried out; the same as {@code loss} where there are none
 * @param constraints what the parameters are subject to beyond their declarations, in the order of the file; what cannot
 *     honour them asks {@link #requireUnconstrained} first
 */
public record Landscape(
        Model model,
        Map<String, Integer> structure,
        List<Expr.Symbol> data,
        List<Expr.Symbol> random,
        List<Expr.Symbol> parameters,
        Map<String, Expr> lets,
        Expr loss,
        Expr expectedLoss,
        List<Constraint> constraints) {

    /** Copies the lists; maps keep their order. */
    public Landscape {
        structure = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(structure));
        data = List.copyOf(data);
        random = List.copyOf(random);
        parameters = List.copyOf(parameters);
        lets = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(lets));
        constraints = List.copyOf(constraints);
    }

    /** The same loss of free parameters: for what looks at the loss alone, such as a check of its derivatives. */
    public Landscape lossAlone() {
        return new Landscape(model, structure, data, random, parameters, lets, loss, expectedLoss, List.of());
    }

    /** The same with its means written in another way. */
    Landscape withExpectedLoss(Expr written) {
        return new Landscape(model, structure, data, random, parameters, lets, loss, written, constraints);
    }

    /** Whether there are equations other than orthonormal columns, which no coordinates keep. */
    public boolean isUnderEquations() {
        return constraints.stream().anyMatch(Constraint.MatrixEquation.class::isInstance);
    }

    /** One equation of the block {@code subject to}. */
    public sealed interface Constraint {

        /** The equation as it stands in the file, with its place. */
        Formula written();

        /** Its left side. */
        Expr left();

        /** Its right side, of the same shape. */
        Expr right();

        /** {@code W'*W == eye(k)} for a parameter {@code W}, however it is written; a vector then has length 1. */
        record OrthonormalColumns(Formula written, Expr left, Expr right, Expr.Symbol parameter)
                implements Constraint {}

        /** Any other equation of matrices or scalars, such as {@code W2*W1 == M}. */
        record MatrixEquation(Formula written, Expr left, Expr right) implements Constraint {}
    }

    /** What is declared of every entry of a parameter, as in {@code > 0}. */
    public Optional<Declaration.Condition> condition(Expr.Symbol parameter) {
        return condition(parameter, model.parameters());
    }

    private static Optional<Declaration.Condition> condition(Expr.Symbol symbol, List<Declaration> declarations) {
        int bracket = symbol.name().indexOf('[');
        String name = bracket < 0 ? symbol.name() : symbol.name().substring(0, bracket);
        return declarations.stream()
                .filter(declaration -> declaration.name().equals(name))
                .findFirst()
                .flatMap(Declaration::condition);
    }

    /** A number that the loss is never below, if it is seen from how the loss is written: squares and norms are not negative. */
    public Optional<Rational> lowerBound() {
        return lowerBound(loss);
    }

    /** The same for any number that is written with the model's symbols. */
    public Optional<Rational> lowerBound(Expr scalar) {
        return LowerBound.of(scalar, symbol -> condition(symbol, model.parameters())
                .or(() -> condition(symbol, model.data()))
                .filter(Landscape::isNotNegative)
                .isPresent());
    }

    private static boolean isNotNegative(Declaration.Condition condition) {
        boolean isAbove = condition.operator() == Formula.Operator.GREATER
                || condition.operator() == Formula.Operator.GREATER_OR_EQUAL;
        return isAbove && condition.number().filter(each -> each.signum() >= 0).isPresent();
    }

    /**
     * Refuses to evaluate a function of which only the name is known.
     *
     * @param step what needs numbers
     * @throws ModelException with the place of each such function that the loss uses
     */
    public void requireFormulas(String step) {
        List<Diagnostic> refused = model.functions().stream()
                .filter(function -> function.definition().isEmpty() && uses(expectedLoss, function.name()))
                .map(function -> new Diagnostic(
                        ErrorCode.FUNCTION_FORMULA,
                        function.span(),
                        step + " cannot evaluate `" + function.name() + "`",
                        "It is declared by its name only, and stands for any smooth function.",
                        "Give it a formula, as in " + function.name() + "(t) = tanh(t).",
                        line(function.span())))
                .toList();
        if (!refused.isEmpty()) {
            throw new ModelException(refused);
        }
    }

    private static boolean uses(Expr e, String function) {
        return (e instanceof Expr.Entrywise entrywise
                        && entrywise.function().isNamed()
                        && entrywise.function().name().equals(function))
                || Children.of(e).stream().anyMatch(child -> uses(child, function));
    }

    private String line(SourceSpan span) {
        return model.file().text().lines().skip(span.line() - 1L).findFirst().orElse("");
    }

    /**
     * Refuses to take constrained parameters for free ones.
     *
     * @param step what cannot honour constraints, such as {@code multi-start}
     * @throws ModelException with the place of each constraint
     */
    public void requireUnconstrained(String step) {
        requireOnly(List.of(), step);
    }

    /**
     * The same where some constraints are honoured.
     *
     * @param honoured those that the step knows how to keep
     */
    public void requireOnly(List<Constraint> honoured, String step) {
        List<Diagnostic> refused = constraints.stream()
                .filter(constraint -> !honoured.contains(constraint))
                .map(constraint -> diagnostic(constraint, step))
                .toList();
        if (!refused.isEmpty()) {
            throw new ModelException(refused);
        }
    }

    private Diagnostic diagnostic(Constraint constraint, String step) {
        Formula written = constraint.written();
        return new Diagnostic(
                ErrorCode.CONSTRAINT,
                written.span(),
                step + " cannot keep `" + FormulaPrinter.print(written) + "`",
                "Without the constraint the answer would be that of another problem.",
                "Write the constraint into the loss by a substitution, or leave this step out.",
                line(written.span()));
    }
}
