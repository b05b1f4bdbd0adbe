package dev.nadir.reduction;

import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Expr;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** A derivation being written down: names that are still free, formulas as texts, steps and results. */
public final class Draft {

    private final Set<String> taken;
    private final List<Model.Let> lets = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<ClosedForm> closedForms = new ArrayList<>();
    private final List<Model.Let> letters = new ArrayList<>();
    private final List<ScalarAnswer.Threshold> thresholds = new ArrayList<>();
    private final List<Formula> always = new ArrayList<>();
    private final Set<String> scalars;
    private Substitution solved;
    private Reduction.Completeness completeness = new Reduction.Completeness.Partial(Reduction.NOT_LOOKED_FOR);

    /** Starts with the names that a let must not take. */
    public Draft(Set<String> taken) {
        this(taken, Set.of());
    }

    /** The same where some names are known to stand for numbers. */
    public Draft(Set<String> taken, Set<String> scalars) {
        this.taken = new HashSet<>(taken);
        this.scalars = Set.copyOf(scalars);
        this.solved = new Substitution(Map.of(), scalars);
    }

    /** Starts with the names of a landscape. */
    public static Draft of(Landscape landscape) {
        return new Draft(names(landscape), scalars(landscape));
    }

    /** Names that stand for numbers. */
    public static Set<String> scalars(Landscape landscape) {
        Set<String> scalars = new HashSet<>();
        landscape.model().sizes().forEach(size -> scalars.add(size.name()));
        Stream.of(landscape.data(), landscape.parameters())
                .flatMap(List::stream)
                .filter(symbol -> symbol.shape().isScalar())
                .forEach(symbol -> scalars.add(symbol.name().replaceAll("\\[.*", "")));
        return scalars;
    }

    /** Names that a let must not take. */
    public static Set<String> names(Landscape landscape) {
        Set<String> names = new HashSet<>(landscape.lets().keySet());
        landscape.model().sizes().forEach(size -> names.add(size.name()));
        landscape.model().data().forEach(data -> names.add(data.name()));
        landscape.model().random().forEach(random -> names.add(random.name()));
        landscape.model().parameters().forEach(parameter -> names.add(parameter.name()));
        landscape.model().lets().forEach(let -> names.addAll(let.names()));
        names.add(landscape.model().objective().name());
        return names;
    }

    /** An expression as a text that can stand in a larger one. */
    public static String text(Expr e) {
        String text = TextPrinter.print(e);
        return text.matches("[A-Za-z_0-9]+(\\[\\d+])?") ? text : "(" + text + ")";
    }

    /** A name like the preferred one that nothing else has. */
    public String fresh(String preferred) {
        String name = preferred;
        for (int i = 1; !taken.add(name); i++) {
            name = preferred + "_" + i;
        }
        return name;
    }

    /** A comparison of data that every result needs. */
    public void require(String condition) {
        String plain = FormulaPrinter.print(withoutFactor(FormulaText.parse(condition)));
        if (always.stream().noneMatch(each -> FormulaPrinter.print(each).equals(plain))) {
            always.add(FormulaText.parse(plain));
        }
    }

    /** A positive number in front of what is compared with zero says nothing. */
    private static Formula withoutFactor(Formula condition) {
        return condition instanceof Formula.Binary comparison
                        && comparison.operator().isComparison()
                        && comparison.right() instanceof Formula.NumberLiteral zero
                        && zero.value().isZero()
                        && comparison.left() instanceof Formula.Binary product
                        && product.operator() == Formula.Operator.MULTIPLY
                        && isPositiveNumber(product.left())
                ? new Formula.Binary(comparison.span(), comparison.operator(), product.right(), comparison.right())
                : condition;
    }

    private static boolean isPositiveNumber(Formula formula) {
        return (formula instanceof Formula.Binary fraction && fraction.operator() == Formula.Operator.DIVIDE)
                ? isPositiveNumber(fraction.left()) && isPositiveNumber(fraction.right())
                : formula instanceof Formula.NumberLiteral literal
                        && literal.value().signum() > 0;
    }

    /** From here on the parameter stands for its least value, which a let of the derivation holds. */
    public void solved(String parameter, String let) {
        solved = new Substitution(Map.of(parameter, FormulaText.parse(let)), scalars);
    }

    private Formula parse(String text) {
        return solved.of(FormulaText.parse(text));
    }

    /**
     * Adds {@code name = text} and returns the name; a text that is a name or a number is its own name, and one that
     * has a name already keeps it.
     */
    public String let(String preferred, String text) {
        String plain = FormulaPrinter.print(parse(text));
        if (plain.matches("[A-Za-z_0-9]+(\\[\\d+])?")) {
            return plain;
        }
        return lets.stream()
                .filter(let -> let.names().size() == 1
                        && FormulaPrinter.print(let.value()).equals(plain))
                .map(let -> let.names().get(0))
                .findFirst()
                .orElseGet(() -> letAll(List.of(preferred), text).get(0));
    }

