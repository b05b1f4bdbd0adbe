package dev.nadir.model.check;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.Spelling;
import dev.nadir.base.exact.Rational;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.SizeName;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Checks one instance: every size and all data are set, and shapes and conditions on sizes hold in numbers. */
final class InstanceChecker {

    /** A family of more members than this is a mistake, and would only be walked through. */
    private static final int MOST_MEMBERS = 10_000;

    private final Model model;
    private final Scope scope;
    private final Findings findings;
    private final Set<String> brokenNames;

    /** The sizes that are known, families unrolled: {@code d[0]}. */
    private final Map<String, Integer> sizes = new HashMap<>();

    InstanceChecker(Model model, Scope scope, Findings findings, Set<String> brokenNames) {
        this.model = model;
        this.scope = scope;
        this.findings = findings;
        this.brokenNames = Set.copyOf(brokenNames);
    }

    void check(Model.InstanceDeclaration instance) {
        ShapeReader shapes = ShapeReader.ofInstance(findings, brokenNames, instance.tables());
        Set<String> expected = new LinkedHashSet<>();
        boolean areSizesKnown = true;
        for (Declaration size : model.sizes()) {
            areSizesKnown &= readSize(size, instance, shapes, expected);
        }
        if (areSizesKnown) {
            model.sizes().forEach(size -> conditions(size, instance));
            for (Declaration data : model.data()) {
                for (String name : members(data, data.index())) {
                    expected.add(name);
                    readData(data, name, instance, shapes);
                }
            }
        } else {
            model.data().forEach(data -> expected.add(data.name()));
        }
        reportLeftOvers(instance, expected, areSizesKnown);
    }

    private void reportLeftOvers(Model.InstanceDeclaration instance, Set<String> expected, boolean isComplete) {
        for (Map.Entry<String, Formula> setting : instance.settings().entrySet()) {
            String name = setting.getKey();
            String base = name.contains("[") ? name.substring(0, name.indexOf('[')) : name;
            boolean isKnown =
                    expected.contains(name) || name.equals("seed") || (!isComplete && expected.contains(base));
            if (!isKnown) {
                findings.report(
                        ErrorCode.UNKNOWN_NAME,
                        setting.getValue().span(),
                        "`" + name + "` is neither a size nor data of the model",
                        "An instance sets " + String.join(", ", expected) + ", and may fix the seed.",
                        Spelling.didYouMean(name, expected, "Remove the line, or declare the name."));
            } else if (name.equals("seed")
                    && !(setting.getValue() instanceof Formula.NumberLiteral number
                            && number.value().isInteger()
                            && number.value().numerator().bitLength() < 32)) {
                findings.report(
                        ErrorCode.SETTING_VALUE,
                        setting.getValue().span(),
                        "this is not a seed",
                        "A seed is a whole number below 2^31.",
                        "Write seed = 7.");
            }
        }
    }

    private boolean readSize(
            Declaration size, Model.InstanceDeclaration instance, ShapeReader shapes, Set<String> expected) {
        Formula whole = instance.settings().get(size.name());
        if (size.index().isPresent() && whole != null) {
            expected.add(size.name());
            return readFamily(size, whole, shapes);
        }
        boolean isKnown = true;
        for (String name : members(size, size.index())) {
            expected.add(name);
            Formula setting = instance.settings().get(name);
            if (setting == null) {
                reportMissing(size, name, instance);
                isKnown = false;
            } else {
                isKnown &= put(name, setting, shapes);
            }
        }
        return isKnown;
    }

    private boolean readFamily(Declaration size, Formula whole, ShapeReader shapes) {
        List<String> members = members(size, size.index());
        if (!(whole instanceof Formula.ArrayLiteral array) || array.elements().size() != members.size()) {
            String given = whole instanceof Formula.ArrayLiteral array
                    ? array.elements().size() + " numbers are given"
                    : "this is not a list";
            findings.report(
                    ErrorCode.SETTING_SHAPE,
                    whole.span(),
                    given + ", " + size.name() + " has " + members.size() + " members here",
                    "It is declared for "
                            + size.index().map(FormulaPrinter::print).orElse("") + ".",
                    "Give one number for each, in order.");
            return false;
        }
        boolean isKnown = true;
        for (int i = 0; i < members.size(); i++) {
            isKnown &= put(members.get(i), array.elements().get(i), shapes);
        }
        return isKnown;
    }

    private boolean put(String name, Formula setting, ShapeReader shapes) {
        int before = findings.count();
        Optional<Integer> value =
                shapes.value(setting, scope).flatMap(Type.Value::number).flatMap(this::number);
        if (value.isPresent() && value.get() >= 0) {
            sizes.put(name, value.get());
            return true;
        }
        if (findings.count() == before) {
            findings.report(
                    ErrorCode.SETTING_VALUE,
                    setting.span(),
                    "`" + FormulaPrinter.print(setting) + "` is not a size",
                    "A size counts rows, columns, layers or samples.",
                    "Write a whole number that is not negative.");
        }
        return false;
    }

    private void reportMissing(Declaration item, String name, Model.InstanceDeclaration instance) {
        findings.report(
                ErrorCode.SETTING_MISSING,
                instance.span(),
                "`" + name + "` has no value in `" + instance.name() + "`",
                "`" + item.name() + "` is declared on line " + item.span().line() + ".",
                "Add a line " + name + " = ...");
    }

    /** The size in numbers, if all that is in it is known. */
    private Optional<Integer> number(Size size) {
        try {
            return size.substitute(name -> {
                        Integer value = sizes.get(name.toString());
                        return value == null ? Size.of(name) : Size.of(value);
                    })
                    .constant()
                    .filter(Rational::isInteger)
                    .map(Rational::intValueExact);
        } catch (PreconditionException e) {
            return Optional.empty();
        }
    }

