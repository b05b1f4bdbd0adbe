package dev.nadir.reduction.chain.coordinates;

import dev.nadir.base.SourceSpan;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.Property;
import dev.nadir.expr.Rebuild;
import dev.nadir.expr.Role;
import dev.nadir.expr.Shape;
import dev.nadir.expr.Size;
import dev.nadir.expr.graph.Form;
import dev.nadir.expr.graph.Monomial;
import dev.nadir.expr.graph.Readback;
import dev.nadir.expr.print.TextPrinter;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.read.FormulaText;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Draft;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.Refusal;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.Substitution;
import dev.nadir.reduction.chain.Proportion;
import dev.nadir.reduction.chain.coordinates.StackCandidates.Block;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Free parameters that are blocks of one free matrix, as the heads of a network on one trunk are: the matrix is taken for the
 * parameters, and so are the matrices of parameters or data that they multiply (proof note docs/theorems/stacked-blocks.md).
 *
 * @param stacks the matrices, those of parameters first
 * @param picks for each block the columns of the identity that pick it
 * @param total the rows or columns of all blocks, a name
 * @param moved the loss in the matrices
 */
public record StackedBlocks(List<Stack> stacks, List<Expr.Symbol> picks, Size total, Expr moved) {

    private static final String LEMMA = "stacked-blocks";

    /**
     * Blocks that make one matrix.
     *
     * @param isBelow whether they stand below each other
     */
    record Stack(Expr.Symbol whole, List<Block> blocks, boolean isBelow) {

        private boolean isOfParameters() {
            return whole.role() == Role.PARAMETER;
        }

        private Formula formula() {
            List<String> texts = blocks.stream().map(Stack::text).toList();
            return FormulaText.parse(
                    isBelow ? "[[" + String.join("], [", texts) + "]]" : "[[" + String.join(", ", texts) + "]]");
        }

        private static String text(Block block) {
            return block.letter() instanceof Expr.Ones
                    ? "ones(" + block.shape().rows() + ", " + block.shape().columns() + ")"
                    : TextPrinter.print(block.expression());
        }
    }

    /** Every way in which parameters of a loss are blocks of one; the names are those not to be taken. */
    public static List<StackedBlocks> of(Expr loss, List<Expr.Symbol> parameters, Set<String> taken) {
        List<Monomial> terms = Monomial.of(Form.of(loss));
        List<StackedBlocks> found = new ArrayList<>();
        for (List<Expr.Symbol> letters : StackCandidates.of(terms, parameters)) {
            for (boolean isBelow : List.of(true, false)) {
                for (List<Block> blocks : StackCandidates.turned(letters, isBelow)) {
                    found.add(new Builder(loss, taken).build(terms, blocks, isBelow));
                }
            }
        }
        return found;
    }

    /** Puts one together. */
    private static final class Builder {
        private final Expr loss;
        private final Set<String> taken;
        private final List<Expr.Symbol> picks = new ArrayList<>();
        private final Map<Expr, Expr> by = new LinkedHashMap<>();

        Builder(Expr loss, Set<String> taken) {
            this.loss = loss;
            this.taken = new HashSet<>(taken);
        }

        StackedBlocks build(List<Monomial> terms, List<Block> blocks, boolean isBelow) {
            Size total = Size.of(name(
                    "d_" + String.join("_", blocks.stream().map(Builder::plain).toList())));
            for (Block block : blocks) {
                Shape shape = new Shape(total, block.size(isBelow));
                picks.add(new Expr.Symbol(
                        name("J_" + plain(block)), shape, Role.DATA, Set.of(Property.ORTHONORMAL_COLUMNS)));
            }
            List<Stack> stacks = new ArrayList<>();
            stacks.add(stack(blocks, isBelow, total));
            StackCandidates.met(loss, terms, blocks, isBelow).ifPresent(met -> stacks.add(stack(met, true, total)));
            return new StackedBlocks(stacks, picks, total, picked(Proportion.simple(replaced(loss))));
        }

        private Stack stack(List<Block> blocks, boolean isBelow, Size total) {
            Shape first = blocks.get(0).shape();
            Shape shape = isBelow ? new Shape(total, first.columns()) : new Shape(first.rows(), total);
            Role role = blocks.get(0).isParameter() ? Role.PARAMETER : Role.DATA;
            String name =
                    name(String.join("_", blocks.stream().map(Builder::plain).toList()));
            Expr.Symbol whole = new Expr.Symbol(name, shape, role, Set.of());
            for (int i = 0; i < blocks.size(); i++) {
                Expr pick = picks.get(i);
                Expr block = isBelow ? Exprs.times(Exprs.transpose(pick), whole) : Exprs.times(whole, pick);
                Expr letter = blocks.get(i).letter();
                by.put(letter, blocks.get(i).isTurned() ? Exprs.transpose(block) : block);
                if (letter instanceof Expr.Ones ones) {
                    by.put(Exprs.ones(ones.shape().transpose()), Exprs.transpose(block));
                }
            }
            return new Stack(whole, List.copyOf(blocks), isBelow);
        }

