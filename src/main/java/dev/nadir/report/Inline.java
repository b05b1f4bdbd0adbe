package dev.nadir.report;

import dev.nadir.expr.print.Layout;

/** A stretch within a line of a report. */
public sealed interface Inline {

    /** Plain prose. */
    record Text(String text) implements Inline {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.text(this);
        }
    }

    /** Prose that matters. */
    record Strong(String text) implements Inline {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.strong(this);
        }
    }

    /** As in a file or on a command line. */
    record Code(String text) implements Inline {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.code(this);
        }
    }

    /** A formula, short enough for a line of text. */
    record Formula(Layout layout) implements Inline {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.formula(this);
        }
    }

    /** A source, by its key. */
    record Citation(String key) implements Inline {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.citation(this);
        }
    }

    /** A word that is an answer, such as a verdict; told by the word first and by its look second. */
    record Badge(String word, Tone tone) implements Inline {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.badge(this);
        }
    }

    /** How an answer is meant. */
    enum Tone {
        STRONG,
        GOOD,
        OPEN,
        BAD
    }

    /** Calls the function of this case. */
    <R> R match(Cases<R> cases);

    /** One function per case. */
    interface Cases<R> {
        /** What becomes of a text. */
        R text(Text x);

        /** What becomes of a strong. */
        R strong(Strong x);

        /** What becomes of a code. */
        R code(Code x);

        /** What becomes of a formula. */
        R formula(Formula x);

        /** What becomes of a citation. */
        R citation(Citation x);

        /** What becomes of a badge. */
        R badge(Badge x);
    }
}
