package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.Spelling;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Checks one claim: its own names, and the shapes of what it says. */
final class ClaimChecker {

    private static final Set<Declaration.Kind> VARIABLES = Set.of(
            Declaration.Kind.SCALAR,
            Declaration.Kind.VECTOR,
            Declaration.Kind.MATRIX,
            Declaration.Kind.SYMMETRIC,
            Declaration.Kind.DIAGONAL);

    private final Model model;
    private final Checker checker;
    private final ShapeReader shapes;
    private final Findings findings;

    ClaimChecker(Model model, Checker checker, Findings findings) {
        this.model = model;
        this.checker = checker;
        this.shapes = checker.shapes();
        this.findings = findings;
    }

    void check(Claim claim) {
        Scope scope = checker.scope().inner();
        Set<String> random = checker.random().names();
        claim.over().forEach(variable -> over(variable, scope));
        if (claim.statement() instanceof Claim.Statement.Relation relation) {
            // Before the lets, which may depend on it.
            relation.sweep().ifPresent(sweep -> sweep(sweep, scope));
        }
        if (claim.statement() instanceof Claim.Statement.Trajectory flow) {
            scope.declare(flow.time(), Type.SCALAR, flow.span(), findings);
            scope.flow();
        }
        claim.fixed().forEach(fixed -> fixed(fixed, scope));
        claim.lets().forEach(let -> checker.let(let, scope));
        claim.needs().forEach(need -> checker.condition(need, scope));
        upTo(claim);
        statement(claim.statement(), scope);
        claim.sampling().ifPresent(sampling -> sampling(claim, sampling, scope));
        checker.random().reset(random);
    }

    /** Whole numbers from 1 on are sizes as well: what they are swept over may be a part of a matrix. */
    private void sweep(Claim.Sweep sweep, Scope scope) {
        List<Rational> counts = sweep.values().stream()
                .map(value -> value instanceof Formula.NumberLiteral number ? number.value() : Rational.ZERO)
                .toList();
        boolean isCounted = counts.stream().allMatch(count -> count.isInteger() && count.signum() > 0);
        Type type = isCounted ? Type.number(Size.of(sweep.name())) : Type.SCALAR;
        scope.declare(sweep.name(), type, sweep.span(), findings);
        if (isCounted) {
            Size least = Size.of(counts.stream().min(Rational::compareTo).orElse(Rational.ONE));
            Size most = Size.of(counts.stream().max(Rational::compareTo).orElse(Rational.ONE));
            scope.limit(sweep.name(), new Scope.Span(least, most));
        }
    }

    private void over(Declaration variable, Scope scope) {
        boolean hasPlainCondition = variable.condition()
                .map(condition -> condition.operator() == Formula.Operator.GREATER
                        && condition.bound() instanceof Formula.NumberLiteral number
                        && number.value().isZero())
                .orElse(true);
        boolean isPlain = variable.law().isEmpty() && variable.index().isEmpty() && hasPlainCondition;
        if (!VARIABLES.contains(variable.kind()) || !isPlain) {
            findings.report(
                    ErrorCode.CLAIM_STATEMENT,
                    variable.span(),
                    "`" + variable.name() + "` cannot run over that",
                    "A claim is made for all scalars, vectors, matrices, symmetric or diagonal matrices of a shape, or for"
                            + " all with positive entries; what is random is declared in `random`.",
                    "Write for u : vector[n], s : scalar > 0.");
        }
        Type type = checker.shape(variable, variable.sizes(), scope)
                .map(Type::value)
                .orElseGet(Type.Unknown::new);
        scope.declare(variable.name(), type, variable.span(), findings);
    }

    private void sampling(Claim claim, Claim.Sampling sampling, Scope scope) {
        Scope inner = claim.statement() instanceof Claim.Statement.Relation relation
                ? ranged(relation.range(), scope).orElse(scope)
                : scope;
        new SamplingChecker(model, checker, findings).check(claim, sampling, inner);
    }

    private void fixed(Claim.Fixed fixed, Scope scope) {
        List<String> parameters =
                model.parameters().stream().map(Declaration::name).toList();
        if (!parameters.contains(fixed.name())) {
            findings.report(
                    ErrorCode.CLAIM_REFERENCE,
                    fixed.span(),
                    "`" + fixed.name() + "` is not a parameter",
                    "Only what is optimised can be held fixed.",
                    Spelling.didYouMean(
                            fixed.name(), parameters, "Parameters are " + String.join(", ", parameters) + "."));
            return;
        }
        Optional<Shape> own =
                scope.type(fixed.name()).filter(Type.Value.class::isInstance).map(type -> ((Type.Value) type).shape());
        for (Formula value : fixed.values()) {
            Optional<Shape> shape = shapes.shape(value, scope);
            if (own.isPresent() && shape.isPresent() && !own.equals(shape)) {
                findings.report(
                        ErrorCode.SHAPE_MISMATCH,
                        value.span(),
                        Mismatch.describe(value, shape.get()) + ", " + fixed.name() + " is " + own.get(),
                        "A parameter is fixed at values of its own shape.",
                        "Give a value of the shape " + own.get() + ".");
            }
        }
    }

