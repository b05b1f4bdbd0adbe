package dev.nadir.model.read;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ModelException;
import dev.nadir.model.SourceFile;
import dev.nadir.model.format.Formatter;
import dev.nadir.model.syntax.ModelParser;
import dev.nadir.model.syntax.TextGate;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Lays out model files. */
public final class ModelFormatter {

    private ModelFormatter() {}

    /**
     * The text of a model file in the one layout; names, shapes and data need not be right.
     *
     * @param displayName the path as the user gave it, for messages
     * @throws ModelException if the file does not follow the grammar
     */
    public static String format(Path fileOrFolder, String displayName) {
        return format(TextGate.read(fileOrFolder, displayName));
    }

    /**
     * The text in the one layout.
     *
     * @throws ModelException if the text does not follow the grammar
     */
    public static String format(String text, String displayName) {
        return format(TextGate.read(text.getBytes(StandardCharsets.UTF_8), Path.of(displayName), displayName));
    }

    private static String format(SourceFile file) {
        List<Diagnostic> diagnostics = ModelParser.parse(file).diagnostics();
        if (!diagnostics.isEmpty()) {
            throw new ModelException(diagnostics);
        }
        return Formatter.format(file.text());
    }
}