    /** The names of a declaration in this instance: one, or those of its family. */
    private List<String> members(Declaration declaration, Optional<Declaration.IndexRange> range) {
        if (range.isEmpty()) {
            return List.of(declaration.name());
        }
        Optional<Scope.Span> span = scope.type(declaration.name())
                .filter(Type.Members.class::isInstance)
                .map(type -> new Scope.Span(((Type.Members) type).from(), ((Type.Members) type).to()));
        Optional<Integer> from = span.flatMap(places -> number(places.from()));
        Optional<Integer> to = span.flatMap(places -> number(places.to()));
        if (from.isEmpty() || to.isEmpty() || to.get() - from.get() > MOST_MEMBERS) {
            return List.of();
        }
        return java.util.stream.IntStream.rangeClosed(from.get(), to.get())
                .mapToObj(i -> declaration.name() + "[" + i + "]")
                .toList();
    }

    private void conditions(Declaration size, Model.InstanceDeclaration instance) {
        ShapeReader quiet = ShapeReader.ofInstance(findings.aside(), brokenNames, Map.of());
        for (String name : members(size, size.index())) {
            int value = sizes.getOrDefault(name, 1);
            Formula setting =
                    instance.settings().getOrDefault(name, instance.settings().get(size.name()));
            SourceSpan span = setting == null ? instance.span() : setting.span();
            Optional<Integer> bound = size.condition()
                    .flatMap(condition -> quiet.size(condition.bound(), inside(size)))
                    .map(least -> atMember(least, size, name))
                    .flatMap(this::number);
            boolean isBroken =
                    bound.isPresent() && !holds(size.condition().orElseThrow().operator(), value, bound.get());
            boolean isNothing = size.condition().isEmpty() && value < 1;
            if (isBroken || isNothing) {
                String rule = size.condition()
                        .map(condition -> condition.operator().symbol() + " " + FormulaPrinter.print(condition.bound()))
                        .orElse(">= 1, as every size without a condition");
                findings.report(
                        ErrorCode.SETTING_PROPERTY,
                        span,
                        name + " is " + value,
                        "`" + size.name() + "` is declared " + rule + ".",
                        "Change the number, or the declaration.");
            }
        }
    }

    private Scope inside(Declaration size) {
        return size.index()
                .map(range -> scope.with(range.index(), new Scope.Span(Size.ONE, Size.ONE)))
                .orElse(scope);
    }

    private static Size atMember(Size size, Declaration declaration, String name) {
        if (declaration.index().isEmpty()) {
            return size;
        }
        int place = Integer.parseInt(name.substring(name.indexOf('[') + 1, name.length() - 1));
        SizeName index = new SizeName(declaration.index().get().index(), null);
        return size.substitute(other -> other.equals(index) ? Size.of(place) : Size.of(other));
    }

    private static boolean holds(Formula.Operator operator, int value, int bound) {
        return switch (operator) {
            case EQUAL -> value == bound;
            case LESS -> value < bound;
            case LESS_OR_EQUAL -> value <= bound;
            case GREATER -> value > bound;
            default -> value >= bound;
        };
    }

    private void readData(Declaration data, String name, Model.InstanceDeclaration instance, ShapeReader shapes) {
        Formula setting = instance.settings().get(name);
        if (setting == null) {
            reportMissing(data, name, instance);
            return;
        }
        Optional<Shape> given = shapes.shape(setting, scope);
        Optional<Shape> declared = declared(data, name);
        if (given.isEmpty() || declared.isEmpty()) {
            return;
        }
        Shape needed = declared.get();
        Shape shape = given.get();
        boolean fitsRows = fits(shape.rows(), needed.rows());
        boolean fitsColumns = fits(shape.columns(), needed.columns());
        if (!fitsRows || !fitsColumns) {
            boolean isTransposed = fits(shape.columns(), needed.rows()) && fits(shape.rows(), needed.columns());
            findings.report(
                    ErrorCode.SETTING_SHAPE,
                    setting.span(),
                    "this is " + numbers(shape) + ", `" + name + "` is " + numbers(needed),
                    "`" + data.name() + "` is declared on line " + data.span().line() + " as " + declaredText(data)
                            + ".",
                    isTransposed
                            ? "Transpose it: " + FormulaPrinter.print(setting) + "'."
                            : "Change the sizes of the instance, or choose other rows and columns.");
        }
    }

    private static String declaredText(Declaration data) {
        return data.sizes().isEmpty()
                ? "a scalar"
                : String.join(
                        " x ", data.sizes().stream().map(FormulaPrinter::print).toList());
    }

    private Optional<Shape> declared(Declaration data, String name) {
        Optional<Type> type = scope.type(data.name());
        if (type.isPresent() && type.get() instanceof Type.Members members) {
            return Optional.of(new Shape(
                    atMember(members.member().rows(), data, name),
                    atMember(members.member().columns(), data, name)));
        }
        return type.filter(Type.Value.class::isInstance).map(value -> ((Type.Value) value).shape());
    }

    /** Whether two sizes are the same number; where one is not known there is nothing to say. */
    private boolean fits(Size given, Size needed) {
        Optional<Integer> left = number(given);
        Optional<Integer> right = number(needed);
        return left.isEmpty() || right.isEmpty() || left.equals(right);
    }

    private String numbers(Shape shape) {
        String rows =
                number(shape.rows()).map(String::valueOf).orElse(shape.rows().toString());
        String columns = number(shape.columns())
                .map(String::valueOf)
                .orElse(shape.columns().toString());
        return rows + " x " + columns;
    }
}
