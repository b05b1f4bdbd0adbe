package dev.nadir.expr.print;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Typeset mathematics before a language is chosen: rows, scripts, fractions, fences. {@link LatexRenderer} and
 * {@link MathMLRenderer} write it, {@link LineBreaker} breaks it into lines.
 */
public sealed interface Layout {

    /** How letters stand. */
    enum Style {
        ITALIC,
        UPRIGHT,
        BOLD,
        BLACKBOARD
    }

    /** What an operator does, which decides the space around it. */
    enum OperatorKind {
        BINARY,
        RELATION,
        PREFIX,
        PUNCTUATION,
        ORDINARY
    }

    /** The pairs of delimiters. */
    enum Bracket {
        ROUND,
        SQUARE,
        BRACE,
        NORM,
        ABSOLUTE,
        ANGLE
    }

    /** What stands above a letter. */
    enum Mark {
        HAT,
        BAR,
        TILDE,
        DOT
    }

    /** The operators with limits. */
    enum BigKind {
        SUM,
        PRODUCT
    }

    /** Horizontal space; a factor follows the first two. */
    enum SpaceKind {
        /** No space, but a place between two factors. */
        JUXTAPOSED,
        THIN,
        QUAD
    }

    /** Letters: one italic letter, a Greek one as its own character, or an upright word. */
    record Identifier(String text, Style style) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.identifier(this);
        }
    }

    /** Digits. */
    record Digits(String text) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.digits(this);
        }
    }

    /** A sign, as its Unicode character. */
    record Operator(String symbol, OperatorKind kind) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.operator(this);
        }
    }

    /** The upright name of a function, its argument following in the row. */
    record FunctionName(String name) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.functionName(this);
        }
    }

    /** One after the other. */
    record Row(List<Layout> items) implements Layout {
        /** Copies the items. */
        public Row {
            items = List.copyOf(items);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.row(this);
        }
    }

    /** A base with a subscript, a superscript or both. */
    record Script(Layout base, Optional<Layout> sub, Optional<Layout> sup) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.script(this);
        }
    }

    /** One above the other. */
    record Fraction(Layout numerator, Layout denominator) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fraction(this);
        }
    }

    /** A pair of delimiters, as tall as its body. */
    record Fence(Bracket bracket, Layout body) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.fence(this);
        }
    }

    /**
     * One half of a fence whose other half stands on another line.
     *
     * @param size 0 for text size, then the four steps that LaTeX knows
     */
    record Delimiter(Bracket bracket, boolean opening, int size) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.delimiter(this);
        }
    }

    /** A square root. */
    record Root(Layout body) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.root(this);
        }
    }

    /** A mark above a letter. */
    record Accent(Layout base, Mark mark) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accent(this);
        }
    }

    /** A sum or product sign with its limits; the body follows in the row. */
    record Big(BigKind kind, Optional<Layout> lower, Optional<Layout> upper) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.big(this);
        }
    }

    /** Horizontal space. */
    record Space(SpaceKind kind) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.space(this);
        }
    }

    /** Words of prose within a formula. */
    record Words(String text) implements Layout {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.words(this);
        }
    }

    /** A matrix of formulas in square brackets. */
    record Table(List<List<Layout>> rows) implements Layout {
        /** Copies the rows. */
        public Table {
            rows = rows.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.table(this);
        }
    }

    /** Calls the function of this case. */
    <R> R match(Cases<R> cases);

    /** One function per case; a new case breaks every implementer at compile time. */
    interface Cases<R> {
        R identifier(Identifier x);

        R digits(Digits x);

        R operator(Operator x);

        R functionName(FunctionName x);

        R row(Row x);

        R script(Script x);

        R fraction(Fraction x);

        R fence(Fence x);

        R delimiter(Delimiter x);

        R root(Root x);

        R accent(Accent x);

        R big(Big x);

        R space(Space x);

        R words(Words x);

        R table(Table x);
    }

    /** The items one after the other; rows within rows are opened. */
    static Layout row(List<Layout> items) {
        List<Layout> flat = new ArrayList<>();
        for (Layout item : items) {
            if (item instanceof Row row) {
                flat.addAll(row.items());
            } else {
                flat.add(item);
            }
        }
        return flat.size() == 1 ? flat.get(0) : new Row(flat);
    }

    /** The items one after the other; rows within rows are opened. */
    static Layout row(Layout... items) {
        return row(List.of(items));
    }
}
