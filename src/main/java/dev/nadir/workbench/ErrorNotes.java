package dev.nadir.workbench;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** The page of the error codes, shipped in the jar. */
public final class ErrorNotes {

    private static final String PAGE = "/dev/nadir/docs/errors.md";

    private ErrorNotes() {}

    /** The section of a code, as in the page; empty if it has none. */
    public static Optional<String> section(String code) {
        String page = page();
        StringBuilder section = new StringBuilder();
        boolean isInside = false;
        boolean isCode = false;
        for (String line : page.split("\n", -1)) {
            isCode ^= line.startsWith("```");
            if (line.startsWith("#") && !isCode) {
                isInside = line.matches("#+ .*\\b" + java.util.regex.Pattern.quote(code) + "\\b.*");
            }
            if (isInside) {
                section.append(line).append('\n');
            }
        }
        String text = section.toString().strip();
        return text.isEmpty() ? Optional.empty() : Optional.of(text + "\n");
    }

    private static String page() {
        try (InputStream stream = ErrorNotes.class.getResourceAsStream(PAGE)) {
            return stream == null ? "" : new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
