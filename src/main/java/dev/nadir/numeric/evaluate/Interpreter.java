package dev.nadir.numeric.evaluate;

import dev.nadir.base.LimitException;
import dev.nadir.base.PreconditionException;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Formulas at numbers, exactly as they stand in the file: operation by operation, sharing nothing with what derives. It
 * keeps the values of lets: one interpreter per thread and per point.
 *
 * <p>What is not defined at the given numbers (the logarithm of a negative number, the inverse of a singular matrix) is
 * NaN and spreads. A name without a value, shapes that do not fit, and a mean that nobody said how to sample are a
 * {@link PreconditionException} with the place in the file.
 */
public final class Interpreter {

    /** Above, doubles no longer hold every whole number. */
    private static final double LARGEST_WHOLE = 0x1p53;

    private final Scope scope;
    private final @Nullable BiFunction<Formula.Call, Interpreter, @Nullable Value> functions;
    private final @Nullable BiFunction<Formula.Expectation, Interpreter, Value> expectations;
    private final @Nullable UnaryOperator<Matrix> rounding;

    private Interpreter(
            Scope scope,
            @Nullable BiFunction<Formula.Call, Interpreter, @Nullable Value> functions,
            @Nullable BiFunction<Formula.Expectation, Interpreter, Value> expectations,
            @Nullable UnaryOperator<Matrix> rounding) {
        this.scope = scope;
        this.functions = functions;
        this.expectations = expectations;
        this.rounding = rounding;
    }

    /** The model's names on an instance, without parameters: for what depends on the data alone. */
    public static Interpreter of(Model model, Instance instance) {
        return of(model, instance, Map.of());
    }

    /** The model's names on an instance, at the given parameters, families unrolled as in {@code W[1]}. */
    public static Interpreter of(Model model, Instance instance, Map<String, Matrix> parameters) {
        Map<String, Value> values = new LinkedHashMap<>();
        instance.sizes().forEach((name, size) -> values.put(name, Value.of(size)));
        instance.data().forEach((name, matrix) -> values.put(name, Value.of(matrix)));
        parameters.forEach((name, matrix) -> values.put(name, Value.of(matrix)));
        List<Model.Let> lets = new ArrayList<>(model.lets());
        Model.Objective loss = model.objective();
        lets.add(new Model.Let(loss.span(), List.of(loss.name()), loss.value(), loss.description()));
        return new Interpreter(
                new Scope(values, lets), model.functions().isEmpty() ? null : new DeclaredFunctions(model), null, null);
    }

    /** The same with more lets, as those of a claim; they may use the model's. */
    public Interpreter withLets(List<Model.Let> lets) {
        return new Interpreter(scope.withLets(lets), functions, expectations, rounding);
    }

    /** The same with another name, as the index of a claim; no let may depend on it. */
    public Interpreter with(String name, Value value) {
        return new Interpreter(scope.with(Map.of(name, value)), functions, expectations, rounding);
    }

    /**
     * The same with more functions, as those of settings.
     *
     * @param more the value of a call, or null for a function that is none of these
     */
    public Interpreter withFunctions(BiFunction<Formula.Call, Interpreter, @Nullable Value> more) {
        BiFunction<Formula.Call, Interpreter, @Nullable Value> known = functions;
        if (known == null) {
            return new Interpreter(scope, more, expectations, rounding);
        }
        return new Interpreter(
                scope,
                (call, inside) -> {
                    Value value = more.apply(call, inside);
                    return value == null ? known.apply(call, inside) : value;
                },
                expectations,
                rounding);
    }

    /**
     * The same at one draw of what is random: {@code E[f]} is {@code f} there, and {@code probability(c)} is 1 where
     * {@code c} holds and 0 where it does not.
     *
     * @param stale lets that depend on the draw; what is known of the others stays known
     */
    public Interpreter atDraw(Map<String, Value> drawn, Set<String> stale) {
        return new Interpreter(scope.replacing(drawn, stale), functions, null, rounding)
                .withExpectations((mean, inside) -> inside.evaluate(mean.body()));
    }

