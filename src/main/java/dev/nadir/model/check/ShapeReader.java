package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Formula.Operator;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds the shape of a formula for all sizes, or says why it has none. */
final class ShapeReader {

    private final Findings findings;
    private final Bounds bounds;
    private final Set<String> brokenNames;
    private final FunctionShapes functions;
    private final Map<String, Table> tables;
    private final boolean isInstance;

    ShapeReader(Findings findings, Bounds bounds, Set<String> brokenNames) {
        this(findings, bounds, brokenNames, Map.of(), false);
    }

    private ShapeReader(
            Findings findings, Bounds bounds, Set<String> brokenNames, Map<String, Table> tables, boolean isInstance) {
        this.findings = findings;
        this.bounds = bounds;
        this.brokenNames = Set.copyOf(brokenNames);
        this.functions = new FunctionShapes(findings);
        this.tables = Map.copyOf(tables);
        this.isInstance = isInstance;
    }

    /** A reader for the settings of an instance, which may also call files, transforms and laws. */
    static ShapeReader ofInstance(Findings findings, Set<String> brokenNames, Map<String, Table> tables) {
        return new ShapeReader(findings, new Bounds(), brokenNames, tables, true);
    }

    /** The same, reporting nothing: for what has been read and reported before. */
    ShapeReader quiet() {
        return new ShapeReader(findings.aside(), bounds, brokenNames, tables, isInstance);
    }

    /** The range of an index. */
    Optional<Scope.Span> span(Declaration.IndexRange range, Scope scope) {
        Optional<Size> from = size(range.from(), scope);
        Optional<Size> to = size(range.to(), scope);
        return from.isPresent() && to.isPresent()
                ? Optional.of(new Scope.Span(from.get(), to.get()))
                : Optional.empty();
    }

    /** The shape of a formula that must be one value. */
    Optional<Shape> shape(Formula formula, Scope scope) {
        return value(formula, scope).map(Type.Value::shape);
    }

    /** The size that a formula stands for, where one is needed. */
    Optional<Size> size(Formula formula, Scope scope) {
        return size(findings, formula, type(formula, scope));
    }

    static Optional<Size> size(Findings findings, Formula formula, Type type) {
        if (type instanceof Type.Value value
                && value.number().isPresent()
                && value.number()
                        .get()
                        .constant()
                        .map(number -> number.isInteger())
                        .orElse(true)) {
            return value.number();
        }
        if (!(type instanceof Type.Unknown)) {
            findings.report(
                    ErrorCode.SIZE_NEEDED,
                    formula.span(),
                    "`" + FormulaPrinter.print(formula) + "` is not made of sizes",
                    "Rows, columns and places are whole numbers made of declared sizes, for all data.",
                    "Declare a size, and use it here.");
        }
        return Optional.empty();
    }

    Optional<Type.Value> value(Formula formula, Scope scope) {
        Type type = type(formula, scope);
        if (type instanceof Type.Value value) {
            return Optional.of(value);
        } else if (type instanceof Type.Parts parts) {
            return Optional.of(new Type.Value(parts.shapes().get(parts.principal()), Optional.empty()));
        } else if (type instanceof Type.Members members) {
            needsIndex(findings, formula, members.declaration());
        } else if (!(type instanceof Type.Unknown)) {
            findings.report(
                    ErrorCode.FUNCTION_ARGUMENTS,
                    formula.span(),
                    "this is not a value",
                    "A range, a set of places or a condition cannot be calculated with.",
                    "Use it where it belongs: in subsets, between brackets, or in `assume`.");
        }
        return Optional.empty();
    }

    static Type needsIndex(Findings findings, Formula formula, Declaration family) {
        String index = family.index().map(FormulaPrinter::print).orElse("");
        return findings.report(
                ErrorCode.INDEX,
                formula.span(),
                "`" + family.name() + "` is a family",
                "It is declared as " + family.name() + "[" + index + "].",
                "Say which member is meant, as in " + family.name() + "["
                        + family.index()
                                .map(range -> FormulaPrinter.print(range.to()))
                                .orElse("1") + "].");
    }

