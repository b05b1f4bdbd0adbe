package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.exact.Rational;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.format.DerivativesJson;
import dev.nadir.evidence.format.DeriveJson;
import dev.nadir.evidence.verify.DerivationCheck;
import dev.nadir.evidence.verify.PlanOptions;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.chain.depth.DepthLaw;
import dev.nadir.report.content.FormulaAuthor;
import dev.nadir.report.latex.LatexFragment;
import dev.nadir.report.source.SourceLanguage;
import dev.nadir.report.source.SourceWriter;
import dev.nadir.report.terminal.DepthView;
import dev.nadir.report.terminal.DerivativesView;
import dev.nadir.report.terminal.DeriveView;
import dev.nadir.report.terminal.FlowView;
import dev.nadir.report.terminal.HessianView;
import dev.nadir.report.terminal.ReductionView;
import dev.nadir.report.terminal.StepsView;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Landscape;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.symbolic.operator.Derivatives;
import dev.nadir.symbolic.operator.DerivativesOf;
import dev.nadir.workbench.Workbench;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir derive}: what follows from the loss. */
final class DeriveCommand implements Command {

    /** The forms of a Hessian; the first is always shown. */
    private static final List<String> FORMS = List.of("operator", "form", "kronecker", "entrywise");

    private static final List<String> FORMATS = List.of("text", "latex", "json");

    private static final List<String> LANGUAGES = List.of("numpy", "julia");

    @Override
    public String name() {
        return "derive";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Derives gradient, Hessian and critical-point conditions.")
                .addPositional(Options.models("0..*"))
                .addOption(Options.repeated(
                        "--size", "NAME=VALUE", "A number for a size that fixes the structure, such as L=4."))
                .addOption(Options.value(
                        "--instance",
                        "NAME",
                        String.class,
                        "The structure of this instance, with a Taylor check on it."))
                .addOption(Options.flag(
                        "--steps",
                        "Every step of the derivation of the closed forms, tried by itself on random instances."))
                .addOption(Options.value(
                        "--of",
                        "NAME",
                        String.class,
                        "The derivatives of this definition instead of those of the loss: gradient and Hessian of a"
                                + " scalar, Jacobian of a vector or a matrix, and derivatives along directions."))
                .addOption(Options.value(
                        "--order",
                        "K",
                        Integer.class,
                        "With --of: derivatives along directions up to this order, 1 (the default) to "
                                + Derivatives.HIGHEST_ORDER + "."))
                .addOption(Options.value(
                        "--hessian",
                        "FORM",
                        String.class,
                        "Also shows the Hessian as a bilinear form, in Kronecker blocks, or entry by entry: "
                                + String.join(", ", FORMS) + "."))
                .addOption(Options.value(
                        "--export",
                        "LANGUAGE",
                        String.class,
                        "Writes loss, gradient and Hessian-vector product as source text instead: numpy or julia."))
                .addOption(Options.value("-o", "FILE", String.class, "Where --export writes, instead of the terminal."))
                .addOption(Options.value(
                        "--format",
                        "text|latex|json",
                        String.class,
                        "text for people (the default), latex for papers, json for machines: one object, with several"
                                + " models one whose field models lists theirs."));
        Options.examples(
                spec,
                "nadir derive my.model --size L=4",
                "nadir derive my.model --of R --order 3",
                "nadir derive my.model --format json");
        return spec;
    }

    /** What was asked for, beside the model. */
    private record Task(ParseResult arguments, Session session, String format, List<String> objects) {

        boolean isJson() {
            return format.equals("json");
        }

        String hessian() {
            return Options.choice(arguments, "--hessian", FORMS);
        }

        Optional<Map<String, Integer>> entriesAt(Map<String, Integer> sizes) {
            return hessian().equals("entrywise") ? Optional.of(sizes) : Optional.empty();
        }
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        Task task = new Task(arguments, session, Options.choice(arguments, "--format", FORMATS), new ArrayList<>());
        task.hessian();
        Options.choice(arguments, "--export", LANGUAGES);
        order(arguments);
        alone(arguments);
        List<Path> files = session.modelFiles(Options.models(arguments));
        ExitCode code = session.forEachModel(files, model -> {
            one(model, task);
            return ExitCode.STANDS;
        });
        if (task.isJson() && !task.objects().isEmpty()) {
            session.console().print(files.size() == 1 ? task.objects().get(0) : DeriveJson.several(task.objects()));
        }
        return code;
    }

    private static void one(Model model, Task task) {
        ParseResult arguments = task.arguments();
        Session session = task.session();
        Map<String, Integer> sizes = sizes(arguments, model);
        Optional<Model.InstanceDeclaration> named = instance(arguments, model);
        Optional<Model.InstanceDeclaration> instance =
                named.or(() -> model.instances().stream().findFirst());
        Workbench workbench = session.workbench();
        Derivation derivation = workbench.derive(model, workbench.structure(model, sizes, instance));
        if (Options.has(arguments, "--export")) {
            export(derivation, Options.choice(arguments, "--export", LANGUAGES), arguments, session);
        } else if (Options.has(arguments, "--of")) {
            formula(derivation, numbers(derivation, sizes, named, session), named, task);
        } else {
            loss(derivation, numbers(derivation, sizes, named, session), named, task);
        }
    }

