package dev.nadir.model.syntax;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.Spelling;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;

/** Reads the blocks of a file, checks their order, and puts the model together. */
final class ModelBuilder {

    private final Places places;
    private final FormulaBuilder formulas;
    private final DeclarationBuilder declarations;
    private final Set<String> brokenNames = new LinkedHashSet<>();

    private String name = "";
    private String description = "";
    private final List<String> cites = new ArrayList<>();
    private final List<Declaration> sizes = new ArrayList<>();
    private final List<Declaration> data = new ArrayList<>();
    private final List<Declaration> random = new ArrayList<>();
    private final List<Declaration> parameters = new ArrayList<>();
    private final List<Model.Function> functions = new ArrayList<>();
    private final List<Model.Let> lets = new ArrayList<>();
    private final List<Model.Let> objectives = new ArrayList<>();
    private final List<Claim.Equation> equations = new ArrayList<>();
    private boolean hasEquations;
    private final List<Formula> constraints = new ArrayList<>();
    private final List<Model.Assumption> assumptions = new ArrayList<>();
    private final List<Model.Symmetry> symmetries = new ArrayList<>();
    private final List<Claim> claims = new ArrayList<>();
    private final InstanceBuilder instances;

    ModelBuilder(Places places) {
        this.places = places;
        this.formulas = new FormulaBuilder(places);
        this.declarations = new DeclarationBuilder(places, formulas);
        this.instances = new InstanceBuilder(places, formulas);
    }

    /** Names in blocks that could not be read. */
    Set<String> brokenNames() {
        Set<String> names = new LinkedHashSet<>(brokenNames);
        names.addAll(declarations.brokenNames());
        return names;
    }

    Model build(NadirParser.FileContext file) {
        int last = -1;
        for (NadirParser.BlockContext block : file.block()) {
            if (!(block.getChild(0) instanceof ParserRuleContext inner)) {
                continue;
            }
            if (inner instanceof NadirParser.StrayContext stray) {
                reportStray(stray);
            } else {
                last = checkOrder(inner, last);
                readHead(inner);
                readBody(inner);
            }
        }
        return model();
    }

    private int checkOrder(ParserRuleContext block, int last) {
        String word = block.getStart().getText().replaceAll("[ \t]+", " ");
        int rank = Vocabulary.BLOCKS.indexOf(word);
        boolean mayRepeat = rank >= Vocabulary.BLOCKS.indexOf("symmetry");
        if (rank < last || (rank == last && !mayRepeat)) {
            places.report(
                    ErrorCode.BLOCK_ORDER,
                    places.span(block.getStart()),
                    rank == last
                            ? "there is a second block `" + word + "`"
                            : "`" + word + "` comes after `" + Vocabulary.BLOCKS.get(last) + "`",
                    "The blocks come in this order: " + String.join(", ", Vocabulary.BLOCKS) + ".",
                    rank == last ? "Put its lines into the first one." : "Move the block up.");
        }
        return Math.max(last, rank);
    }

    private void reportStray(NadirParser.StrayContext stray) {
        String word = stray.STRAY().getText();
        SourceSpan span = places.span(stray.getStart());
        boolean isIndented = word.isBlank();
        places.report(
                ErrorCode.UNKNOWN_BLOCK,
                span,
                isIndented ? "this line belongs to no block" : "`" + word + "` does not open a block",
                "Blocks are " + String.join(", ", Vocabulary.BLOCKS) + "; the lines of a block are indented.",
                isIndented
                        ? "Start the file with `model name \"description\"` in column 1."
                        : Spelling.didYouMean(
                                word, Vocabulary.BLOCKS, "Indent the line if it belongs to the block above."));
        for (ParseTree child : stray.passed()) {
            if (child.getText().matches("[A-Za-z][A-Za-z0-9_]*")) {
                brokenNames.add(child.getText());
            }
        }
    }

    private void readHead(ParserRuleContext block) {
        if (block instanceof NadirParser.ModelContext model && !DeclarationBuilder.isBroken(model.header())) {
            name = model.header().LABEL().getText();
            description = DeclarationBuilder.text(model.header().STRING());
            model.citation().stream()
                    .filter(citation -> !DeclarationBuilder.isBroken(citation))
                    .forEach(citation -> citation.LABEL().forEach(key -> cites.add(key.getText())));
        } else if (block instanceof NadirParser.SizesContext context) {
            context.sizeLine().stream()
                    .filter(line -> !DeclarationBuilder.isBroken(line))
                    .forEach(line -> sizes.add(declarations.size(line)));
        } else if (block instanceof NadirParser.DataContext context) {
            data.addAll(declarations.declarations(context.declarationLine()));
        } else if (block instanceof NadirParser.RandomContext context) {
            random.addAll(declarations.declarations(context.declarationLine()));
        } else if (block instanceof NadirParser.ParametersContext context) {
            parameters.addAll(declarations.declarations(context.declarationLine()));
        } else if (block instanceof NadirParser.FunctionsContext context) {
            context.functionLine().stream()
                    .filter(line -> !DeclarationBuilder.isBroken(line))
                    .forEach(line -> functions.add(declarations.function(line)));
        } else if (block instanceof NadirParser.LetsContext context) {
            lets.addAll(lets(context.letLine()));
        } else if (block instanceof NadirParser.MinimizeContext context) {
            objectives.addAll(lets(context.letLine()));
        }
    }

