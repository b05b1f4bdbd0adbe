package dev.nadir.base;

/**
 * Every rule that a file or a command can break, with a stable code. F: the file itself; G: grammar; M: the model's
 * meaning; A: the algebra; D: data; P: privacy; C: the command; V: verification and solving.
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
    FORMULA_TOO_LONG("ND-G007", "a formula must have at most 500 operations"),
    NUMBER_TOO_LARGE("ND-G008", "a number must have at most 50 digits and an exponent of at most 400"),

    MISSING_PART("ND-M001", "a model must have every part that its meaning needs"),
    DUPLICATE_NAME("ND-M002", "a name must be declared only once"),
    UNKNOWN_NAME("ND-M003", "a name must be declared before it is used"),
    UNKNOWN_WORD("ND-M004", "a word of the language must be one that it knows"),
    CLAIM_STATEMENT("ND-M005", "a claim must say exactly one thing"),
    SHAPE_SIZES("ND-M006", "a shape must have as many sizes as its word says"),
    FUNCTION_ARGUMENTS("ND-M007", "a function must be given what it needs"),
    SIZE_NEEDED("ND-M008", "a size must be a whole number made of sizes"),
    INDEX("ND-M009", "a family must be indexed, within its range, and nothing else"),
    CONDITION("ND-M010", "a condition must be a comparison or a property that is known"),
    LOSS_SCALAR("ND-M011", "the loss must be a scalar"),
    RANDOM_OUTSIDE("ND-M012", "what is random must stand inside E[...]"),
    LAW("ND-M013", "a random name must have a law that fits its shape"),
    UNKNOWN_INSTANCE("ND-M014", "verify must name an instance, once"),
    METHOD_OPTION("ND-M015", "a method must be given options that it knows, with values that they take"),
    SYMMETRY_MAP("ND-M016", "a symmetry must map parameters to formulas of their shape"),
    CLAIM_REFERENCE("ND-M017", "a claim must name parameters and symmetries that the model has"),
    SHAPE_MISMATCH("ND-M021", "shapes must match"),
    TELESCOPE("ND-M022", "the factors of a product over an index must follow on one another"),

    DATA_NOT_FOUND("ND-D001", "a data file must exist and be readable"),
    DATA_OUTSIDE("ND-D002", "a data file must lie in the folder of its model"),
    DATA_TOO_LARGE("ND-D003", "a data file must be at most 64 MB"),
    DATA_ENCODING("ND-D004", "a data file must be text in UTF-8"),
    DATA_EMPTY("ND-D005", "a data file must hold numbers"),
    DATA_CELL("ND-D006", "a cell that is read must hold a finite number"),
    DATA_MISSING("ND-D007", "a cell that is read must not be empty"),
    DATA_RAGGED("ND-D008", "every row must have the same number of cells"),
    DATA_COUNT("ND-D009", "a file must have as many rows as its first line says"),
    DATA_SELECTION("ND-D010", "columns and rows that are chosen must exist"),
    SETTING_MISSING("ND-D021", "an instance must give every size and all data"),
    SETTING_VALUE("ND-D022", "a setting must have a value"),
    SETTING_SHAPE("ND-D023", "a setting must have the declared shape"),
    SETTING_PROPERTY("ND-D024", "a setting must meet what is declared of it"),

    PARAMETER_SET("ND-V001", "a parameter must be free, or lie in a set that coordinates keep"),
    NOT_POLYNOMIAL("ND-V002", "critical points that are to be counted must solve polynomial equations"),
    CONSTRAINT("ND-V003", "what a parameter is subject to must be kept by every step"),
    FUNCTION_FORMULA("ND-V005", "a function must have a formula before it has numbers"),
    NOT_SQUARE("ND-V004", "a system that is solved by paths must have as many equations as unknowns"),

    PRIVACY_EPSILON("ND-P001", "what a release may cost must be positive and finite"),
    PRIVACY_DELTA("ND-P002", "delta must lie strictly between 0 and 1"),
    PRIVACY_BOUND(
            "ND-P003", "the bound on the norm of a row must be positive and finite, with a grid that resolves it"),
    PRIVACY_DIMENSION("ND-P004", "the number of entries of a row must be said, and a covariance must fit into memory"),
    PRIVACY_RANK("ND-P005", "a rank must be a whole number from 1 to the number of entries of a row"),
    PRIVACY_ADJACENCY("ND-P006", "which data sets are neighbours must be said, and stay the same"),
    PRIVACY_BUDGET("ND-P007", "a release must fit into what is left of the budget"),
    PRIVACY_LEDGER("ND-P008", "a ledger must be whole, and its own"),

    NOT_IN_ALGEBRA("ND-A001", "the algebra must cover every operation of a loss"),

    COMMAND_USAGE("ND-C001", "a command must follow its usage"),
    COMMAND_MODEL("ND-C002", "MODEL must be a model file or a folder that holds one"),
    COMMAND_INSTANCE("ND-C003", "an instance must be one that the model declares"),
    COMMAND_CLAIM("ND-C004", "a claim must be one that the model makes"),
    COMMAND_METHOD("ND-C005", "a method must be one that this version has"),
    COMMAND_SIZE("ND-C006", "a size must be one that the model declares, with a number it allows"),
    COMMAND_VALUE("ND-C007", "an option must have a value that it allows"),
    COMMAND_OUTPUT("ND-C008", "what is written must have a place that can be written to"),
    COMMAND_EXPLAIN("ND-C009", "only codes that exist can be explained"),
    COMMAND_EVIDENCE("ND-C010", "accepted evidence must be a readable evidence file of the same model");

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
