package dev.nadir.base.exact;

/**
 * How much exact arithmetic may still be done, in squared machine words of the numbers that occur: a bound that does not depend
 * on the clock, so that what is given up is given up everywhere.
 */
public final class Effort {

    private long left;

    /** A budget of so many words. */
    public Effort(long words) {
        this.left = words;
    }

    /** The budget is used up. */
    public static final class Exhausted extends RuntimeException {
        Exhausted() {
            super("the numbers of an exact computation became too long", null, false, false);
        }
    }

    /** What is left. */
    public long left() {
        return left;
    }

    /**
     * Takes from the budget.
     *
     * @throws Exhausted if it does not suffice
     */
    public void spend(long words) {
        left -= words;
        if (left < 0) {
            throw new Exhausted();
        }
    }
}
