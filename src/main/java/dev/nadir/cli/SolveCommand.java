package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.evidence.Solution;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.format.SolveJson;
import dev.nadir.model.Model;
import dev.nadir.report.terminal.SolveView;
import dev.nadir.workbench.Workbench;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir solve}: the points that a search finds on one instance. */
final class SolveCommand implements Command {

    private static final List<String> METHODS = List.of("multi-start", "critical-points", "homotopy", "flow");

    @Override
    public String name() {
        return "solve";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Searches for minima and critical points of one instance.")
                .addPositional(Options.models("0..*"))
                .addOption(Options.value("--instance", "NAME", String.class, "The instance; the first if left out."))
                .addOption(Options.value(
                        "--method",
                        "NAME",
                        String.class,
                        "multi-start (the default), critical-points, homotopy or flow."))
                .addOption(
                        Options.value("--starts", "N", Integer.class, "So many starts, instead of the verify block's."))
                .addOption(Options.value(
                        "--seed", "N", Long.class, "All randomness comes from N, instead of the verify block's seed."))
                .addOption(Options.value(
                        "--threads", "N", Integer.class, "So many runs at once; no result depends on it."))
                .addOption(Options.value("--time-limit", "S", Double.class, "Ends the search after S seconds."))
                .addOption(
                        Options.value("--starts-in", "FOLDER", Path.class, "Keeps start systems of homotopies there."))
                .addOption(Options.format());
        Options.examples(
                spec,
                "nadir solve my.model --instance small",
                "nadir solve my.model --instance small --method homotopy --format json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        boolean isJson = Options.isJson(arguments);
        String method = method(arguments);
        Watch watch = new Watch(session, VerifyCommand.timeLimit(arguments));
        VerifyOptions plain = new VerifyOptions(
                VerifyCommand.seed(arguments), false, VerifyCommand.threads(arguments), Set.of(), Set.of());
        VerifyOptions options = VerifyCommand.withStarts(plain, arguments, session);
        Workbench.Search search = new Workbench.Search(method, starts(arguments));
        ExitCode code = session.forEachModel(session.modelFiles(Options.models(arguments)), model -> {
            Model whole = withInstance(model);
            String instance = instance(arguments, whole).name();
            Solution solution = session.workbench().solve(whole, instance, search, options, watch);
            watch.clear();
            session.console().print(isJson ? SolveJson.write(solution) : SolveView.of(solution));
            return watch.stopReason().isPresent() ? ExitCode.UNDECIDED : ExitCode.STANDS;
        });
        watch.clear();
        return session.isInterrupted().getAsBoolean() ? code.and(ExitCode.INTERRUPTED) : code;
    }

    /** A model without sizes and data has nothing to set, and needs no instance that says so. */
    private static Model withInstance(Model model) {
        boolean isClosed = model.sizes().isEmpty()
                && model.data().isEmpty()
                && model.random().isEmpty()
                && model.instances().isEmpty();
        return isClosed
                ? model.withInstances(List.of(new Model.InstanceDeclaration(
                        model.objective().span(), "as-written", "nothing to set", Map.of(), Map.of())))
                : model;
    }

    private static Model.InstanceDeclaration instance(ParseResult arguments, Model model) {
        if (Options.has(arguments, "--instance")) {
            return Options.instance(model, arguments.matchedOptionValue("--instance", ""));
        }
        return model.instances().stream()
                .findFirst()
                .orElseThrow(() -> new CommandError(
                        ErrorCode.COMMAND_INSTANCE,
                        model.name() + " without --instance",
                        "The model declares no instance, so that there are no numbers to solve with.",
                        "Declare an instance in the model file."));
    }

    private static OptionalLong starts(ParseResult arguments) {
        if (!Options.has(arguments, "--starts")) {
            return OptionalLong.empty();
        }
        int starts = arguments.matchedOptionValue("--starts", 0);
        if (starts < 1) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--starts " + starts,
                    "A search needs a start.",
                    "Leave --starts out to use the number of the verify block.");
        }
        return OptionalLong.of(starts);
    }

    private static String method(ParseResult arguments) {
        String method = arguments.matchedOptionValue("--method", METHODS.get(0));
        Options.requireKnown(ErrorCode.COMMAND_METHOD, "--method", method, METHODS, "nadir solve");
        return method;
    }
}
