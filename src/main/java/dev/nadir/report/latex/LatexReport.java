package dev.nadir.report.latex;

import dev.nadir.expr.print.LatexText;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Block;
import dev.nadir.report.Document;
import dev.nadir.report.Renderer;
import dev.nadir.report.ReportFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Documents as LaTeX, for pdflatex and BibTeX as Debian ships them. */
public final class LatexReport implements Renderer {

    private static final String PREAMBLE =
            """
            \\documentclass[11pt,a4paper]{article}
            \\usepackage[T1]{fontenc}
            \\usepackage[utf8]{inputenc}
            \\usepackage{textcomp}
            \\usepackage{lmodern}
            \\usepackage[margin=2.5cm]{geometry}
            \\usepackage{amsmath,amssymb,amsthm}
            \\usepackage{array,booktabs}
            \\usepackage{caption}
            \\usepackage{xcolor}
            \\usepackage[round,authoryear]{natbib}
            \\usepackage{microtype}
            \\usepackage[hidelinks,pdfencoding=auto]{hyperref}
            \\captionsetup{hypcap=false,font=small,labelfont=bf,justification=raggedright,singlelinecheck=false}
            \\definecolor{strong}{HTML}{0B5394}
            \\definecolor{good}{HTML}{1E6B34}
            \\definecolor{open}{HTML}{8A5A00}
            \\definecolor{bad}{HTML}{A61C1C}
            \\theoremstyle{plain}
            \\newtheorem{claim}{Claim}
            \\allowdisplaybreaks[2]
            \\setlength{\\emergencystretch}{3em}
            \\setlength{\\parindent}{0pt}
            \\setlength{\\parskip}{0.5\\baselineskip plus 1pt}
            \\renewcommand{\\bibfont}{\\small\\raggedright}
            """;

    /** Loaded only where something is drawn: it takes longer than all the rest. */
    private static final String PLOTS =
            """
            \\usepackage{pgfplots}
            \\pgfplotsset{compat=1.18}
            \\definecolor{plotA}{HTML}{1F5FA8}
            \\definecolor{plotB}{HTML}{C4601D}
            \\definecolor{plotC}{HTML}{2E7D4F}
            \\definecolor{plotD}{HTML}{7A4EA3}
            \\pgfplotsset{house/.style={width=0.97\\linewidth, height=0.7\\linewidth, axis lines=left,
              enlargelimits=0.06, tick label style={font=\\scriptsize}, label style={font=\\footnotesize},
              legend columns=-1, legend style={font=\\scriptsize, draw=none, fill=none, at={(0.5,1.03)}, anchor=south,
              /tikz/every even column/.append style={column sep=1em}},
              legend cell align=left, axis line style={gray}, tick style={gray}, xtick align=outside, ytick align=outside}}
            """;

    @Override
    public List<ReportFile> render(Document document) {
        List<ReportFile> files = new ArrayList<>();
        files.add(new ReportFile(document.name() + ".tex", text(document)));
        String sources = document.bibliography().entries().values().stream()
                .map(Bibliography.Entry::source)
                .collect(Collectors.joining("\n\n"));
        files.add(new ReportFile("references.bib", sources + "\n"));
        return files;
    }

    /** None: a paper has one document. */
    @Override
    public Optional<ReportFile> index(List<Document> documents) {
        return Optional.empty();
    }

    private static String text(Document document) {
        LatexBlocks blocks = new LatexBlocks(new LatexInlines(document.bibliography()));
        StringBuilder out = new StringBuilder(PREAMBLE);
        boolean draws = document.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .anyMatch(block -> block instanceof Block.Figures);
        out.append(draws ? PLOTS : "");
        out.append("\\hypersetup{pdftitle={")
                .append(bookmark(document.title()))
                .append("}}\n\\begin{document}\n\n{\\LARGE\\bfseries\\raggedright ")
                .append(LatexText.escape(document.title()))
                .append("\\par}\n\\medskip\n");
        out.append(blocks.all(document.summary()));
        for (Document.Section section : document.sections()) {
            out.append(section.level() == 1 ? "\n\\section{" : "\n\\subsection{")
                    .append(heading(section.title()))
                    .append("}\n\n")
                    .append(blocks.all(section.blocks()));
        }
        if (!document.cited().isEmpty()) {
            out.append("\n\\bibliographystyle{plainnat}\n\\bibliography{references}\n");
        }
        return out.append("\n\\end{document}\n").toString();
    }

    /** A heading, with a plainer form for the bookmarks where it has more than they can show. */
    private static String heading(String title) {
        String latex = LatexText.escape(title);
        String plain = bookmark(title);
        return latex.equals(plain) ? latex : "\\texorpdfstring{" + latex + "}{" + plain + "}";
    }

    /** Only what every reader of PDF shows. */
    private static String bookmark(String title) {
        return title.replaceAll("[^A-Za-z0-9 ,.;:()+*/=?!-]", "");
    }
}
