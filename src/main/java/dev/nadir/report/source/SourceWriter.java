package dev.nadir.report.source;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Operation;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.symbolic.Derivation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Writes loss, gradient and Hessian-vector product of a derivation as functions of parameters and data. What the model
 * names by {@code let} is a variable there too; sizes are read from the arguments, and are arguments themselves where
 * none has them as a side.
 */
public final class SourceWriter {

    private final Derivation derivation;
    private final Dialect dialect;
    private final Names names;
    private final Code code;
    private final List<Expr.Symbol> arguments;
    private final List<Expr.Symbol> given = new ArrayList<>();

    private SourceWriter(Derivation derivation, Dialect dialect) {
        this.derivation = derivation;
        this.dialect = dialect;
        this.names = new Names(dialect);
        this.code = new Code(dialect, names);
        Set<Expr.Symbol> used = new LinkedHashSet<>();
        formulas().forEach(e -> symbols(e, used));
        this.arguments = new ArrayList<>(derivation.gradient().keySet());
        derivation.landscape().data().stream().filter(used::contains).forEach(arguments::add);
        Set<SizeName> sizes = new LinkedHashSet<>();
        formulas().forEach(e -> sizes(e, sizes));
        // A size that no argument has as a side, such as that of samples whose mean was taken, is handed over.
        sizes.stream()
                .filter(size -> holder(size, arguments).isEmpty())
                .map(size -> new Expr.Symbol(size.toString(), Shape.SCALAR, Role.DATA, Set.of()))
                .forEach(given::add);
        arguments.addAll(given);
    }

    private List<Expr> formulas() {
        List<Expr> all = new ArrayList<>(derivation.gradient().values());
        all.addAll(derivation.hessianAlong().values());
        all.add(derivation.landscape().expectedLoss());
        return all;
    }

    private static void operations(Expr e, Set<Operation> found) {
        if (e instanceof Expr.Applied applied) {
            found.add(applied.operation());
        }
        Children.of(e).forEach(child -> operations(child, found));
    }

    /**
     * The text of a file.
     *
     * @throws PreconditionException if an operation has no counterpart there
     */
    public static String write(Derivation derivation, SourceLanguage language) {
        derivation.landscape().requireUnconstrained("an export");
        derivation.landscape().requireFormulas("an export");
        return new SourceWriter(derivation, language.dialect()).file();
    }

    private String file() {
        String structure = derivation.landscape().structure().entrySet().stream()
                .map(entry -> entry.getKey() + " = " + entry.getValue())
                .collect(Collectors.joining(", "));
        String description = oneLine(derivation.landscape().model().description());
        String title = description.isEmpty() ? derivation.landscape().model().name() : description;
        List<String> lines = new ArrayList<>(dialect.header(List.of(
                title + ": loss, gradient and Hessian-vector product.",
                "Derived from the model " + derivation.landscape().model().name()
                        + (structure.isEmpty() ? ", for all sizes." : " at " + structure + ", for all other sizes."))));
        Set<Operation> operations = new LinkedHashSet<>();
        formulas().forEach(e -> operations(e, operations));
        lines.addAll(dialect.helpers(operations));
        // Arguments first, so that they keep their plain names.
        arguments.forEach(symbol -> names.of(symbol.name()));
        List<Expr.Symbol> directions = List.copyOf(derivation.directions().values());
        directions.forEach(symbol -> names.of(symbol.name()));
        lines.addAll(function(
                "loss",
                arguments,
                "The loss, a number.",
                List.of(derivation.landscape().expectedLoss())));
        lines.addAll(function(
                "gradient",
                arguments,
                "The gradient with respect to " + list(derivation.gradient().keySet()) + ", each in its shape.",
                List.copyOf(derivation.gradient().values())));
        List<Expr.Symbol> withDirections = new ArrayList<>(arguments);
        withDirections.addAll(directions);
        if (derivation.hessianRefusal().isPresent()) {
            lines.addAll(dialect.remark(
                    "There is no Hessian: " + derivation.hessianRefusal().orElse("") + "."));
            return String.join("\n", lines) + "\n";
        }
        lines.addAll(function(
                "hessian_times",
                withDirections,
                "The change of the gradient with respect to "
                        + list(derivation.gradient().keySet()) + " along the directions.",
                List.copyOf(derivation.hessianAlong().values())));
        return String.join("\n", lines) + "\n";
    }

