package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.calculus.Dependence;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.symbolic.Landscape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * A parameter W that the loss holds in the product with data X alone, which may be singular: with the thin singular value
 * decomposition of X, as wide as its rank, {@code W*X = (W*G*D)*H'}, and what stands in brackets is any matrix of its shape
 * (proof note docs/theorems/input-range.md).
 *
 * @param parameter W
 * @param data X
 * @param isColumns whether it is the columns of W that meet X, not its rows
 * @param isRows whether it is the rows of X that meet W, not its columns
 * @param names of the rank of X and of G, D and H
 */
public record InputRange(
        Expr.Symbol parameter, Expr.Symbol data, boolean isColumns, boolean isRows, List<String> names) {

    private static final String LEMMA = "input-range";

    /** Copies the list. */
    public InputRange {
        names = List.copyOf(names);
    }

    /** Whether a result has a condition of definiteness that holds the data, and no assumption speaks of their rank. */
    public static boolean isNeeded(Landscape landscape, Reduction found, Expr.Symbol data) {
        boolean isConditional = found.closedForms().stream()
                .flatMap(form -> form.conditions().stream())
                .anyMatch(condition -> isRank(condition) && isOf(data, condition));
        return isConditional
                && landscape.model().assumptions().stream()
                        .map(assumption -> Substitution.inlined(
                                assumption.condition(), landscape.model().lets()))
                        .noneMatch(condition -> isRank(condition) && isOf(data, condition));
    }

    private static boolean isRank(Formula condition) {
        if (condition instanceof Formula.Call call && call.function().equals("invertible")) {
            return true;
        }
        if (!(condition instanceof Formula.Binary comparison)
                || !comparison.operator().isComparison()) {
            return false;
        }
        String text = FormulaPrinter.print(condition);
        return text.contains("min(eig(") || text.contains("rank(");
    }

    private static boolean isOf(Expr.Symbol data, Formula condition) {
        return Pattern.compile("(?<![A-Za-z_0-9])" + Pattern.quote(data.name()) + "(?![A-Za-z_0-9(])")
                .matcher(FormulaPrinter.print(condition))
                .find();
    }

    /** The first of this kind with the given data. */
    public static Optional<InputRange> of(
            Expr loss, List<Expr.Symbol> parameters, Expr.Symbol data, Set<String> taken) {
        if (!data.properties().isEmpty() || !data.name().matches("[A-Za-z_0-9]+")) {
            return Optional.empty();
        }
        List<String> names = new ArrayList<>();
        for (String preferred : List.of("rho_" + data.name(), "G", "D", "H")) {
            String name = preferred;
            for (int i = 1; taken.contains(name) || taken.contains(name + "_all"); i++) {
                name = preferred + "_" + i;
            }
            names.add(name);
        }
        for (Expr.Symbol parameter : parameters) {
            for (int way = 0; way < 4; way++) {
                InputRange range = new InputRange(parameter, data, (way & 1) == 0, (way & 2) == 0, names);
                if (range.fits(loss)) {
                    return Optional.of(range);
                }
            }
        }
        return Optional.empty();
    }

    /** Whether the loss takes no notice of what W does outside the range of X. */
    private boolean fits(Expr loss) {
        if (!parameter.properties().isEmpty() || parameter.shape().isScalar() || !meets()) {
            return false;
        }
        Expr e = shared();
        Expr projector = Exprs.times(e, Exprs.transpose(e));
        Expr projected = isColumns ? Exprs.times(parameter, projector) : Exprs.times(projector, parameter);
        return Form.of(inRange(loss, projected)).equals(Form.of(inRange(loss, parameter)));
    }

    private boolean meets() {
        Size own = isColumns ? parameter.shape().columns() : parameter.shape().rows();
        return own.equals(size());
    }

    /** The number of rows of X that meet W, as a size. */
    private Size size() {
        return isRows ? data.shape().rows() : data.shape().columns();
    }

    private Size rank() {
        return Size.of(names.get(0));
    }

    private Expr.Symbol shared() {
        return basis(names.get(isRows ? 1 : 3), size());
    }

    private Expr.Symbol basis(String name, Size rows) {
        return new Expr.Symbol(name, new Shape(rows, rank()), Role.DATA, Set.of(Property.ORTHONORMAL_COLUMNS));
    }

    private Expr.Symbol sizes() {
        return new Expr.Symbol(
                names.get(2), new Shape(rank(), rank()), Role.DATA, Set.of(Property.DIAGONAL, Property.INVERTIBLE));
    }

    /** W in the coordinates of the range: the product with the directions and sizes of X. */
    private Expr.Symbol inner() {
        Shape given = parameter.shape();
        Shape shape = isColumns ? new Shape(given.rows(), rank()) : new Shape(rank(), given.columns());
        return new Expr.Symbol(parameter.name(), shape, parameter.role(), Set.of());
    }

    /** The parameters, W in these coordinates. */
    public List<Expr.Symbol> parameters(List<Expr.Symbol> given) {
        return given.stream()
                .map(each -> each.equals(parameter) ? inner() : each)
                .toList();
    }

    /** Names that the answers use. */
    public Set<String> made() {
        Set<String> made = new LinkedHashSet<>(names);
        names.subList(1, 4).forEach(name -> made.add(name + "_all"));
        return made;
    }

    /** The name of the rank of X, a number. */
    public String rankName() {
        return names.get(0);
    }

    /** The loss in these coordinates. */
    public Expr moved(Expr loss) {
        Expr inverse = Exprs.inverse(sizes());
        Expr e = shared();
        Expr w = isColumns
                ? Exprs.product(List.of(inner(), inverse, Exprs.transpose(e)))
                : Exprs.product(List.of(e, inverse, inner()));
        return Proportion.simple(inRange(loss, w));
    }

    /** W replaced, and X by its decomposition where it stands in a term with W. */
    private Expr inRange(Expr loss, Expr w) {
        Expr g = basis(names.get(1), data.shape().rows());
        Expr h = basis(names.get(3), data.shape().columns());
        Map<Expr, Expr> by = new LinkedHashMap<>();
        by.put(parameter, w);
        by.put(data, Exprs.product(List.of(g, sizes(), Exprs.transpose(h))));
        Dependence dependence = new Dependence(Set.of(parameter));
        Expr sum = Exprs.literal(0);
        for (Monomial term : Monomial.of(Form.of(loss))) {
            Expr part = term.expression();
            sum = Exprs.add(sum, dependence.dependsOn(part) ? replaced(part, by) : part);
        }
        return sum;
    }

    private static Expr replaced(Expr e, Map<Expr, Expr> by) {
        Expr replacement = by.get(e);
        return replacement != null ? replacement : Rebuild.of(e, part -> replaced(part, by));
    }

    private List<Model.Let> lets() {
        String first = "1.." + names.get(0);
        List<Model.Let> lets = new ArrayList<>();
        lets.add(let(names.get(0), "rank(" + data.name() + ")"));
        List<String> all =
                names.subList(1, 4).stream().map(name -> name + "_all").toList();
        lets.add(new Model.Let(span(), all, FormulaText.parse("svd(" + data.name() + ")"), ""));
        lets.add(let(names.get(1), all.get(0) + "[:, " + first + "]"));
        lets.add(let(names.get(2), "diag(" + all.get(1) + "[" + first + "])"));
        lets.add(let(names.get(3), all.get(2) + "[:, " + first + "]"));
        return lets;
    }

    private static SourceSpan span() {
        return new SourceSpan("derived", 1, 1, 1, 1);
    }

    private static Model.Let let(String name, String text) {
        return new Model.Let(span(), List.of(name), FormulaText.parse(text), "");
    }

    /** What was found in these coordinates, beside what was found where X has full rank. */
    public Reduction beside(Reduction full, Expr moved, Reduction found) {
        List<ClosedForm> forms = new ArrayList<>(full.closedForms());
        found.closedForms().forEach(form -> forms.add(complete(form)));
        Optional<String> unlisted = full.unlisted().equals(found.unlisted())
                ? full.unlisted()
                : Optional.of(full.unlisted()
                        .map(left -> found.unlisted()
                                .map(other -> left + "; where " + condition() + ", " + other)
                                .orElse(left))
                        .orElseGet(() ->
                                "where " + condition() + ", " + found.unlisted().orElseThrow()));
        return new Reduction(
                full.lets(),
                full.steps(),
                forms,
                full.thresholds(),
                full.refusedAt(),
                completeness(full, unlisted),
                List.of(branch(moved, found)));
    }

    /** The steps for V, as steps for W. */
    private Reduction.Branch branch(Expr moved, Reduction found) {
        String e = shared().name();
        String d = names.get(2);
        String inside = isColumns
                ? "(" + parameter.name() + "*" + e + "*" + d + ")"
                : "(" + d + "*" + e + "'*" + parameter.name() + ")";
        Substitution back = new Substitution(Map.of(parameter.name(), FormulaText.parse(inside)));
        Step change = Step.coordinates(
                LEMMA,
                "With the thin singular value decomposition `" + data.name() + " == " + names.get(1) + "*" + d + "*"
                        + names.get(3) + "'`, as wide as the rank, the loss holds " + parameter.name() + " in `"
                        + FormulaPrinter.print(FormulaText.parse(inside))
                        + "` alone, which is any matrix of its shape.",
                moved,
                back::of);
        List<Model.Let> all = new ArrayList<>(lets());
        found.lets().forEach(let -> all.add(new Model.Let(let.span(), let.names(), back.of(let.value()), "")));
        return new Reduction.Branch(
                List.of(FormulaText.parse(condition())),
                all,
                change.before(found.steps().stream()
                        .map(step -> step.mapped(back::of))
                        .toList()));
    }

    /** Where X has full rank it is known what was known before. */
    private static Reduction.Completeness completeness(Reduction full, Optional<String> unlisted) {
        Optional<Reduction.Completeness.Within> within = full.within(unlisted);
        // What all of them need tells them from the others.
        if (within.isPresent() && !full.needed().isEmpty()) {
            return within.get();
        }
        return unlisted.isPresent()
                ? new Reduction.Completeness.Partial(unlisted.get())
                : new Reduction.Completeness.All();
    }

    private String condition() {
        return "rank(" + data.name() + ") < " + size();
    }

    private ClosedForm complete(ClosedForm form) {
        String e = shared().name();
        String inverse = "inv(" + names.get(2) + ")";
        Map<String, Formula> point = new LinkedHashMap<>(form.point());
        point.computeIfPresent(parameter.name(), (name, at) -> {
            String text = "(" + FormulaPrinter.print(at) + ")";
            return FormulaText.parse(isColumns ? text + "*" + inverse + "*" + e + "'" : e + "*" + inverse + "*" + text);
        });
        List<Formula> conditions = new ArrayList<>();
        conditions.add(FormulaText.parse(condition()));
        conditions.addAll(form.conditions());
        List<Model.Let> all = new ArrayList<>(lets());
        all.addAll(form.lets());
        List<String> lemmas = new ArrayList<>();
        lemmas.add(LEMMA);
        lemmas.addAll(form.lemmas());
        String flat = " + " + entries(parameter.shape()) + " - " + entries(inner().shape());
        return new ClosedForm(
                conditions,
                all,
                form.value(),
                point,
                form.over(),
                form.curvature()
                        .map(curvature -> new ClosedForm.Curvature(
                                curvature.index(),
                                curvature
                                        .nullity()
                                        .map(zeros -> FormulaText.parse(FormulaPrinter.print(zeros) + flat)))),
                (form.upTo().isEmpty() ? "" : form.upTo() + "; ") + "what " + data.name() + " takes to zero in "
                        + parameter.name() + " is free",
                form.kind(),
                lemmas);
    }

    private static String entries(Shape shape) {
        return shape.rows() + "*" + shape.columns();
    }
}
