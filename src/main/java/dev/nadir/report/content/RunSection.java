package dev.nadir.report.content;

import dev.nadir.evidence.ClaimResult;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.Verdict;
import dev.nadir.model.Claim;
import dev.nadir.model.Model;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What is taken on trust, and how to run all of it again. */
final class RunSection {

    private RunSection() {}

    static Section trust(Model model, Evidence evidence) {
        List<List<Inline>> items = new ArrayList<>();
        for (Claim claim : model.claims()) {
            List<ClaimResult> results = results(evidence, claim.name()).toList();
            boolean isOpen = results.stream()
                    .anyMatch(
                            r -> !(r.verdict() instanceof Verdict.Proved) && !(r.verdict() instanceof Verdict.Refuted));
            if (isOpen && !claim.cites().isEmpty()) {
                Line line = new Line().code(claim.name()).text(": for anything beyond the instances, ");
                for (int i = 0; i < claim.cites().size(); i++) {
                    line.text(i == 0 ? "" : i == claim.cites().size() - 1 ? " and " : ", ")
                            .cite(claim.cites().get(i));
                }
                items.add(line.text(".").inlines());
            } else if (isOpen) {
                items.add(new Line()
                        .code(claim.name())
                        .text(": no source is named, so nothing vouches for it beyond the instances.")
                        .inlines());
            }
        }
        items.add(Line.of("Corroborated means that numbers in double precision agree to the stated tolerance; it is"
                + " not a proof. A search that found no counterexample has not looked everywhere."));
        items.add(Line.of("Where data are random or measured, nothing is said of other data."));
        return new Section(1, "What is taken on trust", List.of(new Block.Bullets(items)));
    }

    private static Stream<ClaimResult> results(Evidence evidence, String claim) {
        return evidence.instances().stream()
                .map(InstanceEvidence::claims)
                .flatMap(List::stream)
                .filter(result -> result.claim().equals(claim));
    }

    static Section again(Model model, Evidence evidence) {
        List<List<List<Inline>>> rows = new ArrayList<>();
        rows.add(List.of(Line.of("Nadir"), Line.of(evidence.version())));
        rows.add(List.of(Line.of("Java runtime"), Line.of(evidence.jdk())));
        rows.add(List.of(Line.of("seed"), Line.of(Long.toString(evidence.seed()))));
        rows.add(List.of(Line.of("options"), Line.of(evidence.thorough() ? "thorough" : "quick")));
        rows.add(List.of(Line.of("SHA-256 of the model"), Line.ofCode(evidence.modelHash())));
        evidence.dataHashes()
                .forEach((path, hash) -> rows.add(
                        List.of(new Line().text("SHA-256 of ").code(path).inlines(), Line.ofCode(hash))));
        String command = "nadir verify " + model.file().displayName() + " --seed " + evidence.seed()
                + (evidence.thorough() ? " --thorough" : "");
        List<Block.Column> columns = List.of(new Block.Column("", false), new Block.Column("", false));
        return new Section(
                1,
                "How to run it again",
                List.of(
                        new Block.Table("", columns, rows),
                        new Block.Verbatim(command),
                        new Line()
                                .text(
                                        "The same version, Java runtime, machine and seed give the same digits; elsewhere,"
                                                + " the same verdicts.")
                                .paragraph()));
    }
}
