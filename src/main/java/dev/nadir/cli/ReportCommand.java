package dev.nadir.cli;

import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.model.Model;
import dev.nadir.report.ReportFile;
import dev.nadir.report.ReportWriter.Subject;
import dev.nadir.report.latex.PdfCompiler;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code nadir report}: verifies, and typesets what came out. */
final class ReportCommand implements Command {

    @Override
    public String name() {
        return "report";
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec = Options.command(
                        name(), "Verifies, and writes LaTeX, HTML and, where a TeX is installed, PDF.")
                .addPositional(Options.models("0..*"))
                .addOption(
                        Options.value("-o", "DIR", String.class, "Where the files go; the folder report if left out."))
                .addOption(Options.value(
                        "--seed", "N", Long.class, "All randomness comes from N, instead of the verify blocks' seeds."))
                .addOption(Options.flag("--thorough", "The thorough options of the verify blocks."))
                .addOption(Options.value(
                        "--threads", "N", Integer.class, "So many runs at once; no result depends on it."));
        Options.examples(spec, "nadir report my.model -o out");
        return spec;
    }

    @Override
    public ExitCode run(ParseResult arguments, Session session) {
        Path folder = session.console().folder().resolve(arguments.matchedOptionValue("-o", "report"));
        VerifyOptions options = new VerifyOptions(
                VerifyCommand.seed(arguments),
                Options.has(arguments, "--thorough"),
                VerifyCommand.threads(arguments),
                Set.of(),
                Set.of());
        Watch watch = new Watch(session, Double.POSITIVE_INFINITY);
        Shelf shelf = new Shelf(session, folder);
        ExitCode code = session.forEachModel(session.modelFiles(Options.models(arguments)), model -> {
            Evidence evidence =
                    session.workbench().withPhases(session.workbench().verify(model, options, watch), watch);
            watch.began(model.name() + ": report");
            shelf.add(model, evidence);
            watch.clear();
            return VerifyCommand.exitCode(evidence);
        });
        watch.clear();
        shelf.finish().forEach(file -> session.console().say(session.displayName(file)));
        shelf.whyNoPdf().forEach(reason -> session.console().complain("No PDF: " + reason + "\n"));
        return session.isInterrupted().getAsBoolean() ? code.and(ExitCode.INTERRUPTED) : code;
    }

    /** Where reports are put, model by model, so that what is finished stays. */
    static final class Shelf {

        private final Session session;
        private final Path folder;
        private final List<Subject> subjects = new ArrayList<>();
        private final List<Path> written = new ArrayList<>();
        private final Set<String> whyNoPdf = new LinkedHashSet<>();

        Shelf(Session session, Path folder) {
            this.session = session;
            this.folder = folder;
        }

        /** Writes the report of a model. */
        void add(Model model, Evidence evidence) {
            Subject subject = new Subject(model, evidence);
            session.workbench().report(List.of(subject)).forEach(this::write);
            subjects.add(subject);
            PdfCompiler.Outcome outcome = session.workbench().pdf(subject);
            if (outcome instanceof PdfCompiler.Outcome.Compiled compiled) {
                Path path = folder.resolve(model.name() + ".pdf");
                WholeFile.write(path, compiled.pdf());
                written.add(path);
            } else if (outcome instanceof PdfCompiler.Outcome.NotCompiled reason) {
                whyNoPdf.add(reason.reason());
            }
        }

        /** Why reports have no PDF, each reason once. */
        Set<String> whyNoPdf() {
            return whyNoPdf;
        }

        /** Writes what several reports share, such as the page that leads to them, and says what was written. */
        List<Path> finish() {
            if (subjects.size() > 1) {
                session.workbench().report(subjects).forEach(this::write);
            }
            return List.copyOf(written);
        }

        private void write(ReportFile file) {
            Path path = folder.resolve(file.name());
            WholeFile.write(path, file.text());
            if (!written.contains(path)) {
                written.add(path);
            }
        }
    }
}
