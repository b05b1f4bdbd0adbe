package dev.nadir.model.syntax;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.Spelling;
import dev.nadir.model.Claim;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.model.grammar.NadirParser;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.jspecify.annotations.Nullable;

/** Reads one claim: its lines say one thing together. */
final class ClaimBuilder {

    /** The words of the glossary for critical points. */
    static final List<String> TYPES =
            List.of("global-minimum", "local-minimum", "strict-saddle", "non-strict-saddle", "saddle", "maximum");

    private final Places places;
    private final FormulaBuilder formulas;
    private final DeclarationBuilder declarations;

    private final List<String> cites = new ArrayList<>();
    private final List<Declaration> over = new ArrayList<>();
    private final List<Model.Let> lets = new ArrayList<>();
    private final List<Formula> needs = new ArrayList<>();
    private final List<Claim.Fixed> fixed = new ArrayList<>();
    private final List<Claim.Equation> at = new ArrayList<>();
    private final List<Claim.Equation> from = new ArrayList<>();
    private final List<Claim.Statement> whole = new ArrayList<>();
    private @Nullable Formula value;
    private @Nullable Formula index;
    private @Nullable Formula nullity;
    private @Nullable Formula condition;
    private @Nullable String type;
    private @Nullable String upTo;
    private Claim.@Nullable Sampling sampling;
    private boolean isBroken;

    ClaimBuilder(Places places, FormulaBuilder formulas, DeclarationBuilder declarations) {
        this.places = places;
        this.formulas = formulas;
        this.declarations = declarations;
    }

    Optional<Claim> build(NadirParser.ClaimContext context) {
        NadirParser.HeaderContext header = context.header();
        isBroken = DeclarationBuilder.isBroken(header);
        for (NadirParser.ClaimLineContext line : context.claimLine()) {
            if (DeclarationBuilder.isBroken(line)) {
                isBroken = true;
            } else {
                readTerms(line);
                readStatement(line);
            }
        }
        if (isBroken) {
            return Optional.empty();
        }
        SourceSpan span = places.span(header.LABEL().getSymbol());
        return statement(span)
                .map(statement -> new Claim(
                        span,
                        header.LABEL().getText(),
                        DeclarationBuilder.text(header.STRING()),
                        cites,
                        over,
                        lets,
                        needs,
                        fixed,
                        statement,
                        Optional.ofNullable(upTo),
                        Optional.ofNullable(sampling)));
    }

    /** The lines that say under which terms the claim is made. */
    private void readTerms(NadirParser.ClaimLineContext line) {
        if (line instanceof NadirParser.ClaimCitesContext context) {
            context.LABEL().stream().map(ParseTree::getText).forEach(cites::add);
        } else if (line instanceof NadirParser.ClaimLetContext context) {
            lets.add(declarations.let(context.binding(), DeclarationBuilder.text(context.STRING())));
        } else if (line instanceof NadirParser.ClaimNeedsContext context) {
            needs.add(formulas.relation(context.relation()));
        } else if (line instanceof NadirParser.ClaimFixedContext context) {
            List<Formula> values = context.array() == null ? List.of() : formulas.elements(context.array());
            fixed.add(
                    new Claim.Fixed(places.span(context.name()), context.name().getText(), values));
        } else if (line instanceof NadirParser.ClaimUpToContext context) {
            upTo = once(upTo, context.LABEL().getText(), line);
        } else if (line instanceof NadirParser.ClaimIffContext context) {
            condition = once(condition, formulas.relation(context.relation()), line);
        } else if (line instanceof NadirParser.ClaimOverContext context) {
            context.declaration().forEach(each -> over.add(declarations.declaration(each, "")));
        } else if (line instanceof NadirParser.ClaimSampledContext context) {
            sampling = once(sampling, sampling(context), line);
        }
    }

    private Claim.Sampling sampling(NadirParser.ClaimSampledContext context) {
        Map<String, Formula> options = new LinkedHashMap<>();
        Map<String, Formula> thorough = new LinkedHashMap<>();
        for (NadirParser.SamplingContext option : context.sampling()) {
            String name = option.name().getText();
            if (options.put(name, formulas.span(option.span())) != null) {
                places.report(
                        ErrorCode.DUPLICATE_NAME,
                        places.span(option.name()),
                        "`" + name + "` is given twice",
                        "An option has one value.",
                        "Remove one of the two.");
            }
            if (option.THOROUGH() != null) {
                thorough.put(name, formulas.formula(option.formula()));
            }
        }
        return new Claim.Sampling(places.span(context.getStart()), options, thorough);
    }

