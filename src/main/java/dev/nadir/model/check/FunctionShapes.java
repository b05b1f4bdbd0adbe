package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The functions of the language: what they are given, and the shape of what they return. */
final class FunctionShapes {

    /** Of anything, its value at the start of a flow. */
    static final String INITIAL = "initial";

    /** Of one square matrix. */
    private static final Set<String> OF_SQUARE = Set.of("tr", "det", "logdet", "inv", "diagonal", "eig", "invertible");

    /** Of anything, one number. */
    private static final Set<String> TO_SCALAR =
            Set.of("normF", "norm", "norm1", "nuclear", "rank", "sum", "mean", "min", "max");

    /** Of every entry. */
    private static final Set<String> ENTRYWISE =
            Set.of("log", "exp", "sqrt", "abs", "tanh", "sin", "cos", "relu", "sign", "step", "normcdf");

    /** Of sizes. */
    private static final Map<String, Integer> OF_SIZES = Map.of("eye", 1, "ones", 2, "zeros", 2);

    private static final Set<String> OTHERS = Set.of(
            "diag", "svd", "distinct", "subsets", "card", "product", "probability", "root", "roots", "argmin", INITIAL);

    /** Of scalars, as many as this, one number: what noise of a normal law costs in privacy, and Gauss's function. */
    private static final Map<String, Integer> OF_NUMBERS =
            Map.of("gaussian_sigma", 2, "gaussian_delta", 2, "zcdp_rho", 2, "hypergeometric", 4);

    /** Of matrices, with sizes behind them: kinds of Kronecker products and of columns. */
    private static final Map<String, Integer> REARRANGING = Map.ofEntries(
            Map.entry("kron", 2),
            Map.entry("vec", 1),
            Map.entry("reshape", 3),
            Map.entry("blocktrace", 2),
            Map.entry("blocksum", 2),
            Map.entry("basis", 2),
            Map.entry("commutation", 2),
            Map.entry("polar", 1),
            Map.entry("leading", 1),
            Map.entry("equalise", 1),
            Map.entry("ascending", 1),
            Map.entry("frame", 2),
            Map.entry("greater", 2),
            Map.entry("tied", 2),
            Map.entry("sylvester", 2),
            Map.entry("placement", 1));

    /** In instances only: files, transforms of samples in rows, and laws, with the options that they take. */
    private static final Map<String, Set<String>> OF_INSTANCES = Map.ofEntries(
            Map.entry("csv", Set.of("columns", "rows")),
            Map.entry("standardise", Set.of()),
            Map.entry("centre", Set.of()),
            Map.entry("covariance", Set.of()),
            Map.entry("clip", Set.of()),
            Map.entry("moment", Set.of()),
            Map.entry("gaussian", Set.of("mean", "scale")),
            Map.entry("uniform", Set.of("from", "to")),
            Map.entry("wishart", Set.of()),
            Map.entry("orthogonal", Set.of()),
            Map.entry("spectrum", Set.of()));

    private final Findings findings;

    FunctionShapes(Findings findings) {
        this.findings = findings;
    }

    static boolean isFunction(String name) {
        return OF_SQUARE.contains(name)
                || TO_SCALAR.contains(name)
                || ENTRYWISE.contains(name)
                || OF_SIZES.containsKey(name)
                || REARRANGING.containsKey(name)
                || OF_NUMBERS.containsKey(name)
                || OTHERS.contains(name);
    }

    static Set<String> optionsOfInstances(String name) {
        return OF_INSTANCES.getOrDefault(name, Set.of());
    }

    static boolean isForInstances(String name) {
        return OF_INSTANCES.containsKey(name);
    }

    static Set<String> all() {
        Set<String> all = new TreeSet<>(OF_SQUARE);
        all.addAll(TO_SCALAR);
        all.addAll(ENTRYWISE);
        all.addAll(OF_SIZES.keySet());
        all.addAll(REARRANGING.keySet());
        all.addAll(OF_NUMBERS.keySet());
        all.addAll(OTHERS);
        return all;
    }

