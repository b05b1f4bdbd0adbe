package dev.nadir.report;

import dev.nadir.evidence.Evidence;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Models and their evidence as files; writes nothing itself. */
public record ReportWriter(Author author, List<Renderer> renderers) {

    /** Copies the renderers. */
    public ReportWriter {
        renderers = List.copyOf(renderers);
    }

    /** What one report is about. */
    public record Subject(Model model, Evidence evidence) {}

    /** The files of one model: {@code <model>.tex}, {@code references.bib}, {@code <model>.html}. */
    public List<ReportFile> write(Model model, Evidence evidence) {
        return render(author.write(model, evidence));
    }

    /** The files of several models, each name once, with an index where there is more than one. */
    public List<ReportFile> write(List<Subject> subjects) {
        List<Document> documents = subjects.stream()
                .map(subject -> author.write(subject.model(), subject.evidence()))
                .toList();
        Map<String, ReportFile> files = new LinkedHashMap<>();
        documents.forEach(document -> render(document).forEach(file -> files.putIfAbsent(file.name(), file)));
        if (documents.size() > 1) {
            renderers.forEach(
                    renderer -> renderer.index(documents).ifPresent(file -> files.putIfAbsent(file.name(), file)));
        }
        return new ArrayList<>(files.values());
    }

    private List<ReportFile> render(Document document) {
        return renderers.stream()
                .flatMap(renderer -> renderer.render(document).stream())
                .toList();
    }
}
