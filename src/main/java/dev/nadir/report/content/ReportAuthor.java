package dev.nadir.report.content;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.model.Claim;
import dev.nadir.model.Model;
import dev.nadir.reduction.assume.LemmaStatement;
import dev.nadir.report.Author;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Block;
import dev.nadir.report.Document;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One report: what was found first, then the mathematics, the claims, the evidence, and how to run it again. */
public final class ReportAuthor implements Author {

    private static final List<String> WORDS = List.of("proved", "certified", "corroborated", "undecided", "refuted");

    private final Bibliography bibliography;

    /** An author who may cite these sources. */
    public ReportAuthor(Bibliography bibliography) {
        this.bibliography = bibliography;
    }

    @Override
    public Document write(Model model, Evidence evidence) {
        List<DerivationSection.Use> instances = evidence.instances().stream()
                .map(each -> new DerivationSection.Use(
                        each.instance().name(), each.instance().sizes()))
                .toList();
        List<Section> sections = new ArrayList<>();
        sections.add(ModelSection.of(model));
        if (!evidence.derivations().isEmpty()) {
            sections.addAll(DerivationSection.of(
                    evidence.derivations(), evidence.reductions(), evidence.depthLaw(), instances));
        }
        if (!evidence.phases().isEmpty()) {
            sections.add(PhaseAuthor.of(evidence.phases()));
        }
        if (!model.claims().isEmpty()) {
            sections.add(ClaimSection.of(model, evidence.instances()));
        }
        evidence.instances().forEach(instance -> sections.add(InstanceSection.of(model, instance)));
        sections.add(RunSection.trust(model, evidence));
        sections.add(RunSection.again(model, evidence));
        String title = model.description().isEmpty() ? model.name() : model.description();
        return new Document(
                model.name(), title, summary(model, evidence), sections, cites(model, evidence), bibliography);
    }

    private static List<String> cites(Model model, Evidence evidence) {
        Set<String> keys = new LinkedHashSet<>(model.cites());
        model.claims().forEach(claim -> keys.addAll(claim.cites()));
        evidence.reductions().stream()
                .filter(reduction -> !reduction.closedForms().isEmpty())
                .forEach(reduction -> ProofSketch.lemmas(reduction)
                        .forEach(lemma -> LemmaStatement.find(lemma).ifPresent(found -> keys.addAll(found.sources()))));
        return List.copyOf(keys);
    }

    private static List<Block> summary(Model model, Evidence evidence) {
        List<Block> blocks = new ArrayList<>();
        Line about = new Line().text("Model ").code(model.name());
        if (!model.cites().isEmpty()) {
            about.text(", after ");
            for (int i = 0; i < model.cites().size(); i++) {
                about.text(i == 0 ? "" : i == model.cites().size() - 1 ? " and " : ", ")
                        .cite(model.cites().get(i));
            }
        }
        about.text(". Derived and verified by Nadir " + evidence.version() + " with seed " + evidence.seed() + ", "
                + (evidence.thorough() ? "thorough" : "quick") + " options.");
        blocks.add(about.paragraph());
        blocks.add(counts(evidence));
        if (!model.claims().isEmpty() && !evidence.instances().isEmpty()) {
            blocks.add(overview(model, evidence));
        }
        return blocks;
    }

    private static Block counts(Evidence evidence) {
        List<ClaimResult> results = evidence.instances().stream()
                .map(InstanceEvidence::claims)
                .flatMap(List::stream)
                .toList();
        String counts = WORDS.stream()
                .map(word -> results.stream()
                                .filter(r -> r.verdict().word().equals(word))
                                .count() + " " + word)
                .collect(Collectors.joining(", "));
        int instances = evidence.instances().size();
        return new Line()
                .text(results.size() + (results.size() == 1 ? " verdict" : " verdicts") + " on " + instances
                        + (instances == 1 ? " instance: " : " instances: ") + counts + ".")
                .paragraph();
    }

    /** A row for each claim, a column for each instance. */
    private static Block overview(Model model, Evidence evidence) {
        List<Block.Column> columns = new ArrayList<>();
        columns.add(new Block.Column("claim", false));
        evidence.instances()
                .forEach(i -> columns.add(new Block.Column(i.instance().name(), false)));
        List<List<List<Inline>>> rows = new ArrayList<>();
        for (Claim claim : model.claims()) {
            List<List<Inline>> row = new ArrayList<>();
            row.add(Line.ofCode(claim.name()));
            for (InstanceEvidence instance : evidence.instances()) {
                row.add(instance.claims().stream()
                        .filter(result -> result.claim().equals(claim.name()))
                        .findFirst()
                        .map(result -> ClaimSection.verdict(result.verdict()))
                        .orElse(Line.of("no verdict")));
            }
            rows.add(row);
        }
        return new Block.Table("", columns, rows);
    }
}