    /**
     * The same, every result of an operation passed through this: for what rounding can do. Whole numbers made of whole
     * numbers are exact, and left alone.
     */
    public Interpreter withRounding(UnaryOperator<Matrix> rule) {
        return new Interpreter(scope.replacing(Map.of()), functions, expectations, rule);
    }

    /** The same with other values for names that lets may depend on. */
    Interpreter replacing(Map<String, Value> values) {
        return new Interpreter(scope.replacing(values), functions, expectations, rounding);
    }

    /** The same with another way to take means. */
    Interpreter withExpectations(BiFunction<Formula.Expectation, Interpreter, Value> rule) {
        return new Interpreter(scope, functions, rule, rounding);
    }

    /** The value of a formula. */
    public Value evaluate(Formula formula) {
        if (formula instanceof Formula.NumberLiteral literal) {
            return Value.of(literal.value().round());
        } else if (formula instanceof Formula.Name name) {
            return name(name);
        } else if (formula instanceof Formula.Ranged ranged) {
            return ranged(ranged);
        } else if (formula instanceof Formula.Expectation expectation) {
            return expectation(expectation);
        } else if (formula instanceof Formula.Search search) {
            return search(search);
        }
        try {
            return operation(formula);
        } catch (LimitException e) {
            throw e;
        } catch (PreconditionException e) {
            throw located(formula, e);
        }
    }

    private Value operation(Formula formula) {
        if (formula instanceof Formula.Negation negation) {
            return Value.of(matrix(negation.argument()).scaled(-1));
        } else if (formula instanceof Formula.Transposition transposition) {
            return Value.of(matrix(transposition.argument()).transpose());
        } else if (formula instanceof Formula.Binary binary) {
            return binary(binary);
        } else if (formula instanceof Formula.Call call) {
            return call(call);
        } else if (formula instanceof Formula.Indexed indexed) {
            Value member = member(indexed);
            return member != null ? member : Subscripts.take(this, evaluate(indexed.base()), indexed.subscripts());
        } else if (formula instanceof Formula.Range range) {
            return Subscripts.range(integer(range.from()), integer(range.to()));
        } else if (formula instanceof Formula.ArrayLiteral array) {
            return array(array);
        } else {
            throw new PreconditionException("a formula with a value is needed, got a text");
        }
    }

    /** A member of a family of values, which needs no look at the others; null if it is none. */
    private @Nullable Value member(Formula.Indexed indexed) {
        boolean isPlace = indexed.base() instanceof Formula.Name
                && indexed.subscripts().size() == 1
                && indexed.subscripts().get(0) instanceof Formula.Subscript.At at
                && (at.index() instanceof Formula.Name || at.index() instanceof Formula.NumberLiteral);
        if (!isPlace) {
            return null;
        }
        String name = ((Formula.Name) indexed.base()).name();
        Value place = evaluate(((Formula.Subscript.At) indexed.subscripts().get(0)).index());
        return place instanceof Value.Numeric number && number.matrix().isScalar()
                ? scope.member(name, number.matrix().get(0))
                : null;
    }

    private Value binary(Formula.Binary binary) {
        if (binary.operator().isComparison()) {
            return Value.of(compare(binary).holds(0) ? 1 : 0);
        }
        Matrix left = matrix(binary.left());
        Matrix right = matrix(binary.right());
        if (rounding == null) {
            boolean isScalar = left.isScalar() && right.isScalar();
            return isScalar
                    ? Value.of(Arithmetic.apply(binary.operator(), left.get(0), right.get(0)))
                    : Value.of(Arithmetic.apply(binary.operator(), left, right));
        }
        Matrix result = Arithmetic.apply(binary.operator(), left, right);
        boolean isExact = isWhole(left) && isWhole(right) && isWhole(result);
        return Value.of(isExact ? result : rounding.apply(result));
    }

    /** The place is added once, where the trouble was. */
    private static PreconditionException located(Formula formula, PreconditionException e) {
        String message = String.valueOf(e.getMessage());
        String place = " (" + formula.span().file() + ":";
        return message.contains(place) ? e : new PreconditionException(message + " (" + formula.span() + ")");
    }

    /** A formula whose value is a scalar, a vector or a matrix. */
    public Matrix matrix(Formula formula) {
        return evaluate(formula).matrix();
    }

