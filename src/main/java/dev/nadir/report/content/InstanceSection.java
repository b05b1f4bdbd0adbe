package dev.nadir.report.content;

import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.evidence.InstanceEvidence.Finding;
import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.report.Block;
import dev.nadir.report.Document.Section;
import dev.nadir.report.Figure;
import dev.nadir.report.Inline;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;

/** What was tried on an instance, and how often. */
final class InstanceSection {

    /** More levels than this are counted, not listed. */
    private static final int MOST_LEVELS = 16;

    private final Model model;
    private final InstanceEvidence evidence;

    private InstanceSection(Model model, InstanceEvidence evidence) {
        this.model = model;
        this.evidence = evidence;
    }

    static Section of(Model model, InstanceEvidence evidence) {
        return new InstanceSection(model, evidence).section();
    }

    private Section section() {
        List<Block> blocks = new ArrayList<>();
        blocks.add(opening());
        if (!evidence.assumptions().isEmpty()) {
            blocks.add(findings("Whether the assumptions hold", evidence.assumptions(), "assumption"));
        }
        if (!evidence.symmetries().isEmpty()) {
            blocks.add(findings("Whether the loss has the declared symmetries", evidence.symmetries(), "symmetry"));
        }
        evidence.gradientCheck().ifPresent(check -> blocks.add(taylor(check)));
        evidence.hessianCheck().ifPresent(check -> blocks.add(taylor(check)));
        evidence.multiStart().ifPresent(result -> blocks.addAll(search(result, "Minimisation from many starts")));
        evidence.criticalPoints()
                .ifPresent(result -> blocks.addAll(search(result, "Search for critical points of every kind")));
        evidence.flow().ifPresent(flow -> blocks.addAll(flow(flow)));
        List<Figure> figures = FigureAuthor.of(evidence);
        for (int i = 0; i < figures.size(); i += 2) {
            blocks.add(new Block.Figures(figures.subList(i, Math.min(figures.size(), i + 2))));
        }
        return new Section(1, "Instance " + evidence.instance().name(), blocks);
    }

    private Block opening() {
        Line line = new Line()
                .text(ModelSection.sentence(capital(evidence.instance().description())) + " Sizes: ");
        int[] count = {0};
        evidence.instance().sizes().forEach((name, value) -> {
            line.text(count[0]++ == 0 ? "" : ", ");
            Term number = Term.atom(new Layout.Digits(Integer.toString(value)));
            line.math(Notation.relation(NameLayout.ofSymbol(name), "=", number).layout());
        });
        line.text(". ");
        evidence.instance()
                .sources()
                .forEach((name, source) ->
                        line.text("Data ").name(name).text(": ").code(source).text(". "));
        return line.paragraph();
    }

