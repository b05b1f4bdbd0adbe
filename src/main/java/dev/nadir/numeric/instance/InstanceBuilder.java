package dev.nadir.numeric.instance;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.evaluate.Comparison;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Puts numbers to a model's sizes and data. Settings are evaluated in the order of the declarations, so that a setting
 * may use what is declared above it.
 */
public final class InstanceBuilder {

    /** The setting that fixes what is sampled, whatever the seed of the run. */
    private static final String SEED = "seed";

    private final Model model;
    private final Model.InstanceDeclaration declaration;
    private final Seed seed;
    private final boolean isSeedFixed;
    private final Map<String, Integer> sizes = new LinkedHashMap<>();
    private final Map<String, Matrix> data = new LinkedHashMap<>();
    private final Map<String, String> sources = new LinkedHashMap<>();

    private InstanceBuilder(Model model, Model.InstanceDeclaration declaration, Seed seed, boolean isSeedFixed) {
        this.model = model;
        this.declaration = declaration;
        this.seed = seed;
        this.isSeedFixed = isSeedFixed;
    }

    /**
     * The instance in numbers. What is sampled comes from streams named by the instance and the data; the setting
     * {@code seed} fixes it whatever the seed of the run.
     *
     * @throws ModelException if a setting is missing, has no finite value, has the wrong shape, or breaks what was
     *     declared of it
     */
    public static Instance build(Model model, Model.InstanceDeclaration declaration, Seed seed) {
        Formula fixed = declaration.settings().get(SEED);
        Seed itsSeed = fixed == null ? seed : new Seed(readSeed(model, declaration, fixed));
        Seed own = itsSeed.child("instance").child(declaration.name());
        return new InstanceBuilder(model, declaration, own, fixed != null).build();
    }

    private static long readSeed(Model model, Model.InstanceDeclaration declaration, Formula fixed) {
        Instance nothing = new Instance(declaration.name(), "", Map.of(), Map.of(), Map.of());
        return new InstanceBuilder(model, declaration, new Seed(0), true).whole(fixed, Interpreter.of(model, nothing));
    }

    private Instance build() {
        for (Declaration size : model.sizes()) {
            if (size.index().isEmpty()) {
                sizes.put(size.name(), readSize(size.name(), setting(size, size.name())));
            } else {
                readSizes(size, size.index().get());
            }
            // A condition that waits for a size further down is looked at again when that is known.
            model.sizes().forEach(this::checkCondition);
        }
        for (Declaration item : model.data()) {
            if (item.index().isEmpty()) {
                readData(item, item.name(), interpreter());
                continue;
            }
            Declaration.IndexRange range = item.index().get();
            int to = whole(range.to(), interpreter());
            for (int i = whole(range.from(), interpreter()); i <= to; i++) {
                readData(item, item.name() + "[" + i + "]", interpreter().with(range.index(), Value.of(i)));
            }
        }
        return new Instance(declaration.name(), declaration.description(), sizes, data, sources);
    }

    /** The names that have numbers so far. */
    private Interpreter interpreter() {
        return Interpreter.of(
                model, new Instance(declaration.name(), declaration.description(), sizes, data, sources), Map.of());
    }

    private Formula setting(Declaration item, String name) {
        Formula formula = declaration.settings().get(name);
        if (formula == null) {
            throw Findings.error(
                    model,
                    new Diagnostic(
                            ErrorCode.SETTING_MISSING,
                            declaration.span(),
                            "`" + name + "` has no value in `" + declaration.name() + "`",
                            "An instance gives a number to every size and every matrix of data; `" + item.name()
                                    + "` is declared at " + item.span() + ".",
                            "Add a line such as " + name + " = ...",
                            ""));
        }
        return formula;
    }

    private int readSize(String name, Formula formula) {
        int size = whole(formula, interpreter());
        if (size < 0) {
            throw Findings.error(
                    model,
                    new Diagnostic(
                            ErrorCode.SETTING_SHAPE,
                            formula.span(),
                            name + " is " + size,
                            "A size counts rows, columns, layers or samples.",
                            "Write a whole number that is not negative.",
                            ""));
        }
        return size;
    }

