package dev.nadir.base;

import java.util.List;
import java.util.stream.Collectors;

/** The model file, or its data, is wrong; carries every diagnostic, not only the first. */
public final class ModelException extends WorkbenchException {

    private final transient List<Diagnostic> diagnostics;

    /** Wraps at least one diagnostic. */
    public ModelException(List<Diagnostic> diagnostics) {
        super(diagnostics.stream().map(Diagnostic::render).collect(Collectors.joining("\n")));
        this.diagnostics = List.copyOf(diagnostics);
        if (diagnostics.isEmpty()) {
            throw new InternalErrorException("a ModelException must carry a diagnostic");
        }
    }

    /** What is wrong, in the order of the file. */
    public List<Diagnostic> diagnostics() {
        return diagnostics;
    }
}