    Type unknown(Formula.Call call) {
        if (isForInstances(call.function())) {
            return findings.report(
                    ErrorCode.FUNCTION_ARGUMENTS,
                    call.span(),
                    "`" + call.function() + "` reads or samples data",
                    "Formulas hold for all data; files and laws stand in instances.",
                    "Declare the matrix in `data`, and set it in an `instance`.");
        }
        return findings.report(
                ErrorCode.UNKNOWN_WORD,
                call.span(),
                "`" + call.function() + "` is not a function",
                "Functions are " + String.join(", ", all()) + ".",
                Spelling.didYouMean(call.function(), all(), "Multiplication is written *, indices in [ ]."));
    }

    /** A function that the model declares, applied to every entry. */
    Type entrywise(Formula.Call call, List<Optional<Shape>> arguments) {
        if (arguments.size() != 1 || !call.options().isEmpty()) {
            return wrongCount(call, "one argument");
        }
        return arguments.get(0).map(Type::value).orElseGet(Type.Unknown::new);
    }

    Type call(Formula.Call call, List<Type> arguments) {
        String name = call.function();
        if (!checkOptions(call, name.equals("subsets") ? Set.of("at-most") : Set.of())) {
            return new Type.Unknown();
        }
        if (arguments.stream().anyMatch(Type.Unknown.class::isInstance)) {
            return new Type.Unknown();
        }
        if (OF_SIZES.containsKey(name)) {
            return filled(call, arguments);
        }
        Optional<Type> special = special(call, arguments);
        if (special.isPresent()) {
            return special.get();
        }
        Integer count = REARRANGING.get(name);
        if (arguments.size() != (count == null ? 1 : count)) {
            return wrongCount(call, count == null || count == 1 ? "one argument" : count + " arguments");
        }
        if (count != null) {
            return new Rearrangement(findings, call).of(arguments);
        }
        return ofOne(call, arguments.get(0));
    }

    /** Of what is no single value, and of two values. */
    private Optional<Type> special(Formula.Call call, List<Type> arguments) {
        Type first = arguments.size() == 1 ? arguments.get(0) : new Type.Unknown();
        return switch (call.function()) {
            case "subsets" ->
                Optional.of(
                        first instanceof Type.Choices
                                ? new Type.Choices(true)
                                : wrongCount(call, "a range, as in subsets(1..n, at-most r)"));
            case "probability" ->
                Optional.of(
                        first instanceof Type.Condition
                                ? Type.SCALAR
                                : wrongCount(call, "a condition, as in probability(x >= 0)"));
            case "eig" -> arguments.size() == 2 ? Optional.of(ofHermitian(call, arguments)) : Optional.empty();
            case "min", "max" -> arguments.size() == 2 ? Optional.of(entrywisePair(call, arguments)) : Optional.empty();
            default -> ofNumbers(call, arguments);
        };
    }

    private Optional<Type> ofNumbers(Formula.Call call, List<Type> arguments) {
        if (call.function().equals("root")) {
            return Optional.of(root(call, arguments));
        } else if (call.function().equals("roots") || call.function().equals("argmin")) {
            return Optional.of(wrongCount(call, "a range and a formula, as in roots(t in 0..1, t^2 - c)"));
        }
        if (call.function().equals("card") || (call.function().equals("sum") && isSet(arguments))) {
            return Optional.of(ofSet(call, arguments));
        }
        return OF_NUMBERS.containsKey(call.function()) ? Optional.of(numeric(call, arguments)) : Optional.empty();
    }

    private static boolean isSet(List<Type> arguments) {
        return arguments.size() == 1 && arguments.get(0) instanceof Type.Places;
    }

    /** How many places there are, or their sum. */
    private Type ofSet(Formula.Call call, List<Type> arguments) {
        if (!isSet(arguments)) {
            return wrongCount(call, "a set of places, as in card(J)");
        }
        boolean isCount = call.function().equals("card");
        return isCount ? Type.number(((Type.Places) arguments.get(0)).count()) : Type.SCALAR;
    }

    /** The coefficients of a polynomial, and which of its real roots. */
    private Type root(Formula.Call call, List<Type> arguments) {
        boolean isRight = !arguments.isEmpty()
                && arguments.size() <= 2
                && arguments.get(0) instanceof Type.Value coefficients
                && coefficients.shape().columns().isOne()
                && arguments.stream()
                        .skip(1)
                        .allMatch(t ->
                                t instanceof Type.Value value && value.shape().isScalar());
        return isRight
                ? Type.SCALAR
                : wrongCount(call, "a vector of coefficients, constant first, and which root, 1 for the largest");
    }

