package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.workbench.Version;
import dev.nadir.workbench.Workbench;
import java.util.List;
import java.util.function.BooleanSupplier;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line as a whole: finds the verb, answers help and version, and turns what goes wrong into a code. */
final class Nadir {

    private static final List<Command> COMMANDS = List.of(
            new CheckCommand(),
            new DeriveCommand(),
            new SolveCommand(),
            new VerifyCommand(),
            new ReportCommand(),
            new PrivacyCommands.Releasing(),
            new PrivacyCommands.Accounts(),
            new FmtCommand(),
            new ListCommand(),
            new ExplainCommand(),
            new Completion());

    private final Session session;

    Nadir(Console console, BooleanSupplier isInterrupted) {
        this.session = new Session(console, new Workbench(), isInterrupted);
    }

    /** Runs a command and says how it ended. */
    int run(String... arguments) {
        if (arguments.length == 0) {
            return session.guarded(() -> new MainJob().run(session)).code();
        }
        return session.guarded(() -> dispatch(arguments)).code();
    }

    private ExitCode dispatch(String... arguments) {
        ParseResult result = parse(arguments);
        ParseResult last = result.hasSubcommand() ? result.subcommand() : result;
        CommandLine line = last.commandSpec().commandLine();
        if (last.isUsageHelpRequested()) {
            session.console().print(line.getUsageMessage(CommandLine.Help.Ansi.OFF));
            return ExitCode.STANDS;
        }
        if (last.isVersionHelpRequested()) {
            session.console().say("nadir " + Version.current());
            return ExitCode.STANDS;
        }
        if (!result.hasSubcommand()) {
            throw new CommandError(
                    ErrorCode.COMMAND_USAGE, "no command", "Nadir needs to know what to do.", "See nadir --help.");
        }
        String name = last.commandSpec().name();
        Command command = COMMANDS.stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
        return command.run(last, session);
    }

    private static ParseResult parse(String... arguments) {
        try {
            return commandLine().parseArgs(arguments);
        } catch (UnmatchedArgumentException e) {
            List<String> suggestions = e.getSuggestions();
            throw new CommandError(
                    ErrorCode.COMMAND_USAGE,
                    String.join(" ", e.getUnmatched()),
                    "It is no command and no option of "
                            + e.getCommandLine().getCommandSpec().qualifiedName() + ".",
                    suggestions.isEmpty()
                            ? "See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help."
                            : "Did you mean " + suggestions.get(0) + "?");
        } catch (ParameterException e) {
            throw new CommandError(
                    ErrorCode.COMMAND_USAGE,
                    String.valueOf(e.getMessage()),
                    "The command line does not follow the usage.",
                    "See " + e.getCommandLine().getCommandSpec().qualifiedName() + " --help.");
        }
    }

    /** The whole command line, for parsing, help and completion. */
    static CommandLine commandLine() {
        CommandSpec top = Options.command("nadir", "A workbench for people who prove things about loss landscapes.")
                .version("nadir " + Version.current());
        top.usageMessage()
                .description(
                        "Without a command: every shipped model is derived, verified and reported into target/report.",
                        "")
                .footer(
                        "",
                        "Exit codes: 0 every claim stands, 1 one is refuted, 2 the file or the command is wrong,",
                        "3 something is undecided, 70 a defect of Nadir, 130 interrupted.");
        COMMANDS.forEach(command -> top.addSubcommand(command.name(), command.spec()));
        return new CommandLine(top);
    }

    /** {@code nadir completion}: the script that completes commands and options in bash and zsh. */
    private static final class Completion implements Command {

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
}
