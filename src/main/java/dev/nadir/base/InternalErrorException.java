package dev.nadir.base;

/** Our own defect; the message says what happened, the command adds what to report and how. */
public final class InternalErrorException extends WorkbenchException {

    /** What should have been impossible. */
    public InternalErrorException(String message) {
        super(message);
    }

    /** What should have been impossible, and what led to it. */
    public InternalErrorException(String message, Throwable cause) {
        super(message, cause);
    }
}