    private void readBody(ParserRuleContext block) {
        if (block instanceof NadirParser.EquationsContext context) {
            hasEquations = true;
            context.equationLine().stream()
                    .filter(line -> !DeclarationBuilder.isBroken(line))
                    .forEach(this::readEquation);
        } else if (block instanceof NadirParser.ConstraintsContext context) {
            conditions(context.conditionLine()).forEach((condition, text) -> constraints.add(condition));
        } else if (block instanceof NadirParser.AssumeContext context) {
            conditions(context.conditionLine())
                    .forEach((condition, text) -> assumptions.add(new Model.Assumption(condition, text)));
        } else if (block instanceof NadirParser.SymmetryContext context) {
            declarations.symmetry(context).ifPresent(symmetries::add);
        } else if (block instanceof NadirParser.ClaimContext context) {
            new ClaimBuilder(places, formulas, declarations).build(context).ifPresent(claims::add);
        } else if (block instanceof NadirParser.InstanceContext context) {
            instances.readInstance(context);
        } else if (block instanceof NadirParser.VerifyContext context) {
            instances.readPlan(context);
        }
    }

    private List<Model.Let> lets(List<NadirParser.LetLineContext> lines) {
        return lines.stream()
                .filter(line -> !DeclarationBuilder.isBroken(line))
                .map(line -> declarations.let(line.binding(), DeclarationBuilder.text(line.STRING())))
                .toList();
    }

    private Map<Formula, String> conditions(List<NadirParser.ConditionLineContext> lines) {
        Map<Formula, String> conditions = new LinkedHashMap<>();
        lines.stream()
                .filter(line -> !DeclarationBuilder.isBroken(line))
                .forEach(line ->
                        conditions.put(formulas.relation(line.relation()), DeclarationBuilder.text(line.STRING())));
        return conditions;
    }

    private Model model() {
        SourceSpan top = new SourceSpan(places.file().displayName(), 1, 1, 1, 1);
        boolean isWhole = places.diagnostics().isEmpty();
        if (name.isEmpty() && isWhole) {
            places.report(
                    ErrorCode.MISSING_PART,
                    top,
                    "the file has no block `model`",
                    "The first line names the model and says in words what it is.",
                    "Start with `model my-model \"What it is\"`.");
        }
        if (isWhole) {
            checkObjective(top);
        }
        return new Model(
                name,
                description,
                cites,
                places.file(),
                sizes,
                data,
                random,
                parameters,
                functions,
                lets,
                objective(top),
                assumptions,
                symmetries,
                claims,
                instances.instances(),
                instances.plans());
    }

    private void readEquation(NadirParser.EquationLineContext line) {
        Formula relation = formulas.relation(line.relation());
        if (relation instanceof Formula.Binary binary && binary.operator() == Formula.Operator.EQUAL) {
            equations.add(new Claim.Equation(
                    relation.span(),
                    binary.left(),
                    binary.right(),
                    Optional.ofNullable(line.index()).map(formulas::index)));
            return;
        }
        places.report(
                ErrorCode.CONDITION,
                relation.span(),
                "`" + FormulaPrinter.print(relation) + "` is not an equation",
                "A line of `equations` has one sign == in it.",
                "Write left == right, as in x^2 + y == 1.");
    }

    /** One loss, or a system of equations. */
    private void checkObjective(SourceSpan top) {
        if (objectives.size() + (hasEquations ? 1 : 0) == 1 && !(hasEquations && equations.isEmpty())) {
            return;
        }
        boolean isNone = objectives.isEmpty();
        String value = isNone
                ? hasEquations ? "the system has no equation" : "the model has no loss"
                : hasEquations ? "the model has equations beside a loss" : "the model has a second loss";
        places.report(
                ErrorCode.MISSING_PART,
                isNone ? top : objectives.get(objectives.size() - 1).span(),
                value,
                "A landscape is that of one loss; a system of equations stands for itself.",
                "Write a block `minimize` with one line `loss = ...`, or a block `equations`.");
    }

    private Model.Objective objective(SourceSpan top) {
        if (objectives.isEmpty() && !equations.isEmpty()) {
            boolean isScalar = Stream.of(data, random, parameters)
                    .flatMap(List::stream)
                    .allMatch(declaration -> declaration.kind() == Declaration.Kind.SCALAR);
            return SystemObjective.of(equations, constraints, isScalar);
        }
        if (objectives.isEmpty()) {
            return new Model.Objective(
                    top, "loss", new Formula.NumberLiteral(top, Rational.ZERO, "0"), constraints, "");
        }
        Model.Let first = objectives.get(0);
        return new Model.Objective(first.span(), first.names().get(0), first.value(), constraints, first.description());
    }
}
