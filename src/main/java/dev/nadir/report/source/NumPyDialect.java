package dev.nadir.report.source;

import dev.nadir.expr.Operation;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Python with NumPy: every matrix and vector is a two-dimensional array. */
final class NumPyDialect implements Dialect {

    /** Functions that NumPy does not have. */
    private static final Map<Operation, String> HELPERS = Map.of(
            Operation.BLOCK_TRACE,
            """
            def blocktrace(a, size):
                \"""The traces of the square blocks of a size.\"""
                r, c = a.shape[0] // size, a.shape[1] // size
                return np.trace(a.reshape(r, size, c, size), axis1=1, axis2=3)
            """,
            Operation.BLOCK_SUM,
            """
            def blocksum(a, count):
                \"""The sum of the blocks on the diagonal.\"""
                r, c = a.shape[0] // count, a.shape[1] // count
                return np.einsum("iaib->ab", a.reshape(count, r, count, c))
            """,
            Operation.COMMUTATION,
            """
            def commutation(m, n):
                \"""The K with K @ vec(A) == vec(A.T) for A of m x n.\"""
                places = np.arange(m * n).reshape((m, n), order="F").reshape(-1)
                return np.eye(m * n)[places, :]
            """,
            Operation.ROOT,
            """
            def sqrtm(a):
                \"""The symmetric positive root.\"""
                w, v = np.linalg.eigh(a)
                return (v * np.sqrt(w)) @ v.T
            """,
            Operation.SYLVESTER,
            """
            def sylvester(s, c):
                \"""The X with s @ X + X @ s == c, for symmetric positive definite s.\"""
                w, v = np.linalg.eigh(s)
                return v @ ((v.T @ c @ v) / (w.reshape(-1, 1) + w)) @ v.T
            """,
            Operation.POLAR,
            """
            def polar(a):
                \"""U @ V.T of the thin singular value decomposition.\"""
                u, s, vt = np.linalg.svd(a, full_matrices=False)
                return u @ vt
            """,
            Operation.LEADING,
            """
            def leading(a):
                \"""u @ v.T of the largest singular value.\"""
                u, s, vt = np.linalg.svd(a, full_matrices=False)
                return u[:, :1] @ vt[:1, :]
            """);

    @Override
    public String name() {
        return "NumPy";
    }

    @Override
    public List<String> reserved() {
        return List.of(
                "and",
                "as",
                "assert",
                "async",
                "await",
                "break",
                "class",
                "continue",
                "def",
                "del",
                "elif",
                "else",
                "except",
                "finally",
                "for",
                "from",
                "global",
                "if",
                "import",
                "in",
                "is",
                "lambda",
                "nonlocal",
                "not",
                "or",
                "pass",
                "raise",
                "return",
                "try",
                "while",
                "with",
                "yield",
                "None",
                "True",
                "False",
                "np",
                "loss",
                "gradient",
                "hessian_times",
                "float",
                "blocktrace",
                "blocksum",
                "commutation",
                "sqrtm",
                "sylvester",
                "polar",
                "leading");
    }

    @Override
    public String matrixProduct(List<String> factors) {
        return String.join(" @ ", factors);
    }

    @Override
    public String entrywiseProduct(List<String> factors) {
        return String.join(" * ", factors);
    }

    @Override
    public String onlyEntry(String product) {
        return "(" + product + ")[0, 0]";
    }

    @Override
    public String transpose(String atom) {
        return atom + ".T";
    }

    @Override
    public String power(String atom, String exponent, boolean isScalar) {
        return atom + " ** " + exponent;
    }

    @Override
    public String call(Call call, String argument, boolean isScalar) {
        return switch (call) {
            case TRACE -> "np.trace(" + argument + ")";
            case INVERSE -> "np.linalg.inv(" + argument + ")";
            case LOG_DET -> "np.linalg.slogdet(" + argument + ")[1]";
            case TOTAL -> "np.sum(" + argument + ")";
            case DIAGONAL_MATRIX -> "np.diagflat(" + argument + ")";
            case DIAGONAL_VECTOR -> "np.diag(" + argument + ").reshape(-1, 1)";
        };
    }

