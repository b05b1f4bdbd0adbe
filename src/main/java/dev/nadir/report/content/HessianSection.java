package dev.nadir.report.content;

import dev.nadir.base.PreconditionException;
import dev.nadir.expr.Expr;
import dev.nadir.expr.Exprs;
import dev.nadir.expr.print.ExprLayout;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.Layout.OperatorKind;
import dev.nadir.expr.print.Layout.Style;
import dev.nadir.expr.print.Measure;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.read.FormulaText;
import dev.nadir.report.Block;
import dev.nadir.report.Inline;
import dev.nadir.symbolic.Derivation;
import dev.nadir.symbolic.entrywise.EntrywiseHessian;
import dev.nadir.symbolic.hessian.BilinearForm;
import dev.nadir.symbolic.hessian.HessianBlocks;
import dev.nadir.symbolic.hessian.KroneckerForm;
import dev.nadir.symbolic.hessian.KroneckerPrinter;
import dev.nadir.symbolic.hessian.OriginFinder;
import dev.nadir.symbolic.hessian.OriginSpectrum;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The Hessian as a bilinear form, in Kronecker blocks and entry by entry, and its eigenvalues at the origin. */
final class HessianSection {

    /** A report that lists the entries for more coordinates is read by nobody. */
    private static final int MOST_COORDINATES = 6;

    /** A form of more lines says less than its parts: five lines of a page. */
    private static final double LONGEST_FORM = 190;

    /** Entries are sums over the samples. */
    private static final int MOST_SIZE = 12;

    private HessianSection() {}

    /**
     * The other forms of a Hessian that is there.
     *
     * @param sizes numbers for the sizes, for the entries
     */
    static List<Block> of(Derivation derivation, Map<String, Integer> sizes) {
        List<Block> blocks = new ArrayList<>(bilinear(derivation));
        blocks.addAll(kronecker(derivation));
        blocks.addAll(entrywise(derivation, sizes));
        blocks.addAll(origin(derivation));
        return blocks;
    }

    private static Line list(Line line, List<Layout> formulas) {
        for (int i = 0; i < formulas.size(); i++) {
            line.text(i == 0 ? "" : i == formulas.size() - 1 ? " and " : ", ").math(formulas.get(i));
        }
        return line;
    }

    private static List<Block> bilinear(Derivation derivation) {
        BilinearForm form = BilinearForm.of(derivation);
        Line line = new Line().strong("As a bilinear form.").text(" Along the directions ");
        list(line, form.first().values().stream().map(ExprLayout::of).toList()).text(", and then ");
        list(line, form.second().values().stream().map(ExprLayout::of).toList())
                .text(", the second derivative of the loss is");
        Layout whole = ExprLayout.of(form.value());
        if (Measure.width(whole) > LONGEST_FORM) {
            line.text(", with the changes of the gradient from above,");
            whole = inShort(form);
        }
        return List.of(line.paragraph(), new Block.Display(List.of(new Block.Equation(Optional.empty(), "", whole))));
    }

    /** The inner products of the second directions with the parts of the Hessian by their names. */
    private static Layout inShort(BilinearForm form) {
        List<Term.Signed> terms = new ArrayList<>();
        form.second().forEach((parameter, direction) -> {
            Term part =
                    Notation.subscript(Term.atom(new Layout.Identifier("H", Style.ITALIC)), ExprLayout.of(parameter));
            Layout body = Layout.row(
                    ExprLayout.of(direction), Notation.operator(",", OperatorKind.PUNCTUATION), part.layout());
            terms.add(new Term.Signed(false, Notation.fenced(Layout.Bracket.ANGLE, body)));
        });
        return Notation.sum(terms).layout();
    }

    private static List<Block> kronecker(Derivation derivation) {
        List<Block.Equation> equations = new ArrayList<>();
        List<Expr.Symbol> parameters = List.copyOf(derivation.hessianAlong().keySet());
        HessianBlocks blocks = new HessianBlocks(derivation);
        boolean hasCommutation = false;
        boolean hasPlacement = false;
        try {
            // Those on and above the diagonal.
            for (int k = 0; k < parameters.size() * parameters.size(); k++) {
                Expr.Symbol row = parameters.get(k / parameters.size());
                Expr.Symbol column = parameters.get(k % parameters.size());
                if (k / parameters.size() > k % parameters.size()) {
                    continue;
                }
                KroneckerForm form = blocks.kronecker(row, column);
                String text = KroneckerPrinter.text(form);
                hasCommutation |= text.contains("commutation(");
                hasPlacement |= text.contains("placement(");
                Layout left = Notation.subscript(
                                Term.atom(new Layout.Identifier("H", Style.ITALIC)),
                                Layout.row(
                                        ExprLayout.of(row),
                                        Notation.operator(",", OperatorKind.PUNCTUATION),
                                        ExprLayout.of(column)))
                        .layout();
                equations.add(new Block.Equation(Optional.of(left), "=", KroneckerPrinter.layout(form)));
            }
        } catch (PreconditionException e) {
            return List.of(new Line()
                    .strong("In Kronecker blocks.")
                    .text(" There is no such form: " + e.getMessage() + ".")
                    .paragraph());
        }
        Line line = new Line()
                .strong("In Kronecker blocks.")
                .text(" The derivative of the vectorised gradient of the first parameter with respect to the"
                        + " vectorised second one, columns below each other; the blocks below the diagonal are the"
                        + " transposes of these"
                        + (hasCommutation ? "; K takes vec of a matrix to vec of its transpose" : "")
                        + (hasPlacement ? "; E takes a vector to vec of the diagonal matrix with it" : "")
                        + ":");
        return List.of(line.paragraph(), new Block.Display(equations));
    }

