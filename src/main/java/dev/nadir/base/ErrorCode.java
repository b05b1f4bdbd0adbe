package dev.nadir.base;

/**
 * Every rule that a file or a command can break, with a stable code. F: the file itself; G: grammar; M: the model's
 * meaning; A: the algebra; D: data; C: the command; V: verification and solving.
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
    TRUNCATED("ND-G003", "the file must not end in the middle of a statement"),
    UNCLOSED("ND-G004", "every bracket and quote must be closed in its own statement"),
    UNKNOWN_BLOCK("ND-G005", "a word in column 1 must open a block"),
    BLOCK_ORDER("ND-G006", "blocks must come once each and in their order"),
    FORMULA_TOO_LONG("ND-G007", "a formula must have at most 1000 operations in a row"),
    NUMBER_TOO_LARGE("ND-G008", "a number must have at most 50 digits and an exponent of at most 400"),

    MISSING_PART("ND-M001", "a model must have every part that its meaning needs"),
    DUPLICATE_NAME("ND-M002", "a name must be declared only once"),
    UNKNOWN_NAME("ND-M003", "a name must be declared before it is used"),
    UNKNOWN_WORD("ND-M004", "a word of the language must be one that it knows"),
    CLAIM_STATEMENT("ND-M005", "a claim must say exactly one thing"),
    SHAPE_SIZES("ND-M006", "a shape must have as many sizes as its word says"),

    NOT_IN_ALGEBRA("ND-A001", "the algebra must cover every operation of a loss");

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
