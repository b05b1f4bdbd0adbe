package dev.nadir.cli;

import dev.nadir.base.InternalErrorException;
import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.model.Model;
import dev.nadir.report.ReportFile;
import dev.nadir.report.ReportWriter.Subject;
import dev.nadir.report.latex.PdfCompiler;
import dev.nadir.workbench.store.WholeFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
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
        code = code.and(shelf.await());
        shelf.finish().forEach(file -> session.console().say(session.displayName(file)));
        shelf.whyNoPdf().forEach(reason -> session.console().complain("No PDF: " + reason + "\n"));
        return session.isInterrupted().getAsBoolean() ? code.and(ExitCode.INTERRUPTED) : code;
    }

    /**
     * Where reports are put, model by model, so that what is finished stays. A PDF is compiled while the next model is worked on;
     * {@link #await} waits for the last.
     */
    static final class Shelf {

        private final Session session;
        private final Path folder;
        private final List<Subject> subjects = new ArrayList<>();
        private final List<Path> written = new ArrayList<>();
        private final ExecutorService pdfs = Executors.newSingleThreadExecutor();
        private final Map<String, Future<Optional<String>>> compiling = new LinkedHashMap<>();
        private final Set<String> whyNoPdf = new LinkedHashSet<>();

        Shelf(Session session, Path folder) {
            this.session = session;
            this.folder = folder;
        }

        /** Writes the report of a model and begins its PDF. */
        void add(Model model, Evidence evidence) {
            Subject subject = new Subject(model, evidence);
            List<ReportFile> files = session.workbench().report(List.of(subject));
            files.forEach(this::write);
            subjects.add(subject);
            compiling.put(model.name(), pdfs.submit(() -> pdf(model.name(), files)));
        }

        /** Compiles; the reason if there is no PDF. */
        private Optional<String> pdf(String name, List<ReportFile> files) {
            PdfCompiler.Outcome outcome = session.workbench().pdf(files);
            if (outcome instanceof PdfCompiler.Outcome.Compiled compiled) {
                WholeFile.write(folder.resolve(name + ".pdf"), compiled.pdf());
            }
            return outcome instanceof PdfCompiler.Outcome.NotCompiled reason
                    ? Optional.of(reason.reason())
                    : Optional.empty();
        }

        /** Why reports have no PDF, each reason once. */
        Set<String> whyNoPdf() {
            return whyNoPdf;
        }

        /** Waits for the PDFs; {@link ExitCode#STANDS} unless one went wrong, which is told. */
        ExitCode await() {
            pdfs.shutdown();
            ExitCode code = ExitCode.STANDS;
            for (Map.Entry<String, Future<Optional<String>>> each : compiling.entrySet()) {
                code = code.and(session.guarded(() -> {
                    Optional<String> reason = outcome(each.getValue());
                    reason.ifPresentOrElse(whyNoPdf::add, () -> written.add(folder.resolve(each.getKey() + ".pdf")));
                    return ExitCode.STANDS;
                }));
            }
            return code;
        }

        private static Optional<String> outcome(Future<Optional<String>> future) {
            try {
                return future.get();
            } catch (ExecutionException e) {
                throw new InternalErrorException("a PDF could not be compiled", e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of("No PDF was made, because the program was stopped.");
            }
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
