package dev.nadir.report.terminal;

import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/** What {@code nadir check} and {@code nadir list} show of a model. */
public final class CheckView {

    private static final int KEYWORD_WIDTH = 13;

    /** The loss is put on one line up to here. */
    private static final int MOST_LOSS = 96;

    private CheckView() {}

    /** The model as a tree: what is declared, minimised and claimed. */
    public static String of(Model model) {
        List<String> lines = new ArrayList<>();
        add(lines, "sizes", declared(model.sizes()));
        add(lines, "data", declared(model.data()));
        add(lines, "random", declared(model.random()));
        add(lines, "parameters", declared(model.parameters()));
        if (model.objective().equations().isEmpty()) {
            add(lines, model.objective().name(), loss(model));
        } else {
            int count = model.objective().equations().size();
            add(lines, "equations", count + (count == 1 ? " line" : " lines"));
        }
        add(
                lines,
                "assume",
                String.join(
                        ", ",
                        model.assumptions().stream()
                                .map(each -> FormulaPrinter.print(each.condition()))
                                .toList()));
        add(
                lines,
                "symmetry",
                model.symmetries().stream().map(Model.Symmetry::name).collect(Collectors.joining(", ")));
        add(lines, "claims", claims(model));
        add(lines, "instances", instances(model));
        StringBuilder text = new StringBuilder(title(model));
        for (int i = 0; i < lines.size(); i++) {
            text.append(i == lines.size() - 1 ? "└ " : "├ ")
                    .append(lines.get(i))
                    .append('\n');
        }
        return text.toString();
    }

    /** The model in three lines. */
    public static String brief(Model model) {
        return title(model) + "├ " + Text.pad("claims", KEYWORD_WIDTH) + orNone(claims(model)) + "\n└ "
                + Text.pad("instances", KEYWORD_WIDTH) + orNone(instances(model)) + "\n";
    }

    private static String title(Model model) {
        String description = model.description().isEmpty() ? "" : "   " + model.description();
        return model.name() + description + "\n";
    }

    private static void add(List<String> lines, String keyword, String value) {
        if (!value.isEmpty()) {
            lines.add(Text.pad(keyword, KEYWORD_WIDTH) + value);
        }
    }

    private static String declared(List<Declaration> declarations) {
        return declarations.stream().map(CheckView::declared).collect(Collectors.joining(", "));
    }

    /** {@code W[1..L]}. */
    private static String declared(Declaration declaration) {
        return declaration
                .index()
                .map(range -> declaration.name() + "[" + FormulaPrinter.print(range.from()) + ".."
                        + FormulaPrinter.print(range.to()) + "]")
                .orElse(declaration.name());
    }

    private static String loss(Model model) {
        String text = FormulaPrinter.print(model.objective().value());
        return text.length() <= MOST_LOSS ? text : text.substring(0, MOST_LOSS - 3) + "...";
    }

    private static String claims(Model model) {
        return model.claims().stream().map(Claim::name).collect(Collectors.joining(", "));
    }

    private static String instances(Model model) {
        return model.instances().stream().map(Model.InstanceDeclaration::name).collect(Collectors.joining(", "));
    }

    private static String orNone(String text) {
        return text.isEmpty() ? "none" : text;
    }
}
