package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.workbench.ErrorNotes;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir explain}: what an error code means. */
final class ExplainCommand implements Command {

    @Override
    public String name() {
        return "explain";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Explains an error code: cause, example, fix.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("CODE")
                        .arity("1")
                        .type(String.class)
                        .description("As in ND-G001.")
                        .build());
        Options.examples(spec, "nadir explain ND-G001");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        String code = arguments.matchedPositionalValue(0, "").toUpperCase(Locale.ROOT);
        Optional<String> note = ErrorNotes.section(code);
        if (note.isEmpty()) {
            List<String> known =
                    Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList();
            throw new CommandError(
                    ErrorCode.COMMAND_EXPLAIN,
                    code,
                    "Codes look like " + known.get(0) + ".",
                    Spelling.didYouMean(code, known, "All codes are in docs/errors.md."));
        }
        session.console().print(note.get());
        return ExitCode.STANDS;
    }
}
