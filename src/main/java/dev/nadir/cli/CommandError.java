package dev.nadir.cli;

import dev.nadir.base.ErrorCode;

/** The command is wrong: which rule, with which value, why, and how to mend it. */
final class CommandError extends RuntimeException {

    private final ErrorCode code;

    CommandError(ErrorCode code, String value, String cause, String fix) {
        super("error[" + code.id() + "]: " + code.rule() + "\n  got    " + value + "\ncause  " + cause + "\nfix    "
                + fix + "\n");
        this.code = code;
    }

    ErrorCode code() {
        return code;
    }
}
