package dev.nadir.report.content;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.reduction.ClosedForm;
import dev.nadir.reduction.Reduction;
import dev.nadir.reduction.ScalarAnswer.Kind;
import dev.nadir.reduction.Step;
import dev.nadir.reduction.assume.LemmaAssumptions;
import dev.nadir.reduction.assume.LemmaStatement;
import dev.nadir.report.Block;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lemmas that a derivation rests on, numbered, and the proof that puts them together. */
final class ProofSketch {

    /** The letters of the statements that stand for vectors. */
    private static final Names LETTERS = Names.NONE
            .withVectors(Set.of("sigma", "lambda", "mu", "tau", "s", "p"))
            .withScalar("N")
            .withScalar("w")
            .withSet("J");

    private final Reduction reduction;
    private final Layout loss;
    private final Names names;
    private final List<String> lemmas;

    ProofSketch(Reduction reduction, String loss, Names names) {
        this.reduction = reduction;
        this.loss = NameLayout.of(loss).layout();
        this.names = names;
        this.lemmas = lemmas(reduction);
    }

    /** The lemmas, in the order in which they are used. */
    static List<String> lemmas(Reduction reduction) {
        Set<String> found = new LinkedHashSet<>();
        reduction.allSteps().forEach(step -> found.add(step.lemma()));
        reduction.closedForms().forEach(form -> found.addAll(form.lemmas()));
        return List.copyOf(found);
    }

