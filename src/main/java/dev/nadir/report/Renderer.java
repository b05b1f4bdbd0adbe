package dev.nadir.report;

import java.util.List;

/** Writes documents in one language. */
public interface Renderer {

    /** The files of one document. */
    List<ReportFile> render(Document document);
}
