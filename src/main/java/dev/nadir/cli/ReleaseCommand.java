package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.exact.Rational;
import dev.nadir.evidence.format.ReleaseJson;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.GramMechanism;
import dev.nadir.numeric.privacy.NoiseShape;
import dev.nadir.numeric.privacy.PrivacyParameters;
import dev.nadir.numeric.privacy.Release;
import dev.nadir.numeric.privacy.SecureBits;
import dev.nadir.numeric.privacy.calibrate.GaussianCurve;
import dev.nadir.numeric.privacy.calibrate.ZCdpCurve;
import dev.nadir.numeric.privacy.lowrank.LowRank;
import dev.nadir.numeric.privacy.lowrank.PrivateLowRank;
import dev.nadir.workbench.store.FileLedger;
import dev.nadir.workbench.store.PrivateRows;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir release}: a covariance of private data, with noise, and its low-rank part. */
final class ReleaseCommand implements Command {

    @Override
    public String name() {
        return "release";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                        name(),
                        "Releases the sum of x*x' over the rows x of private data, with noise, and books its cost.")
                .addPositional(PositionalParamSpec.builder()
                        .paramLabel("DATA")
                        .arity("1")
                        .type(String.class)
                        .description(
                                "A file of rows. One that does not fit is cut down or counts as zero; no message tells.")
                        .build())
                .addOption(Options.value("--columns", "LIST", String.class, "Which columns, as in 1..30 or 1,4,6..9."))
                .addOption(Options.value("--bound", "B", String.class, "Longer rows are scaled down to this norm."))
                .addOption(PrivacyOptions.rows())
                .addOption(Options.value("--epsilon", "E", Double.class, "What the release may cost, with --delta."))
                .addOption(Options.value("--delta", "D", Double.class, "See --epsilon; far below 1 over the rows."))
                .addOption(Options.value("--noise", "SHAPE", String.class, "goe (the default) or analyze-gauss."))
                .addOption(Options.value("--rank", "K", Integer.class, "Also the K largest eigenvalues and vectors."))
                .addOption(
                        Options.value("--ledger", "FILE", String.class, "Where the cost is booked: see nadir ledger."))
                .addOption(Options.value("-o", "FILE", String.class, "Where the release goes, as JSON."))
                .addOption(Options.flag(
                        "--inspect",
                        "For the owner's eyes: what would become of the rows. Releases and books nothing."));
        Options.examples(
                spec,
                "nadir ledger patients.ledger --open --rows add-remove --epsilon 2 --delta 1e-6",
                "nadir release patients.csv --columns 1..30 --bound 1 --rows add-remove --epsilon 1 --delta 1e-6 \\",
                "      --rank 5 --ledger patients.ledger -o patients.json");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        int[] columns = PrivacyOptions.columns(PrivacyOptions.required(arguments, "--columns", String.class));
        Rational bound = PrivacyOptions.decimal("--bound", PrivacyOptions.required(arguments, "--bound", String.class));
        Path data = session.console().folder().resolve(arguments.matchedPositionalValue(0, ""));
        if (Options.has(arguments, "--inspect")) {
            return inspect(PrivateRows.read(data, columns), bound, session);
        }
        Adjacency adjacency = PrivacyOptions.adjacency(arguments);
        double epsilon = PrivacyOptions.required(arguments, "--epsilon", Double.class);
        double delta = PrivacyOptions.required(arguments, "--delta", Double.class);
        PrivacyParameters parameters = PrivacyParameters.of(
                        columns.length, bound, adjacency, ZCdpCurve.rho(epsilon, delta))
                .withShape(shape(arguments.matchedOptionValue("--noise", NoiseShape.GOE.word())));
        Optional<Integer> rank = Optional.ofNullable(arguments.matchedOptionValue("--rank", null));
        rank.ifPresent(k -> PrivateLowRank.requireRank(columns.length, k));
        Path ledger = session.console().folder().resolve(PrivacyOptions.required(arguments, "--ledger", String.class));
        String output = PrivacyOptions.required(arguments, "-o", String.class);
        PrivateRows rows = PrivateRows.read(data, columns);
        Release release = GramMechanism.release(rows, parameters, FileLedger.open(ledger), SecureBits.open());
        Optional<LowRank> lowRank = rank.map(k -> PrivateLowRank.of(release, k));
        write(ReleaseJson.write(release, delta, lowRank), output, session);
        tell(release, delta, lowRank, session);
        return ExitCode.STANDS;
    }

    /** What was paid for is not lost: where the file cannot be written, the text goes to standard output. */
    private static void write(String text, String output, Session session) {
        try {
            WholeFile.write(session.console().folder().resolve(output), text);
        } catch (PreconditionException e) {
            session.console().print(text);
            throw e;
        }
    }

    private static ExitCode inspect(PrivateRows rows, Rational bound, Session session) {
        PrivateRows.Inspection found = rows.inspect(bound.round());
        session.console().say("Not private, for the owner of the data only:");
        session.console().say("  rows                 " + found.rows());
        session.console()
                .say("  count as zero        " + found.unusable() + "   a cell is missing or no finite number");
        session.console().say("  scaled to the bound  " + found.tooLong());
        return ExitCode.STANDS;
    }

    private static void tell(Release release, double delta, Optional<LowRank> lowRank, Session session) {
        PrivacyParameters parameters = release.parameters();
        double rho = release.cost().round();
        double sigma = Math.sqrt(parameters.noiseVariance().round())
                * parameters.gramStep().round();
        Console console = session.console();
        console.say("guaranteed  " + parameters.adjacency().word() + " of one row, "
                + number("rho = %.6g: epsilon = %.6g with delta = %.3g", rho, ZCdpCurve.epsilon(rho, delta), delta));
        console.say(
                "noise       " + parameters.shape().word() + ", deviation " + number("%.6g off the diagonal", sigma));
        console.say("for information: continuous noise of this size would have "
                + number(
                        "delta = %.3g at that epsilon",
                        GaussianCurve.delta(Math.sqrt(2 * rho), ZCdpCurve.epsilon(rho, delta))));
        lowRank.ifPresent(part -> {
            StringBuilder values = new StringBuilder("eigenvalues");
            for (double value : part.values()) {
                values.append(number(" %.6g", value));
            }
            console.say(values.toString());
        });
    }

    private static String number(String format, Object... values) {
        return String.format(Locale.ROOT, format, values);
    }

    private static NoiseShape shape(String word) {
        for (NoiseShape shape : NoiseShape.values()) {
            if (shape.word().equals(word)) {
                return shape;
            }
        }
        List<String> known = List.of(NoiseShape.GOE.word(), NoiseShape.ANALYZE_GAUSS.word());
        Options.requireKnown(ErrorCode.COMMAND_VALUE, "--noise", word, known, "nadir release");
        return NoiseShape.GOE;
    }
}