    private static String oneLine(String description) {
        return description.replaceAll("[\\\\\"\\s]+", " ").strip();
    }

    private String list(Set<Expr.Symbol> symbols) {
        return symbols.stream().map(symbol -> names.of(symbol.name())).collect(Collectors.joining(", "));
    }

    private List<String> function(String name, List<Expr.Symbol> its, String summary, List<Expr> values) {
        List<String> text = new ArrayList<>();
        text.add(summary);
        its.forEach(symbol -> text.add(
                names.of(symbol.name()) + ": " + (given.contains(symbol) ? "a whole number" : shape(symbol.shape()))));
        List<String> lines = new ArrayList<>(dialect.functionHead(
                name, its.stream().map(symbol -> names.of(symbol.name())).toList(), text));
        Map<String, Expr> lets = new LinkedHashMap<>();
        values.forEach(value -> collect(value, lets));
        Set<SizeName> sizes = new LinkedHashSet<>();
        values.forEach(value -> sizes(value, sizes));
        for (SizeName size : sizes) {
            holder(size, its)
                    .ifPresent(symbol -> lines.add(dialect.assignment(names.of(size.toString()), side(size, symbol))));
        }
        lets.forEach((let, value) -> lines.add(dialect.assignment(names.of(let), code.line(value))));
        lines.addAll(dialect.functionTail(values.stream().map(code::line).toList()));
        return lines;
    }

    private static String shape(Shape shape) {
        return shape.isScalar() ? "a number" : shape.rows() + " x " + shape.columns();
    }

    /** The first argument with a size as its rows, or else as its columns. */
    private static Optional<Expr.Symbol> holder(SizeName name, List<Expr.Symbol> its) {
        Size size = Size.of(name);
        return its.stream()
                .filter(symbol -> symbol.shape().rows().equals(size))
                .findFirst()
                .or(() -> its.stream()
                        .filter(symbol -> symbol.shape().columns().equals(size))
                        .findFirst());
    }

    private String side(SizeName name, Expr.Symbol holder) {
        return dialect.side(names.of(holder.name()), holder.shape().rows().equals(Size.of(name)));
    }

    private static void symbols(Expr e, Set<Expr.Symbol> found) {
        if (e instanceof Expr.Symbol symbol) {
            found.add(symbol);
        }
        Children.of(e).forEach(child -> symbols(child, found));
    }

    /** The names that a formula uses, each after those that it is made of. */
    private static void collect(Expr value, Map<String, Expr> lets) {
        if (value instanceof Expr.Named named && lets.containsKey(named.name())) {
            return;
        }
        Children.of(value).forEach(child -> collect(child, lets));
        if (value instanceof Expr.Named named) {
            lets.put(named.name(), named.definition());
        }
    }

    /** The sizes that stand as numbers, or as sides of what is made rather than given. */
    private static void sizes(Expr e, Set<SizeName> found) {
        if (e instanceof Expr.SizeNumber number) {
            names(number.size(), found);
        } else if (e instanceof Expr.Identity identity) {
            names(identity.size(), found);
        } else if (e instanceof Expr.Zero || e instanceof Expr.Ones) {
            names(e.shape().rows(), found);
            names(e.shape().columns(), found);
        } else if (e instanceof Expr.Applied applied) {
            applied.sizes().forEach(size -> names(size, found));
            if (applied.operation() == Operation.RESHAPE) {
                names(e.shape().rows(), found);
                names(e.shape().columns(), found);
            }
        }
        Children.of(e).forEach(child -> sizes(child, found));
    }

    private static void names(Size size, Set<SizeName> found) {
        size.terms().keySet().forEach(found::addAll);
    }
}
