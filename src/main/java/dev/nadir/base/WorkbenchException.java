package dev.nadir.base;

/** A broken promise: by the file, by the caller or by us. Expected mathematical outcomes are values instead. */
public abstract sealed class WorkbenchException extends RuntimeException
        permits ModelException, PreconditionException, InternalErrorException {

    WorkbenchException(String message) {
        super(message);
    }

    WorkbenchException(String message, Throwable cause) {
        super(message, cause);
    }
}
