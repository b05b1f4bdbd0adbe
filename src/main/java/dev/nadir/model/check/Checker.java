package dev.nadir.model.check;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks the blocks of a model in their order, each name before it is used. */
public final class Checker {

    private static final Set<Declaration.Kind> GROUPS =
            Set.of(Declaration.Kind.ORTHOGONAL, Declaration.Kind.SIGNED_PERMUTATION);

    /** The laws with the options that they take, each of them one value for every entry but those of a Gaussian. */
    private static final Map<String, Set<String>> LAWS = Map.of(
            "gaussian", Set.of("mean", "covariance", "variance", "rows", "columns"),
            "independent", Set.of("mean", "variance"),
            "dropout", Set.of("keep"));

    private final Model model;
    private final Findings findings;
    private final Bounds bounds = new Bounds();
    private final ShapeReader shapes;
    private final RandomUse random;
    private final Scope scope = new Scope();
    private final Set<String> brokenNames;

    private Checker(Model model, Set<String> brokenNames) {
        this.brokenNames = Set.copyOf(brokenNames);
        this.model = model;
        this.findings = new Findings(model.file());
        this.shapes = new ShapeReader(findings, bounds, brokenNames);
        this.random = new RandomUse(model, findings);
    }

    /**
     * Everything that is wrong with a model that could be read.
     *
     * @param brokenNames names to say nothing about, because the statements that declare them could not be read
     */
    public static List<Diagnostic> check(Model model, Set<String> brokenNames) {
        Checker checker = new Checker(model, brokenNames);
        checker.checkFormulas();
        checker.checkRest();
        return checker.findings.diagnostics();
    }

    /** The shapes of all names of a checked model. */
    public static Scope scope(Model model) {
        Checker checker = new Checker(model, Set.of());
        checker.checkFormulas();
        return checker.scope;
    }

    private void checkFormulas() {
        model.sizes().forEach(this::size);
        model.data().forEach(this::declare);
        model.random().forEach(this::declare);
        model.parameters().forEach(this::declare);
        model.functions().forEach(this::function);
        model.lets().forEach(let -> let(let, scope));
        // A law may depend on parameters and lets, as the encoder's noise does on its variance.
        model.random().forEach(declaration -> law(declaration, inside(declaration), true));
        objective();
    }

    private void checkRest() {
        model.assumptions().forEach(assumption -> condition(assumption.condition(), scope));
        Set<String> symmetries = new HashSet<>();
        for (Model.Symmetry symmetry : model.symmetries()) {
            once(symmetries, symmetry.name(), symmetry.span(), "symmetry");
            symmetry(symmetry);
        }
        Set<String> claims = new HashSet<>();
        model.claims().forEach(claim -> {
            once(claims, claim.name(), claim.span(), "claim");
            new ClaimChecker(model, this, findings).check(claim);
        });
        Set<String> names = new HashSet<>();
        model.instances().forEach(instance -> {
            once(names, instance.name(), instance.span(), "instance");
            new InstanceChecker(model, scope, findings, brokenNames).check(instance);
        });
        new PlanChecker(findings).check(model);
    }

    private void once(Set<String> names, String name, SourceSpan span, String what) {
        if (!names.add(name)) {
            findings.report(
                    ErrorCode.DUPLICATE_NAME,
                    span,
                    "there is a second " + what + " `" + name + "`",
                    "Reports and commands name a " + what + " by its label.",
                    "Choose another label.");
        }
    }

    ShapeReader shapes() {
        return shapes;
    }

    Scope scope() {
        return scope;
    }

    /** The body of a function is a scalar made of its variable, numbers, and what is declared above. */
    private void function(Model.Function function) {
        function.definition().ifPresent(definition -> {
            Scope inside = scope.inner();
            inside.declare(definition.variable(), Type.SCALAR, function.span(), findings);
            shapes.shape(definition.body(), inside)
                    .filter(shape -> !shape.isScalar())
                    .ifPresent(shape -> findings.report(
                            ErrorCode.SHAPE_MISMATCH,
                            definition.body().span(),
                            Mismatch.describe(definition.body(), shape),
                            "A function is one of one number; it is applied to every entry.",
                            "Use scalars in its body."));
            random.check(definition.body());
        });
        scope.declare(function.name(), new Type.Function(), function.span(), findings);
    }

    private void size(Declaration size) {
        declareMember(size, size.index(), List.of());
        Optional<Formula> bound = size.condition().map(Declaration.Condition::bound);
        bound.flatMap(formula -> shapes.size(formula, scope))
                .flatMap(Size::constant)
                .ifPresent(least -> {
                    Formula.Operator operator = size.condition().orElseThrow().operator();
                    if (operator == Formula.Operator.GREATER_OR_EQUAL || operator == Formula.Operator.EQUAL) {
                        bounds.atLeast(size.name(), least);
                    } else if (operator == Formula.Operator.GREATER) {
                        bounds.atLeast(size.name(), least.plus(Rational.ONE));
                    }
                });
    }

