package dev.nadir.report.html;

import dev.nadir.report.Block;
import dev.nadir.report.Document;
import dev.nadir.report.Renderer;
import dev.nadir.report.ReportFile;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Documents as self-contained HTML pages. */
public final class HtmlReport implements Renderer {

    @Override
    public List<ReportFile> render(Document document) {
        HtmlBlocks blocks = new HtmlBlocks(new HtmlInlines(document.bibliography()));
        StringBuilder body = new StringBuilder("<header>\n<h1>")
                .append(HtmlText.escape(document.title()))
                .append("</h1>\n")
                .append(blocks.all(document.summary()))
                .append("</header>\n");
        for (Document.Section section : document.sections()) {
            String heading = section.level() == 1 ? "h2" : "h3";
            body.append('<').append(heading).append('>').append(HtmlText.escape(section.title()));
            body.append("</").append(heading).append(">\n").append(blocks.all(section.blocks()));
        }
        if (!document.cited().isEmpty()) {
            body.append("<h2>References</h2>\n").append(HtmlReferences.list(document.cited()));
        }
        return List.of(new ReportFile(document.name() + ".html", HtmlText.page(document.title(), body.toString())));
    }

    /** The page that leads to several reports: each with its title and what is found at its top. */
    @Override
    public Optional<ReportFile> index(List<Document> documents) {
        String entries = documents.stream().map(HtmlReport::entry).collect(Collectors.joining());
        String body = "<header>\n<h1>Reports</h1>\n</header>\n" + entries;
        return Optional.of(new ReportFile("index.html", HtmlText.page("Reports", body)));
    }

    private static String entry(Document document) {
        String name = HtmlText.escape(document.name());
        HtmlBlocks blocks = new HtmlBlocks(new HtmlInlines(document.bibliography()));
        String summary = document.summary().stream()
                .filter(block -> block instanceof Block.Paragraph)
                .limit(2)
                .map(block -> block.match(blocks))
                .collect(Collectors.joining());
        return "<section>\n<h2><a href=\"" + name + ".html\">" + HtmlText.escape(document.title()) + "</a></h2>\n"
                + summary.replaceAll("</?a( [^>]*)?>", "") + "</section>\n";
    }
}
