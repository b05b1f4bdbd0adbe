package dev.nadir.report.source;

import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;

/** Python with NumPy: every matrix and vector is a two-dimensional array. */
final class NumPyDialect implements Dialect {

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
                "float");
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
    public String scaled(String scalar, String array) {
        return scalar + " * " + array;
    }

    @Override
    public String add(String left, String right, boolean isMinus, boolean isScalar) {
        return left + (isMinus ? " - " : " + ") + right;
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
    public String fraction(String numerator, String denominator) {
        return numerator + " / " + denominator;
    }

    @Override
    public String assignment(String name, String value) {
        return "    " + name + " = " + value;
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
