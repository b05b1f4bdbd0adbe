package dev.nadir.report.source;

import dev.nadir.expr.Operation;
import dev.nadir.expr.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Julia with its standard library: matrices are {@code Matrix}, columns are {@code Vector}. */
final class JuliaDialect implements Dialect {

    private static final String RESERVED =
            """
            baremodule begin break catch const continue do else elseif end export false finally for function
            global if import in isa let local macro module quote return struct true try using while I pi tr
            dot diag diagm inv sum ones zeros only size loss gradient hessian_times det kron vec reshape svd
            svdvals opnorm sqrt Symmetric eigen Matrix blocktrace blocksum commutation symmetric_sylvester
            polar leading""";

    /** Helpers; LinearAlgebra has a sylvester of its own. */
    private static final Map<Operation, String> NAMES = Map.of(
            Operation.BLOCK_TRACE, "blocktrace",
            Operation.BLOCK_SUM, "blocksum",
            Operation.COMMUTATION, "commutation",
            Operation.SYLVESTER, "symmetric_sylvester",
            Operation.POLAR, "polar",
            Operation.LEADING, "leading");

    @Override
    public String name() {
        return "Julia";
    }

    @Override
    public List<String> reserved() {
        return List.of(RESERVED.split("\\s+", 0));
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
    public String applied(Applied x) {
        return switch (x.operation()) {
            case SELECTION -> selection(x);
            case DETERMINANT -> x.call("det");
            case KRONECKER -> x.call("kron");
            case VEC -> x.call("vec");
            case RESHAPE -> "reshape(" + x.only() + ", " + x.rows() + ", " + x.columns() + ")";
            case NUCLEAR_NORM -> "sum(svdvals(" + x.only() + "))";
            case SPECTRAL_NORM -> x.call("opnorm");
            case ROOT -> "sqrt(Symmetric(" + x.only() + "))";
            case BLOCK_TRACE, BLOCK_SUM, COMMUTATION, SYLVESTER, POLAR, LEADING ->
                x.call(NAMES.getOrDefault(x.operation(), ""));
        };
    }

    private String selection(Applied x) {
        String from = x.sizes().get(1);
        String columns =
                x.isColumn() ? from : from + ":" + from + " - 1 + " + x.sizes().get(2);
        return identity(x.sizes().get(0)) + "[:, " + columns + "]";
    }

    @Override
    public List<String> helpers(Set<Operation> operations) {
        List<String> text = new ArrayList<>();
        for (Operation operation : new TreeSet<>(operations)) {
            String body =
                    switch (operation) {
                        case BLOCK_TRACE ->
                            "(a, b) = [tr(a[i:i + b - 1, j:j + b - 1]) for i in 1:b:size(a, 1), j in 1:b:size(a, 2)]";
                        case BLOCK_SUM ->
                            """
                            (a, n) =
                                sum(a[i * size(a, 1) ÷ n + 1:(i + 1) * size(a, 1) ÷ n,
                                      i * size(a, 2) ÷ n + 1:(i + 1) * size(a, 2) ÷ n] for i in 0:n - 1)""";
                        case COMMUTATION ->
                            "(m, n) = Matrix(1.0I, m * n, m * n)[vec(permutedims(reshape(1:m * n, m, n))), :]";
                        case SYLVESTER ->
                            """
                            (s, c) =
                                let e = eigen(Symmetric(s))
                                    e.vectors * ((e.vectors' * c * e.vectors) ./ (e.values .+ e.values')) * e.vectors'
                                end""";
                        case POLAR -> "(a) = (f = svd(a); f.U * f.Vt)";
                        case LEADING -> "(a) = (f = svd(a); f.U[:, 1:1] * f.Vt[1:1, :])";
                        default -> "";
                    };
            if (!body.isEmpty()) {
                text.add("");
                text.addAll((NAMES.getOrDefault(operation, "") + body).lines().toList());
            }
        }
        return text;
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