    private void declare(Declaration declaration) {
        if (GROUPS.contains(declaration.kind())) {
            findings.report(
                    ErrorCode.UNKNOWN_WORD,
                    declaration.span(),
                    "`" + declaration.name() + "` is declared as the element of a group",
                    "orthogonal and signed-permutation are for symmetries.",
                    "Use matrix[n, n] here.");
        }
        declareMember(declaration, declaration.index(), declaration.sizes());
        Scope inside = inside(declaration);
        declaration.condition().ifPresent(condition -> shapes.shape(condition.bound(), inside)
                .filter(shape -> !shape.isScalar())
                .ifPresent(shape -> findings.report(
                        ErrorCode.SHAPE_MISMATCH,
                        condition.bound().span(),
                        Mismatch.describe(condition.bound(), shape),
                        "A condition holds of every entry.",
                        "Compare with a scalar.")));
        if (declaration.law().isPresent() && !model.random().contains(declaration)) {
            law(declaration, inside, false);
        }
    }

    private Scope inside(Declaration declaration) {
        if (declaration.index().isEmpty()) {
            return scope;
        }
        Declaration.IndexRange range = declaration.index().get();
        return shapes.quiet()
                .span(range, scope)
                .map(span -> scope.with(range.index(), span))
                .orElse(scope);
    }

    private void declareMember(Declaration declaration, Optional<Declaration.IndexRange> range, List<Formula> sizes) {
        Type type = new Type.Unknown();
        if (range.isEmpty()) {
            type = shape(declaration, sizes, scope)
                    .map(shape -> declaration.kind() == Declaration.Kind.SIZE
                            ? Type.number(Size.of(declaration.name()))
                            : Type.value(shape))
                    .orElse(type);
        } else {
            Optional<Scope.Span> span = shapes.span(range.get(), scope);
            if (span.isPresent()) {
                type = shape(declaration, sizes, scope.with(range.get().index(), span.get()))
                        .map(shape -> (Type) new Type.Members(
                                declaration,
                                shape,
                                span.get().from(),
                                span.get().to()))
                        .orElse(type);
            }
        }
        if (declaration.kind() == Declaration.Kind.SIZE) {
            bounds.atLeast(declaration.name(), Rational.ONE);
        }
        scope.declare(declaration.name(), type, declaration.span(), findings);
    }

    /** The declared shape; nothing if a size is wrong, which is reported. */
    Optional<Shape> shape(Declaration declaration, List<Formula> formulas, Scope inside) {
        List<Optional<Size>> sizes =
                formulas.stream().map(size -> shapes.size(size, inside)).toList();
        if (sizes.stream().anyMatch(Optional::isEmpty)) {
            return Optional.empty();
        }
        Size rows = sizes.isEmpty() ? Size.ONE : sizes.get(0).orElseThrow();
        return Optional.of(
                switch (declaration.kind()) {
                    case SIZE, SCALAR -> Shape.SCALAR;
                    case VECTOR -> Shape.vector(rows);
                    case MATRIX ->
                        new Shape(
                                rows, sizes.size() < 2 ? Size.ONE : sizes.get(1).orElseThrow());
                    default -> new Shape(rows, rows);
                });
    }

    private void law(Declaration declaration, Scope inside, boolean isRandom) {
        String problem = null;
        Formula.Call call = declaration.law().orElse(null) instanceof Formula.Call law ? law : null;
        if (!isRandom) {
            problem = "`" + declaration.name() + "` is not in the block `random`";
        } else if (call == null) {
            problem = "`" + declaration.name() + "` has no law";
        } else if (!LAWS.containsKey(call.function())) {
            problem = "`" + call.function() + "` is not a law";
        } else if (!LawChecker.gives(call.function(), declaration.kind())) {
            problem =
                    "a law gives scalars, vectors and matrices without further properties, gaussian also symmetric ones";
        } else if (!call.arguments().isEmpty()
                || !LAWS.get(call.function()).containsAll(call.options().keySet())) {
            problem = "`" + call.function() + "` takes "
                    + String.join(
                            " and ", LAWS.get(call.function()).stream().sorted().toList()) + " by name";
        } else {
            problem = new LawChecker(shapes).problem(declaration, call, inside);
        }
        if (problem != null && !problem.isEmpty()) {
            findings.report(
                    ErrorCode.LAW,
                    declaration.law().map(Formula::span).orElse(declaration.span()),
                    problem,
                    "Laws are gaussian(mean = m, covariance = C) of vectors, gaussian(mean = m, variance = v),"
                            + " gaussian(mean = M, rows = R, columns = C) of matrices, independent(mean = m, variance = v) and dropout(keep = q).",
                    "Declare it in `random`, as in eps : vector[n] ~ independent(mean = 0, variance = 1).");
        }
    }

