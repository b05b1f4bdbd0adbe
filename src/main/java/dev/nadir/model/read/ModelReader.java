package dev.nadir.model.read;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ModelException;
import dev.nadir.model.Model;
import dev.nadir.model.SourceFile;
import dev.nadir.model.Table;
import dev.nadir.model.check.Checker;
import dev.nadir.model.data.TableReader;
import dev.nadir.model.syntax.ModelParser;
import dev.nadir.model.syntax.TextGate;
import dev.nadir.model.syntax.Unchecked;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

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
        List<Diagnostic> diagnostics = new ArrayList<>(unchecked.diagnostics());
        Model model = readData(unchecked.model(), diagnostics);
        // What the check finds on a line that could not be read follows from what is reported there already.
        Set<Integer> brokenLines = new HashSet<>();
        unchecked
                .diagnostics()
                .forEach(diagnostic -> brokenLines.add(diagnostic.span().line()));
        Checker.check(model, unchecked.brokenNames()).stream()
                .filter(diagnostic -> !brokenLines.contains(diagnostic.span().line()))
                .forEach(diagnostics::add);
        diagnostics.sort(Comparator.<Diagnostic>comparingInt(diagnostic -> isOf(file, diagnostic) ? 0 : 1)
                .thenComparing(diagnostic -> diagnostic.span().file())
                .thenComparingInt(diagnostic -> diagnostic.span().line())
                .thenComparingInt(diagnostic -> diagnostic.span().column()));
        if (!diagnostics.isEmpty()) {
            throw new ModelException(diagnostics);
        }
        return model;
    }

    private static boolean isOf(SourceFile file, Diagnostic diagnostic) {
        return diagnostic.span().file().equals(file.displayName());
    }

    private static Model readData(Model model, List<Diagnostic> diagnostics) {
        TableReader reader = new TableReader(model.file());
        List<Model.InstanceDeclaration> instances = new ArrayList<>();
        for (Model.InstanceDeclaration instance : model.instances()) {
            Map<String, Table> tables = new LinkedHashMap<>();
            instance.settings().values().forEach(setting -> tables.putAll(reader.tables(setting)));
            instances.add(instance.withTables(tables));
        }
        diagnostics.addAll(reader.diagnostics());
        return model.withInstances(instances);
    }
}