    @Override
    public String applied(Applied x) {
        return switch (x.operation()) {
            case SELECTION -> selection(x);
            case DETERMINANT -> x.call("np.linalg.det");
            case KRONECKER -> x.call("np.kron");
            case VEC -> "np.reshape(" + x.only() + ", (-1, 1), order=\"F\")";
            case RESHAPE -> "np.reshape(" + x.only() + ", (" + x.rows() + ", " + x.columns() + "), order=\"F\")";
            case NUCLEAR_NORM -> "np.linalg.norm(" + x.only() + ", \"nuc\")";
            case SPECTRAL_NORM -> "np.linalg.norm(" + x.only() + ", 2)";
            case BLOCK_TRACE, BLOCK_SUM, COMMUTATION, ROOT, SYLVESTER, POLAR, LEADING ->
                x.call(x.operation().symbol());
        };
    }

    /** Columns of an identity; places count from 1 in the model language. */
    private static String selection(Applied x) {
        String from = x.sizes().get(1);
        String to = from + " - 1 + " + x.sizes().get(2);
        return "np.eye(" + x.sizes().get(0) + ")[:, " + from + " - 1:" + to + "]";
    }

    @Override
    public List<String> helpers(Set<Operation> operations) {
        List<String> text = new ArrayList<>();
        for (Operation operation : new TreeSet<>(operations)) {
            String helper = HELPERS.get(operation);
            if (helper != null) {
                text.addAll(List.of("", ""));
                text.addAll(helper.lines().toList());
            }
        }
        return text;
    }

    @Override
    public String inner(String left, String right) {
        return "np.sum(" + left + " * " + right + ")";
    }

    @Override
    public String function(String symbol, String argument, boolean isScalar) {
        return switch (symbol) {
            case "relu" -> "np.maximum(" + argument + ", 0.0)";
            case "step" -> "np.heaviside(" + argument + ", 0.0)";
            default -> "np." + symbol + "(" + argument + ")";
        };
    }

    @Override
    public String pi() {
        return "np.pi";
    }

    @Override
    public String identity(String size) {
        return "np.eye(" + size + ")";
    }

    @Override
    public String filled(double value, String rows, String columns, Shape shape) {
        return (value == 0 ? "np.zeros((" : "np.ones((") + rows + ", " + columns + "))";
    }

    @Override
    public String side(String argument, boolean isRows) {
        return argument + ".shape[" + (isRows ? 0 : 1) + "]";
    }

    @Override
    public List<String> header(List<String> lines) {
        List<String> text = new ArrayList<>();
        text.add("\"\"\"" + lines.get(0));
        text.add("");
        text.addAll(lines.subList(1, lines.size()));
        text.add("Matrices are two-dimensional arrays, vectors are arrays of one column, scalars are numbers.");
        text.add("\"\"\"");
        text.add("");
        text.add("import numpy as np");
        return text;
    }

    @Override
    public List<String> functionHead(String name, List<String> arguments, List<String> lines) {
        List<String> text = new ArrayList<>(List.of("", ""));
        text.add("def " + name + "(" + String.join(", ", arguments) + "):");
        text.add("    \"\"\"" + lines.get(0));
        text.add("");
        lines.stream().skip(1).forEach(line -> text.add("    " + line));
        text.add("    \"\"\"");
        return text;
    }

    @Override
    public List<String> functionTail(List<String> values) {
        if (values.size() == 1) {
            return List.of("    return " + values.get(0));
        }
        List<String> text = new ArrayList<>();
        text.add("    return (");
        values.forEach(value -> text.add("        " + value + ","));
        text.add("    )");
        return text;
    }
}
