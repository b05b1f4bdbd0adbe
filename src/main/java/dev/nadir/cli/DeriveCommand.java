package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.format.DeriveJson;
import dev.nadir.evidence.verify.DerivationCheck;
import dev.nadir.evidence.verify.PlanOptions;
import dev.nadir.model.Declaration;
import dev.nadir.model.Model;
import dev.nadir.numeric.replay.Replay;
import dev.nadir.reduction.Reduction;
import dev.nadir.report.source.SourceLanguage;
import dev.nadir.report.source.SourceWriter;
import dev.nadir.report.terminal.DeriveView;
import dev.nadir.report.terminal.HessianView;
import dev.nadir.report.terminal.ReductionView;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import dev.nadir.workbench.store.WholeFile;
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
                .addOption(Options.flag("--steps", "Every step of the derivation of the closed forms."))
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
                .addOption(Options.format());
        Options.examples(spec, "nadir derive my.model --size L=4", "nadir derive my.model --format json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        boolean isJson = Options.isJson(arguments);
        String form = Options.choice(arguments, "--hessian", FORMS);
        boolean isExport = Options.has(arguments, "--export");
        String language = Options.choice(arguments, "--export", LANGUAGES);
        return session.forEachModel(session.modelFiles(Options.models(arguments)), model -> {
            Map<String, Integer> sizes = sizes(arguments, model);
            Optional<Model.InstanceDeclaration> named = instance(arguments, model);
            Optional<Model.InstanceDeclaration> instance =
                    named.or(() -> model.instances().stream().findFirst());
            Derivation derivation =
                    session.workbench().derive(model, session.workbench().structure(model, sizes, instance));
            if (isExport) {
                export(derivation, language, arguments, session);
                return ExitCode.STANDS;
            }
            Reduction reduction = session.workbench().closedForms(derivation);
            Optional<Replay> replay =
                    named.map(each -> session.workbench().replay(derivation, each, VerifyOptions.DEFAULTS));
            Symmetries symmetries = session.workbench().symmetries(derivation);
            if (isJson) {
                session.console().print(DeriveJson.write(derivation, symmetries, reduction, replay));
                return ExitCode.STANDS;
            }
            session.console().print(DeriveView.of(derivation, symmetries));
            session.console()
                    .print(HessianView.origin(derivation)
                            + HessianView.of(derivation, form, numbers(derivation, sizes, named, session)));
            session.console().print(ReductionView.of(reduction, replay));
            if (Options.has(arguments, "--steps")) {
                session.console().print(ReductionView.steps(reduction));
            }
            if (named.isPresent()) {
                DerivationCheck check = session.workbench().check(derivation, named.get(), VerifyOptions.DEFAULTS);
                long seed = PlanOptions.runSeed(model, VerifyOptions.DEFAULTS);
                session.console().print(DeriveView.check(check, seed));
            }
            return ExitCode.STANDS;
        });
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
