package dev.nadir.report.source;

import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;

/** Julia with its standard library: matrices are {@code Matrix}, columns are {@code Vector}. */
final class JuliaDialect implements Dialect {

    @Override
    public String name() {
        return "Julia";
    }

    @Override
    public List<String> reserved() {
        return List.of(
                "baremodule",
                "begin",
                "break",
                "catch",
                "const",
                "continue",
                "do",
                "else",
                "elseif",
                "end",
                "export",
                "false",
                "finally",
                "for",
                "function",
                "global",
                "if",
                "import",
                "in",
                "isa",
                "let",
                "local",
                "macro",
                "module",
                "quote",
                "return",
                "struct",
                "true",
                "try",
                "using",
                "while",
                "I",
                "pi",
                "tr",
                "dot",
                "diag",
                "diagm",
                "inv",
                "sum",
                "ones",
                "zeros",
                "only",
                "size",
                "loss",
                "gradient",
                "hessian_times");
    }

    @Override
    public String matrixProduct(List<String> factors) {
        return String.join(" * ", factors);
    }

    @Override
    public String entrywiseProduct(List<String> factors) {
        return String.join(" .* ", factors);
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
        return "only(" + product + ")";
    }

    @Override
    public String transpose(String atom) {
        return atom + "'";
    }

    @Override
    public String power(String atom, String exponent, boolean isScalar) {
        return atom + (isScalar ? "^" : " .^ ") + exponent;
    }

    @Override
    public String call(Call call, String argument, boolean isScalar) {
        return switch (call) {
            case TRACE -> "tr(" + argument + ")";
            case INVERSE -> "inv(" + argument + ")";
            case LOG_DET -> "logabsdet(" + argument + ")[1]";
            case TOTAL -> "sum(" + argument + ")";
            case DIAGONAL_MATRIX -> "diagm(" + argument + ")";
            case DIAGONAL_VECTOR -> "diag(" + argument + ")";
        };
    }

    @Override
    public String inner(String left, String right) {
        return "dot(" + left + ", " + right + ")";
    }

    @Override
    public String function(String symbol, String argument, boolean isScalar) {
        String dot = isScalar ? "" : ".";
        return switch (symbol) {
            case "relu" -> "max" + dot + "(" + argument + ", 0)";
            case "step" -> "Float64" + dot + "(" + argument + (isScalar ? " > 0)" : " .> 0)");
            default -> symbol + dot + "(" + argument + ")";
        };
    }

    @Override
    public String pi() {
        return "pi";
    }

    @Override
    public String identity(String size) {
        return "Matrix(1.0I, " + size + ", " + size + ")";
    }

    @Override
    public String filled(double value, String rows, String columns, Shape shape) {
        String sizes = shape.isColumn() ? rows : rows + ", " + columns;
        return (value == 0 ? "zeros(" : "ones(") + sizes + ")";
    }

    @Override
    public String side(String argument, boolean isRows) {
        return "size(" + argument + ", " + (isRows ? 1 : 2) + ")";
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
        lines.forEach(line -> text.add("# " + line));
        text.add("# Matrices are of type Matrix, vectors of type Vector, scalars are numbers.");
        text.add("");
        text.add("using LinearAlgebra");
        return text;
    }

    @Override
    public List<String> functionHead(String name, List<String> arguments, List<String> lines) {
        List<String> text = new ArrayList<>(List.of("", "\"\"\""));
        text.add(lines.get(0));
        text.add("");
        lines.stream().skip(1).forEach(text::add);
        text.add("\"\"\"");
        text.add("function " + name + "(" + String.join(", ", arguments) + ")");
        return text;
    }

    @Override
    public List<String> functionTail(List<String> values) {
        List<String> text = new ArrayList<>();
        if (values.size() == 1) {
            text.add("    return " + values.get(0));
        } else {
            text.add("    return (");
            values.forEach(value -> text.add("        " + value + ","));
            text.add("    )");
        }
        text.add("end");
        return text;
    }
}
