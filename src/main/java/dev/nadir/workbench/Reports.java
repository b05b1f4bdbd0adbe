package dev.nadir.workbench;

import dev.nadir.report.Bibliography;
import dev.nadir.report.ReportWriter;
import dev.nadir.report.content.ReportAuthor;
import dev.nadir.report.html.HtmlReport;
import dev.nadir.report.latex.LatexReport;
import java.util.List;

/** Puts the pieces of a report together. */
public final class Reports {

    private Reports() {}

    /** A writer of LaTeX and HTML that cites from Nadir's own bibliography. */
    public static ReportWriter writer() {
        return new ReportWriter(new ReportAuthor(Bibliography.known()), List.of(new LatexReport(), new HtmlReport()));
    }
}
