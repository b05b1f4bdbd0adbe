package dev.nadir.base;

/** A documented condition does not hold; the message says the rule and the value. */
public final class PreconditionException extends WorkbenchException {

    /** The rule, then the value: "epsilon must be > 0 and finite, got -0.5". */
    public PreconditionException(String message) {
        super(message);
    }
}