        private static String plain(Block block) {
            return block.letter() instanceof Expr.Symbol symbol ? symbol.name().replaceAll("[^A-Za-z0-9]+", "") : "1";
        }

        private String name(String preferred) {
            String name = preferred;
            for (int i = 1; taken.contains(name); i++) {
                name = preferred + "_" + i;
            }
            taken.add(name);
            return name;
        }

        private Expr replaced(Expr e) {
            Expr replacement = by.get(e);
            return replacement != null ? replacement : Rebuild.of(e, this::replaced);
        }

        /** With {@code J_m*J_m'} of the last block replaced by the identity less those of the others. */
        private Expr picked(Expr e) {
            Expr.Symbol last = picks.get(picks.size() - 1);
            Expr sum = Exprs.literal(0);
            boolean isMoved = false;
            for (Monomial term : Monomial.of(Form.of(e))) {
                Optional<Expr> other = picked(term, last);
                isMoved |= other.isPresent();
                sum = Exprs.add(sum, other.orElseGet(term::expression));
            }
            return isMoved ? picked(Proportion.simple(sum)) : e;
        }

        private Optional<Expr> picked(Monomial term, Expr.Symbol last) {
            List<Monomial.Site> sites = term.sites().stream()
                    .filter(site ->
                            site.letter().equals(last) && site.exponent().isOne())
                    .toList();
            Optional<Expr> alike = Optional.empty();
            for (Monomial.Site left : sites) {
                for (Monomial.Site right : sites) {
                    if (left.number() < right.number() && areJoined(term, left, right)) {
                        // Of several columns, one before a parameter goes with one before what it multiplies.
                        if (!neighbours(term, left).equals(neighbours(term, right))) {
                            return Optional.of(picked(term, left, right));
                        }
                        alike = alike.or(() -> Optional.of(picked(term, left, right)));
                    }
                }
            }
            return alike;
        }

        private static Set<Expr> neighbours(Monomial term, Monomial.Site site) {
            return term.sites().stream()
                    .filter(other -> !other.equals(site)
                            && other.legs().contains(site.legs().get(0)))
                    .map(Monomial.Site::letter)
                    .collect(Collectors.toSet());
        }

        private static boolean areJoined(Monomial term, Monomial.Site left, Monomial.Site right) {
            boolean isColumn = left.legs().size() == 1;
            return isColumn
                    || (left.legs().get(1).equals(right.legs().get(1))
                            && term.sites().stream()
                                            .filter(site -> site.legs()
                                                    .contains(left.legs().get(1)))
                                            .count()
                                    == 2);
        }

        private Expr picked(Monomial term, Monomial.Site left, Monomial.Site right) {
            List<Monomial.Site> rest = new ArrayList<>(term.sites());
            rest.remove(left);
            rest.remove(right);
            Size total = picks.get(0).shape().rows();
            Expr outer = Readback.expression(
                    term.part(rest, List.of(left.legs().get(0), right.legs().get(0)), new Shape(total, total)));
            Expr number = Exprs.literal(term.coefficient());
            Expr sum = Exprs.times(number, Exprs.inner(outer, Exprs.identity(total)));
            for (Expr.Symbol pick : picks.subList(0, picks.size() - 1)) {
                Expr square = Exprs.times(pick, Exprs.transpose(pick));
                sum = Exprs.subtract(sum, Exprs.times(number, Exprs.inner(outer, square)));
            }
            return sum;
        }
    }

    /** The parameters with the matrices in the place of their blocks. */
    public List<Expr.Symbol> parameters(List<Expr.Symbol> given) {
        List<Expr.Symbol> left = new ArrayList<>();
        for (Expr.Symbol parameter : given) {
            Expr.Symbol whole = stacks.stream()
                    .filter(stack -> stack.blocks().stream()
                            .anyMatch(block -> block.letter().equals(parameter)))
                    .map(Stack::whole)
                    .findFirst()
                    .orElse(parameter);
            if (!left.contains(whole)) {
                left.add(whole);
            }
        }
        return left;
    }

    /** The names that are new. */
    public Set<String> made() {
        Set<String> made = new LinkedHashSet<>();
        made.add(total.toString());
        picks.forEach(pick -> made.add(pick.name()));
        stacks.forEach(stack -> made.add(stack.whole().name()));
        return made;
    }

