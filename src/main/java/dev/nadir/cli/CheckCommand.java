package dev.nadir.cli;

import dev.nadir.base.ModelException;
import dev.nadir.evidence.format.CheckJson;
import dev.nadir.model.Model;
import dev.nadir.report.terminal.CheckView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir check}: does the file parse, do the shapes fit. */
final class CheckCommand implements Command {

    @Override
    public String name() {
        return "check";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Reads model files and their data: grammar, names, shapes.")
                .addPositional(Options.models("0..*"))
                .addOption(Options.format());
        Options.examples(spec, "nadir check my.model", "nadir check papers/mine --format json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        List<Path> files = session.modelFiles(Options.models(arguments));
        return Options.isJson(arguments) ? json(files, session) : text(files, session);
    }

    private static ExitCode text(List<Path> files, Session session) {
        ExitCode code = session.forEachModel(files, model -> {
            session.console().print(CheckView.of(model));
            return ExitCode.STANDS;
        });
        if (code == ExitCode.STANDS) {
            session.console().say("No problems found.");
        }
        return code;
    }

    private static ExitCode json(List<Path> files, Session session) {
        List<Model> models = new ArrayList<>();
        List<ModelException> problems = new ArrayList<>();
        ExitCode code = ExitCode.STANDS;
        for (Path file : files) {
            code = code.and(session.guarded(() -> {
                try {
                    models.add(session.workbench().load(file, session.displayName(file)));
                    return ExitCode.STANDS;
                } catch (ModelException e) {
                    problems.add(e);
                    return ExitCode.WRONG_INPUT;
                }
            }));
        }
        session.console().print(CheckJson.write(models, problems));
        return code;
    }
}
