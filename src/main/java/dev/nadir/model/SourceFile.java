package dev.nadir.model;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import java.nio.file.Path;

/**
 * The text of a model file.
 *
 * @param path where it was read
 * @param displayName the path as the user gave it, used in every message
 * @param text the text, line ends as in the file
 * @param sha256 of the bytes read, in hexadecimal
 */
public record SourceFile(Path path, String displayName, String text, String sha256) {

    /** The folder that data paths are relative to. */
    public Path folder() {
        Path parent = path.getParent();
        return parent == null ? Path.of("") : parent;
    }

    /** A line without its end, from 1; empty behind the last line. */
    public String line(int number) {
        int start = 0;
        for (int line = 1; line < number; line++) {
            int end = endOfLine(start);
            if (end >= text.length()) {
                return "";
            }
            start = end + (text.startsWith("\r\n", end) ? 2 : 1);
        }
        return text.substring(start, endOfLine(start));
    }

    private int endOfLine(int start) {
        int end = start;
        while (end < text.length() && text.charAt(end) != '\n' && text.charAt(end) != '\r') {
            end++;
        }
        return end;
    }

    /** What is wrong at a place of this file. */
    public Diagnostic diagnostic(ErrorCode code, SourceSpan span, String value, String cause, String fix) {
        return new Diagnostic(code, span, value, cause, fix, line(span.line()));
    }
}
