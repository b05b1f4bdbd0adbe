package dev.nadir.cli;

import dev.nadir.evidence.format.CheckJson;
import dev.nadir.model.Model;
import dev.nadir.report.terminal.CheckView;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir list}: which models are there, with their claims and instances. */
final class ListCommand implements Command {

    @Override
    public String name() {
        return "list";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Lists models with their claims and instances.")
                .addPositional(Options.models("0..*"))
                .addOption(Options.format());
        Options.examples(spec, "nadir list", "nadir list papers/mine --format json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        List<Model> models = new ArrayList<>();
        ExitCode code = session.forEachModel(session.modelFiles(Options.models(arguments)), model -> {
            models.add(model);
            return ExitCode.STANDS;
        });
        if (Options.isJson(arguments)) {
            session.console().print(CheckJson.write(models, List.of()));
        } else {
            models.forEach(model -> session.console().print(CheckView.brief(model)));
            session.console().say(models.size() == 1 ? "1 model." : models.size() + " models.");
        }
        return code;
    }
}