    private Type numeric(Formula.Call call, List<Type> arguments) {
        int needed = OF_NUMBERS.getOrDefault(call.function(), 0);
        boolean areNumbers = arguments.stream()
                .allMatch(argument ->
                        argument instanceof Type.Value value && value.shape().isScalar());
        return arguments.size() == needed && areNumbers
                ? Type.SCALAR
                : wrongCount(call, needed + " numbers" + (needed == 2 ? ", as in gaussian_sigma(epsilon, delta)" : ""));
    }

    boolean checkOptions(Formula.Call call, Set<String> known) {
        int before = findings.count();
        for (Map.Entry<String, Formula> option : call.options().entrySet()) {
            if (!known.contains(option.getKey())) {
                findings.report(
                        ErrorCode.UNKNOWN_WORD,
                        option.getValue().span(),
                        "`" + call.function() + "` has no option `" + option.getKey() + "`",
                        known.isEmpty()
                                ? "It takes none."
                                : "It takes " + String.join(", ", new TreeSet<>(known)) + ".",
                        Spelling.didYouMean(option.getKey(), known, "Remove it."));
            }
        }
        return findings.count() == before;
    }

    Type wrongCount(Formula.Call call, String needed) {
        return findings.report(
                ErrorCode.FUNCTION_ARGUMENTS,
                call.span(),
                "`" + call.function() + "` is given " + call.arguments().size() + " arguments",
                "It needs " + needed + ".",
                "docs/language.md lists the functions with their arguments.");
    }

    private Type ofOne(Formula.Call call, Type argument) {
        String name = call.function();
        if (argument instanceof Type.Members members) {
            return ofFamily(call, members);
        }
        if (!(argument instanceof Type.Value value)) {
            return wrongCount(call, "a matrix, a vector or a scalar");
        }
        Shape shape = value.shape();
        if (OF_SQUARE.contains(name)) {
            return ofSquare(call, shape);
        } else if (TO_SCALAR.contains(name)) {
            return isWhole(name, value) ? Type.number(Size.of(FormulaPrinter.print(call))) : Type.SCALAR;
        } else if (ENTRYWISE.contains(name)) {
            return Type.value(shape);
        }
        return ofVectorOrMatrix(call, shape);
    }

    private static boolean isWhole(String name, Type.Value argument) {
        return name.equals("rank")
                || (argument.number().isPresent()
                        && !name.startsWith("norm")
                        && !name.equals("mean")
                        && !name.equals("nuclear"));
    }

    /** {@code eig(X, Y)} of the Hermitian matrix X + iY: eigenvalues, real and imaginary parts of the vectors. */
    private Type ofHermitian(Formula.Call call, List<Type> arguments) {
        for (int i = 0; i < 2; i++) {
            if (!(arguments.get(i) instanceof Type.Value part)) {
                return wrongCount(call, "one symmetric matrix, or the real and the imaginary part of a Hermitian one");
            }
            if (!part.shape().isSquare() || !arguments.get(0).equals(Type.value(part.shape()))) {
                return findings.report(
                        ErrorCode.SHAPE_MISMATCH,
                        call.arguments().get(i).span(),
                        Mismatch.describe(call.arguments().get(i), part.shape()),
                        "The real and the imaginary part of a Hermitian matrix are square and of one size.",
                        "Give two square matrices of one size.");
            }
        }
        Shape shape = ((Type.Value) arguments.get(0)).shape();
        return new Type.Parts(List.of(Shape.vector(shape.rows()), shape, shape), 0);
    }

    private Type ofFamily(Formula.Call call, Type.Members members) {
        boolean isFold = Set.of("min", "max", "sum", "mean").contains(call.function());
        if (isFold && members.member().isScalar()) {
            boolean isWhole = members.declaration().kind() == Declaration.Kind.SIZE
                    && !call.function().equals("mean");
            return isWhole ? Type.number(Size.of(FormulaPrinter.print(call))) : Type.SCALAR;
        }
        return ShapeReader.needsIndex(findings, call.arguments().get(0), members.declaration());
    }

