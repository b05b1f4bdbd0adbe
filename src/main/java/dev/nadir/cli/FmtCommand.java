package dev.nadir.cli;

import dev.nadir.workbench.Workbench;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir fmt}: the one canonical layout. */
final class FmtCommand implements Command {

    @Override
    public String name() {
        return "fmt";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Prints model files in their canonical layout.")
                .addPositional(Options.models("0..*"))
                .addOption(Options.flag("--write", "Rewrites the files instead of printing them."))
                .addOption(Options.flag("--check", "Only says which files would change; exit code 1 if any."));
        Options.examples(spec, "nadir fmt my.model", "nadir fmt --write papers/mine", "nadir fmt --check");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        List<Path> files = session.modelFiles(Options.models(arguments));
        boolean isCheck = Options.has(arguments, "--check");
        boolean isWrite = Options.has(arguments, "--write");
        ExitCode code = ExitCode.STANDS;
        for (Path file : files) {
            code = code.and(session.guarded(() -> {
                Workbench.Layout layout = session.workbench().format(file, session.displayName(file));
                if (!isCheck && !isWrite) {
                    session.console().print(layout.canonical());
                    return ExitCode.STANDS;
                }
                if (!layout.isCanonical()) {
                    session.console().say(session.displayName(file));
                }
                if (isWrite && !layout.isCanonical()) {
                    WholeFile.write(file, layout.canonical());
                }
                return isCheck && !isWrite && !layout.isCanonical() ? ExitCode.REFUTED : ExitCode.STANDS;
            }));
        }
        return code;
    }
}
