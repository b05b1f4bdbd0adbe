package dev.nadir.base;

import java.util.Objects;

/**
 * A stretch of a file; lines and columns count from 1, the end column is the first one after the stretch.
 *
 * @param file the file's name as the user gave it
 */
public record SourceSpan(String file, int line, int column, int endLine, int endColumn) {

    /** Checks that the stretch starts in the file and does not end before it starts. */
    public SourceSpan {
        Objects.requireNonNull(file);
        if (line < 1 || column < 1 || endLine < line || (endLine == line && endColumn < column)) {
            throw new InternalErrorException("a span must start at 1:1 or later and end after it starts, got " + line
                    + ":" + column + " to " + endLine + ":" + endColumn);
        }
    }

    /** The smallest span that covers this one and another of the same file. */
    public SourceSpan to(SourceSpan other) {
        boolean startsHere = line < other.line || (line == other.line && column <= other.column);
        boolean endsHere = endLine > other.endLine || (endLine == other.endLine && endColumn >= other.endColumn);
        SourceSpan start = startsHere ? this : other;
        SourceSpan end = endsHere ? this : other;
        return new SourceSpan(file, start.line, start.column, end.endLine, end.endColumn);
    }

    @Override
    public String toString() {
        return file + ":" + line + ":" + column;
    }
}
