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
import dev.nadir.numeric.privacy.ZCdpAccountant;
import dev.nadir.numeric.privacy.calibrate.GaussianCurve;
import dev.nadir.numeric.privacy.calibrate.ZCdpCurve;
import dev.nadir.numeric.privacy.lowrank.LowRank;
import dev.nadir.numeric.privacy.lowrank.PrivateLowRank;
import dev.nadir.workbench.store.FileLedger;
import dev.nadir.workbench.store.PrivateRows;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The commands about private data, and what they share. */
final class PrivacyCommands {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:\\.\\.(\\d{1,6}))?");

    private PrivacyCommands() {}

    /** Which data sets are neighbours; there is no default. */
    static OptionSpec rows() {
        return Options.value(
                "--rows",
                "CHANGE",
                String.class,
                "What must stay hidden of a row: add-remove, that it is there; replace, which it is.");
    }

    /** The value of an option that has no default. */
    static <T> T required(ParseResult arguments, String option, Class<T> type) {
        @Nullable Object value = arguments.matchedOptionValue(option, null);
        if (value == null) {
            throw new CommandError(
                    ErrorCode.COMMAND_USAGE,
                    "no " + option,
                    "What decides a release is chosen by who releases, never by the program or the data.",
                    "Give " + option + "; see --help.");
        }
        return type.cast(value);
    }

    /** What {@code --rows} says. */
    static Adjacency adjacency(ParseResult arguments) {
        String word = arguments.matchedOptionValue("--rows", "nothing");
        return Arrays.stream(Adjacency.values())
                .filter(each -> each.word().equals(word))
                .findFirst()
                .orElseThrow(
                        () -> new CommandError(
                                ErrorCode.PRIVACY_ADJACENCY,
                                "--rows " + word,
                                "The noise that hides whether a row is there is too small to hide which row it is.",
                                "Use --rows add-remove if the number of rows is private, too, --rows replace if it is public."));
    }

    /** A decimal number, exactly. */
    static Rational decimal(String option, String text) {
        // Long exponents would make numbers that fill the memory.
        if (!text.matches("[+-]?(\\d{1,60}\\.?\\d{0,60}|\\.\\d{1,60})([eE][+-]?\\d{1,3})?")) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    option + " " + text,
                    "It is a decimal number, as in 2.5 or 1e-3.",
                    "See --help.");
        }
        return Rational.parse(text);
    }

    /** The columns that a list such as {@code 1,4,6..9} names, in its order. */
    static int[] columns(String list) {
        int[] columns = List.of(list.split(",", -1)).stream()
                .flatMapToInt(part -> range(list, part))
                .toArray();
        if (columns.length > PrivacyParameters.LARGEST_DIMENSION
                || Arrays.stream(columns).distinct().count() < columns.length) {
            throw wrongColumns(list, "at most " + PrivacyParameters.LARGEST_DIMENSION + ", each once.");
        }
        return columns;
    }

    private static IntStream range(String list, String part) {
        Matcher matcher = RANGE.matcher(part.strip());
        if (!matcher.matches()) {
            throw wrongColumns(list, "numbers from 1 and ranges of them.");
        }
        int from = Integer.parseInt(matcher.group(1));
        int to = matcher.group(2) == null ? from : Integer.parseInt(matcher.group(2));
        if (from < 1 || to < from) {
            throw wrongColumns(list, "numbers from 1 and ranges that go up.");
        }
        return IntStream.rangeClosed(from, to);
    }

    private static CommandError wrongColumns(String list, String rule) {
        return new CommandError(
                ErrorCode.COMMAND_VALUE,
                "--columns " + list,
                "Columns are " + rule,
                "Use a list as in 1..30 or 1,4,6..9.");
    }

    /** {@code nadir release}: a covariance of private data, with noise, and its low-rank part. */
    static final class Releasing implements Command {

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
                    .addOption(
                            Options.value("--columns", "LIST", String.class, "Which columns, as in 1..30 or 1,4,6..9."))
                    .addOption(Options.value("--bound", "B", String.class, "Longer rows are scaled down to this norm."))
                    .addOption(rows())
                    .addOption(
                            Options.value("--epsilon", "E", Double.class, "What the release may cost, with --delta."))
                    .addOption(Options.value("--delta", "D", Double.class, "See --epsilon; far below 1 over the rows."))
                    .addOption(Options.value("--noise", "SHAPE", String.class, "goe (the default) or analyze-gauss."))
                    .addOption(
                            Options.value("--rank", "K", Integer.class, "Also the K largest eigenvalues and vectors."))
                    .addOption(Options.value(
                            "--ledger", "FILE", String.class, "Where the cost is booked: see nadir ledger."))
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
            int[] columns = columns(required(arguments, "--columns", String.class));
            Rational bound = decimal("--bound", required(arguments, "--bound", String.class));
            Path data = session.console().folder().resolve(arguments.matchedPositionalValue(0, ""));
            if (Options.has(arguments, "--inspect")) {
                return inspect(PrivateRows.read(data, columns), bound, session);
            }
            Adjacency adjacency = adjacency(arguments);
            double epsilon = required(arguments, "--epsilon", Double.class);
            double delta = required(arguments, "--delta", Double.class);
            PrivacyParameters parameters = PrivacyParameters.of(
                            columns.length, bound, adjacency, ZCdpCurve.rho(epsilon, delta))
                    .withShape(shape(arguments.matchedOptionValue("--noise", NoiseShape.GOE.word())));
            Optional<Integer> rank = Optional.ofNullable(arguments.matchedOptionValue("--rank", null));
            rank.ifPresent(k -> PrivateLowRank.requireRank(columns.length, k));
            Path ledger = session.console().folder().resolve(required(arguments, "--ledger", String.class));
            String output = required(arguments, "-o", String.class);
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
                    + number(
                            "rho = %.6g: epsilon = %.6g with delta = %.3g", rho, ZCdpCurve.epsilon(rho, delta), delta));
            console.say("noise       " + parameters.shape().word() + ", deviation "
                    + number("%.6g off the diagonal", sigma));
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

    /** {@code nadir ledger}: opens the accounts of a private data set, or shows them. */
    static final class Accounts implements Command {

        @Override
        public String name() {
            return "ledger";
        }

        @Override
        public CommandSpec spec() {
            CommandSpec spec = Options.command(
                            name(), "Shows what was spent of the privacy of a data set, or opens a ledger for one.")
                    .addPositional(PositionalParamSpec.builder()
                            .paramLabel("LEDGER")
                            .arity("1")
                            .type(String.class)
                            .description("The file. It only grows; who deletes it forgets what was spent.")
                            .build())
                    .addOption(
                            Options.flag("--open", "Makes the file, with a budget for all releases of one data set."))
                    .addOption(rows())
                    .addOption(Options.value("--epsilon", "E", Double.class, "The budget, with --delta."))
                    .addOption(Options.value(
                            "--delta", "D", Double.class, "See --epsilon; without --open: shows epsilons for it."));
            Options.examples(
                    spec,
                    "nadir ledger patients.ledger --open --rows add-remove --epsilon 2 --delta 1e-6",
                    "nadir ledger patients.ledger --delta 1e-6");
            return spec;
        }

        @Override
        public ExitCode run(ParseResult arguments, Session session) {
            Path file = session.console().folder().resolve(arguments.matchedPositionalValue(0, ""));
            @Nullable Double delta = arguments.matchedOptionValue("--delta", null);
            FileLedger ledger;
            if (Options.has(arguments, "--open")) {
                double epsilon = required(arguments, "--epsilon", Double.class);
                double failure = required(arguments, "--delta", Double.class);
                ledger = FileLedger.create(file, ZCdpCurve.rho(epsilon, failure), adjacency(arguments));
            } else {
                ledger = FileLedger.open(file);
            }
            ZCdpAccountant account = ledger.account();
            session.console().say("neighbours  " + account.adjacency().word());
            session.console().say("budget      " + amount(account.budget(), delta));
            session.console().say("spent       " + amount(account.spent(), delta));
            session.console().say("left        " + amount(account.left(), delta));
            return ExitCode.STANDS;
        }

        private static String amount(Rational rho, @Nullable Double delta) {
            String text = String.format(Locale.ROOT, "rho = %.6g", rho.round());
            return delta == null || rho.isZero()
                    ? text
                    : text
                            + String.format(
                                    Locale.ROOT,
                                    ", epsilon = %.6g with delta = %.3g",
                                    ZCdpCurve.epsilon(rho.round(), delta),
                                    delta);
        }
    }
}