    /** A family of sizes: one array for all, or a setting for each. */
    private void readSizes(Declaration family, Declaration.IndexRange range) {
        int from = whole(range.from(), interpreter());
        int to = whole(range.to(), interpreter());
        Formula whole = declaration.settings().get(family.name());
        if (whole == null) {
            for (int i = from; i <= to; i++) {
                String name = family.name() + "[" + i + "]";
                sizes.put(name, readSize(name, setting(family, name)));
            }
            return;
        }
        Matrix values = matrix(whole, interpreter());
        if (values.columns() != 1 || values.rows() != to - from + 1) {
            throw Findings.error(
                    model,
                    new Diagnostic(
                            ErrorCode.SETTING_SHAPE,
                            whole.span(),
                            family.name() + " has " + values.count() + " members here",
                            family.name() + " is declared for " + range.index() + " in " + from + ".." + to
                                    + ", which are " + (to - from + 1) + ".",
                            "Give one number for each, in order.",
                            ""));
        }
        for (int i = from; i <= to; i++) {
            Formula number = whole;
            if (whole instanceof Formula.ArrayLiteral array && array.elements().size() == to - from + 1) {
                number = array.elements().get(i - from);
            }
            double value = values.get(i - from);
            if (value != Math.rint(value) || value < 0 || value > Integer.MAX_VALUE) {
                throw Findings.error(
                        model,
                        new Diagnostic(
                                ErrorCode.SETTING_SHAPE,
                                number.span(),
                                family.name() + "[" + i + "] is " + value,
                                "A size counts rows, columns, layers or samples.",
                                "Write a whole number that is not negative.",
                                ""));
            }
            sizes.put(family.name() + "[" + i + "]", (int) value);
        }
    }

    /** {@code L >= 2}, {@code k < d}; passes where a size is not known yet. */
    private void checkCondition(Declaration size) {
        if (size.condition().isEmpty()) {
            return;
        }
        Declaration.Condition condition = size.condition().get();
        for (Map.Entry<String, Integer> member : sizes.entrySet()) {
            String name = member.getKey();
            if (name.equals(size.name()) || name.startsWith(size.name() + "[")) {
                Matrix value = Matrix.scalar(member.getValue());
                Optional<Matrix> bound = bound(size, name, condition.bound());
                if (bound.isPresent() && !new Comparison(condition.operator(), value, bound.get()).holds(0)) {
                    throw brokenCondition(size, name, member.getValue(), condition);
                }
            }
        }
    }

    private Optional<Matrix> bound(Declaration size, String name, Formula bound) {
        Interpreter names = interpreter();
        if (size.index().isPresent()) {
            String index = name.substring(size.name().length() + 1, name.length() - 1);
            names = names.with(size.index().get().index(), Value.of(Integer.parseInt(index)));
        }
        try {
            return Optional.of(names.matrix(bound));
        } catch (PreconditionException e) {
            return Optional.empty();
        }
    }

    private ModelException brokenCondition(Declaration size, String name, int value, Declaration.Condition condition) {
        Formula own = declaration.settings().get(name);
        Formula setting = own == null ? declaration.settings().get(size.name()) : own;
        return Findings.error(
                model,
                new Diagnostic(
                        ErrorCode.SETTING_PROPERTY,
                        setting == null ? declaration.span() : setting.span(),
                        name + " is " + value,
                        size.name() + " is declared " + condition.operator().symbol() + " "
                                + FormulaPrinter.print(condition.bound()) + " at " + size.span() + ".",
                        "Change the number, or the condition.",
                        ""));
    }

    private void readData(Declaration item, String name, Interpreter names) {
        Formula formula = setting(item, name);
        InstanceFunctions functions = new InstanceFunctions(declaration.tables(), seed.child(name));
        Matrix value = matrix(formula, names.withFunctions(functions::call));
        data.put(name, new Findings(model, item, name, formula).checked(value, names));
        String text = FormulaPrinter.print(formula);
        String fixed = isSeedFixed ? ", seed fixed in the file" : ", from the seed of the run";
        sources.put(name, functions.hasSampled() ? text + fixed : text);
    }

    private int whole(Formula formula, Interpreter interpreter) {
        try {
            return interpreter.integer(formula);
        } catch (PreconditionException e) {
            throw noValue(formula.span(), e);
        }
    }

    private Matrix matrix(Formula formula, Interpreter interpreter) {
        try {
            return interpreter.matrix(formula);
        } catch (PreconditionException e) {
            throw noValue(formula.span(), e);
        }
    }

    private ModelException noValue(SourceSpan span, PreconditionException e) {
        return Findings.error(
                model,
                new Diagnostic(
                        ErrorCode.SETTING_VALUE,
                        span,
                        String.valueOf(e.getMessage()),
                        "A setting is evaluated with the sizes and data that are declared above it.",
                        "Write numbers, an array, csv(...), a law such as gaussian(rows, columns), or a formula of these.",
                        ""));
    }

    /** The instances of a model, in the order of the file. */
    public static List<Instance> buildAll(Model model, Seed seed) {
        return model.instances().stream()
                .map(declaration -> build(model, declaration, seed))
                .toList();
    }
}
