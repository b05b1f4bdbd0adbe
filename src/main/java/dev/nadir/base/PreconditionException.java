package dev.nadir.base;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A documented condition does not hold; the message says the rule and the value. */
public sealed class PreconditionException extends WorkbenchException permits LimitException {

    private final @Nullable ErrorCode code;

    /** The rule, then the value: "epsilon must be > 0 and finite, got -0.5". */
    public PreconditionException(String message) {
        super(message);
        this.code = null;
    }

    /** A rule with a code, then what was found instead: {@code "got epsilon = -0.5"}. */
    public PreconditionException(ErrorCode code, String found) {
        super(code.rule() + ": " + found);
        this.code = code;
    }

    /** The code of the rule, if it has one. */
    public Optional<ErrorCode> code() {
        return Optional.ofNullable(code);
    }
}
