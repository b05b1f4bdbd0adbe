package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.privacy.Adjacency;
import dev.nadir.numeric.privacy.PrivacyParameters;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** What the commands about private data share. */
final class PrivacyOptions {

    private static final Pattern RANGE = Pattern.compile("(\\d{1,6})(?:\\.\\.(\\d{1,6}))?");

    private PrivacyOptions() {}

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
}