    /** Everything that follows from the loss. */
    private static void loss(
            Derivation derivation, Map<String, Integer> sizes, Optional<Model.InstanceDeclaration> named, Task task) {
        Session session = task.session();
        Workbench workbench = session.workbench();
        Reduction reduction = workbench.closedForms(derivation);
        if (task.format().equals("latex")) {
            session.console()
                    .print(LatexFragment.of(
                            FormulaAuthor.of(derivation, reduction, lawIfAny(derivation, workbench), sizes)));
            return;
        }
        Optional<Replay> replay = named.map(each -> workbench.replay(derivation, each, VerifyOptions.DEFAULTS));
        Symmetries symmetries = workbench.symmetries(derivation);
        if (task.isJson()) {
            DeriveJson.Circumstances circumstances = new DeriveJson.Circumstances(
                    replay,
                    named.filter(each -> !derivation.landscape().isUnderEquations())
                            .map(each -> workbench.numbers(derivation, each, VerifyOptions.DEFAULTS)),
                    task.entriesAt(sizes),
                    Options.has(task.arguments(), "--steps")
                            ? workbench.stepChecks(derivation, reduction)
                            : Replay.Checks.NONE,
                    () -> workbench.depthLaw(derivation));
            task.objects().add(DeriveJson.write(derivation, symmetries, reduction, circumstances));
            return;
        }
        Console console = session.console();
        console.print(DeriveView.of(derivation, symmetries));
        console.print(HessianView.origin(derivation) + HessianView.of(derivation, task.hessian(), sizes));
        console.print(ReductionView.of(reduction, replay));
        console.print(depth(derivation, reduction, workbench));
        console.print(FlowView.of(derivation, reduction));
        if (Options.has(task.arguments(), "--steps")) {
            console.print(StepsView.of(reduction, workbench.stepChecks(derivation, reduction)));
        }
        if (named.isPresent()) {
            DerivationCheck check = workbench.check(derivation, named.get(), VerifyOptions.DEFAULTS);
            long seed = PlanOptions.runSeed(derivation.landscape().model(), VerifyOptions.DEFAULTS);
            console.print(DeriveView.check(check, seed));
        }
    }

    private static String depth(Derivation derivation, Reduction reduction, Workbench workbench) {
        try {
            return workbench.depthLaw(derivation).map(DepthView::of).orElse("");
        } catch (Refusal refusal) {
            boolean isSaid =
                    reduction.refusedAt().filter(refusal.line()::equals).isPresent();
            return "\nThresholds for every depth: none; "
                    + (isSaid ? "stopped there too" : "stopped at " + refusal.line())
                    + "\n";
        }
    }

    private static Optional<DepthLaw> lawIfAny(Derivation derivation, Workbench workbench) {
        try {
            return workbench.depthLaw(derivation);
        } catch (Refusal refusal) {
            // What goes into a paper is what was found.
            return Optional.empty();
        }
    }

