package dev.nadir.cli;

import picocli.AutoComplete;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir completion}: the script that completes commands and options in bash and zsh. */
final class CompletionCommand implements Command {

    @Override
    public String name() {
        return "completion";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Prints a completion script for bash and zsh.");
        Options.examples(spec, "source <(nadir completion)");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        session.console().print(AutoComplete.bash("nadir", Nadir.commandLine()));
        return ExitCode.STANDS;
    }
}
