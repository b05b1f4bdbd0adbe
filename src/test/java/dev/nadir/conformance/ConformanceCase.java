package dev.nadir.conformance;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A derivative that a source gives.
 *
 * @param names the declarations, {@code X: matrix[m, n]; a: vector[m]}; {@code W: orthonormal[m, n]} has orthonormal
 *     columns, and {@code f: function} is any smooth function
 * @param function what is differentiated
 * @param with the symbol, {@code X}; for a directional derivative the symbol, its direction and the order, {@code X:V:1}
 * @param expected the derivative; {@code refused: WORDS} for what must be refused with these words
 */
record ConformanceCase(String suite, String id, String names, String function, String with, String expected) {

    private static final String REFUSED = "refused:";

    private static final String FUNCTION = ": function";

    private static final String ORTHONORMAL = ": orthonormal[";

    /** The rows of a suite; a blank line or one that starts with # says nothing. */
    static List<ConformanceCase> suite(String name) {
        try (InputStream stream = Objects.requireNonNull(ConformanceCase.class.getResourceAsStream(name + ".txt"))) {
            List<ConformanceCase> cases = new ArrayList<>();
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            for (String line : text.lines().toList()) {
                if (line.isBlank() || line.startsWith("#")) {
                    continue;
                }
                List<String> cells =
                        Arrays.stream(line.split("\\|", 0)).map(String::strip).toList();
                if (cells.size() != 5) {
                    throw new IllegalArgumentException("a row has five cells: " + line);
                }
                cases.add(new ConformanceCase(
                        name, cells.get(0), cells.get(1), cells.get(2), cells.get(3), cells.get(4)));
            }
            return cases;
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    ConformanceCase withExpected(String other) {
        return new ConformanceCase(suite, id, names, function, with, other);
    }

    boolean isRefused() {
        return expected.startsWith(REFUSED);
    }

    String refusal() {
        return expected.substring(REFUSED.length()).strip();
    }

    String symbol() {
        return with.split(":", 0)[0];
    }

    boolean isDirectional() {
        return with.contains(":");
    }

    String direction() {
        return with.split(":", 0)[1];
    }

    int order() {
        return Integer.parseInt(with.split(":", 0)[2]);
    }

    /** The sizes up to which an index runs: the function is written out for numbers of these. */
    Set<String> structure() {
        Set<String> sizes = new TreeSet<>();
        Matcher range = Pattern.compile("in 1\\.\\.([a-z])").matcher(function);
        while (range.find()) {
            sizes.add(range.group(1));
        }
        return sizes;
    }

    boolean hasFunctions() {
        return names.contains(FUNCTION);
    }

    /** The same with formulas in the place of the functions that are any: what has no numbers has no Taylor slope. */
    ConformanceCase withFormulas() {
        return new ConformanceCase(
                suite,
                id,
                names.replace("f" + FUNCTION, "f(z) = z^3/(2 + sin(z))").replace("g" + FUNCTION, "g(z) = z^2*tanh(z)"),
                function,
                with,
                expected);
    }

    /** The model that asks for this derivative. */
    String model() {
        StringBuilder data = new StringBuilder();
        StringBuilder parameters = new StringBuilder();
        StringBuilder functions = new StringBuilder();
        StringBuilder constraints = new StringBuilder();
        TreeSet<String> sizes = new TreeSet<>();
        for (String declaration : names.split(";", 0)) {
            Matcher brackets = Pattern.compile("\\[(.*)]").matcher(declaration);
            if (brackets.find()) {
                Matcher size = Pattern.compile("[a-z]").matcher(brackets.group(1));
                while (size.find()) {
                    sizes.add(size.group());
                }
            }
            String name = declaration.split(":", 0)[0].strip();
            if (declaration.contains(FUNCTION) || declaration.contains(" = ")) {
                functions.append("  ").append(name).append('\n');
                continue;
            }
            if (declaration.contains(ORTHONORMAL)) {
                String columns = declaration.substring(declaration.indexOf(',') + 1, declaration.indexOf(']'));
                constraints.append("  " + name + "'*" + name + " == eye(" + columns.strip() + ")\n");
            }
            (name.equals(symbol()) ? parameters : data)
                    .append("  ")
                    .append(declaration.strip().replace(ORTHONORMAL, ": matrix["))
                    .append('\n');
        }
        StringBuilder text = new StringBuilder("model c \"").append(id).append("\"\n\nsizes\n");
        sizes.forEach(size -> text.append("  ").append(size).append(" >= 2\n"));
        if (!data.isEmpty()) {
            text.append("\ndata\n").append(data);
        }
        text.append("\nparameters\n").append(parameters);
        if (!functions.isEmpty()) {
            text.append("\nfunctions\n").append(functions);
        }
        text.append("\nlet\n  F = ").append(function);
        if (!isRefused()) {
            text.append("\n  expected = ").append(expected);
        }
        // A directional derivative of a matrix is checked through a loss that needs every entry of it.
        String loss = isDirectional() ? "normF(F)^2 + sum(F)" : "F";
        text.append("\n\nminimize\n  loss = ").append(loss).append('\n');
        return constraints.isEmpty()
                ? text.toString()
                : text.append("\nsubject to\n").append(constraints).toString();
    }
}