    Type type(Formula formula, Scope scope) {
        if (formula instanceof Formula.NumberLiteral number) {
            return number.value().isInteger() ? Type.number(Size.of(number.value())) : Type.SCALAR;
        } else if (formula instanceof Formula.Name name) {
            return name(name, scope);
        } else if (formula instanceof Formula.Indexed indexed) {
            return new IndexReader(findings, bounds, this).read(indexed, scope);
        } else if (formula instanceof Formula.Negation negation) {
            return value(negation.argument(), scope)
                    .map(value ->
                            (Type) new Type.Value(value.shape(), value.number().map(Size.ZERO::minus)))
                    .orElseGet(Type.Unknown::new);
        } else if (formula instanceof Formula.Transposition transposition) {
            return value(transposition.argument(), scope)
                    .map(value -> Type.value(value.shape().transpose()))
                    .orElseGet(Type.Unknown::new);
        } else if (formula instanceof Formula.Binary binary) {
            return binary(binary, scope);
        }
        return bracketed(formula, scope);
    }

    private Type bracketed(Formula formula, Scope scope) {
        if (formula instanceof Formula.Call call) {
            return call(call, scope);
        } else if (formula instanceof Formula.Ranged ranged) {
            return ranged(ranged, scope);
        } else if (formula instanceof Formula.Search search) {
            return search(search, scope);
        } else if (formula instanceof Formula.Expectation expectation) {
            return shape(expectation.body(), scope).map(Type::value).orElseGet(Type.Unknown::new);
        } else if (formula instanceof Formula.Range range) {
            Optional<Size> from = size(range.from(), scope);
            Optional<Size> to = size(range.to(), scope);
            return from.isPresent() && to.isPresent() ? new Type.Choices(false) : new Type.Unknown();
        } else if (formula instanceof Formula.ArrayLiteral array) {
            return array(array, scope);
        }
        return findings.report(
                ErrorCode.FUNCTION_ARGUMENTS,
                formula.span(),
                "a text stands here",
                "Texts are descriptions and names of files.",
                "Remove it.");
    }

    private Type name(Formula.Name name, Scope scope) {
        Optional<Type> known = scope.type(name.name());
        boolean isDeclaredFunction =
                known.filter(Type.Function.class::isInstance).isPresent();
        if (known.isPresent() && !isDeclaredFunction) {
            return known.get();
        }
        if (name.name().equals("pi")) {
            return Type.SCALAR;
        }
        if (brokenNames.contains(name.name())) {
            return new Type.Unknown();
        }
        boolean isFunction = isDeclaredFunction || FunctionShapes.isFunction(name.name());
        return findings.report(
                ErrorCode.UNKNOWN_NAME,
                name.span(),
                isFunction
                        ? "the function `" + name.name() + "` lacks its argument"
                        : "`" + name.name() + "` is not declared",
                "Every name is declared above the place where it is used.",
                isFunction
                        ? "Write " + name.name() + "(...)."
                        : scope.didYouMean(name.name(), "Declare it, or check the spelling, capitals included."));
    }

    /** Rows of which one holds more than a number are rows of blocks. */
    private Optional<Type> blocks(Formula.ArrayLiteral array, Scope scope) {
        boolean isGrid = !array.elements().isEmpty()
                && array.elements().stream().allMatch(Formula.ArrayLiteral.class::isInstance);
        List<List<Shape>> grid = new ArrayList<>();
        boolean isOfNumbers = true;
        for (Formula row : isGrid ? array.elements() : List.<Formula>of()) {
            List<Shape> shapes = new ArrayList<>();
            for (Formula element : ((Formula.ArrayLiteral) row).elements()) {
                if (element instanceof Formula.Range) {
                    return Optional.empty();
                }
                Optional<Shape> shape = shape(element, scope);
                if (shape.isEmpty()) {
                    return Optional.of(new Type.Unknown());
                }
                shapes.add(shape.get());
                isOfNumbers &= shape.get().isScalar();
            }
            grid.add(shapes);
        }
        return isOfNumbers ? Optional.empty() : Optional.of(blocks(array, grid));
    }

