package dev.nadir.report;

import dev.nadir.evidence.Evidence;
import dev.nadir.model.Model;
import java.util.List;

/** A model and its evidence as files; writes nothing itself. */
public record ReportWriter(Author author, List<Renderer> renderers) {

    /** Copies the renderers. */
    public ReportWriter {
        renderers = List.copyOf(renderers);
    }

    /** The files of one model: {@code <model>.tex}, {@code references.bib}, {@code <model>.html}. */
    public List<ReportFile> write(Model model, Evidence evidence) {
        Document document = author.write(model, evidence);
        return renderers.stream()
                .flatMap(renderer -> renderer.render(document).stream())
                .toList();
    }
}
