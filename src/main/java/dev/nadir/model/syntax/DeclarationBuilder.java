package dev.nadir.model.syntax;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.Spelling;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.grammar.NadirParser;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Reads declarations, lets and the symmetries that are declared with them. */
final class DeclarationBuilder {

    /** The words for shapes, with the number of sizes in their brackets. */
    private static final Map<String, Integer> KINDS = kinds();

    private final Places places;
    private final FormulaBuilder formulas;
    private final Set<String> brokenNames = new LinkedHashSet<>();

    DeclarationBuilder(Places places, FormulaBuilder formulas) {
        this.places = places;
        this.formulas = formulas;
    }

    private static Map<String, Integer> kinds() {
        Map<String, Integer> kinds = new LinkedHashMap<>();
        kinds.put("scalar", 0);
        kinds.put("vector", 1);
        kinds.put("matrix", 2);
        kinds.put("symmetric", 1);
        kinds.put("spd", 1);
        kinds.put("diagonal", 1);
        kinds.put("invertible", 1);
        kinds.put("orthogonal", 1);
        kinds.put("signed-permutation", 1);
        return kinds;
    }

    /** Names whose declaration makes no sense, which is reported. */
    Set<String> brokenNames() {
        return Set.copyOf(brokenNames);
    }

    static boolean isBroken(ParserRuleContext context) {
        return context.exception != null;
    }

    static String text(@Nullable TerminalNode string) {
        return string == null ? "" : FormulaBuilder.unquote(string.getText());
    }

    Declaration size(NadirParser.SizeLineContext context) {
        return new Declaration(
                places.span(context.name()),
                context.name().getText(),
                family(context.family()),
                Declaration.Kind.SIZE,
                List.of(),
                Optional.ofNullable(context.condition()).map(formulas::condition),
                Optional.empty(),
                text(context.STRING()));
    }

    Model.Function function(NadirParser.FunctionLineContext context) {
        Optional<Model.Function.Definition> definition = Optional.ofNullable(context.formula())
                .map(body -> new Model.Function.Definition(context.name(1).getText(), formulas.formula(body)));
        return new Model.Function(
                places.span(context.name(0)), context.name(0).getText(), definition, text(context.STRING()));
    }

    List<Declaration> declarations(List<NadirParser.DeclarationLineContext> lines) {
        return lines.stream()
                .filter(line -> !isBroken(line))
                .map(line -> declaration(line.declaration(), text(line.STRING())))
                .filter(declaration -> !brokenNames.contains(declaration.name()))
                .toList();
    }

    Declaration declaration(NadirParser.DeclarationContext context, String description) {
        NadirParser.KindContext kind = context.kind();
        String word = kind.getText();
        List<NadirParser.FormulaContext> formulasInside = context.formula();
        boolean hasLaw = context.TILDE() != null;
        List<Formula> inside = formulasInside.stream()
                .limit(formulasInside.size() - (hasLaw ? 1 : 0))
                .map(formulas::formula)
                .toList();
        Optional<Formula> law = hasLaw
                ? Optional.of(formulas.formula(formulasInside.get(formulasInside.size() - 1)))
                : Optional.empty();
        Integer expected = KINDS.get(word);
        if (expected == null || expected != inside.size()) {
            brokenNames.add(context.name().getText());
        }
        if (expected == null) {
            places.report(
                    ErrorCode.UNKNOWN_WORD,
                    places.span(kind),
                    "`" + word + "` is not a shape",
                    "Shapes are " + String.join(", ", KINDS.keySet()) + ".",
                    Spelling.didYouMean(word, KINDS.keySet(), "Use one of them."));
        } else if (expected != inside.size()) {
            places.report(
                    ErrorCode.SHAPE_SIZES,
                    places.span(kind).to(places.span(context.kind())),
                    "`" + word + "` is given " + inside.size() + " sizes, not " + expected,
                    "A scalar has no size, a matrix has rows and columns, every other shape has one size.",
                    "Write " + usage(word, expected) + ".");
        }
        return new Declaration(
                places.span(context.name()),
                context.name().getText(),
                family(context.family()),
                expected == null ? Declaration.Kind.SCALAR : kindOf(word),
                inside,
                Optional.ofNullable(context.condition()).map(formulas::condition),
                law,
                description);
    }

    private static String usage(String word, int sizes) {
        return switch (sizes) {
            case 0 -> word;
            case 1 -> word + "[n]";
            default -> word + "[m, n]";
        };
    }

    private static Declaration.Kind kindOf(String word) {
        return Declaration.Kind.valueOf(word.replace('-', '_').toUpperCase(Locale.ROOT));
    }

    private Optional<Declaration.IndexRange> family(NadirParser.@Nullable FamilyContext context) {
        return Optional.ofNullable(context).map(family -> formulas.index(family.index()));
    }

    Model.Let let(NadirParser.BindingContext context, String description) {
        List<String> names =
                context.name().stream().map(ParserRuleContext::getText).toList();
        return new Model.Let(places.span(context), names, formulas.formula(context.formula()), description);
    }

    Optional<Model.Symmetry> symmetry(NadirParser.SymmetryContext context) {
        Declaration group = null;
        Optional<Declaration.IndexRange> range = Optional.empty();
        java.util.ArrayList<Map.Entry<Formula, Formula>> maps = new java.util.ArrayList<>();
        boolean isBroken = isBroken(context.header());
        for (NadirParser.SymmetryLineContext line : context.symmetryLine()) {
            if (isBroken(line)) {
                isBroken = true;
            } else if (line instanceof NadirParser.OverContext over) {
                group = declaration(over.declaration(), "");
                range = Optional.ofNullable(over.index()).map(formulas::index);
            } else if (line instanceof NadirParser.MapsContext replacements) {
                replacements
                        .replacement()
                        .forEach(replacement -> maps.add(Map.entry(
                                formulas.formula(replacement.formula(0)), formulas.formula(replacement.formula(1)))));
            }
        }
        if (isBroken) {
            return Optional.empty();
        }
        if (group == null || maps.isEmpty()) {
            places.report(
                    ErrorCode.MISSING_PART,
                    places.span(context.header()),
                    "this symmetry has no line `" + (group == null ? "for" : "maps") + "`",
                    "A symmetry says which group acts and what it does to the parameters.",
                    "Write `for Q : orthogonal[k]` and `maps W -> W*Q', V -> Q*V`, each on its line.");
            return Optional.empty();
        }
        NadirParser.HeaderContext header = context.header();
        return Optional.of(new Model.Symmetry(
                places.span(header.LABEL().getSymbol()),
                header.LABEL().getText(),
                text(header.STRING()),
                range,
                group,
                maps));
    }
}
