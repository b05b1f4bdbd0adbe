package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.model.Formula;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.model.read.FormulaText;
import dev.nadir.report.Block;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;

/** A line of prose while it is written. */
final class Line {

    private final List<Inline> content = new ArrayList<>();

    Line text(String text) {
        content.add(new Inline.Text(text));
        return this;
    }

    Line strong(String text) {
        content.add(new Inline.Strong(text));
        return this;
    }

    Line code(String text) {
        content.add(new Inline.Code(text));
        return this;
    }

    Line math(Layout layout) {
        content.add(new Inline.Formula(layout));
        return this;
    }

    Line math(Formula formula) {
        return math(FormulaLayout.of(formula));
    }

    /** A sentence in which formulas stand between grave accents. */
    Line sentence(String text) {
        return sentence(text, Names.NONE);
    }

    /** The same, where it is known which names are vectors. */
    Line sentence(String text, Names names) {
        boolean isFormula = false;
        for (String part : text.split("`", -1)) {
            if (isFormula) {
                math(FormulaLayout.of(FormulaText.parse(part), names));
            } else {
                text(part);
            }
            isFormula = !isFormula;
        }
        return this;
    }

    /** A name in the typography of mathematics. */
    Line name(String name) {
        return math(NameLayout.ofSymbol(name).layout());
    }

    Line cite(String key) {
        content.add(new Inline.Citation(key));
        return this;
    }

    Line badge(String word, Inline.Tone tone) {
        content.add(new Inline.Badge(word, tone));
        return this;
    }

    Line add(List<Inline> more) {
        content.addAll(more);
        return this;
    }

    List<Inline> inlines() {
        return List.copyOf(content);
    }

    Block paragraph() {
        return new Block.Paragraph(content);
    }

    /** What a critical point is, in words: {@code non-strict saddle}. */
    static String kind(String word) {
        return word.replace('-', ' ').replace("non strict", "non-strict");
    }

    /** The name of a lemma as people write it. */
    static String lemma(String name) {
        return name.replace('-', ' ')
                .replace("eckart young", "Eckart-Young")
                .replace("cauchy schwarz", "Cauchy-Schwarz")
                .replace("von neumann", "von Neumann");
    }

    /** The words with commas and an "and". */
    static String and(List<String> words) {
        int last = words.size() - 1;
        return last < 1
                ? String.join("", words)
                : String.join(", ", words.subList(0, last)) + " and " + words.get(last);
    }

    /** One item of a table or list that is text alone. */
    static List<Inline> of(String text) {
        return List.of(new Inline.Text(text));
    }

    /** One item of a table or list that is code alone. */
    static List<Inline> ofCode(String code) {
        return List.of(new Inline.Code(code));
    }
}