    /** The lines that say what is claimed. */
    private void readStatement(NadirParser.ClaimLineContext line) {
        if (line instanceof NadirParser.ClaimValueContext context) {
            value = once(value, formulas.formula(context.formula()), line);
        } else if (line instanceof NadirParser.ClaimAtContext context) {
            equations(context.relation(), context.index(), at);
        } else if (line instanceof NadirParser.ClaimTypeContext context) {
            type = once(type, type(context.LABEL()), line);
        } else if (line instanceof NadirParser.ClaimIndexContext context) {
            index = once(index, formulas.formula(context.formula()), line);
        } else if (line instanceof NadirParser.ClaimNullityContext context) {
            nullity = once(nullity, formulas.formula(context.formula()), line);
        } else if (line instanceof NadirParser.ClaimValuesContext context) {
            whole.add(new Claim.Statement.CriticalValues(
                    formulas.formula(context.formula()),
                    context.name().getText(),
                    formulas.span(context.span()),
                    Optional.empty()));
        } else if (line instanceof NadirParser.ClaimNoSpuriousMinimaContext) {
            whole.add(new Claim.Statement.NoSpuriousMinima());
        } else if (line instanceof NadirParser.ClaimHoldsContext context) {
            whole.add(new Claim.Statement.Relation(
                    formulas.relation(context.relation()),
                    Optional.ofNullable(context.index()).map(formulas::index),
                    sweep(context)));
        } else if (line instanceof NadirParser.ClaimCountContext context) {
            count(context).ifPresent(whole::add);
        }
        readFlow(line);
    }

    /** The lines that speak of the gradient flow. */
    private void readFlow(NadirParser.ClaimLineContext line) {
        if (line instanceof NadirParser.ClaimFromContext context) {
            equations(context.relation(), context.index(), from);
        } else if (line instanceof NadirParser.ClaimAlongContext context) {
            along(context).ifPresent(whole::add);
        } else if (line instanceof NadirParser.ClaimConservedContext context) {
            whole.add(new Claim.Statement.Conserved(
                    formulas.formula(context.formula()),
                    Optional.ofNullable(context.index()).map(formulas::index)));
        }
    }

    private Optional<Claim.Sweep> sweep(NadirParser.ClaimHoldsContext context) {
        return context.array() == null
                ? Optional.empty()
                : Optional.of(new Claim.Sweep(
                        places.span(context.name()), context.name().getText(), formulas.elements(context.array())));
    }

    private Optional<Claim.Statement> count(NadirParser.ClaimCountContext context) {
        String word = context.NAME().getText();
        Optional<Claim.Statement.Counted> counted = Arrays.stream(Claim.Statement.Counted.values())
                .filter(each -> each.word().equals(word))
                .findFirst();
        Formula.Operator operator = FormulaBuilder.operator(context.comparison().getText());
        boolean isBound = operator == Formula.Operator.EQUAL
                || operator == Formula.Operator.LESS_OR_EQUAL
                || operator == Formula.Operator.GREATER_OR_EQUAL;
        if (counted.isEmpty()) {
            List<String> words = Arrays.stream(Claim.Statement.Counted.values())
                    .map(Claim.Statement.Counted::word)
                    .toList();
            places.report(
                    ErrorCode.UNKNOWN_WORD,
                    places.span(context.NAME().getSymbol()),
                    "`" + word + "` is nothing that is counted",
                    "Counted are " + String.join(", ", words) + ": critical points, all or real ones, or their orbits.",
                    Spelling.didYouMean(word, words, "Use one of them."));
        } else if (!isBound) {
            places.report(
                    ErrorCode.CLAIM_STATEMENT,
                    places.span(context.comparison()),
                    "a count is not compared with `" + operator.symbol() + "`",
                    "A count is a number, or at most or at least a number.",
                    "Use ==, <= or >=.");
        } else {
            return Optional.of(new Claim.Statement.Count(counted.get(), operator, formulas.formula(context.formula())));
        }
        isBroken = true;
        return Optional.empty();
    }

    /** {@code along t in a..b, f == g}; the equations of its start may stand below it. */
    private Optional<Claim.Statement> along(NadirParser.ClaimAlongContext context) {
        Formula relation = formulas.relation(context.relation());
        if (relation instanceof Formula.Binary comparison
                && comparison.operator().isComparison()) {
            return Optional.of(new Claim.Statement.Trajectory(
                    places.span(context.getStart()),
                    context.name().getText(),
                    formulas.formula(context.formula(0)),
                    formulas.formula(context.formula(1)),
                    comparison,
                    Optional.ofNullable(context.index()).map(formulas::index),
                    List.of()));
        }
        isBroken = true;
        places.report(
                ErrorCode.CLAIM_STATEMENT,
                places.span(context.relation()),
                "this is not a comparison",
                "What is said of a flow is an equation or an inequality that holds at all of its times.",
                "Write `along t in 0..1, f == g`.");
        return Optional.empty();
    }

    private void equations(
            List<NadirParser.RelationContext> relations,
            NadirParser.@Nullable IndexContext index,
            List<Claim.Equation> into) {
        Optional<Declaration.IndexRange> range = Optional.ofNullable(index).map(formulas::index);
        for (NadirParser.RelationContext relation : relations) {
            SourceSpan span = places.span(relation);
            if (formulas.relation(relation) instanceof Formula.Binary equation
                    && equation.operator() == Formula.Operator.EQUAL) {
                into.add(new Claim.Equation(span, equation.left(), equation.right(), range));
            } else {
                isBroken = true;
                places.report(
                        ErrorCode.CLAIM_STATEMENT,
                        span,
                        "this is not an equation",
                        "A point is given by what its parameters are.",
                        "Write `at W == ..., V == ...`.");
            }
        }
    }

