package dev.nadir.base;

/**
 * Every rule that a file or a command can break, with a stable code. F: the file itself; G: grammar; M: the model's
 * meaning; D: data; C: the command; V: verification and solving.
 *
 * <p>Each has a section in {@code docs/errors.md} and, where a file can break it, a file in {@code models/broken}.
 */
public enum ErrorCode {
    FILE_NOT_FOUND("ND-F001", "the model file must exist and be readable"),
    FILE_TOO_LARGE("ND-F002", "a model file must be at most 1 MB"),
    FILE_BINARY("ND-F003", "a model file must be text"),
    FILE_ENCODING("ND-F004", "a model file must be UTF-8"),
    FILE_NESTING("ND-F005", "brackets must nest at most 500 deep"),
    FILE_EMPTY("ND-F006", "a model file must hold a model"),
    SYNTAX("ND-G001", "the file must follow the grammar"),
    UNEXPECTED_CHARACTER("ND-G002", "every character must belong to the language"),
    TRUNCATED("ND-G003", "the file must not end in the middle of a statement");

    private final String id;
    private final String rule;

    ErrorCode(String id, String rule) {
        this.id = id;
        this.rule = rule;
    }

    /** The stable code, as in {@code ND-M021}. */
    public String id() {
        return id;
    }

    /** The rule that is broken, one phrase. */
    public String rule() {
        return rule;
    }
}