    /** The derivatives of one definition. */
    private static void formula(
            Derivation derivation, Map<String, Integer> sizes, Optional<Model.InstanceDeclaration> named, Task task) {
        Session session = task.session();
        String name = task.arguments().matchedOptionValue("--of", "");
        Landscape landscape = derivation.landscape();
        if (landscape.model().lets().stream().anyMatch(let -> let.names().contains(name))
                && !Derivatives.names(landscape).contains(name)) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--of " + name,
                    name + " is no formula of the algebra: it is a size, a decomposition, or made of one.",
                    "Derivatives are those of " + String.join(", ", Derivatives.names(landscape)) + ".");
        }
        Options.requireKnown(
                ErrorCode.COMMAND_VALUE,
                "--of",
                name,
                Derivatives.names(landscape),
                landscape.model().name());
        DerivativesOf derivatives = Derivatives.of(derivation, name, order(task.arguments()));
        if (derivatives.scalar().isEmpty() && Options.has(task.arguments(), "--hessian")) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--hessian with --of " + name,
                    "Only a scalar that depends on a parameter has a Hessian; " + name + " is "
                            + derivatives.formula().shape() + ".",
                    "Leave --hessian out; --order 2 gives second derivatives along directions.");
        }
        switch (task.format()) {
            case "latex" -> session.console().print(LatexFragment.of(FormulaAuthor.of(derivatives, sizes)));
            case "json" ->
                task.objects()
                        .add(DerivativesJson.write(
                                derivatives,
                                named.map(
                                        each -> session.workbench().numbers(derivation, each, VerifyOptions.DEFAULTS)),
                                task.entriesAt(sizes)));
            default -> {
                session.console().print(DerivativesView.of(derivatives));
                derivatives.scalar().ifPresent(scalar -> session.console()
                        .print(HessianView.of(scalar, task.hessian(), sizes)));
            }
        }
    }

    /** Options that do not go together are told, not passed over. */
    private static void alone(ParseResult arguments) {
        for (String other : List.of("--export", "--steps")) {
            if (Options.has(arguments, "--of") && Options.has(arguments, other)) {
                throw new CommandError(
                        ErrorCode.COMMAND_USAGE,
                        "--of with " + other,
                        other + " is about the loss, --of about one definition.",
                        "Run the command twice.");
            }
        }
        if (Options.has(arguments, "-o") && !Options.has(arguments, "--export")) {
            throw new CommandError(
                    ErrorCode.COMMAND_USAGE, "-o without --export", "-o is where --export writes.", "Add --export.");
        }
    }

    private static int order(ParseResult arguments) {
        int order = arguments.matchedOptionValue("--order", 1);
        if (order < 1 || order > Derivatives.HIGHEST_ORDER) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--order " + order,
                    "Derivatives along directions have an order of 1 to " + Derivatives.HIGHEST_ORDER + ".",
                    "Use a whole number from 1 to " + Derivatives.HIGHEST_ORDER + ".");
        } else if (Options.has(arguments, "--order") && !Options.has(arguments, "--of")) {
            throw new CommandError(
                    ErrorCode.COMMAND_USAGE,
                    "--order without --of",
                    "Derivatives of a higher order are those of one definition.",
                    "Name it, as in --of R --order 3.");
        }
        return order;
    }

    /** Every size that has a number: those given, then those of the instance, then those of the structure. */
    private static Map<String, Integer> numbers(
            Derivation derivation,
            Map<String, Integer> sizes,
            Optional<Model.InstanceDeclaration> named,
            Session session) {
        Map<String, Integer> numbers =
                new LinkedHashMap<>(derivation.landscape().structure());
        Model model = derivation.landscape().model();
        named.ifPresent(instance -> numbers.putAll(session.workbench()
                .instance(model, instance, PlanOptions.runSeed(model, VerifyOptions.DEFAULTS))
                .sizes()));
        numbers.putAll(sizes);
        return numbers;
    }

    private static void export(Derivation derivation, String language, ParseResult arguments, Session session) {
        String text = SourceWriter.write(derivation, SourceLanguage.valueOf(language.toUpperCase(Locale.ROOT)));
        if (Options.has(arguments, "-o")) {
            String file = arguments.matchedOptionValue("-o", "");
            WholeFile.write(session.console().folder().resolve(file), text);
        } else {
            session.console().print(text);
        }
    }

    private static Optional<Model.InstanceDeclaration> instance(ParseResult arguments, Model model) {
        if (!Options.has(arguments, "--instance")) {
            return Optional.empty();
        }
        String name = arguments.matchedOptionValue("--instance", "");
        return Optional.of(Options.instance(model, name));
    }

    /** A size is at least 1, or what its declaration says in a number. */
    private static void requireAllowed(Model model, String size, int value, String text) {
        Optional<Declaration.Condition> condition = model.sizes().stream()
                .filter(each -> each.name().equals(size))
                .findFirst()
                .flatMap(Declaration::condition);
        boolean isBounded = condition.isEmpty()
                || (condition.get().operator() == Formula.Operator.GREATER_OR_EQUAL
                        && condition.get().bound() instanceof Formula.NumberLiteral);
        Rational least = condition
                .map(Declaration.Condition::bound)
                .filter(Formula.NumberLiteral.class::isInstance)
                .map(bound -> ((Formula.NumberLiteral) bound).value())
                .orElse(Rational.ONE);
        if (isBounded && Rational.of(value).compareTo(least) < 0) {
            throw new CommandError(
                    ErrorCode.COMMAND_SIZE,
                    "--size " + text,
                    size + " is at least " + least + " in " + model.name() + ".",
                    "Write a number from " + least + " on.");
        }
    }

    private static Map<String, Integer> sizes(ParseResult arguments, Model model) {
        List<String> known = model.sizes().stream().map(Declaration::name).toList();
        Map<String, Integer> sizes = new LinkedHashMap<>();
        for (String text : Options.values(arguments, "--size")) {
            int sign = text.indexOf('=');
            String name = sign < 0 ? text : text.substring(0, sign).strip();
            String base = name.contains("[") ? name.substring(0, name.indexOf('[')) : name;
            Options.requireKnown(ErrorCode.COMMAND_SIZE, "--size", base, known, model.name());
            try {
                int value = Integer.parseInt(text.substring(sign + 1).strip());
                if (sign < 0 || value < 0) {
                    throw new NumberFormatException();
                }
                requireAllowed(model, base, value, text);
                sizes.put(name, value);
            } catch (NumberFormatException e) {
                throw new CommandError(
                        ErrorCode.COMMAND_SIZE,
                        "--size " + text,
                        "A size is a whole number, given as NAME=VALUE.",
                        "Write it as in --size " + name + "=3.");
            }
        }
        return sizes;
    }
}
