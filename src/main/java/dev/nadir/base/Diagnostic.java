package dev.nadir.base;

import java.util.Objects;

/**
 * One thing that is wrong in a file: which rule, where, with which value, why, and how to mend it.
 *
 * @param code the stable code; tests and tools go by this, never by the prose
 * @param span where
 * @param value what stands there and why it breaks the rule, in one phrase beside the caret
 * @param cause why the rule exists or what led here, one sentence
 * @param fix how to mend it, one sentence
 * @param sourceLine the text of the first line of the span, empty if there is none (a binary file)
 */
public record Diagnostic(ErrorCode code, SourceSpan span, String value, String cause, String fix, String sourceLine) {

    /** Checks that nothing is missing. */
    public Diagnostic {
        Objects.requireNonNull(code);
        Objects.requireNonNull(span);
        Objects.requireNonNull(value);
        Objects.requireNonNull(cause);
        Objects.requireNonNull(fix);
        Objects.requireNonNull(sourceLine);
    }

    /** Longer lines are shown in part, around the place. */
    private static final int LONGEST_LINE = 160;

    /** How much stands before the place in a line that is shown in part. */
    private static final int LEAD = 40;

    /** The diagnostic as a user sees it: rule, place, the line with a caret, cause and fix. */
    public String render() {
        String number = Integer.toString(span.line());
        String margin = " ".repeat(number.length());
        StringBuilder text = new StringBuilder();
        text.append("error[")
                .append(code.id())
                .append("]: ")
                .append(code.rule())
                .append('\n');
        text.append(margin).append(" --> ").append(span).append('\n');
        if (sourceLine.isEmpty()) {
            text.append(margin).append("  | ").append(value);
        } else {
            int[] letters = sourceLine.codePoints().toArray();
            int column = Math.min(span.column() - 1, letters.length);
            int from = letters.length > LONGEST_LINE ? Math.max(0, column - LEAD) : 0;
            int to = Math.min(letters.length, from + LONGEST_LINE);
            String lead = from > 0 ? "..." : "";
            String tail = to < letters.length ? "..." : "";
            int end = span.endLine() == span.line() ? span.endColumn() - 1 : letters.length;
            int width = Math.max(1, Math.min(end, to) - column);
            text.append(margin).append("  |\n");
            text.append(number).append("  | ").append(lead);
            text.append(new String(letters, from, to - from)).append(tail).append('\n');
            text.append(margin).append("  | ").append(" ".repeat(lead.length()));
            // White space as wide as what stands before: a tab stays a tab, so that the caret stands right.
            for (int i = from; i < span.column() - 1; i++) {
                text.append(i < letters.length && letters[i] == '\t' ? '\t' : ' ');
            }
            text.append("^".repeat(width)).append(' ').append(value);
        }
        text.append('\n').append(margin).append("  |\n");
        text.append("cause  ").append(cause).append('\n');
        text.append("fix    ").append(fix).append('\n');
        return text.toString();
    }
}
