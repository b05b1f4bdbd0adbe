package dev.nadir.report.source;

/** A language that derivations are written in. */
public enum SourceLanguage {
    NUMPY,
    JULIA;

    Dialect dialect() {
        return this == NUMPY ? new NumPyDialect() : new JuliaDialect();
    }
}
