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
        if (!sourceLine.isEmpty()) {
            int width = span.endLine() == span.line()
                    ? Math.max(1, span.endColumn() - span.column())
                    : Math.max(1, sourceLine.length() + 1 - span.column());
            text.append(margin).append("  |\n");
            text.append(number).append("  | ").append(sourceLine).append('\n');
            text.append(margin)
                    .append("  | ")
                    .append(indent())
                    .append("^".repeat(width))
                    .append(' ')
                    .append(value);
        } else {
            text.append(margin).append("  | ").append(value);
        }
        text.append('\n').append(margin).append("  |\n");
        text.append("cause  ").append(cause).append('\n');
        text.append("fix    ").append(fix).append('\n');
        return text.toString();
    }

    /** White space as wide as what stands before the span: a tab stays a tab, so that the caret stands right. */
    private String indent() {
        StringBuilder indent = new StringBuilder();
        for (int i = 0; i < span.column() - 1; i++) {
            indent.append(i < sourceLine.length() && sourceLine.charAt(i) == '\t' ? '\t' : ' ');
        }
        return indent.toString();
    }
}