    /** A formula whose value is a scalar. */
    public double number(Formula formula) {
        return evaluate(formula).number();
    }

    /** A formula whose value is a whole number. */
    public int integer(Formula formula) {
        return evaluate(formula).integer();
    }

    /** Both sides of a comparison. */
    public Comparison compare(Formula.Binary comparison) {
        return new Comparison(comparison.operator(), matrix(comparison.left()), matrix(comparison.right()));
    }

    /**
     * Every value that the index of a claim takes: the sets of {@code subsets(...)}, or the numbers of a range.
     *
     * @return index sets or scalars, to be given to {@link #with}
     */
    public List<Value> choices(Formula range) {
        Value value = evaluate(range);
        if (value instanceof Value.Family family) {
            return family.members();
        } else if (value instanceof Value.Places places) {
            return places.places().stream().map(place -> Value.of(place)).toList();
        }
        throw new PreconditionException("an index runs over a range or over subsets (" + range.span() + ")");
    }

    /** The first of them, so many at most: of families that are too long to list, too. */
    public List<Value> choices(Formula range, int most) {
        if (range instanceof Formula.Call call
                && Functions.isLong(call.function())
                && call.arguments().size() == 2) {
            Matrix left = matrix(call.arguments().get(0));
            return Functions.first(
                    call.function(), left, matrix(call.arguments().get(1)), most);
        }
        List<Value> all = choices(range);
        return all.subList(0, Math.min(most, all.size()));
    }

    private Value name(Formula.Name name) {
        Value value = scope.lookup(name.name(), this);
        if (value == null) {
            throw new PreconditionException(
                    "every name needs a value, got none for " + name.name() + " (" + name.span() + ")");
        }
        return value;
    }

    private Value ranged(Formula.Ranged ranged) {
        int from = integer(ranged.from());
        int to = integer(ranged.to());
        if (from > to && !ranged.isProduct()) {
            return emptySum(ranged, from, to);
        }
        Subscripts.requireLength(from, to);
        int step = from <= to ? 1 : -1;
        Matrix result = part(ranged, from);
        for (int i = from; i != to; ) {
            i += step;
            Matrix next = part(ranged, i);
            result = Arithmetic.apply(
                    ranged.isProduct() ? Formula.Operator.MULTIPLY : Formula.Operator.ADD, result, next);
        }
        return Value.of(result);
    }

    private Value search(Formula.Search search) {
        // The body is evaluated thousands of times: what does not depend on the place is evaluated once.
        Map<String, Value> moving = new HashMap<>();
        Formula body = new ScalarSearch.Invariant(search.index(), this, moving).of(search.body());
        Interpreter inside = new Interpreter(scope.over(moving), functions, expectations, rounding);
        DoubleUnaryOperator function = t -> {
            moving.put(search.index(), Value.of(t));
            return inside.number(body);
        };
        double from = number(search.from());
        double to = number(search.to());
        return switch (search.sought()) {
            case ROOTS -> Value.of(Matrix.column(new ScalarSearch(function, from, to).roots()));
            case ROOT -> Value.of(ScalarSearch.root(function, from, to));
            case NEAREST_ROOT -> Value.of(ScalarSearch.nearest(function, from));
            case LEAST -> Value.of(new ScalarSearch(function, from, to).argmin());
        };
    }

    /** Only a product runs down; a sum from the place behind the last is one over nothing. */
    private static Value emptySum(Formula.Ranged ranged, int from, int to) {
        if (to == from - 1) {
            return Value.of(0);
        }
        throw new PreconditionException("a sum runs up, got " + from + ".." + to + " (" + ranged.span() + ")");
    }

    private Matrix part(Formula.Ranged ranged, int index) {
        return with(ranged.index(), Value.of(index)).matrix(ranged.body());
    }

    private Value expectation(Formula.Expectation expectation) {
        if (expectations == null) {
            throw new PreconditionException(
                    "a mean is taken by samples, which were not asked for (" + expectation.span() + ")");
        }
        return expectations.apply(expectation, this);
    }

