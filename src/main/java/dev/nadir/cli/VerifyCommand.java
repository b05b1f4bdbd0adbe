package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.format.JUnitXml;
import dev.nadir.evidence.format.VerifyJson;
import dev.nadir.model.Claim;
import dev.nadir.model.Model;
import dev.nadir.report.terminal.VerdictView;
import dev.nadir.workbench.Version;
import dev.nadir.workbench.store.AcceptedEvidence;
import dev.nadir.workbench.store.StartSystemFolder;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir verify}: every claim to a verdict. */
final class VerifyCommand implements Command {

    @Override
    public String name() {
        return "verify";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(name(), "Decides every claim on every instance.")
                .addPositional(Options.models("0..*"))
                .addOption(Options.value(
                        "--seed", "N", Long.class, "All randomness comes from N, instead of the verify blocks' seeds."))
                .addOption(Options.repeated("--claim", "NAME", "Only this claim; may be repeated."))
                .addOption(Options.repeated("--instance", "NAME", "Only on this instance; may be repeated."))
                .addOption(
                        Options.flag("--thorough", "The thorough options of the verify blocks: minutes, not seconds."))
                .addOption(Options.value(
                        "--time-limit", "S", Double.class, "After S seconds, what is not decided is undecided."))
                .addOption(Options.value(
                        "--threads", "N", Integer.class, "So many runs at once; no result depends on it."))
                .addOption(Options.value("--json", "FILE", String.class, "Also writes the JSON object to FILE."))
                .addOption(Options.value("--junit", "FILE", String.class, "Also writes a JUnit report to FILE."))
                .addOption(Options.value(
                        "--against", "FILE", String.class, "Runs as FILE says it was run, and compares the verdicts."))
                .addOption(Options.flag("--accept", "Writes <model>.evidence.json beside the model."))
                .addOption(
                        Options.value("--starts-in", "FOLDER", Path.class, "Keeps start systems of homotopies there."))
                .addOption(Options.format());
        Options.examples(
                spec,
                "nadir verify my.model",
                "nadir verify my.model --claim global-minimum --seed 11 --thorough",
                "nadir verify my.model --junit target/claims.xml --time-limit 60");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        boolean isJson = Options.isJson(arguments);
        List<Path> files = session.modelFiles(Options.models(arguments));
        Watch watch = new Watch(session, timeLimit(arguments));
        List<Evidence> done = new ArrayList<>();
        ExitCode code = session.forEachModel(files, model -> {
            VerifyOptions options =
                    withStarts(options(arguments, model, done.isEmpty() && files.size() == 1), arguments, session);
            Evidence evidence = session.workbench().verify(model, withAccepted(arguments, session, options), watch);
            watch.clear();
            done.add(evidence);
            if (!isJson) {
                session.console().print(VerdictView.of(model, evidence, files.size() > 1));
            }
            boolean isUntried =
                    evidence.instances().isEmpty() && !model.claims().isEmpty();
            ExitCode untried = isUntried ? ExitCode.UNDECIDED : ExitCode.STANDS;
            return untried.and(exitCode(evidence)).and(keep(arguments, session, model, evidence, isJson));
        });
        watch.clear();
        finish(arguments, session, done, isJson);
        return session.isInterrupted().getAsBoolean() ? code.and(ExitCode.INTERRUPTED) : code;
    }

    private static void finish(ParseResult arguments, Session session, List<Evidence> done, boolean isJson) {
        String json = isJson || Options.has(arguments, "--json")
                ? VerifyJson.write(VerdictView.seed(done), Version.current(), done)
                : "";
        if (Options.has(arguments, "--json")) {
            WholeFile.write(path(arguments, session, "--json"), json);
        }
        if (Options.has(arguments, "--junit")) {
            WholeFile.write(path(arguments, session, "--junit"), JUnitXml.write(done));
        }
        session.console().print(isJson ? json : VerdictView.total(done));
    }