    private Type blocks(Formula.ArrayLiteral array, List<List<Shape>> grid) {
        Size rows = Size.ZERO;
        Size columns = grid.get(0).stream().map(Shape::columns).reduce(Size.ZERO, Size::plus);
        for (List<Shape> row : grid) {
            boolean isFitting = row.size() == grid.get(0).size() && !row.isEmpty();
            for (int j = 0; isFitting && j < row.size(); j++) {
                isFitting = row.get(j).rows().equals(row.get(0).rows())
                        && row.get(j).columns().equals(grid.get(0).get(j).columns());
            }
            if (!isFitting) {
                return findings.report(
                        ErrorCode.SHAPE_MISMATCH,
                        array.span(),
                        "these blocks do not fit together: " + grid,
                        "Blocks in a row have the same rows, blocks below each other the same columns.",
                        "Complete the rows with zeros(m, n).");
            }
            rows = rows.plus(row.get(0).rows());
        }
        return Type.value(new Shape(rows, columns));
    }

    private Type array(Formula.ArrayLiteral array, Scope scope) {
        Optional<Type> blocks = blocks(array, scope);
        if (blocks.isPresent()) {
            return blocks.get();
        }
        List<Shape> shapes = new ArrayList<>();
        for (Formula element : array.elements()) {
            Optional<Shape> shape = shape(element, scope);
            if (shape.isEmpty()) {
                return new Type.Unknown();
            }
            shapes.add(shape.get());
        }
        Size count = Size.of(shapes.size());
        boolean isVector = shapes.stream().allMatch(Shape::isScalar);
        boolean isMatrix =
                !shapes.isEmpty() && shapes.stream().allMatch(shape -> shape.isColumn() && shape.equals(shapes.get(0)));
        if (shapes.isEmpty() || !(isVector || isMatrix)) {
            return findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    array.span(),
                    shapes.isEmpty() ? "this list is empty" : "the rows of this list have different lengths",
                    "A list of numbers is a vector, a list of lists of one length is a matrix, row by row.",
                    "Complete the rows.");
        }
        return Type.value(
                isVector ? Shape.vector(count) : new Shape(count, shapes.get(0).rows()));
    }

    /** {@code min([d0, d1])} of sizes is a whole number, as {@code min(d)} of a family is. */
    private boolean isSmallestOfSizes(Formula.Call call, Scope scope) {
        return (call.function().equals("min") || call.function().equals("max"))
                && call.arguments().size() == 1
                && call.arguments().get(0) instanceof Formula.ArrayLiteral array
                && !array.elements().isEmpty()
                && array.elements().stream()
                        .allMatch(element -> type(element, scope) instanceof Type.Value value
                                && value.number().isPresent());
    }

    /** {@code root([c, s, 1])} with a vector s: a root for each entry of s. */
    private Optional<Type> rootsByEntry(Formula.Call call, Scope scope) {
        boolean isCandidate = call.function().equals("root")
                && !call.arguments().isEmpty()
                && call.arguments().get(0) instanceof Formula.ArrayLiteral array
                && !array.elements().stream().allMatch(Formula.ArrayLiteral.class::isInstance);
        if (!isCandidate) {
            return Optional.empty();
        }
        List<Shape> shapes = ((Formula.ArrayLiteral) call.arguments().get(0))
                .elements().stream()
                        .flatMap(element -> shape(element, scope).stream())
                        .toList();
        Optional<Shape> vector =
                shapes.stream().filter(shape -> !shape.isScalar()).findFirst();
        boolean areAlike = vector.isPresent()
                && vector.get().isColumn()
                && shapes.stream().allMatch(shape -> shape.isScalar() || shape.equals(vector.get()));
        if (!areAlike) {
            return Optional.empty();
        }
        call.arguments().stream().skip(1).forEach(place -> shape(place, scope));
        return Optional.of(Type.value(vector.get()));
    }

    private Type call(Formula.Call call, Scope scope) {
        if (isInstance && FunctionShapes.isForInstances(call.function())) {
            return new InstanceFunctions(this, functions, findings, tables).read(call, scope);
        }
        if (scope.type(Model.Function.nameOf(call.function())).orElse(null) instanceof Type.Function) {
            return functions.entrywise(
                    call,
                    call.arguments().stream()
                            .map(argument -> shape(argument, scope))
                            .toList());
        }
        if (!FunctionShapes.isFunction(call.function())) {
            return brokenNames.contains(call.function()) ? new Type.Unknown() : functions.unknown(call);
        }
        if (call.function().equals(FunctionShapes.INITIAL)) {
            return initial(call, scope);
        }
        if (isSmallestOfSizes(call, scope)) {
            List<Size> sizes = ((Formula.ArrayLiteral) call.arguments().get(0))
                    .elements().stream()
                            .flatMap(element -> size(element, scope).stream())
                            .toList();
            return Type.number(FunctionShapes.fold(call.function(), sizes));
        }
        Optional<Type> roots = rootsByEntry(call, scope);
        if (roots.isPresent()) {
            return roots.get();
        }
        List<Type> arguments = new ArrayList<>();
        for (Formula argument : call.arguments()) {
            Type type = type(argument, scope);
            boolean isOne = type instanceof Type.Parts;
            arguments.add(isOne ? value(argument, scope).map(Type.class::cast).orElseGet(Type.Unknown::new) : type);
        }
        call.options().values().forEach(option -> size(option, scope));
        return functions.call(call, arguments);
    }

    /** {@code initial(f)}: f at the start of a flow. */
    private Type initial(Formula.Call call, Scope scope) {
        if (!scope.isAlongFlow()) {
            return findings.report(
                    ErrorCode.FUNCTION_ARGUMENTS,
                    call.span(),
                    "`" + FormulaPrinter.print(call) + "` speaks of no flow",
                    "initial(f) is the value of f where a flow starts.",
                    "Use it in a claim with a line `along t in 0..1, ...`.");
        }
        if (call.arguments().size() != 1 || !call.options().isEmpty()) {
            return functions.wrongCount(call, "one argument");
        }
        return shape(call.arguments().get(0), scope).map(Type::value).orElseGet(Type.Unknown::new);
    }

    /** A scalar function of one number between two; how many roots it has is not known beforehand. */
    private Type search(Formula.Search search, Scope scope) {
        boolean hasEnds = isScalar(search.from(), scope) && isScalar(search.to(), scope);
        Scope inner = scope.inner();
        inner.declare(search.index(), Type.SCALAR, search.span(), findings);
        if (!isScalar(search.body(), inner) || !hasEnds) {
            return new Type.Unknown();
        }
        return search.isNumber() ? Type.SCALAR : Type.value(Shape.vector(Size.of("#" + search.index())));
    }

    private boolean isScalar(Formula formula, Scope scope) {
        Optional<Shape> shape = shape(formula, scope);
        if (shape.isPresent() && !shape.get().isScalar()) {
            findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    formula.span(),
                    Mismatch.describe(formula, shape.get()),
                    "root, roots and argmin look for one number.",
                    "Write a formula whose value is a scalar.");
            return false;
        }
        return shape.isPresent();
    }

    private Type ranged(Formula.Ranged ranged, Scope scope) {
        Optional<Size> from = size(ranged.from(), scope);
        Optional<Size> to = size(ranged.to(), scope);
        if (from.isEmpty() || to.isEmpty()) {
            return new Type.Unknown();
        }
        Scope inner = scope.with(ranged.index(), new Scope.Span(from.get(), to.get()));
        Optional<Type.Value> body = value(ranged.body(), inner);
        if (body.isEmpty()) {
            return new Type.Unknown();
        }
        Shape shape = body.get().shape();
        if (ranged.isProduct()) {
            return new Telescope(findings, bounds).product(ranged, shape, from.get(), to.get());
        }
        Optional<Type> wrong = new Telescope(findings, bounds).sumRunsDown(ranged, from.get(), to.get());
        if (wrong.isPresent()) {
            return wrong.get();
        }
        if (!Telescope.at(shape, ranged.index(), from.get()).equals(Telescope.at(shape, ranged.index(), to.get()))) {
            return findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    ranged.body().span(),
                    Mismatch.describe(ranged.body(), shape),
                    "Terms of a sum have the same rows and columns for every " + ranged.index() + ".",
                    "Sum something of one shape, such as normF(...)^2.");
        }
        Shape common = Telescope.at(shape, ranged.index(), from.get());
        boolean isWhole = body.get().number().isPresent();
        return isWhole ? Type.number(Size.of(FormulaPrinter.print(ranged))) : Type.value(common);
    }

    private Type binary(Formula.Binary binary, Scope scope) {
        Optional<Type.Value> left = value(binary.left(), scope);
        Optional<Type.Value> right = value(binary.right(), scope);
        if (left.isEmpty() || right.isEmpty()) {
            return new Type.Unknown();
        }
        if (binary.operator().isComparison()) {
            return compare(binary, left.get().shape(), right.get().shape());
        }
        Optional<Shape> shape =
                shape(binary.operator(), left.get().shape(), right.get().shape());
        if (shape.isEmpty()) {
            return Mismatch.report(
                    findings, binary, left.get().shape(), right.get().shape());
        }
        return new Type.Value(shape.get(), number(binary, left.get(), right.get()));
    }

    private Type compare(Formula.Binary binary, Shape left, Shape right) {
        if (!left.equals(right)) {
            return Mismatch.report(findings, binary, left, right);
        }
        return new Type.Condition();
    }

    private static Optional<Shape> shape(Operator operator, Shape left, Shape right) {
        return switch (operator) {
            case ADD, SUBTRACT -> entrywise(left, right).filter(shape -> left.equals(right) || shape.isColumn());
            case MULTIPLY -> product(left, right);
            case DIVIDE -> Optional.of(left).filter(shape -> right.isScalar());
            case POWER -> Optional.of(left).filter(shape -> left.isSquare() && right.isScalar());
            case ENTRYWISE_POWER -> Optional.of(left).filter(shape -> right.isScalar() || left.equals(right));
            default -> entrywise(left, right);
        };
    }

    private static Optional<Shape> entrywise(Shape left, Shape right) {
        if (left.equals(right) || right.isScalar()) {
            return Optional.of(left);
        }
        return Optional.of(right).filter(shape -> left.isScalar());
    }

    private static Optional<Shape> product(Shape left, Shape right) {
        if (left.isScalar() || right.isScalar()) {
            return Optional.of(left.isScalar() ? right : left);
        }
        return Optional.of(new Shape(left.rows(), right.columns()))
                .filter(shape -> left.columns().equals(right.rows()));
    }

    private static Optional<Size> number(Formula.Binary binary, Type.Value left, Type.Value right) {
        if (left.number().isEmpty() || right.number().isEmpty()) {
            return Optional.empty();
        }
        Size a = left.number().get();
        Size b = right.number().get();
        return switch (binary.operator()) {
            case ADD -> Optional.of(a.plus(b));
            case SUBTRACT -> Optional.of(a.minus(b));
            case MULTIPLY, ENTRYWISE_MULTIPLY -> Optional.of(a.times(b));
            case DIVIDE ->
                b.constant().filter(divisor -> !divisor.isZero()).map(divisor -> a.times(Size.of(divisor.inverse())));
            case POWER ->
                b.constant()
                        .filter(exponent -> exponent.equals(dev.nadir.base.exact.Rational.of(2)))
                        .map(exponent -> a.times(a));
            default -> Optional.empty();
        };
    }
}
