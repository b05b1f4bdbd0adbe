package dev.nadir.reduction;

/** A step that could not be taken, and why: not an error of the user, nor a statement about the loss. */
public final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final String step;

    /**
     * A refusal.
     *
     * @param step the lemma or stage that could not be applied
     * @param reason what it would have needed
     */
    public Refusal(String step, String reason) {
        super(reason);
        this.step = step;
    }

    /** The lemma or stage. */
    public String step() {
        return step;
    }

    /** Both, as one line. */
    public String line() {
        return step + ": " + getMessage();
    }
}