    private static String capital(String text) {
        return text.isEmpty() ? text : text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private Block findings(String caption, List<Finding> findings, String what) {
        List<List<List<Inline>>> rows = new ArrayList<>();
        for (Finding finding : findings) {
            Line holds = new Line()
                    .badge(finding.holds() ? "holds" : "fails", finding.holds() ? Inline.Tone.GOOD : Inline.Tone.BAD);
            rows.add(List.of(statement(finding), holds.inlines(), Numbers.prose(finding.detail())));
        }
        List<Block.Column> columns = List.of(
                new Block.Column(what, false), new Block.Column("here", false), new Block.Column("seen", false));
        return new Block.Table(caption, columns, rows);
    }

    /** An assumption as the formula it is, anything else as it was named. */
    private List<Inline> statement(Finding finding) {
        return model.assumptions().stream()
                .filter(assumption ->
                        FormulaPrinter.print(assumption.condition()).equals(finding.statement()))
                .findFirst()
                .map(assumption -> new Line().math(assumption.condition()).inlines())
                .orElse(Line.ofCode(finding.statement()));
    }

    private static Block taylor(TaylorResult check) {
        String what = check.order() == 2 ? "Gradient." : "Hessian.";
        double lowest = check.points().stream()
                .mapToDouble(TaylorResult.Curve::slope)
                .filter(Double::isFinite)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
        Line line = new Line()
                .strong(what)
                .text(" Taylor remainders at " + check.points().size() + " random points ");
        if (Double.isInfinite(lowest)) {
            line.text("are rounding only");
        } else {
            line.text(String.format(Locale.ROOT, "fall with slope %.2f or more", lowest));
        }
        return line.text(" (" + check.order() + " is right).").paragraph();
    }

    private static List<Block> search(MultiStartResult result, String caption) {
        int converged = result.levels().stream().mapToInt(Level::count).sum();
        Line line = new Line()
                .strong(caption + ".")
                .text(" " + result.starts() + " starts: " + converged + " converged, to "
                        + count(result.levels().size(), "level") + "; "
                        + result.failures().size()
                        + " did not converge");
        line.text(failures(result)).text(".");
        List<Block> blocks = new ArrayList<>();
        blocks.add(line.paragraph());
        if (!result.levels().isEmpty()) {
            blocks.add(levels(result.levels(), caption));
        }
        return blocks;
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }

    /** The runs that did not converge, by the reason why they stopped. */
    private static String failures(MultiStartResult result) {
        List<String> reasons = new ArrayList<>();
        result.failures().stream()
                .collect(Collectors.groupingBy(point -> point.termination(), TreeMap::new, Collectors.counting()))
                .forEach((termination, count) -> reasons.add(count + " "
                        + termination.name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return reasons.isEmpty() ? "" : " (" + String.join(", ", reasons) + ")";
    }

    private static Block levels(List<Level> levels, String caption) {
        List<Level> shown = levels.subList(0, Math.min(MOST_LEVELS, levels.size()));
        String more = levels.size() > MOST_LEVELS ? "; " + (levels.size() - MOST_LEVELS) + " more are not listed" : "";
        List<Cells> cells = new ArrayList<>();
        cells.add(new Cells(
                "loss", Numbers.column(shown.stream().map(Level::value).toList())));
        cells.add(counts("runs", shown, Level::count));
        cells.add(counts("orbits", shown, Level::orbits));
        if (shown.stream().anyMatch(level -> level.unmatched() > 0)) {
            cells.add(counts("runs unmatched", shown, Level::unmatched));
        }
        cells.add(counts("index", shown, level -> level.spectrum().index()));
        cells.add(counts("nullity", shown, level -> level.spectrum().nullity()));
        if (shown.stream().anyMatch(level -> level.spectrum().orbitDimension() > 0)) {
            cells.add(counts("by symmetry", shown, level -> level.spectrum().orbitDimension()));
        }
        cells.add(new Cells(
                "gradient",
                shown.stream()
                        .map(level -> Numbers.gap(level.representative().gradientNorm()))
                        .toList()));
        List<Block.Column> columns = new ArrayList<>(
                cells.stream().map(c -> new Block.Column(c.header(), true)).toList());
        columns.add(new Block.Column("kind", false));
        List<List<List<Inline>>> rows = new ArrayList<>();
        for (int i = 0; i < shown.size(); i++) {
            int row = i;
            List<List<Inline>> line =
                    new ArrayList<>(cells.stream().map(c -> c.rows().get(row)).toList());
            line.add(Line.of(Line.kind(shown.get(i).kind().word())));
            rows.add(line);
        }
        return new Block.Table(caption + ": where the runs ended" + more, columns, rows);
    }

    /** A column of numbers. */
    private record Cells(String header, List<List<Inline>> rows) {}

    private static Cells counts(String header, List<Level> levels, ToIntFunction<Level> count) {
        return new Cells(
                header,
                levels.stream()
                        .map(level -> Line.of(Integer.toString(count.applyAsInt(level))))
                        .toList());
    }

    private static List<Block> flow(FlowResult flow) {
        Line line = new Line().strong("Gradient flow.");
        if (!flow.losses().isEmpty()) {
            line.text(" From loss ")
                    .add(Numbers.value(flow.losses().get(0)))
                    .text(" to ")
                    .add(Numbers.value(flow.end().value()))
                    .text(" at time ")
                    .add(Numbers.gap(flow.times().get(flow.times().size() - 1)))
                    .text(", gradient norm ")
                    .add(Numbers.gap(flow.end().gradientNorm()))
                    .text(".");
        }
        List<Block> blocks = new ArrayList<>(List.of(line.paragraph()));
        if (!flow.drifts().isEmpty()) {
            List<List<List<Inline>>> rows = flow.drifts().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .map(entry -> List.of(Line.ofCode(entry.getKey()), Numbers.gap(entry.getValue())))
                    .toList();
            List<Block.Column> columns =
                    List.of(new Block.Column("quantity", false), new Block.Column("largest relative change", true));
            blocks.add(new Block.Table("What the flow conserves", columns, rows));
        }
        return blocks;
    }
}
