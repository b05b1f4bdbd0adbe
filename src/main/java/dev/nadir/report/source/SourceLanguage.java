package dev.nadir.report.source;

/** A language that derivations are written in. */
public enum SourceLanguage {
    NUMPY(new NumPyDialect()),
    JULIA(new JuliaDialect());

    private final Dialect dialect;

    SourceLanguage(Dialect dialect) {
        this.dialect = dialect;
    }

    Dialect dialect() {
        return dialect;
    }
}
