package dev.nadir.model.syntax;

import dev.nadir.base.Diagnostic;
import dev.nadir.model.Model;
import dev.nadir.model.SourceFile;
import dev.nadir.model.grammar.NadirLexer;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;
import org.antlr.v4.runtime.atn.PredictionMode;

/** Reads the text of a model file into an unchecked model. */
public final class ModelParser {

    private ModelParser() {}

    /** Reads what can be read, and reports every line that cannot. */
    public static Unchecked parse(SourceFile file) {
        Reading quick = read(file, PredictionMode.SLL);
        // SLL may refuse what LL accepts; where it accepts, both agree (Parr, Harwell, Fisher 2014).
        Reading reading = quick.places.diagnostics().isEmpty() ? quick : read(file, PredictionMode.LL);
        ModelBuilder builder = new ModelBuilder(reading.places);
        Model model = builder.build(reading.tree);
        Set<String> brokenNames = new LinkedHashSet<>(reading.errors.brokenNames());
        brokenNames.addAll(builder.brokenNames());
        List<Diagnostic> diagnostics = new ArrayList<>(reading.places.diagnostics());
        return new Unchecked(model, diagnostics, brokenNames);
    }

    private record Reading(Places places, SyntaxErrors errors, NadirParser.FileContext tree) {}

    private static Reading read(SourceFile file, PredictionMode mode) {
        Places places = new Places(file);
        SyntaxErrors errors = new SyntaxErrors(places);
        NadirLexer lexer = new NadirLexer(CharStreams.fromString(lines(file.text())));
        lexer.removeErrorListeners();
        CommonTokenStream tokens = new CommonTokenStream(lexer);
        tokens.fill();
        NadirParser parser = new NadirParser(tokens);
        parser.removeErrorListeners();
        parser.setErrorHandler(errors);
        parser.getInterpreter().setPredictionMode(mode);
        return new Reading(places, errors, parser.file());
    }

    /**
     * The text as the lexer wants it, every place unchanged: a carriage return on its own ends a line too, and the last
     * line has an end.
     */
    private static String lines(String text) {
        StringBuilder lines = new StringBuilder(text.stripTrailing());
        for (int i = 0; i < lines.length(); i++) {
            boolean isAlone = lines.charAt(i) == '\r' && (i + 1 == lines.length() || lines.charAt(i + 1) != '\n');
            if (isAlone) {
                lines.setCharAt(i, '\n');
            }
        }
        return lines.append('\n').toString();
    }
}
