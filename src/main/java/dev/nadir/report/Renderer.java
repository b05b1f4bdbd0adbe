package dev.nadir.report;

import java.util.List;
import java.util.Optional;

/** Writes documents in one language. */
public interface Renderer {

    /** The files of one document. */
    List<ReportFile> render(Document document);

    /** The page that leads to several documents, where the language has such a thing. */
    Optional<ReportFile> index(List<Document> documents);
}
