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
import dev.nadir.report.terminal.DeriveView;
import dev.nadir.report.terminal.ReductionView;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.Symmetries;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir derive}: what follows from the loss. */
final class DeriveCommand implements Command {

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
                .addOption(Options.format());
        Options.examples(spec, "nadir derive my.model --size L=4", "nadir derive my.model --format json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        boolean isJson = Options.isJson(arguments);
        return session.forEachModel(session.modelFiles(Options.models(arguments)), model -> {
            Map<String, Integer> sizes = sizes(arguments, model);
            Optional<Model.InstanceDeclaration> named = instance(arguments, model);
            Optional<Model.InstanceDeclaration> instance =
                    named.or(() -> model.instances().stream().findFirst());
            Derivation derivation =
                    session.workbench().derive(model, session.workbench().structure(model, sizes, instance));
            Reduction reduction = session.workbench().closedForms(derivation);
            Optional<Replay> replay =
                    named.map(each -> session.workbench().replay(derivation, each, VerifyOptions.DEFAULTS));
            Symmetries symmetries = session.workbench().symmetries(derivation);
            if (isJson) {
                session.console().print(DeriveJson.write(derivation, symmetries, reduction, replay));
                return ExitCode.STANDS;
            }
            session.console().print(DeriveView.of(derivation, symmetries) + ReductionView.of(reduction, replay));
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
