package dev.nadir.model.read;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ModelException;
import dev.nadir.model.Model;
import dev.nadir.model.SourceFile;
import dev.nadir.model.syntax.ModelParser;
import dev.nadir.model.syntax.TextGate;
import dev.nadir.model.syntax.Unchecked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** Reads model files. */
public final class ModelReader {

    private ModelReader() {}

    /**
     * Reads a model file, or the one model file of a folder, with the data files that its instances name.
     *
     * @param displayName the path as the user gave it, for messages
     * @throws ModelException with every diagnostic, if anything is wrong
     */
    public static Model read(Path fileOrFolder, String displayName) {
        return check(TextGate.read(fileOrFolder, displayName));
    }

    /**
     * Reads a model from text.
     *
     * @param folder where data paths start
     * @throws ModelException with every diagnostic, if anything is wrong
     */
    public static Model parse(String text, String displayName, Path folder) {
        return check(TextGate.read(text.getBytes(StandardCharsets.UTF_8), folder.resolve("text.model"), displayName));
    }

    private static Model check(SourceFile file) {
        Unchecked unchecked = ModelParser.parse(file);
        List<Diagnostic> diagnostics = unchecked.diagnostics();
        if (!diagnostics.isEmpty()) {
            throw new ModelException(diagnostics);
        }
        return unchecked.model();
    }
}