    /** Accepts the evidence, or compares it with what was accepted, where that is asked for. */
    private static ExitCode keep(
            ParseResult arguments, Session session, Model model, Evidence evidence, boolean isJson) {
        ExitCode code = ExitCode.STANDS;
        if (Options.has(arguments, "--against")) {
            List<String> differences = accepted(arguments, session).differencesTo(evidence);
            String text = differences.isEmpty()
                    ? "The verdicts are those of the accepted evidence.\n"
                    : "Differs from the accepted evidence:\n  " + String.join("\n  ", differences) + "\n";
            if (isJson) {
                session.console().complain(text);
            } else {
                session.console().print(text);
            }
            code = differences.isEmpty() ? code : ExitCode.REFUTED;
        }
        if (Options.has(arguments, "--accept")) {
            Path file = AcceptedEvidence.placeBeside(model);
            WholeFile.write(file, AcceptedEvidence.text(evidence));
            session.console().complain("accepted: " + session.displayName(file) + "\n");
        }
        return code;
    }

    /** The word for the shell, from the worst verdict. */
    static ExitCode exitCode(Evidence evidence) {
        ExitCode code = ExitCode.STANDS;
        for (Verdict verdict : evidence.instances().stream()
                .flatMap(instance -> instance.claims().stream())
                .map(ClaimResult::verdict)
                .toList()) {
            if (verdict instanceof Verdict.Refuted) {
                code = code.and(ExitCode.REFUTED);
            } else if (verdict instanceof Verdict.Undecided) {
                code = code.and(ExitCode.UNDECIDED);
            }
        }
        return code;
    }

    private static VerifyOptions options(ParseResult arguments, Model model, boolean mustExist) {
        Set<String> claims = new HashSet<>(Options.values(arguments, "--claim"));
        Set<String> instances = new HashSet<>(Options.values(arguments, "--instance"));
        if (mustExist) {
            List<String> known = model.claims().stream().map(Claim::name).toList();
            claims.forEach(name -> Options.requireKnown(ErrorCode.COMMAND_CLAIM, "--claim", name, known, model.name()));
            List<String> declared = model.instances().stream()
                    .map(Model.InstanceDeclaration::name)
                    .toList();
            instances.forEach(name ->
                    Options.requireKnown(ErrorCode.COMMAND_INSTANCE, "--instance", name, declared, model.name()));
        }
        return new VerifyOptions(
                seed(arguments), Options.has(arguments, "--thorough"), threads(arguments), claims, instances);
    }

    /** The place for start systems that was asked for; without one, a run keeps them for itself. */
    static VerifyOptions withStarts(VerifyOptions options, ParseResult arguments, Session session) {
        if (!Options.has(arguments, "--starts-in")) {
            return options;
        }
        Path folder = arguments.matchedOptionValue("--starts-in", Path.of(""));
        return options.withStarts(
                new StartSystemFolder(folder, notice -> session.console().complain("notice: " + notice + "\n")));
    }

    /** The seed that was asked for. */
    static OptionalLong seed(ParseResult arguments) {
        return Options.has(arguments, "--seed")
                ? OptionalLong.of(arguments.matchedOptionValue("--seed", 0L))
                : OptionalLong.empty();
    }

    /** The number of threads that was asked for; every processor without. */
    static int threads(ParseResult arguments) {
        int threads =
                arguments.matchedOptionValue("--threads", Runtime.getRuntime().availableProcessors());
        if (threads < 1) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--threads " + threads,
                    "At least one thread must do the work.",
                    "Leave --threads out to use every processor.");
        }
        return threads;
    }

    private static VerifyOptions withAccepted(ParseResult arguments, Session session, VerifyOptions options) {
        return Options.has(arguments, "--against")
                ? accepted(arguments, session).rerun(options)
                : options;
    }

    private static AcceptedEvidence accepted(ParseResult arguments, Session session) {
        Path file = path(arguments, session, "--against");
        return AcceptedEvidence.read(file)
                .orElseThrow(() -> new CommandError(
                        ErrorCode.COMMAND_EVIDENCE,
                        "--against " + file,
                        "The file cannot be read, or is no evidence file.",
                        "Write one with nadir verify MODEL --accept."));
    }

    /** The seconds after which a search ends. */
    static double timeLimit(ParseResult arguments) {
        double limit = arguments.matchedOptionValue("--time-limit", Double.POSITIVE_INFINITY);
        if (!(limit > 0)) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--time-limit " + limit,
                    "A time limit must be a number of seconds > 0.",
                    "Leave --time-limit out to let every claim be decided.");
        }
        return limit;
    }

    private static Path path(ParseResult arguments, Session session, String option) {
        return session.console().folder().resolve(arguments.matchedOptionValue(option, ""));
    }
}
