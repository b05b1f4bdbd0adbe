package dev.nadir.docs;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A block of a document that a test can run: a file to be written, or a session to be held.
 *
 * @param file the name after {@code ```model}, empty for a session
 * @param line the line of the document on which the block opens, from 1
 */
record ConsoleBlock(Path document, int line, String file, List<String> lines) {

    /** A command and what it is said to print. */
    record Exchange(String command, List<String> output) {}

    /** The blocks of a document in order: {@code ```console} and {@code ```model NAME}. */
    static List<ConsoleBlock> of(Path document, String text) {
        List<ConsoleBlock> blocks = new ArrayList<>();
        List<String> lines = text.lines().toList();
        for (int i = 0; i < lines.size(); i++) {
            String opening = lines.get(i);
            if (!opening.startsWith("```") || opening.equals("```")) {
                continue;
            }
            int end = i + 1;
            while (end < lines.size() && !lines.get(end).equals("```")) {
                end++;
            }
            String[] words = opening.substring(3).split(" ", 2);
            boolean isFile = words[0].equals("model") && words.length == 2;
            if (words[0].equals("console") || isFile) {
                blocks.add(new ConsoleBlock(document, i + 1, isFile ? words[1] : "", lines.subList(i + 1, end)));
            }
            i = end;
        }
        return blocks;
    }

    /** The commands of a session, each with its output; a line that ends in a backslash goes on. */
    List<Exchange> exchanges() {
        List<Exchange> exchanges = new ArrayList<>();
        List<String> output = List.of();
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).startsWith("$ ")) {
                StringBuilder command = new StringBuilder(lines.get(i).substring(2));
                while (command.charAt(command.length() - 1) == '\\') {
                    command.setLength(command.length() - 1);
                    command.append(lines.get(++i).strip());
                }
                output = new ArrayList<>();
                exchanges.add(new Exchange(command.toString(), output));
            } else if (exchanges.isEmpty()) {
                throw new IllegalStateException(document + ":" + line + ": a console block starts with a command");
            } else {
                output.add(lines.get(i));
            }
        }
        return exchanges;
    }

    /** A number below 1e-6 with an exponent is rounding: its digits differ from one kind of processor to the next. */
    private static final Pattern ROUNDING = Pattern.compile("\\b\\d(?:\\.\\d+)?e-(?:0[6-9]|[1-9]\\d)\\b");

    /** Whether an output is what was said; a line {@code ...} stands for any lines, also none. */
    static boolean matches(List<String> said, List<String> actual) {
        if (said.isEmpty()) {
            return actual.isEmpty();
        }
        List<String> rest = said.subList(1, said.size());
        if (said.get(0).equals("...")) {
            for (int i = 0; i <= actual.size(); i++) {
                if (matches(rest, actual.subList(i, actual.size()))) {
                    return true;
                }
            }
            return false;
        }
        return !actual.isEmpty()
                && withoutRounding(said.get(0)).equals(withoutRounding(actual.get(0)))
                && matches(rest, actual.subList(1, actual.size()));
    }

    private static String withoutRounding(String line) {
        return ROUNDING.matcher(line).replaceAll("tiny");
    }
}
