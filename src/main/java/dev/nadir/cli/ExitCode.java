package dev.nadir.cli;

/** What the shell is told; of several, the one with the highest rank. */
enum ExitCode {
    /** Every claim stands. */
    STANDS(0),
    /** Something is undecided. */
    UNDECIDED(3),
    /** A claim is refuted, or differs from its accepted evidence. */
    REFUTED(1),
    /** The file or the command is wrong. */
    WRONG_INPUT(2),
    /** Our defect. */
    OUR_DEFECT(70),
    /** Interrupted; what was finished is written whole. */
    INTERRUPTED(130);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    int code() {
        return code;
    }

    /** The one that the shell is told when both happened: the later of the two in this list. */
    ExitCode and(ExitCode other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
