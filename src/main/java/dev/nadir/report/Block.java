package dev.nadir.report;

import dev.nadir.expr.print.Layout;
import java.util.List;
import java.util.Optional;

/** A part of a report that stands on its own lines. */
public sealed interface Block {

    /** Prose. */
    record Paragraph(List<Inline> content) implements Block {
        /** Copies the content. */
        public Paragraph {
            content = List.copyOf(content);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.paragraph(this);
        }
    }

    /** Points, one below the other. */
    record Bullets(List<List<Inline>> items) implements Block {
        /** Copies the items. */
        public Bullets {
            items = items.stream().map(List::copyOf).toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.bullets(this);
        }
    }

    /** Displayed formulas, aligned at their relation and broken into lines where they are long. */
    record Display(List<Equation> equations) implements Block {
        /** Copies the equations. */
        public Display {
            equations = List.copyOf(equations);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.display(this);
        }
    }

    /**
     * One displayed formula.
     *
     * @param left what stands before the relation; without it the formula stands alone
     * @param relation a sign, ignored where nothing stands before it
     */
    record Equation(Optional<Layout> left, String relation, Layout right) {}

    /** A numbered claim with its name, its sources and its statement. */
    record Statement(String name, List<String> cites, List<Block> body) implements Block {
        /** Copies the lists. */
        public Statement {
            cites = List.copyOf(cites);
            body = List.copyOf(body);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.statement(this);
        }
    }

    /** A table. */
    record Table(String caption, List<Column> columns, List<List<List<Inline>>> rows) implements Block {
        /** Copies the lists. */
        public Table {
            columns = List.copyOf(columns);
            rows = rows.stream()
                    .map(row -> row.stream().map(List::copyOf).toList())
                    .toList();
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.table(this);
        }
    }

    /**
     * A column of a table.
     *
     * @param header empty for none
     * @param isNumeric whether it is set flush right
     */
    record Column(String header, boolean isNumeric) {}

    /** Figures side by side. */
    record Figures(List<Figure> figures) implements Block {
        /** Copies the figures. */
        public Figures {
            figures = List.copyOf(figures);
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.figures(this);
        }
    }

    /** Text as it is, such as a witness or a command. */
    record Verbatim(String text) implements Block {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.verbatim(this);
        }
    }

    /** Calls the function of this case. */
    <R> R match(Cases<R> cases);

    /** One function per case. */
    interface Cases<R> {
        /** What becomes of a paragraph. */
        R paragraph(Paragraph x);

        /** What becomes of a list. */
        R bullets(Bullets x);

        /** What becomes of a display. */
        R display(Display x);

        /** What becomes of a statement. */
        R statement(Statement x);

        /** What becomes of a table. */
        R table(Table x);

        /** What becomes of a figures. */
        R figures(Figures x);

        /** What becomes of a verbatim. */
        R verbatim(Verbatim x);
    }
}
