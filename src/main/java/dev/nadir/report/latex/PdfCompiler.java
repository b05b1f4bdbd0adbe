package dev.nadir.report.latex;

import dev.nadir.report.ReportFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Compiles a report with the pdflatex and bibtex of the system, in a folder of its own, without shell escape and within
 * a limit of time. Where no TeX is installed, the outcome says so in a sentence.
 *
 * @param latex the command for LaTeX
 * @param bibtex the command for BibTeX
 * @param limit for each run of either
 */
public record PdfCompiler(String latex, String bibtex, Duration limit) {

    /** Two minutes a run; a report takes seconds. */
    public static final PdfCompiler DEFAULTS = new PdfCompiler("pdflatex", "bibtex", Duration.ofMinutes(2));

    private static final Pattern COMPLAINT = Pattern.compile(
            "(?m)^(.*Warning.*|Overfull .*|Underfull .*|! .*|.*pdfTeX warning.*|LaTeX Font Warning.*)$");

    /** How compiling ended. */
    public sealed interface Outcome {

        /**
         * A PDF.
         *
         * @param pdf its bytes
         * @param complaints what LaTeX warned of in the last run; empty for a sound report
         */
        record Compiled(byte[] pdf, List<String> complaints) implements Outcome {
            /** Copies both. */
            public Compiled {
                pdf = pdf.clone();
                complaints = List.copyOf(complaints);
            }

            /** A copy. */
            @Override
            public byte[] pdf() {
                return pdf.clone();
            }
        }

        /** No PDF, and why, in a sentence. */
        record NotCompiled(String reason) implements Outcome {}
    }

    /**
     * Compiles the {@code .tex} file among the files.
     *
     * @param files of one report, as the LaTeX renderer made them
     */
    public Outcome compile(List<ReportFile> files) {
        Optional<String> main = files.stream()
                .map(ReportFile::name)
                .filter(name -> name.endsWith(".tex"))
                .findFirst();
        if (main.isEmpty()) {
            return new Outcome.NotCompiled("There is no LaTeX file among the files of the report.");
        }
        try {
            Path folder = Files.createTempDirectory("nadir-report");
            try {
                for (ReportFile file : files) {
                    Files.writeString(folder.resolve(file.name()), file.text());
                }
                return compile(folder, main.get().substring(0, main.get().length() - ".tex".length()));
            } finally {
                delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Outcome compile(Path folder, String name) throws IOException {
        Optional<String> failure = latex(folder, name);
        boolean cites = failure.isEmpty()
                && Files.readString(folder.resolve(name + ".aux")).contains("\\bibdata");
        if (cites) {
            failure = run(folder, bibtex, name);
        }
        for (int again = 0; again < (cites ? 2 : 1) && failure.isEmpty(); again++) {
            failure = latex(folder, name);
        }
        if (failure.isPresent()) {
            return new Outcome.NotCompiled(failure.get());
        }
        List<String> complaints = new ArrayList<>(complaints(folder.resolve(name + ".log")));
        Path blg = folder.resolve(name + ".blg");
        if (Files.exists(blg)) {
            complaints.addAll(complaints(blg));
        }
        return new Outcome.Compiled(Files.readAllBytes(folder.resolve(name + ".pdf")), complaints);
    }

    private Optional<String> latex(Path folder, String name) throws IOException {
        return run(folder, latex, "-no-shell-escape", "-interaction=nonstopmode", "-halt-on-error", name + ".tex");
    }

    private static List<String> complaints(Path log) throws IOException {
        String text = Files.readString(log, StandardCharsets.ISO_8859_1);
        return COMPLAINT.matcher(text).results().map(result -> result.group(1)).toList();
    }

    /** Runs a program; a failure is a sentence. */
    private Optional<String> run(Path folder, String... command) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("output.txt").toFile());
        builder.environment().put("max_print_line", "1000");
        Process process;
        try {
            process = builder.start();
            process.getOutputStream().close();
        } catch (IOException e) {
            return Optional.of(
                    "No PDF was made, because " + command[0] + " is not installed; the LaTeX file is complete.");
        }
        try {
            if (!process.waitFor(limit.toSeconds(), TimeUnit.SECONDS)) {
                return Optional.of("No PDF was made, because " + command[0] + " took longer than " + limit.toSeconds()
                        + " seconds.");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.of("No PDF was made, because " + command[0] + " was interrupted.");
        } finally {
            process.destroyForcibly();
        }
        return process.exitValue() == 0 ? Optional.empty() : Optional.of(failure(folder, command[0]));
    }

    private static String failure(Path folder, String program) throws IOException {
        String output = Files.readString(folder.resolve("output.txt"), StandardCharsets.ISO_8859_1);
        String first = output.lines()
                .filter(line -> line.startsWith("!") || line.contains("error message"))
                .findFirst()
                .orElse("it did not say why");
        return "No PDF was made, because " + program + " failed: " + first;
    }

    private static void delete(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
