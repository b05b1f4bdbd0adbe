package dev.nadir.model.syntax;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.SourceFile;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;

/** Where tokens stand in a file, and what was found wrong there so far. */
final class Places {

    private final SourceFile file;
    private final List<Diagnostic> diagnostics = new ArrayList<>();

    Places(SourceFile file) {
        this.file = file;
    }

    SourceFile file() {
        return file;
    }

    List<Diagnostic> diagnostics() {
        return List.copyOf(diagnostics);
    }

    void report(Diagnostic diagnostic) {
        diagnostics.add(diagnostic);
    }

    void report(ErrorCode code, SourceSpan span, String value, String cause, String fix) {
        diagnostics.add(file.diagnostic(code, span, value, cause, fix));
    }

    /** Where a token stands; the end of a line or of the file is a place of one column. */
    SourceSpan span(Token token) {
        int line = token.getLine();
        int column = token.getCharPositionInLine() + 1;
        int length = Math.max(1, token.getStopIndex() - token.getStartIndex() + 1);
        boolean isLineEnd = token.getType() == Token.EOF || token.getText().indexOf('\n') >= 0;
        return new SourceSpan(file.displayName(), line, column, line, column + (isLineEnd ? 1 : length));
    }

    SourceSpan span(ParserRuleContext context) {
        return span(context.getStart()).to(span(context.getStop()));
    }
}
