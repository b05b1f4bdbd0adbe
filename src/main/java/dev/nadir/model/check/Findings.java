package dev.nadir.model.check;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.SourceFile;
import java.util.ArrayList;
import java.util.List;

/** What was found wrong so far. */
final class Findings {

    private final SourceFile file;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    Findings(SourceFile file) {
        this.file = file;
    }

    /** Findings about the same file that nobody will see. */
    Findings aside() {
        return new Findings(file);
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    int count() {
        return diagnostics.size();
    }

    /** Adds what is wrong, and says that nothing more is known. */
    Type report(ErrorCode code, SourceSpan span, String value, String cause, String fix) {
        diagnostics.add(file.diagnostic(code, span, value, cause, fix));
        return new Type.Unknown();
    }
}
