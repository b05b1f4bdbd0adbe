package dev.nadir.cli;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.model.Model;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParseResult;

/** The options that several commands share, built without reflection: annotations would cost a tenth of a second. */
final class Options {

    /** So many names are told where one is not known. */
    private static final int MOST_LISTED = 12;

    private Options() {}

    /** A command with its help and version options. */
    static CommandSpec command(String name, String header) {
        CommandSpec spec = CommandSpec.create().name(name).mixinStandardHelpOptions(true);
        spec.usageMessage().header(header).sortOptions(false).width(100);
        return spec;
    }

    /** The examples at the end of a command's help. */
    static void examples(CommandSpec spec, String... lines) {
        String[] footer = new String[lines.length + 2];
        footer[0] = "";
        footer[1] = "Examples:";
        for (int i = 0; i < lines.length; i++) {
            footer[i + 2] = "  " + lines[i];
        }
        spec.usageMessage().footer(footer);
    }

    /** MODEL..., each a file or a folder. */
    static PositionalParamSpec models(String arity) {
        return PositionalParamSpec.builder()
                .paramLabel("MODEL")
                .arity(arity)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description("A model file or the folder that holds one; every folder in models but broken if none.")
                .build();
    }

    /** An option with one value. */
    static OptionSpec value(String name, String label, Class<?> type, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .description(description)
                .build();
    }

    /** An option that may be repeated. */
    static OptionSpec repeated(String name, String label, String description) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .arity("1")
                .type(List.class)
                .auxiliaryTypes(String.class)
                .description(description)
                .build();
    }

    /** An option that is there or not. */
    static OptionSpec flag(String name, String description) {
        return OptionSpec.builder(name)
                .arity("0")
                .type(boolean.class)
                .description(description)
                .build();
    }

    static OptionSpec format() {
        return value("--format", "text|json", String.class, "text for people (the default), json for machines.");
    }

    /** The models that were named. */
    static List<String> models(ParseResult arguments) {
        return arguments.matchedPositionalValue(0, List.of());
    }

    /** The values of an option that may be repeated. */
    static List<String> values(ParseResult arguments, String name) {
        return arguments.matchedOptionValue(name, List.of());
    }

    /** Whether an option is there. */
    static boolean has(ParseResult arguments, String name) {
        return arguments.hasMatchedOption(name);
    }

    /** Whether machines are spoken to. */
    static boolean isJson(ParseResult arguments) {
        String format = arguments.matchedOptionValue("--format", "text");
        if (!format.equals("text") && !format.equals("json")) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    "--format " + format,
                    "Results are written as text or as json.",
                    "Use --format text or --format json.");
        }
        return format.equals("json");
    }

    /** The word that an option gives, one of a list; the first of them where the option is not there. */
    static String choice(ParseResult arguments, String name, List<String> known) {
        String word = arguments.matchedOptionValue(name, known.get(0));
        if (!known.contains(word)) {
            throw new CommandError(
                    ErrorCode.COMMAND_VALUE,
                    name + " " + word,
                    name + " takes " + String.join(", ", known) + ".",
                    Spelling.didYouMean(word, known, "Use one of these words."));
        }
        return word;
    }

    /** Nothing if the name is one of the known ones; otherwise the error with the code. */
    static void requireKnown(ErrorCode code, String option, String name, List<String> known, String owner) {
        if (known.contains(name)) {
            return;
        }
        String list = known.isEmpty() ? owner + " has none." : owner + " has " + listed(known) + ".";
        throw new CommandError(
                code, option + " " + name, list, Spelling.didYouMean(name, known, "Use one of these names."));
    }

    /** The names, or the first of them and how many there are besides. */
    private static String listed(List<String> names) {
        return names.size() <= MOST_LISTED
                ? String.join(", ", names)
                : String.join(", ", names.subList(0, MOST_LISTED)) + " and " + (names.size() - MOST_LISTED) + " more";
    }

    /** The instance of that name. */
    static Model.InstanceDeclaration instance(Model model, String name) {
        List<String> known =
                model.instances().stream().map(Model.InstanceDeclaration::name).toList();
        requireKnown(ErrorCode.COMMAND_INSTANCE, "--instance", name, known, model.name());
        return model.instances().stream()
                .filter(each -> each.name().equals(name))
                .findFirst()
                .orElseThrow();
    }
}