    private List<Model.Let> lets() {
        List<Model.Let> lets = new ArrayList<>();
        Size all = picks.stream().map(pick -> pick.shape().columns()).reduce(Size.ZERO, Size::plus);
        lets.add(let(total.toString(), FormulaText.parse(all.toString())));
        Size before = Size.ZERO;
        for (Expr.Symbol pick : picks) {
            Size own = pick.shape().columns();
            Size after = all.minus(before).minus(own);
            String text;
            if (own.isOne()) {
                text = "basis(" + all + ", " + before.plus(Size.ONE) + ")";
            } else {
                List<String> rows = new ArrayList<>();
                zeros(before, own).ifPresent(rows::add);
                rows.add("[eye(" + own + ")]");
                zeros(after, own).ifPresent(rows::add);
                text = "[" + String.join(", ", rows) + "]";
            }
            lets.add(let(pick.name(), FormulaText.parse(text)));
            before = before.plus(own);
        }
        stacks.stream()
                .filter(stack -> !stack.isOfParameters())
                .forEach(stack -> lets.add(let(stack.whole().name(), stack.formula())));
        return lets;
    }

    private static Optional<String> zeros(Size rows, Size columns) {
        return rows.equals(Size.ZERO) ? Optional.empty() : Optional.of("[zeros(" + rows + ", " + columns + ")]");
    }

    private static Model.Let let(String name, Formula value) {
        return new Model.Let(new SourceSpan("derived", 1, 1, 1, 1), List.of(name), value, "");
    }

    /** The step, after those before it. */
    public void write(Draft draft) {
        lets().forEach(let -> draft.define(let.names().get(0), FormulaPrinter.print(let.value())));
        List<String> words = new ArrayList<>();
        stacks.forEach(stack -> words.add(FormulaPrinter.print(stack.formula())));
        draft.step(
                LEMMA,
                "The blocks of " + String.join(" and ", words)
                        + " are taken together: they make any matrix of its shape.",
                Draft.text(moved),
                true,
                "everywhere");
    }

    /** Why the loss in the matrices is not solved either. */
    public Refusal explained(Refusal refusal) {
        String words = String.join(
                ", ",
                stacks.stream()
                        .filter(Stack::isOfParameters)
                        .map(stack -> stack.whole().name() + " == " + FormulaPrinter.print(stack.formula()))
                        .toList());
        Refusal other =
                new Refusal(refusal.step(), "with the blocks taken together, " + words + ": " + refusal.getMessage());
        other.addSuppressed(refusal);
        return other;
    }

    /** What was found of the matrices, as results for their blocks. */
    public Reduction complete(Reduction others) {
        Map<String, Formula> whole = new LinkedHashMap<>();
        stacks.stream()
                .filter(Stack::isOfParameters)
                .forEach(stack -> whole.put(stack.whole().name(), stack.formula()));
        Substitution back = new Substitution(whole);
        List<ClosedForm> forms = new ArrayList<>();
        for (ClosedForm form : others.closedForms()) {
            Map<String, Formula> point = new LinkedHashMap<>();
            form.point().forEach((name, value) -> {
                Optional<Stack> stack = stacks.stream()
                        .filter(each -> each.whole().name().equals(name))
                        .findFirst();
                stack.ifPresentOrElse(each -> split(each, value, point), () -> point.put(name, back.of(value)));
            });
            List<Model.Let> all = new ArrayList<>(lets());
            all.removeIf(
                    let -> form.lets().stream().anyMatch(each -> each.names().equals(let.names())));
            all.addAll(form.lets());
            List<Formula> values = new ArrayList<>(point.values());
            form.over().forEach(each -> values.add(each.range()));
            form.curvature().ifPresent(each -> {
                values.add(each.index());
                each.nullity().ifPresent(values::add);
            });
            values.addAll(form.conditions());
            values.add(form.value());
            forms.add(new ClosedForm(
                    form.conditions(),
                    Substitution.used(all, values),
                    form.value(),
                    point,
                    form.over(),
                    form.curvature(),
                    form.upTo(),
                    form.kind(),
                    form.lemmas()));
        }
        List<Step> steps =
                others.steps().stream().map(step -> step.mapped(back::of)).toList();
        return new Reduction(
                others.lets(), steps, forms, others.thresholds(), others.refusedAt(), others.completeness());
    }

    private void split(Stack stack, Formula value, Map<String, Formula> point) {
        String text = "(" + FormulaPrinter.print(value) + ")";
        for (int i = 0; i < stack.blocks().size(); i++) {
            String pick = picks.get(i).name();
            Block block = stack.blocks().get(i);
            boolean isZero =
                    value instanceof Formula.Call call && call.function().equals("zeros");
            String at = stack.isBelow() ? pick + "'*" + text : text + "*" + pick;
            Formula part = FormulaText.parse(block.isTurned() ? "(" + at + ")'" : at);
            point.put(
                    ((Expr.Symbol) block.letter()).name(),
                    isZero ? zero(block.letter().shape()) : part);
        }
    }

    private static Formula zero(Shape shape) {
        return FormulaText.parse(
                shape.isColumn()
                        ? "zeros(" + shape.rows() + ")"
                        : "zeros(" + shape.rows() + ", " + shape.columns() + ")");
    }
}