    private Value call(Formula.Call call) {
        if (call.function().equals("probability") && call.arguments().size() == 1) {
            return expectation(
                    new Formula.Expectation(call.span(), call.arguments().get(0)));
        }
        Value special = functions == null ? null : functions.apply(call, this);
        if (special != null) {
            return special;
        }
        Map<String, Value> options = call.options().isEmpty() ? Map.of() : new LinkedHashMap<>();
        call.options().forEach((name, option) -> options.put(name, evaluate(option)));
        boolean isRoot = call.function().equals("root") && call.arguments().get(0) instanceof Formula.ArrayLiteral;
        List<Value> arguments = new ArrayList<>(call.arguments().size());
        for (Formula argument : call.arguments()) {
            arguments.add(
                    isRoot && argument instanceof Formula.ArrayLiteral array
                            ? coefficients(array)
                            : evaluate(argument));
        }
        return rounded(Functions.call(call.function(), arguments, options));
    }

    private Value rounded(Value result) {
        return rounding != null && result instanceof Value.Numeric numeric && !isWhole(numeric.matrix())
                ? Value.of(rounding.apply(numeric.matrix()))
                : result;
    }

    /** Whole numbers are exact, such as sizes, indices and ranks. */
    private static boolean isWhole(Matrix matrix) {
        for (int i = 0; i < matrix.count(); i++) {
            double entry = matrix.get(i);
            if (entry != Math.rint(entry) || Math.abs(entry) > LARGEST_WHOLE) {
                return false;
            }
        }
        return true;
    }

    /** Coefficients of a polynomial; where some are vectors, a row for each entry. */
    private Value coefficients(Formula.ArrayLiteral array) {
        boolean areRows = array.elements().stream().allMatch(e -> e instanceof Formula.ArrayLiteral);
        if (areRows || array.elements().stream().anyMatch(e -> e instanceof Formula.Range)) {
            return array(array);
        }
        List<Matrix> parts = array.elements().stream().map(this::matrix).toList();
        OptionalInt most = parts.stream()
                .filter(part -> !part.isScalar())
                .mapToInt(Matrix::rows)
                .max();
        if (most.isEmpty()) {
            return array(array);
        }
        // Vectors without entries leave no polynomial, and no root.
        int rows = most.getAsInt();
        double[] values = new double[rows * parts.size()];
        for (int j = 0; j < parts.size(); j++) {
            Matrix part = parts.get(j);
            if (!part.isScalar() && (part.columns() != 1 || part.rows() != rows)) {
                throw new PreconditionException(
                        "coefficients must be numbers or vectors of one length (" + array.span() + ")");
            }
            for (int i = 0; i < rows; i++) {
                values[i * parts.size() + j] = part.isScalar() ? part.get(0) : part.get(i);
            }
        }
        return Value.of(Matrix.of(rows, parts.size(), values));
    }

    /** A vector of its elements; of elements that are arrays themselves, a matrix of these rows. */
    private Value array(Formula.ArrayLiteral array) {
        List<Formula> elements = array.elements();
        if (!elements.isEmpty() && elements.stream().allMatch(e -> e instanceof Formula.ArrayLiteral)) {
            List<List<Matrix>> grid = elements.stream()
                    .map(row -> ((Formula.ArrayLiteral) row).elements())
                    .filter(row -> row.stream().noneMatch(Formula.Range.class::isInstance))
                    .map(row -> row.stream().map(this::matrix).toList())
                    .toList();
            if (grid.stream().anyMatch(row -> row.stream().anyMatch(block -> !block.isScalar()))) {
                return Value.of(Arithmetic.blocks(grid));
            }
            List<Matrix> rows = elements.stream().map(this::matrix).toList();
            int columns = rows.get(0).count();
            if (rows.stream().anyMatch(row -> row.count() != columns)) {
                throw new PreconditionException("rows of an array must have one length");
            }
            double[] values = rows.stream()
                    .flatMapToDouble(row -> java.util.Arrays.stream(row.toArray()))
                    .toArray();
            return Value.of(Matrix.of(rows.size(), columns, values));
        }
        double[] values = elements.stream()
                .flatMapToDouble(e -> evaluate(e) instanceof Value.Places places
                        ? places.places().stream().mapToDouble(Integer::doubleValue)
                        : IntStream.of(0).mapToDouble(i -> number(e)))
                .toArray();
        return Value.of(Matrix.column(values));
    }
}
