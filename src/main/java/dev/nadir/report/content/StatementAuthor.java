package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Measure;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.Claim;
import dev.nadir.model.Claim.Statement;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Means;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.report.Block;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A claim in the words of a theorem. */
final class StatementAuthor {

    /** A left side of at most this many em is aligned at its sign. */
    private static final double LONGEST_LEFT = 10;

    private final Model model;
    private final Layout loss;
    private final Names names;

    private StatementAuthor(Model model, Layout loss, Names names) {
        this.model = model;
        this.loss = loss;
        this.names = names;
    }

    static Block write(Model model, Claim claim) {
        Layout loss = NameLayout.of(model.objective().name()).layout();
        return new StatementAuthor(model, loss, Names.of(model).with(claim)).write(claim);
    }

    private Block write(Claim claim) {
        List<Block> body = new ArrayList<>();
        if (!claim.description().isEmpty()) {
            body.add(new Line().text(ModelSection.sentence(claim.description())).paragraph());
        }
        if (!claim.lets().isEmpty()) {
            body.add(new Line().text("Let").paragraph());
            body.add(ModelSection.lets(claim.lets(), names));
        }
        body.addAll(statement(claim));
        claim.fixed().stream().filter(fixed -> !fixed.values().isEmpty()).forEach(fixed -> body.add(held(fixed)));
        return new Block.Statement(claim.name(), claim.cites(), body);
    }

    /** The values at which a fixed parameter is held while the claim is verified. */
    private static Block held(Claim.Fixed fixed) {
        Line line = new Line().text("Verified at ").name(fixed.name()).text(" = ");
        for (int i = 0; i < fixed.values().size(); i++) {
            line.text(i == 0 ? "" : i == fixed.values().size() - 1 ? " and " : ", ");
            line.math(fixed.values().get(i));
        }
        return line.text(".").paragraph();
    }

    private List<Block> statement(Claim claim) {
        Statement statement = claim.statement();
        if (statement instanceof Statement.GlobalMinimum minimum) {
            return globalMinimum(claim, minimum);
        } else if (statement instanceof Statement.NoSpuriousMinima) {
            Line line = opening(claim)
                    .text(start(claim, "Every", "every") + " local minimum of ")
                    .math(loss);
            return List.of(line.text(" is a global minimum.").paragraph());
        } else if (statement instanceof Statement.CriticalValues values) {
            return criticalValues(claim, values);
        } else if (statement instanceof Statement.Relation relation) {
            return relation(claim, relation);
        } else if (statement instanceof Statement.Count count) {
            return List.of(count(claim, count));
        } else if (statement instanceof Statement.Conserved conserved) {
            return conserved(claim, conserved);
        } else if (statement instanceof Statement.Trajectory flow) {
            return trajectory(claim, flow);
        }
        return criticalPoint(claim, (Statement.CriticalPoint) statement);
    }

    private List<Block> relation(Claim claim, Statement.Relation relation) {
        List<Line> all = new ArrayList<>();
        claim.over().forEach(variable -> all.add(new Line().add(Shapes.of(variable))));
        everything(claim, relation).forEach(word -> all.add(new Line().text(word)));
        Line line = opening(claim);
        line.text(all.isEmpty() ? start(claim, "This holds", "this holds") : start(claim, "For", "for") + " all ");
        for (int i = 0; i < all.size(); i++) {
            line.text(i == 0 ? "" : i == all.size() - 1 ? " and all " : ", ")
                    .add(all.get(i).inlines());
        }
        relation.range().ifPresent(range -> line.text(" and ").math(Shapes.range(range)));
        relation.sweep().ifPresent(sweep -> {
            line.text(", at ").name(sweep.name()).text(" = ");
            List<Formula> values = sweep.values();
            for (int i = 0; i < values.size(); i++) {
                line.text(i == 0 ? "" : i == values.size() - 1 ? " and " : ", ").math(values.get(i));
            }
        });
        return List.of(line.paragraph(), display(List.of(equation(relation.comparison()))));
    }

    /** What the comparison depends on beside the claim's own variables, in words. */
    private List<String> everything(Claim claim, Statement.Relation relation) {
        Set<String> used = new Means(model, claim.lets()).names(relation.comparison());
        List<String> words = new ArrayList<>();
        if (model.parameters().stream().map(Declaration::name).anyMatch(used::contains)) {
            words.add("parameters");
        }
        if (model.data().stream().map(Declaration::name).anyMatch(used::contains)) {
            words.add("data");
        }
        return words;
    }