    void let(Model.Let let, Scope into) {
        random.let(let);
        Type type = shapes.type(let.value(), into);
        if (let.names().size() == 1) {
            into.declare(let.names().get(0), single(let, type, into), let.span(), findings);
            return;
        }
        List<Shape> parts = type instanceof Type.Parts several ? several.shapes() : List.of();
        if (parts.size() != let.names().size() && !(type instanceof Type.Unknown)) {
            findings.report(
                    ErrorCode.FUNCTION_ARGUMENTS,
                    let.span(),
                    let.names().size() + " names stand on the left, "
                            + (parts.isEmpty() ? "one value" : parts.size() + " values") + " on the right",
                    "eig(S) gives eigenvalues and eigenvectors, svd(A) gives U, s and V; everything else is one value.",
                    "Write as many names as there are values.");
        }
        for (int i = 0; i < let.names().size(); i++) {
            boolean isKnown = parts.size() == let.names().size();
            into.declare(
                    let.names().get(i), isKnown ? Type.value(parts.get(i)) : new Type.Unknown(), let.span(), findings);
        }
    }

    /** A whole number that is not a polynomial of sizes, such as {@code min(d)}, goes by the name of its let. */
    private Type single(Model.Let let, Type type, Scope into) {
        if (type instanceof Type.Value value && value.number().isPresent() && let.value() instanceof Formula.Call) {
            return Type.number(Size.of(let.names().get(0)));
        }
        return type instanceof Type.Value || type instanceof Type.Unknown
                ? type
                : shapes.value(let.value(), into).map(Type.class::cast).orElseGet(Type.Unknown::new);
    }

    private void objective() {
        Model.Objective objective = model.objective();
        // What is wrong with an equation is said of the equation.
        ShapeReader reader = objective.equations().isEmpty() ? shapes : shapes.quiet();
        Optional<Shape> shape = reader.shape(objective.value(), scope);
        if (shape.isPresent() && !shape.get().isScalar()) {
            findings.report(
                    ErrorCode.LOSS_SCALAR,
                    objective.value().span(),
                    Mismatch.describe(objective.value(), shape.get()),
                    "Only a number can be minimised.",
                    "Take a norm, a trace or a sum.");
        }
        if (objective.equations().isEmpty()) {
            random.check(objective.value());
        }
        objective.equations().forEach(this::equation);
        objective.constraints().forEach(constraint -> condition(constraint, scope));
        scope.declare(objective.name(), Type.SCALAR, objective.span(), findings);
    }

    private void equation(Claim.Equation equation) {
        Formula comparison =
                new Formula.Binary(equation.span(), Formula.Operator.EQUAL, equation.left(), equation.right());
        Optional<Scope> inside = equation.range().isEmpty()
                ? Optional.of(scope)
                : shapes.span(equation.range().get(), scope)
                        .map(span -> scope.with(equation.range().get().index(), span));
        inside.ifPresent(within -> condition(comparison, within));
    }

    /** A comparison, or a property that is known. */
    void condition(Formula formula, Scope inside) {
        Type type = shapes.type(formula, inside);
        if (!(type instanceof Type.Condition || type instanceof Type.Unknown)) {
            findings.report(
                    ErrorCode.CONDITION,
                    formula.span(),
                    "`" + FormulaPrinter.print(formula) + "` is not a condition",
                    "Conditions are comparisons, invertible(A) and distinct(v).",
                    "Write a comparison, as in lambda[k] > 0.");
        }
        random.check(formula);
    }

    RandomUse random() {
        return random;
    }

    void notRandom(Formula formula) {
        random.check(formula);
    }

    private void symmetry(Model.Symmetry symmetry) {
        Scope inside = scope.inner();
        Optional<Scope.Span> span = symmetry.range().flatMap(range -> shapes.span(range, scope));
        if (symmetry.range().isPresent()) {
            if (span.isEmpty()) {
                return;
            }
            inside = scope.with(symmetry.range().get().index(), span.get());
        }
        Declaration group = symmetry.group();
        Scope withGroup = inside.inner();
        Type type = shape(group, group.sizes(), inside).map(Type::value).orElseGet(Type.Unknown::new);
        withGroup.declare(group.name(), type, group.span(), findings);
        Set<String> parameters = new HashSet<>();
        model.parameters().forEach(parameter -> parameters.add(parameter.name()));
        for (Map.Entry<Formula, Formula> map : symmetry.maps()) {
            Formula from = map.getKey();
            Formula base = from instanceof Formula.Indexed indexed ? indexed.base() : from;
            Optional<Shape> left = shapes.shape(from, withGroup);
            Optional<Shape> right = shapes.shape(map.getValue(), withGroup);
            boolean isParameter = base instanceof Formula.Name name && parameters.contains(name.name());
            if (!isParameter && left.isPresent()) {
                findings.report(
                        ErrorCode.SYMMETRY_MAP,
                        from.span(),
                        "`" + FormulaPrinter.print(from) + "` is not a parameter",
                        "A symmetry acts on the parameters, and leaves data alone.",
                        "Write maps W -> ..., with a parameter on the left.");
            } else if (left.isPresent() && right.isPresent() && !left.get().equals(right.get())) {
                findings.report(
                        ErrorCode.SYMMETRY_MAP,
                        map.getValue().span(),
                        Mismatch.describe(from, left.get()) + ", " + Mismatch.describe(map.getValue(), right.get()),
                        "A symmetry keeps the shape of each parameter.",
                        "Check on which side the group acts.");
            }
        }
    }
}
