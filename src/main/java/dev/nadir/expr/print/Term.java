package dev.nadir.expr.print;

/** A layout with how tightly it holds together, from which {@link Notation} decides where brackets are needed. */
public record Term(Layout layout, Level level) {

    /** From loose to tight. */
    public enum Level {
        RELATION,
        SUM,
        /** A sum or product sign with its body: fine as the last factor, bracketed before another. */
        BIG,
        PRODUCT,
        /** A function with its argument in brackets. */
        APPLICATION,
        /** Something with a superscript. */
        POWER,
        ATOM
    }

    /** A term that never needs brackets. */
    public static Term atom(Layout layout) {
        return new Term(layout, Level.ATOM);
    }

    /** A summand with its sign. */
    public record Signed(boolean negative, Term term) {}

    boolean isBelow(Level other) {
        return level.compareTo(other) < 0;
    }
}