    /** What is supposed: the conditions and what is held fixed. */
    private static Line opening(Claim claim) {
        Line line = new Line();
        for (int i = 0; i < claim.needs().size(); i++) {
            line.text(i == 0 ? "If " : " and ").math(claim.needs().get(i));
        }
        for (int i = 0; i < claim.fixed().size(); i++) {
            Claim.Fixed fixed = claim.fixed().get(i);
            line.text(i > 0 ? " and " : claim.needs().isEmpty() ? "With " : ", and with ");
            line.name(fixed.name()).text(" held fixed");
        }
        return line.text(hasOpening(claim) ? ", " : "");
    }

    private static boolean hasOpening(Claim claim) {
        return !claim.needs().isEmpty() || !claim.fixed().isEmpty();
    }

    private static String start(Claim claim, String first, String later) {
        return hasOpening(claim) ? later : first;
    }

    private List<Block> globalMinimum(Claim claim, Statement.GlobalMinimum minimum) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(opening(claim)
                .text(start(claim, "The", "the") + " global minimum of ")
                .math(loss)
                .text(" is")
                .paragraph());
        blocks.add(
                display(List.of(new Block.Equation(Optional.empty(), "", FormulaLayout.of(minimum.value(), names)))));
        if (!minimum.at().isEmpty()) {
            blocks.add(new Line().text("attained at").paragraph());
            blocks.add(display(points(minimum.at())));
        }
        claim.upTo()
                .ifPresent(symmetry -> blocks.add(new Line()
                        .text("This minimiser is meant up to the symmetry ")
                        .code(symmetry)
                        .text(".")
                        .paragraph()));
        return blocks;
    }

    private List<Block> criticalValues(Claim claim, Statement.CriticalValues values) {
        Line where = new Line();
        if (values.range() instanceof Formula.Call call && call.function().equals("subsets")) {
            subset(where, values.index(), call);
        } else if (values.range() instanceof Formula.Range range) {
            where.text("for some ")
                    .math(Shapes.range(new Declaration.IndexRange(values.index(), range.from(), range.to())));
        } else {
            where.text("for some ").name(values.index()).text(" of ").math(values.range());
        }
        where.text(".");
        values.negative().ifPresent(index -> where.text(" The Hessian of every critical point of that value has ")
                .math(index)
                .text(" negative eigenvalues, counted with multiplicity."));
        return List.of(
                opening(claim)
                        .text(start(claim, "Every", "every") + " critical value of ")
                        .math(loss)
                        .text(" is")
                        .paragraph(),
                display(List.of(new Block.Equation(Optional.empty(), "", FormulaLayout.of(values.value(), names)))),
                where.paragraph());
    }

    /** {@code for some J within {1, ..., n}, |J| <= r}. */
    private static void subset(Line where, String index, Formula.Call subsets) {
        Term name = NameLayout.of(index);
        Layout places =
                Layout.row(subsets.arguments().stream().map(FormulaLayout::of).toList());
        where.text("for some ")
                .math(Notation.relation(name, "⊆", Notation.fenced(Layout.Bracket.BRACE, places))
                        .layout());
        subsets.options().forEach((option, value) -> {
            Term count = Notation.fenced(Layout.Bracket.ABSOLUTE, name.layout());
            if (option.equals("at-most")) {
                where.text(" with ")
                        .math(Notation.relation(count, "≤", FormulaLayout.term(value))
                                .layout());
            } else {
                where.text(" (" + option.replace('-', ' ') + " ").math(value).text(")");
            }
        });
    }

    private Block count(Claim claim, Statement.Count count) {
        Line line = opening(claim)
                .text(start(claim, "The number of ", "the number of "))
                .text(
                        switch (count.counted()) {
                            case COMPLEX -> "complex critical points of ";
                            case REAL -> "critical points of ";
                            case ORBITS -> "orbits of complex critical points under changes of sign of ";
                        })
                .math(loss)
                .text(
                        switch (count.operator()) {
                            case LESS_OR_EQUAL -> " is at most ";
                            case GREATER_OR_EQUAL -> " is at least ";
                            default -> " is ";
                        });
        return line.math(count.number()).text(".").paragraph();
    }

    private List<Block> conserved(Claim claim, Statement.Conserved conserved) {
        Line line = opening(claim)
                .text(start(claim, "Along", "along") + " every gradient flow of ")
                .math(loss);
        conserved.range().ifPresent(range -> line.text(" and for ").math(Shapes.range(range)));
        return List.of(
                line.text(" this stays constant:").paragraph(),
                display(List.of(
                        new Block.Equation(Optional.empty(), "", FormulaLayout.of(conserved.quantity(), names)))));
    }

    private List<Block> trajectory(Claim claim, Statement.Trajectory flow) {
        List<Block> blocks = new ArrayList<>();
        Line line = opening(claim);
        line.text(claim.over().isEmpty() ? start(claim, "Along", "along") : start(claim, "For", "for") + " all ");
        for (int i = 0; i < claim.over().size(); i++) {
            line.text(i == 0 ? "" : ", ").add(Shapes.of(claim.over().get(i)));
        }
        line.text((claim.over().isEmpty() ? "" : " and along") + " the gradient flow of ")
                .math(loss)
                .text(flow.from().isEmpty() ? " from every start" : " from");
        if (flow.from().isEmpty()) {
            line.text(", ");
        } else {
            blocks.add(line.paragraph());
            blocks.add(display(points(flow.from())));
            line = new Line();
        }
        line.text("it holds for ").math(flow.begin());
        line.text(" ≤ ").name(flow.time()).text(" ≤ ").math(flow.end());
        if (flow.range().isPresent()) {
            line.text(" and for ").math(Shapes.range(flow.range().get()));
        }
        boolean hasStart = FormulaPrinter.print(flow.comparison()).contains("initial(")
                || claim.lets().stream()
                        .anyMatch(let -> FormulaPrinter.print(let.value()).contains("initial("));
        line.text(hasStart ? " that, with the square bracket for the value at time 0," : " that");
        blocks.add(line.paragraph());
        blocks.add(display(List.of(equation(flow.comparison()))));
        return blocks;
    }

    private List<Block> criticalPoint(Claim claim, Statement.CriticalPoint point) {
        List<Block> blocks = new ArrayList<>();
        blocks.add(opening(claim).text(start(claim, "The", "the") + " point").paragraph());
        blocks.add(display(points(point.at())));
        Line line = new Line().text("is a critical point of ").math(loss);
        List<Line> properties = new ArrayList<>();
        point.type().ifPresent(type -> properties.add(new Line().text("it is a " + Line.kind(type))));
        point.index()
                .ifPresent(
                        index -> properties.add(new Line().text("its index is ").math(index)));
        point.nullity()
                .ifPresent(nullity ->
                        properties.add(new Line().text("its nullity is ").math(nullity)));
        for (int i = 0; i < properties.size(); i++) {
            line.text(i == 0 ? "; " : i == properties.size() - 1 ? " and " : ", ");
            line.add(properties.get(i).inlines());
        }
        point.condition().ifPresent(condition -> line.text(" exactly if ").math(condition));
        if (point.value().isPresent()) {
            blocks.add(line.text(". The loss there is").paragraph());
            blocks.add(display(List.of(new Block.Equation(
                    Optional.empty(), "", FormulaLayout.of(point.value().get(), names)))));
        } else {
            blocks.add(line.text(".").paragraph());
        }
        return blocks;
    }

    private List<Block.Equation> points(List<Claim.Equation> equations) {
        return equations.stream().map(this::point).toList();
    }

    private Block.Equation point(Claim.Equation equation) {
        Layout right = FormulaLayout.of(equation.right(), names);
        if (equation.range().isPresent()) {
            right = Layout.row(
                    right,
                    new Layout.Space(Layout.SpaceKind.QUAD),
                    new Layout.Words("for "),
                    Shapes.range(equation.range().get()));
        }
        return new Block.Equation(Optional.of(FormulaLayout.of(equation.left(), names)), "=", right);
    }

    private static Block display(List<Block.Equation> equations) {
        return new Block.Display(equations);
    }

    /** A comparison, aligned at its sign where the left side is short. */
    private Block.Equation equation(Formula formula) {
        if (formula instanceof Formula.Binary binary && binary.operator().isComparison()) {
            Layout left = FormulaLayout.of(binary.left(), names);
            if (Measure.width(left) <= LONGEST_LEFT) {
                return new Block.Equation(
                        Optional.of(left),
                        FormulaLayout.relation(binary.operator()),
                        FormulaLayout.of(binary.right(), names));
            }
        }
        return new Block.Equation(Optional.empty(), "", FormulaLayout.of(formula, names));
    }
}