    private static List<Block> entrywise(Derivation derivation, Map<String, Integer> sizes) {
        Line line = new Line().strong("Entry by entry.");
        boolean isSmall = sizes.values().stream().allMatch(size -> size <= MOST_SIZE);
        if (!isSmall) {
            return List.of(line.text(" At the sizes of the instance the entries are long sums; they are printed by ")
                    .code("nadir derive --hessian entrywise")
                    .text(" at sizes given by ")
                    .code("--size")
                    .text(".")
                    .paragraph());
        }
        EntrywiseHessian entries;
        try {
            entries = EntrywiseHessian.of(derivation, sizes);
        } catch (PreconditionException e) {
            return List.of(
                    line.text(" Not written out: " + e.getMessage() + ".").paragraph());
        }
        int n = entries.coordinates().size();
        if (n > MOST_COORDINATES) {
            return List.of(line.text(" At the sizes of the instance there are " + n
                            + " coordinates; their second derivatives are printed by ")
                    .code("nadir derive --hessian entrywise")
                    .text(".")
                    .paragraph());
        }
        List<Block.Equation> equations = new ArrayList<>();
        int zeros = 0;
        for (int i = 0; i < n; i++) {
            for (int j = i; j < n; j++) {
                Expr entry = entries.hessian().get(i).get(j);
                zeros += Exprs.isZero(entry) ? 1 : 0;
                if (!Exprs.isZero(entry)) {
                    Layout left = Notation.subscript(
                                    Term.atom(new Layout.Identifier("H", Style.ITALIC)),
                                    Layout.row(
                                            NameLayout.ofSymbol(entries.coordinates()
                                                            .get(i))
                                                    .layout(),
                                            Notation.operator(",", OperatorKind.PUNCTUATION),
                                            NameLayout.ofSymbol(entries.coordinates()
                                                            .get(j))
                                                    .layout()))
                            .layout();
                    equations.add(new Block.Equation(Optional.of(left), "=", ExprLayout.of(entry)));
                }
            }
        }
        line.text(" At the sizes of the instance, "
                + (zeros == 0 ? "all" : "but for " + zeros + (zeros == 1 ? " that is zero" : " that are zero")) + ":");
        return List.of(line.paragraph(), new Block.Display(equations));
    }

    private static List<Block> origin(Derivation derivation) {
        Line line = new Line().strong("Spectrum at the origin.");
        OriginSpectrum spectrum;
        try {
            spectrum = OriginFinder.find(derivation);
        } catch (PreconditionException e) {
            return List.of(line.text(" No eigenvalues in closed form: " + e.getMessage() + ".")
                    .paragraph());
        }
        line.text(" Where ");
        list(line, spectrum.zeros().stream().map(ExprLayout::of).toList());
        line.text((spectrum.zeros().size() == 1 ? " is" : " are") + " zero the Hessian has these eigenvalues:");
        List<List<List<Inline>>> rows = new ArrayList<>();
        for (OriginSpectrum.Group group : spectrum.groups()) {
            rows.add(List.of(
                    new Line().math(ExprLayout.of(group.eigenvalue())).inlines(),
                    new Line().math(FormulaText.parse(group.multiplicity())).inlines(),
                    ranges(group.ranges())));
        }
        List<Block> blocks = new ArrayList<>(List.of(
                line.paragraph(),
                new Block.Table(
                        "",
                        List.of(
                                new Block.Column("eigenvalue", false),
                                new Block.Column("times", false),
                                new Block.Column("for each", false)),
                        rows)));
        blocks.addAll(legend(spectrum));
        return blocks;
    }

    /** Indices with their ranges, {@code i = 1, ..., d}. */
    private static List<Inline> ranges(List<String> ranges) {
        Line line = new Line();
        for (int i = 0; i < ranges.size(); i++) {
            String range = ranges.get(i);
            int in = range.indexOf(" in ");
            int dots = range.indexOf("..");
            line.text(i == 0 ? "" : "; ")
                    .name(range.substring(0, in))
                    .text(" = ")
                    .math(FormulaText.parse(range.substring(in + 4, dots)))
                    .text(", …, ")
                    .math(FormulaText.parse(range.substring(dots + 2)));
        }
        return line.inlines();
    }

    private static List<Block> legend(OriginSpectrum spectrum) {
        List<Block> blocks = new ArrayList<>();
        if (!spectrum.letters().isEmpty()) {
            Line line = new Line().text("Here ");
            List<Map.Entry<String, String>> letters =
                    List.copyOf(spectrum.letters().entrySet());
            for (int i = 0; i < letters.size(); i++) {
                line.text(i == 0 ? "" : "; ")
                        .name(letters.get(i).getKey())
                        .text(" stands for ")
                        .math(FormulaText.parse(letters.get(i).getValue()));
            }
            blocks.add(line.text(".").paragraph());
        }
        if (!spectrum.conditions().isEmpty()) {
            blocks.add(new Line()
                    .text("The origin is a critical point where "
                            + (spectrum.conditions().size() == 1
                                    ? "this gradient vanishes:"
                                    : "these gradients vanish:"))
                    .paragraph());
            blocks.add(new Block.Display(spectrum.conditions().entrySet().stream()
                    .map(entry -> new Block.Equation(
                            Optional.of(Notation.subscript(
                                            Term.atom(Notation.operator("∇", OperatorKind.ORDINARY)),
                                            ExprLayout.of(entry.getKey()))
                                    .layout()),
                            "=",
                            ExprLayout.of(entry.getValue())))
                    .toList()));
        }
        return blocks;
    }
}
