package dev.nadir.base;

/** Something that has a value, but of which there is more than can be looked at one by one. */
public final class LimitException extends PreconditionException {

    private static final long serialVersionUID = 1;

    /** With a message such as {@code there must be at most 1000 subsets, got about 4000}. */
    public LimitException(String message) {
        super(message);
    }
}