    /** Adds {@code name = text} for a name that {@link #fresh} gave. */
    public void define(String name, String text) {
        lets.add(new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), List.of(name), parse(text), ""));
    }

    /** The text with another in the place of a name. */
    public static String at(String text, String name, String replacement) {
        return FormulaPrinter.print(
                new Substitution(Map.of(name, FormulaText.parse(replacement))).of(FormulaText.parse(text)));
    }

    /** Adds {@code a, b = text} and returns the names. */
    public List<String> letAll(List<String> preferred, String text) {
        List<String> names = preferred.stream().map(this::fresh).toList();
        Formula value = parse(text);
        lets.add(new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), names, value, ""));
        return names;
    }

    /** A step: the loss is at least the bound. */
    public void step(String lemma, String says, String bound, boolean isIdentity, String equality) {
        steps.add(new Step(lemma, says, parse(bound), isIdentity, equality, letters));
        letters.clear();
    }

    /** What a letter of the lemma of the next step stands for. */
    public Draft with(String letter, String text) {
        letters.add(new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), List.of(letter), parse(text), ""));
        return this;
    }

    /** Where the answer changes its kind. */
    public void threshold(ScalarAnswer.Change change, List<Formula> condition) {
        threshold(change, change.word(), condition);
    }

    /** The same in words of its own. */
    public void threshold(ScalarAnswer.Change change, String name, List<Formula> condition) {
        List<Formula> whole = condition.stream()
                .map(each -> Substitution.inlined(solved.of(each), lets))
                .toList();
        thresholds.add(new ScalarAnswer.Threshold(change, name, whole, List.of()));
    }

    /** The same where names of the derivation say it in fewer words. */
    public void threshold(ScalarAnswer.Change change, String name, Formula condition, String shown) {
        Formula whole = Substitution.inlined(solved.of(condition), lets);
        thresholds.add(new ScalarAnswer.Threshold(change, name, List.of(whole), List.of(), List.of(parse(shown))));
    }

    /** A result in progress. */
    public final class Entry {
        private final ScalarAnswer.Kind kind;
        private final List<Formula> conditions = new ArrayList<>();
        private final Map<String, Formula> point = new LinkedHashMap<>();
        private final List<ClosedForm.Over> over = new ArrayList<>();
        private final List<Model.Let> own = new ArrayList<>();
        private Optional<ClosedForm.Curvature> curvature = Optional.empty();
        private String upTo = "";
        private final List<String> lemmas =
                new ArrayList<>(steps.stream().map(Step::lemma).distinct().toList());

        private Entry(ScalarAnswer.Kind kind) {
            this.kind = kind;
            conditions.addAll(always);
        }

        /** Adds a comparison under which it holds. */
        public Entry when(String condition) {
            return when(parse(condition));
        }

        /** Adds a comparison under which it holds. */
        public Entry when(Formula condition) {
            conditions.add(condition);
            return this;
        }

        /** Sets a parameter. */
        public Entry at(String parameter, String value) {
            point.put(parameter, parse(value));
            return this;
        }

        /** Says what an index runs over, a call of {@code subsets}. */
        public Entry over(String index, String range) {
            over.add(new ClosedForm.Over(index, parse(range)));
            return this;
        }

        /** Says that an index runs from one whole number to another. */
        public Entry over(String index, String from, String to) {
            Formula range = new Formula.Range(new SourceSpan("derived", 1, 1, 1, 1), parse(from), parse(to));
            over.add(new ClosedForm.Over(index, range));
            return this;
        }

        /** Names a text that may use the indices, in this result alone, and returns the name. */
        public String let(String preferred, String text) {
            String name = fresh(preferred);
            own.add(new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), List.of(name), parse(text), ""));
            return name;
        }

        /** Says how many eigenvalues of the Hessian are negative, and how many zero. */
        public Entry curvature(String index, String nullity) {
            curvature = Optional.of(new ClosedForm.Curvature(parse(index), Optional.of(parse(nullity))));
            return this;
        }

        /** Says how many eigenvalues of the Hessian are negative. */
        public Entry index(String index) {
            curvature = Optional.of(new ClosedForm.Curvature(parse(index), Optional.empty()));
            return this;
        }

        /** Says what else leads to the same value. */
        public Entry upTo(String family) {
            upTo = family;
            return this;
        }

        /** Rests on a lemma beside those of the steps. */
        public Entry by(String lemma) {
            lemmas.add(lemma);
            return this;
        }

        /** Adds the result. */
        public void value(String text) {
            Formula value = parse(text);
            List<Formula> others = new ArrayList<>(point.values());
            over.forEach(each -> others.add(each.range()));
            curvature.ifPresent(each -> {
                others.add(each.index());
                each.nullity().ifPresent(others::add);
            });
            List<Model.Let> all = new ArrayList<>(lets);
            all.addAll(own);
            closedForms.add(new ClosedForm(
                    conditions,
                    Substitution.used(all, conditions, value, others),
                    value,
                    point,
                    over,
                    curvature,
                    upTo,
                    kind,
                    lemmas));
        }
    }

    /** Begins a result. */
    public Entry entry(ScalarAnswer.Kind kind) {
        return new Entry(kind);
    }

    /** Says that the results are all stationary points. */
    public void listsAll() {
        completeness = new Reduction.Completeness.All();
    }

    /** Says that the results are all stationary points but these, as {@code points at which ...}. */
    public void leaves(String others) {
        completeness = new Reduction.Completeness.Partial(others);
    }

    /**
     * Says that the results are all stationary points where a condition holds.
     *
     * @param failure where it does not hold, in words
     * @param missing what need not be listed there, in words
     */
    public void listsAllWhere(String condition, String failure, String missing, boolean isIndexOfAll) {
        completeness = new Reduction.Completeness.Where(parse(condition), failure, missing, isIndexOfAll);
    }

    /** All of it. */
    public Reduction finish() {
        return new Reduction(lets, steps, closedForms, thresholds, Optional.empty(), completeness);
    }
}