    private void upTo(Claim claim) {
        List<String> symmetries =
                model.symmetries().stream().map(Model.Symmetry::name).toList();
        claim.upTo()
                .filter(name -> !symmetries.contains(name))
                .ifPresent(name -> findings.report(
                        ErrorCode.CLAIM_REFERENCE,
                        claim.span(),
                        "`up-to " + name + "` names no symmetry of the model",
                        symmetries.isEmpty()
                                ? "The model declares no symmetry."
                                : "Symmetries are " + String.join(", ", symmetries) + ".",
                        Spelling.didYouMean(name, symmetries, "Declare it in a block `symmetry`.")));
    }

    private void statement(Claim.Statement statement, Scope scope) {
        if (statement instanceof Claim.Statement.GlobalMinimum minimum) {
            scalar(minimum.value(), scope, "value");
            minimum.at().forEach(equation -> equation(equation, scope));
        } else if (statement instanceof Claim.Statement.CriticalValues values) {
            Scope inner = inside(values, scope);
            scalar(values.value(), inner, "values");
            values.negative().ifPresent(index -> scalar(index, inner, "index"));
        } else if (statement instanceof Claim.Statement.Relation relation) {
            relation.sweep().ifPresent(sweep -> sweep.values().forEach(value -> scalar(value, scope, "for")));
            ranged(relation.range(), scope).ifPresent(inner -> checker.condition(relation.comparison(), inner));
        } else if (statement instanceof Claim.Statement.Count count) {
            scalar(count.number(), scope, "count");
        } else if (statement instanceof Claim.Statement.Conserved conserved) {
            ranged(conserved.range(), scope).ifPresent(inner -> {
                shapes.shape(conserved.quantity(), inner);
                checker.notRandom(conserved.quantity());
            });
        } else if (statement instanceof Claim.Statement.Trajectory flow) {
            trajectory(flow, scope);
        } else if (statement instanceof Claim.Statement.CriticalPoint point) {
            point.at().forEach(equation -> equation(equation, scope));
            point.value().ifPresent(value -> scalar(value, scope, "value"));
            point.index().ifPresent(index -> scalar(index, scope, "index"));
            point.nullity().ifPresent(nullity -> scalar(nullity, scope, "nullity"));
            point.condition().ifPresent(condition -> checker.condition(condition, scope));
        }
    }

    private void trajectory(Claim.Statement.Trajectory flow, Scope scope) {
        scalar(flow.begin(), scope, "in");
        scalar(flow.end(), scope, "in");
        flow.from().forEach(equation -> equation(equation, scope));
        ranged(flow.range(), scope).ifPresent(inner -> checker.condition(flow.comparison(), inner));
    }

    private Optional<Scope> ranged(Optional<Declaration.IndexRange> range, Scope scope) {
        return range.isEmpty()
                ? Optional.of(scope)
                : shapes.span(range.get(), scope)
                        .map(span -> scope.with(range.get().index(), span));
    }

    private Scope inside(Claim.Statement.CriticalValues values, Scope scope) {
        Type range = shapes.type(values.range(), scope);
        if (values.range() instanceof Formula.Range formula && range instanceof Type.Choices) {
            Declaration.IndexRange index = new Declaration.IndexRange(values.index(), formula.from(), formula.to());
            return shapes.quiet()
                    .span(index, scope)
                    .map(span -> scope.with(values.index(), span))
                    .orElse(scope);
        }
        if (!(range instanceof Type.Choices choices && choices.areSets()) && !(range instanceof Type.Unknown)) {
            findings.report(
                    ErrorCode.FUNCTION_ARGUMENTS,
                    values.range().span(),
                    "`" + FormulaPrinter.print(values.range()) + "` is not a choice of places",
                    "The values run over places or over sets of places.",
                    "Write for j in 1..n, or for J in subsets(1..n, at-most r).");
        }
        return scope.withPlaces(values.index());
    }

    private void scalar(Formula formula, Scope scope, String word) {
        Optional<Shape> shape = shapes.shape(formula, scope);
        if (shape.isPresent() && !shape.get().isScalar()) {
            findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    formula.span(),
                    Mismatch.describe(formula, shape.get()),
                    "What follows `" + word + "` is a number.",
                    "Take a norm, a trace, a sum or one entry.");
        }
        checker.notRandom(formula);
    }

    private void equation(Claim.Equation equation, Scope scope) {
        Optional<Scope> inner = ranged(equation.range(), scope);
        if (inner.isEmpty()) {
            return;
        }
        SourceSpan span = equation.left().span().to(equation.right().span());
        checker.condition(
                new Formula.Binary(span, Formula.Operator.EQUAL, equation.left(), equation.right()), inner.get());
    }
}