    List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (String lemma : lemmas) {
            blocks.add(statement(lemma));
        }
        blocks.add(new Line()
                .strong("Proof sketch.")
                .text(" The loss is brought down to scalars; each line equals the one before, or bounds it from below.")
                .paragraph());
        int number = 1;
        for (Step step : reduction.steps()) {
            blocks.addAll(step(number++, step, names));
        }
        for (Reduction.Branch branch : reduction.branches()) {
            Names inside = names.with(branch.lets());
            blocks.add(way(branch, inside));
            for (Step step : branch.steps()) {
                blocks.addAll(step(number++, step, inside));
            }
        }
        conclusions().forEach(blocks::add);
        return blocks;
    }

    private String named(String lemma) {
        return "Lemma " + (lemmas.indexOf(lemma) + 1);
    }

    private Block statement(String lemma) {
        Line line = new Line()
                .strong(named(lemma) + " (" + Line.lemma(lemma) + ").")
                .text(" ");
        LemmaStatement.find(lemma).ifPresent(statement -> {
            boolean hasVectors = !lemma.startsWith("scalar") && !lemma.equals("variance-minimisation");
            sources(line.sentence(statement.says(), hasVectors ? LETTERS : Names.NONE), statement.sources());
        });
        line.text("Statement and proof: ")
                .code("docs/theorems/" + lemma + ".md")
                .text(".");
        if (LemmaAssumptions.lemmas().contains(lemma)) {
            LemmaAssumptions assumptions = LemmaAssumptions.of(lemma);
            line.text(" Checked by the program: " + assumptions.checked() + ".");
            if (!assumptions.trusted().equals("nothing")) {
                line.text(" Assumed: " + assumptions.trusted() + ".");
            }
        }
        return line.paragraph();
    }

    private static void sources(Line line, List<String> keys) {
        line.text(" See ");
        for (int i = 0; i < keys.size(); i++) {
            line.text(i == 0 ? "" : i == keys.size() - 1 ? " and " : ", ").cite(keys.get(i));
        }
        line.text(". ");
    }

    private List<Block> step(int number, Step step, Names known) {
        Line line = new Line()
                .strong("Step " + number + ".")
                .text(" ")
                .sentence(step.says())
                .text(" By " + named(step.lemma()));
        List<Model.Let> letters = step.where().stream()
                .filter(let ->
                        !FormulaPrinter.print(let.value()).equals(let.names().get(0)))
                .toList();
        letters(line, letters, known);
        line.text(",");
        Block bound = new Block.Display(List.of(new Block.Equation(
                Optional.of(loss), step.isIdentity() ? "=" : "≥", FormulaLayout.of(step.bound(), known))));
        Block equality = step.isIdentity()
                ? new Line()
                        .text("This is an identity: both sides are equal for all parameters.")
                        .paragraph()
                : new Line()
                        .text("Equality holds ")
                        .sentence(step.equality())
                        .text(".")
                        .paragraph();
        return List.of(line.paragraph(), bound, equality);
    }

    /** The data of which another way down speaks, and its letters. */
    private static Block way(Reduction.Branch branch, Names known) {
        Line line = new Line().strong("Other data.").text(" Now let ");
        for (int i = 0; i < branch.conditions().size(); i++) {
            line.text(i == 0 ? "" : " and ")
                    .math(FormulaLayout.of(branch.conditions().get(i), known));
        }
        letters(line.text(","), branch.lets(), known);
        return line.text(". Then the loss is brought down as follows.").paragraph();
    }

    private static void letters(Line line, List<Model.Let> letters, Names known) {
        for (int i = 0; i < letters.size(); i++) {
            Model.Let letter = letters.get(i);
            List<Layout> row = new ArrayList<>();
            for (String name : letter.names()) {
                if (!row.isEmpty()) {
                    row.add(Notation.operator(",", Layout.OperatorKind.PUNCTUATION));
                }
                row.add(NameLayout.of(name).layout());
            }
            row.add(Notation.operator("=", Layout.OperatorKind.RELATION));
            row.add(FormulaLayout.of(letter.value(), known));
            line.text(i == 0 ? " with " : i == letters.size() - 1 ? " and " : ", ")
                    .math(Layout.row(row.toArray(Layout[]::new)));
        }
    }

    /** What the last line says of each part of the theorem. */
    private List<Block> conclusions() {
        List<ClosedForm> forms = reduction.closedForms();
        List<Integer> minima = new ArrayList<>();
        List<Integer> others = new ArrayList<>();
        for (int i = 0; i < forms.size(); i++) {
            (forms.get(i).kind() == Kind.GLOBAL_MINIMUM ? minima : others).add(i);
        }
        List<Block> blocks = new ArrayList<>();
        Line end = new Line().strong("Conclusion.");
        if (!minima.isEmpty() && !reduction.branches().isEmpty()) {
            end.text(
                    " On the data of which it speaks, the last line of each way down is least at the points of its part of"
                            + " the theorem, and every step is an equality there.");
        } else if (!minima.isEmpty()) {
            String points = (minima.size() == 1 ? "the point of part " : "the points of parts ") + parts(minima);
            end.text(
                    isFree()
                            ? " The last line does not depend on the parameters. At " + points
                                    + ", each under its condition, every step is an equality, so that the last line is the least"
                                    + " value."
                            : " The last line is least at " + points
                                    + ", each under its condition, and every step is an equality there.");
        }
        for (int index : others) {
            other(end.text(" Part " + ReductionSection.part(index) + ": "), forms.get(index));
        }
        blocks.add(end.paragraph());
        return blocks;
    }

    /** Which lemma gives a point beside the minimum, which ones carry it over, and why it is of its kind. */
    private void other(Line line, ClosedForm form) {
        List<String> by = form.lemmas().stream().distinct().toList();
        List<String> listing = by.stream()
                .filter(lemma -> LemmaStatement.does(lemma, LemmaStatement.Work.LISTS))
                .toList();
        String kind = Line.kind(form.kind().word());
        String carriers = Line.and(by.stream()
                .filter(lemma -> LemmaStatement.does(lemma, LemmaStatement.Work.CARRIES))
                .map(this::named)
                .toList());
        String carried = carriers.isEmpty() ? "" : ", carried over by " + carriers;
        if (listing.isEmpty()) {
            line.text("no lemma above lists the point" + carried + "; that it is stationary and a " + kind
                    + " is read off its gradient and its Hessian.");
            return;
        }
        line.text((form.over().isEmpty() ? "the point is" : "the points are") + " listed by "
                + named(listing.get(listing.size() - 1)) + carried);
        Optional<Formula> index = form.curvature().map(ClosedForm.Curvature::index);
        boolean isCount = index.isPresent() && !(index.get() instanceof Formula.NumberLiteral);
        if (isCount && form.kind() == Kind.STRICT_SADDLE) {
            line.text(", which counts ")
                    .math(FormulaLayout.of(index.get(), names))
                    .text(" negative eigenvalues: at least one, so a " + kind + ".");
        } else {
            line.text(", with " + (form.over().isEmpty() ? "its" : "their") + " kind, a " + kind + ".");
        }
    }

    /** Whether the last line holds no parameter. */
    private boolean isFree() {
        if (reduction.steps().isEmpty()) {
            return false;
        }
        String last = FormulaPrinter.print(
                reduction.steps().get(reduction.steps().size() - 1).bound());
        return reduction.closedForms().stream()
                .flatMap(form -> form.point().keySet().stream())
                .noneMatch(name -> Pattern.compile("(?<![A-Za-z_0-9])" + Pattern.quote(name) + "(?![A-Za-z_0-9])")
                        .matcher(last)
                        .find());
    }

    private static String parts(List<Integer> indices) {
        return Line.and(indices.stream().map(ReductionSection::part).collect(Collectors.toList()));
    }
}
