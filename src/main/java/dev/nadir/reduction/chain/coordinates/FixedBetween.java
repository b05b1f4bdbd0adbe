package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Children;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.ChainLoss;
import dev.nadir.reduction.chain.ChainReader;
import dev.nadir.reduction.chain.Proportion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Two parameters that cost nothing, with a fixed matrix M between them: with the thin singular value decomposition of M, as
 * wide as its rank, {@code A*M*B = (A*G*D)*(H'*B)}, and what stands in brackets is any pair of matrices of these shapes (proof
 * note docs/theorems/fixed-between.md).
 *
 * @param rank the name of the rank of M
 * @param names of G, D and H
 */
public record FixedBetween(Expr.Symbol left, Expr.Symbol middle, Expr.Symbol right, String rank, List<String> names) {

    private static final String LEMMA = "fixed-between";

    /** The first of this kind in a loss of two parameters as it is written; the names are those not to be taken. */
    public static Optional<FixedBetween> of(Expr written, List<Expr.Symbol> parameters, Set<String> taken) {
        if (parameters.size() != 2) {
            return Optional.empty();
        }
        return find(written, parameters).map(three -> {
            List<String> names = new ArrayList<>();
            for (String preferred : List.of("rho_" + three.get(1).name(), "G", "D", "H")) {
                String name = preferred;
                for (int i = 1; taken.contains(name) || taken.contains(name + "_all"); i++) {
                    name = preferred + "_" + i;
                }
                names.add(name);
            }
            return new FixedBetween(three.get(0), three.get(1), three.get(2), names.get(0), names.subList(1, 4));
        });
    }

    private static Optional<List<Expr.Symbol>> find(Expr e, List<Expr.Symbol> parameters) {
        if (e instanceof Expr.Product product) {
            for (int i = 0; i + 2 < product.factors().size(); i++) {
                if (product.factors().get(i) instanceof Expr.Symbol a
                        && product.factors().get(i + 1) instanceof Expr.Symbol m
                        && product.factors().get(i + 2) instanceof Expr.Symbol b
                        && parameters.containsAll(List.of(a, b))
                        && !a.equals(b)
                        && m.role() == Role.DATA
                        && m.name().matches("[A-Za-z_0-9]+")
                        && areFree(a, b)) {
                    return Optional.of(List.of(a, m, b));
                }
            }
        }
        return Children.of(e).stream()
                .flatMap(child -> find(child, parameters).stream())
                .findFirst();
    }

    private static boolean areFree(Expr.Symbol a, Expr.Symbol b) {
        return a.properties().isEmpty() && b.properties().isEmpty();
    }

    private Expr.Symbol outer() {
        return new Expr.Symbol(left.name(), new Shape(left.shape().rows(), Size.of(rank)), left.role(), Set.of());
    }

    private Expr.Symbol inner() {
        return new Expr.Symbol(
                right.name(), new Shape(Size.of(rank), right.shape().columns()), right.role(), Set.of());
    }

    /** What stands in brackets, as parameters. */
    public List<Expr.Symbol> parameters() {
        return List.of(outer(), inner());
    }

    public Set<String> made() {
        Set<String> made = new HashSet<>(names);
        names.forEach(name -> made.add(name + "_all"));
        made.add(rank);
        return made;
    }

    /**
     * The loss in these.
     *
     * @throws Refusal if the loss holds the parameters otherwise than in their product around M, or with prices
     */
    public Expr moved(Expr loss) {
        Expr e = basis(names.get(0), middle.shape().rows());
        Expr d = new Expr.Symbol(
                names.get(1),
                new Shape(Size.of(rank), Size.of(rank)),
                Role.DATA,
                Set.of(Property.DIAGONAL, Property.INVERTIBLE));
        Expr f = basis(names.get(2), middle.shape().columns());
        Map<Expr, Expr> by = new LinkedHashMap<>();
        by.put(left, Exprs.product(List.of(outer(), Exprs.inverse(d), Exprs.transpose(e))));
        by.put(middle, Exprs.product(List.of(e, d, Exprs.transpose(f))));
        by.put(right, Exprs.times(f, inner()));
        Expr moved = Proportion.simple(replaced(loss, by));
        ChainLoss chain = ChainReader.read(moved, parameters());
        Expr product = Exprs.product(List.of(left, middle, right));
        boolean isTurned = chain.factors().get(0).transposed();
        Expr p = isTurned ? Exprs.transpose(product) : product;
        Expr square = Exprs.inner(Exprs.product(List.of(chain.left(), p, chain.right())), p);
        Expr whole = Exprs.sum(
                List.of(square, Exprs.times(Exprs.literal(-2), Exprs.inner(chain.cross(), p)), chain.constant()));
        if (!chain.isFree() || !chain.noise().isEmpty() || !Form.of(whole).equals(Form.of(loss))) {
            throw new Refusal(
                    "one product",
                    middle.name() + " stands between " + left.name() + " and " + right.name()
                            + ", and the loss holds these otherwise too, in a price or in another product");
        }
        return moved;
    }

    private Expr.Symbol basis(String name, Size rows) {
        return new Expr.Symbol(name, new Shape(rows, Size.of(rank)), Role.DATA, Set.of(Property.ORTHONORMAL_COLUMNS));
    }

    private static Expr replaced(Expr e, Map<Expr, Expr> by) {
        Expr replacement = by.get(e);
        return replacement != null ? replacement : Rebuild.of(e, part -> replaced(part, by));
    }

    private List<Model.Let> lets() {
        String m = middle.name();
        String first = "1.." + rank;
        return List.of(
                let(rank, "rank(" + m + ")"),
                new Model.Let(
                        span(),
                        List.of(names.get(0) + "_all", names.get(1) + "_all", names.get(2) + "_all"),
                        FormulaText.parse("svd(" + m + ")"),
                        ""),
                let(names.get(0), names.get(0) + "_all[:, " + first + "]"),
                let(names.get(1), "diag(" + names.get(1) + "_all[" + first + "])"),
                let(names.get(2), names.get(2) + "_all[:, " + first + "]"));
    }

    private static SourceSpan span() {
        return new SourceSpan("derived", 1, 1, 1, 1);
    }

    private static Model.Let let(String name, String text) {
        return new Model.Let(span(), List.of(name), FormulaText.parse(text), "");
    }

    private List<Model.Let> before(List<Model.Let> given) {
        List<Model.Let> all = new ArrayList<>(lets());
        all.addAll(given);
        return all;
    }

    /** What was found of the brackets, as results for the parameters. */
    public Reduction complete(Expr moved, Reduction others) {
        String e = names.get(0);
        String d = names.get(1);
        String f = names.get(2);
        Substitution back = new Substitution(Map.of(
                left.name(), FormulaText.parse("(" + left.name() + "*" + e + "*" + d + ")"),
                right.name(), FormulaText.parse("(" + f + "'*" + right.name() + ")")));
        String flat = " + " + size(left.shape()) + " - " + size(outer().shape()) + " + " + size(right.shape()) + " - "
                + size(inner().shape());
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>(form.point());
            point.computeIfPresent(
                    left.name(),
                    (name, at) -> FormulaText.parse("(" + FormulaPrinter.print(at) + ")*inv(" + d + ")*" + e + "'"));
            point.computeIfPresent(
                    right.name(), (name, at) -> FormulaText.parse(f + "*(" + FormulaPrinter.print(at) + ")"));
            List<String> lemmas = new ArrayList<>(form.lemmas());
            lemmas.add(LEMMA);
            forms.add(new ClosedForm(
                    form.conditions(),
                    before(form.lets()),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature()
                            .map(curvature -> new ClosedForm.Curvature(
                                    curvature.index(),
                                    curvature
                                            .nullity()
                                            .map(zeros -> FormulaText.parse(FormulaPrinter.print(zeros) + flat)))),
                    form.upTo() + "; what " + middle.name() + " takes to zero is free",
                    form.kind(),
                    lemmas));
        }
        Step change = Step.coordinates(
                LEMMA,
                "With the thin singular value decomposition of " + middle.name()
                        + " the loss holds the product of two free matrices, what " + middle.name()
                        + " lets through of the parameters beside it.",
                moved,
                back::of);
        List<Step> steps = change.before(
                others.steps().stream().map(step -> step.mapped(back::of)).toList());
        return new Reduction(
                before(others.lets()),
                steps,
                forms,
                others.thresholds(),
                others.refusedAt(),
                Reduction.Completeness.of(others.unlisted()));
    }

    private static String size(Shape shape) {
        return shape.rows() + "*" + shape.columns();
    }
}
