package dev.nadir.report.content;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Curve;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.expr.print.Layout;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.print.FormulaLayout;
import dev.nadir.model.print.Names;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Each claim as a theorem, and below it what became of it on each instance. */
final class ClaimSection {

    /** What fits beside the axis of a figure. */
    private static final int LONGEST_LABEL = 48;

    private ClaimSection() {}

    static Section of(Model model, List<InstanceEvidence> instances) {
        List<Block> blocks = new ArrayList<>();
        for (Claim claim : model.claims()) {
            blocks.add(StatementAuthor.write(model, claim));
            for (InstanceEvidence instance : instances) {
                List<ClaimResult> results = instance.claims().stream()
                        .filter(result -> result.claim().equals(claim.name()))
                        .toList();
                String name = instance.instance().name();
                results.forEach(result -> blocks.addAll(result(name, result, model, claim)));
                if (results.isEmpty()) {
                    blocks.add(absence(name, claim));
                }
            }
        }
        return new Section(1, "Claims", blocks);
    }

    private static Block absence(String instance, Claim claim) {
        String reason = claim.needs().isEmpty() ? "" : " The claim is made only where its condition holds.";
        return new Line()
                .text("On ")
                .code(instance)
                .text(": no verdict." + reason)
                .paragraph();
    }

    private static List<Block> result(String instance, ClaimResult result, Model model, Claim claim) {
        List<Block> blocks = new ArrayList<>();
        Line line = new Line().text("On ").code(instance).text(": ").add(verdict(result.verdict()));
        line.text(result.method().isEmpty() ? "" : " by " + result.method())
                .add(detail(result.verdict(), result.method().equals("independent draws")));
        blocks.add(line.text(".").paragraph());
        if (result.verdict() instanceof Verdict.Refuted refuted
                && !refuted.witness().isBlank()) {
            blocks.add(new Line().text("The witness:").paragraph());
            blocks.add(new Block.Verbatim(refuted.witness()));
        }
        Optional<Curve> curve = result.curve().filter(CurveAuthor::isWorthDrawing);
        List<ClaimResult.Fact> facts = result.facts().stream()
                .filter(fact -> curve.isEmpty() || !fact.name().startsWith("mean, "))
                .toList();
        if (!facts.isEmpty()) {
            List<Block.Column> columns = List.of(new Block.Column("", false), new Block.Column("", false));
            List<List<List<Inline>>> rows = facts.stream()
                    .map(fact -> List.of(
                            Line.of(fact.name()), Numbers.parse(fact.text()).orElse(Numbers.prose(fact.text()))))
                    .toList();
            blocks.add(new Block.Table("", columns, rows));
        }
        curve.ifPresent(drawn -> {
            blocks.add(CurveAuthor.table(drawn));
            String name = result.claim() + " on " + instance;
            Optional<Formula.Binary> relation = relation(claim);
            boolean isBound = relation.isPresent() && relation.get().operator() != Formula.Operator.EQUAL;
            Optional<Layout> left = relation.flatMap(each -> side(each, drawn.left()))
                    .filter(side -> drawn.left().length() <= LONGEST_LABEL)
                    .map(side -> FormulaLayout.of(side, Names.of(model).with(claim)));
            blocks.add(new Block.Figures(List.of(CurveAuthor.of(name, drawn, left, isBound))));
        });
        return blocks;
    }

    private static Optional<Formula.Binary> relation(Claim claim) {
        if (claim.statement() instanceof Claim.Statement.Trajectory flow) {
            return Optional.of(flow.comparison());
        }
        return claim.statement() instanceof Claim.Statement.Relation relation
                        && relation.comparison() instanceof Formula.Binary comparison
                ? Optional.of(comparison)
                : Optional.empty();
    }

    /** The side that reads so. */
    private static Optional<Formula> side(Formula.Binary comparison, String text) {
        return Stream.of(comparison.left(), comparison.right())
                .filter(side -> FormulaPrinter.print(side).equals(text))
                .findFirst();
    }

    /** The word, with its tone. */
    static List<Inline> verdict(Verdict verdict) {
        Inline.Tone tone = Inline.Tone.STRONG;
        if (verdict instanceof Verdict.Corroborated) {
            tone = Inline.Tone.GOOD;
        } else if (verdict instanceof Verdict.Undecided) {
            tone = Inline.Tone.OPEN;
        } else if (verdict instanceof Verdict.Refuted) {
            tone = Inline.Tone.BAD;
        }
        return new Line().badge(verdict.word(), tone).inlines();
    }

    /** The numbers of a verdict. */
    private static List<Inline> detail(Verdict verdict, boolean isSampled) {
        Line line = new Line();
        if (verdict instanceof Verdict.Corroborated numbers && isSampled) {
            line.text(", " + numbers.runs() + " of them, estimates off by at most ")
                    .add(Numbers.gap(numbers.worstGap()))
                    .text(", intervals of at most ± ")
                    .add(Numbers.gap(numbers.tolerance()));
        } else if (verdict instanceof Verdict.Corroborated numbers) {
            line.text(", " + numbers.runs() + (numbers.runs() == 1 ? " run" : " runs") + ", worst gap ")
                    .add(Numbers.gap(numbers.worstGap()))
                    .text(" where ")
                    .add(Numbers.gap(numbers.tolerance()))
                    .text(" is accepted");
        } else if (verdict instanceof Verdict.Refuted refuted) {
            line.text(", off by ").add(Numbers.gap(refuted.gap()));
        } else if (verdict instanceof Verdict.Undecided undecided) {
            line.text(": ").add(Numbers.prose(undecided.reason()));
        } else if (verdict instanceof Verdict.Certified certified) {
            line.text(" (" + certified.method() + ")");
        } else if (verdict instanceof Verdict.Proved proved && !proved.lemmas().isEmpty()) {
            line.text(": " + String.join("; ", proved.lemmas()));
        }
        return line.inlines();
    }
}