    private String type(TerminalNode label) {
        String word = label.getText();
        if (!TYPES.contains(word)) {
            places.report(
                    ErrorCode.UNKNOWN_WORD,
                    places.span(label.getSymbol()),
                    "`" + word + "` is not a type of critical point",
                    "Types are " + String.join(", ", TYPES) + ".",
                    Spelling.didYouMean(word, TYPES, "Use one of them."));
        }
        return word;
    }

    private <T> T once(@Nullable T before, T now, ParserRuleContext line) {
        if (before != null) {
            String word = line.getStart().getText();
            places.report(
                    ErrorCode.CLAIM_STATEMENT,
                    places.span(line.getStart()),
                    "the claim has a second line `" + word + "`",
                    "Each of value, type, index, nullity, iff, up-to and sampled is said at most once.",
                    "Remove one of the two, or make two claims.");
        }
        return now;
    }

    private Optional<Claim.Statement> statement(SourceSpan span) {
        if (isIndexOfValues() && whole.get(0) instanceof Claim.Statement.CriticalValues values) {
            return Optional.of(new Claim.Statement.CriticalValues(
                    values.value(), values.index(), values.range(), Optional.ofNullable(index)));
        }
        boolean isPoint = type != null || index != null || nullity != null;
        boolean isMinimum = value != null && !isPoint;
        int statements = whole.size() + (isPoint || isMinimum ? 1 : 0);
        if (statements != 1) {
            reportCount(span, statements);
            return Optional.empty();
        }
        reportLeftOvers(span, isPoint, isMinimum);
        if (isPoint) {
            return criticalPoint(span);
        }
        return Optional.of(value != null ? new Claim.Statement.GlobalMinimum(value, at) : started(whole.get(0)));
    }

    /** A statement about a flow with the equations of its start. */
    private Claim.Statement started(Claim.Statement statement) {
        return statement instanceof Claim.Statement.Trajectory flow
                ? new Claim.Statement.Trajectory(
                        flow.span(), flow.time(), flow.begin(), flow.end(), flow.comparison(), flow.range(), from)
                : statement;
    }

    /** {@code values ... for J in ...} with {@code index}: of every critical point that has the value. */
    private boolean isIndexOfValues() {
        boolean isAlone = value == null && type == null && nullity == null && condition == null && at.isEmpty();
        return whole.size() == 1 && index != null && isAlone;
    }

    private void reportCount(SourceSpan span, int statements) {
        places.report(
                ErrorCode.CLAIM_STATEMENT,
                span,
                statements == 0 ? "this claim says nothing that can be verified" : "this claim says several things",
                "A claim has one verdict: a value with or without its minimiser, a critical point with its type,"
                        + " index or nullity, a list of values, a relation, a count, a conserved quantity, or a"
                        + " flow.",
                statements == 0
                        ? "Add a line `value ...`, `values ...`, `holds ...`, `count ...`, `conserved ...`, `along ...`, or `at ...` with `type ...`."
                        : "Make one claim for each.");
    }

    private void reportLeftOvers(SourceSpan span, boolean isPoint, boolean isMinimum) {
        if (condition != null && !isPoint) {
            reportLeftOver(span, "iff", "It says under which condition a critical point is of its type.");
        }
        if (!at.isEmpty() && !isPoint && !isMinimum) {
            reportLeftOver(span, "at", "It gives the point whose value, type or index is claimed.");
        }
        boolean isFlow = whole.stream().anyMatch(Claim.Statement.Trajectory.class::isInstance);
        if (!from.isEmpty() && !isFlow) {
            reportLeftOver(span, "from", "It gives the start of the flow that a line `along` speaks of.");
        }
    }

    private Optional<Claim.Statement> criticalPoint(SourceSpan span) {
        if (at.isEmpty()) {
            places.report(
                    ErrorCode.CLAIM_STATEMENT,
                    span,
                    "the point that this claim is about is missing",
                    "A type, an index or a nullity belongs to a point.",
                    "Add a line `at W == ..., V == ...`.");
            return Optional.empty();
        }
        return Optional.of(new Claim.Statement.CriticalPoint(
                at,
                Optional.ofNullable(value),
                Optional.ofNullable(type),
                Optional.ofNullable(index),
                Optional.ofNullable(nullity),
                Optional.ofNullable(condition)));
    }

    private void reportLeftOver(SourceSpan span, String word, String meaning) {
        places.report(
                ErrorCode.CLAIM_STATEMENT,
                span,
                "`" + word + "` does not go with what this claim says",
                meaning,
                "Remove the line `" + word + " ...`, or add the statement that it belongs to.");
    }
}
