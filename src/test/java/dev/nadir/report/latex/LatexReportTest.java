package dev.nadir.report.latex;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.evidence.Evidence;
import dev.nadir.model.Model;
import dev.nadir.report.Bibliography;
import dev.nadir.report.ReportFile;
import dev.nadir.report.ReportWriter;
import dev.nadir.report.SampleEvidence;
import dev.nadir.report.content.ReportAuthor;
import dev.nadir.report.html.HtmlReport;
import dev.nadir.report.latex.PdfCompiler.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LatexReportTest {

    private static final ReportWriter WRITER =
            new ReportWriter(new ReportAuthor(Bibliography.known()), List.of(new LatexReport(), new HtmlReport()));

    @Test
    void the_report_on_each_core_model_compiles_without_a_complaint() throws IOException {
        for (Map.Entry<String, Map<String, Integer>> entry : Map.of(
                        "deep-linear-network", Map.of("L", 3), "linear-vae", Map.<String, Integer>of())
                .entrySet()) {
            Model model = SampleEvidence.model(entry.getKey());
            Evidence evidence = SampleEvidence.of(model, entry.getValue());

            List<ReportFile> files = WRITER.write(model, evidence);
            Path out = Files.createDirectories(Path.of("target", "sample-report"));
            for (ReportFile file : files) {
                Files.writeString(out.resolve(file.name()), file.text());
            }
            Outcome outcome = PdfCompiler.DEFAULTS.compile(files);

            assertThat(outcome).isInstanceOfSatisfying(Outcome.Compiled.class, compiled -> {
                assertThat(compiled.complaints()).isEmpty();
                assertThat(compiled.pdf()).startsWith("%PDF".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
            });
        }
    }
}
