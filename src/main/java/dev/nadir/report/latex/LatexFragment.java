package dev.nadir.report.latex;

import dev.nadir.expr.print.LatexText;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Document.Section;
import java.util.List;

/** Parts of a report as LaTeX without a preamble, to be put into a paper; they need amsmath and amssymb. */
public final class LatexFragment {

    private LatexFragment() {}

    /** The sections, their titles as paragraphs. */
    public static String of(List<Section> sections) {
        LatexBlocks blocks = new LatexBlocks(new LatexInlines(Bibliography.known()));
        StringBuilder out = new StringBuilder();
        for (Section section : sections) {
            out.append(out.length() == 0 ? "" : "\n")
                    .append("\\paragraph{")
                    .append(LatexText.escape(section.title()))
                    .append("}\n\n")
                    .append(blocks.all(section.blocks()));
        }
        return out.toString();
    }
}