    private Type ofSquare(Formula.Call call, Shape shape) {
        if (!shape.isSquare()) {
            return findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    call.arguments().get(0).span(),
                    Mismatch.describe(call.arguments().get(0), shape),
                    "`" + call.function() + "` is defined for square matrices.",
                    call.function().equals("diagonal") && shape.isColumn()
                            ? "diag(v) makes a matrix of a vector, diagonal(A) takes the vector out."
                            : "Check the factors and their order.");
        }
        return switch (call.function()) {
            case "inv" -> Type.value(shape);
            case "diagonal" -> Type.value(Shape.vector(shape.rows()));
            case "eig" -> new Type.Parts(List.of(Shape.vector(shape.rows()), shape), 0);
            case "invertible" -> new Type.Condition();
            default -> Type.SCALAR;
        };
    }

    private Type ofVectorOrMatrix(Formula.Call call, Shape shape) {
        if (call.function().equals("svd")) {
            Size least = least(shape);
            return new Type.Parts(
                    List.of(new Shape(shape.rows(), least), Shape.vector(least), new Shape(shape.columns(), least)), 1);
        }
        if (!call.function().equals("diag") && !call.function().equals("distinct")) {
            return wrongCount(call, "an index and a formula, as in product(i in 1..n, A[i])");
        }
        if (!shape.isColumn()) {
            return findings.report(
                    ErrorCode.SHAPE_MISMATCH,
                    call.arguments().get(0).span(),
                    Mismatch.describe(call.arguments().get(0), shape),
                    "`" + call.function() + "` takes a vector.",
                    call.function().equals("diag")
                            ? "diagonal(A) takes the diagonal out of a matrix."
                            : "Write distinct(eig(A)) for the eigenvalues of A.");
        }
        return call.function().equals("diag")
                ? Type.value(new Shape(shape.rows(), shape.rows()))
                : new Type.Condition();
    }

    /** The least or the largest of sizes: one name for every order in which they are listed. */
    static Size fold(String function, List<Size> sizes) {
        List<String> names =
                sizes.stream().map(Size::toString).distinct().sorted().toList();
        return names.size() == 1 ? sizes.get(0) : Size.of(function + "(" + String.join(", ", names) + ")");
    }

    private static Size least(Shape shape) {
        if (shape.isSquare() || shape.rows().isOne()) {
            return shape.rows();
        }
        return shape.columns().isOne() ? shape.columns() : fold("min", List.of(shape.rows(), shape.columns()));
    }

    private Type filled(Formula.Call call, List<Type> arguments) {
        int most = OF_SIZES.getOrDefault(call.function(), 0);
        if (arguments.isEmpty() || arguments.size() > most) {
            return wrongCount(call, most == 1 ? "one size" : "one size for a vector, two for a matrix");
        }
        List<Size> sizes = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            Optional<Size> size = ShapeReader.size(findings, call.arguments().get(i), arguments.get(i));
            if (size.isEmpty()) {
                return new Type.Unknown();
            }
            sizes.add(size.get());
        }
        if (call.function().equals("eye")) {
            return Type.value(new Shape(sizes.get(0), sizes.get(0)));
        }
        return Type.value(sizes.size() == 1 ? Shape.vector(sizes.get(0)) : new Shape(sizes.get(0), sizes.get(1)));
    }

    private Type entrywisePair(Formula.Call call, List<Type> arguments) {
        if (!(arguments.get(0) instanceof Type.Value left) || !(arguments.get(1) instanceof Type.Value right)) {
            return wrongCount(call, "two values");
        }
        boolean isWhole = left.number().isPresent() && right.number().isPresent();
        if (isWhole) {
            List<Size> sizes = List.of(left.number().get(), right.number().get());
            return Type.number(fold(call.function(), sizes));
        }
        if (left.shape().isScalar() || left.shape().equals(right.shape())) {
            return Type.value(right.shape());
        }
        if (right.shape().isScalar()) {
            return Type.value(left.shape());
        }
        return findings.report(
                ErrorCode.SHAPE_MISMATCH,
                call.span(),
                Mismatch.describe(call.arguments().get(0), left.shape()) + ", "
                        + Mismatch.describe(call.arguments().get(1), right.shape()),
                "`" + call.function() + "` of two compares entry by entry, or each entry with a scalar.",
                "Give it two values of one shape.");
    }
}
