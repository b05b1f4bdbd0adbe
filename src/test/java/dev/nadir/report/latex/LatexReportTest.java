package dev.nadir.report.latex;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.nadir.expr.print.Layout;
import dev.nadir.expr.print.NameLayout;
import dev.nadir.expr.print.Notation;
import dev.nadir.expr.print.Term;
import dev.nadir.model.Model;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Block;
import dev.nadir.report.Document;
import dev.nadir.report.Figure;
import dev.nadir.report.Inline;
import dev.nadir.report.ReportFile;
import dev.nadir.report.ReportWriter;
import dev.nadir.report.SampleEvidence;
import dev.nadir.report.content.ReportAuthor;
import dev.nadir.report.latex.PdfCompiler.Outcome;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class LatexReportTest {

    private static final ReportWriter WRITER =
            new ReportWriter(new ReportAuthor(Bibliography.known()), List.of(new LatexReport()));

    /** Without a TeX these tests are skipped, and say so; on a CI machine its absence is a failure. */
    private static void assumeTex() {
        boolean hasTex = Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, "pdflatex")));
        assumeTrue(hasTex || System.getenv("CI") != null, "pdflatex is not installed");
    }

    private static void assertCompilesWithoutAComplaint(List<ReportFile> files) {
        Outcome outcome = PdfCompiler.DEFAULTS.compile(files);

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Compiled.class, compiled -> {
            assertThat(compiled.complaints()).isEmpty();
            assertThat(compiled.pdf()).startsWith("%PDF".getBytes(StandardCharsets.US_ASCII));
        });
    }

    private static Document document(List<Block> blocks) {
        return new Document(
                "sample",
                "A sample: 100% of A_b & #1",
                List.of(),
                List.of(new Document.Section(1, "Every ~ & ^ of <it>", blocks)),
                List.of(),
                new Bibliography(Map.of()));
    }

    @Test
    void the_report_on_a_network_of_six_layers_compiles_without_a_complaint() {
        assumeTex();
        Model model = SampleEvidence.model("deep-linear-network");

        List<ReportFile> files = WRITER.write(model, SampleEvidence.of(model, Map.of("L", 6)));

        assertCompilesWithoutAComplaint(files);
    }

    @Test
    void the_report_on_an_autoencoder_compiles_without_a_complaint() {
        assumeTex();
        Model model = SampleEvidence.model("linear-vae");

        List<ReportFile> files = WRITER.write(model, SampleEvidence.of(model, Map.of()));

        assertCompilesWithoutAComplaint(files);
    }

    @Test
    void characters_that_latex_reads_as_commands_are_set_as_they_are() {
        assumeTex();
        String nasty = "100% A_b & #1 ~ ^ < > | \\ { } $ \" ' ` é ß Łódź ∞ ≤ λ ☃ 漢 -- '' ``";
        List<Block> blocks = List.of(
                new Block.Paragraph(List.of(new Inline.Text(nasty), new Inline.Strong(nasty), new Inline.Code(nasty))),
                new Block.Verbatim(nasty + "\n    indented  twice " + "x".repeat(300)),
                new Block.Table(
                        nasty,
                        List.of(new Block.Column(nasty, false), new Block.Column("", true)),
                        List.of(List.of(
                                List.of(new Inline.Text(nasty)), List.of(new Inline.Badge(nasty, Inline.Tone.BAD))))));

        assertCompilesWithoutAComplaint(new LatexReport().render(document(blocks)));
    }

    @Test
    void displayed_formulas_of_any_length_stay_on_the_page() {
        assumeTex();
        List<Block.Equation> equations = new ArrayList<>();
        for (int letters = 1; letters <= 40; letters += 3) {
            List<Term> factors = new ArrayList<>();
            for (int i = 0; i < letters; i++) {
                factors.add(Notation.transpose(NameLayout.ofSymbol("W[" + (i + 1) + "]")));
            }
            Term product = Notation.product(factors);
            Term sum = Notation.sum(List.of(
                    new Term.Signed(false, product),
                    new Term.Signed(true, Notation.apply("tr", Notation.product(List.of(product, product))))));
            equations.add(new Block.Equation(Optional.of(NameLayout.of("loss").layout()), "=", sum.layout()));
            equations.add(new Block.Equation(
                    Optional.empty(), "", Notation.norm(sum, "F").layout()));
        }

        assertCompilesWithoutAComplaint(new LatexReport().render(document(List.of(new Block.Display(equations)))));
    }

    @Test
    void figures_of_a_single_value_compile_without_a_complaint() {
        assumeTex();
        List<Figure> figures = new ArrayList<>();
        for (double value : new double[] {0, 5.129089327952, -1e-9}) {
            List<Figure.Coordinates> points =
                    List.of(new Figure.Coordinates(value, value), new Figure.Coordinates(value * (1 + 1e-12), value));
            figures.add(new Figure(
                    "One value",
                    "One value",
                    new Figure.Axis("loss", false),
                    new Figure.Axis("runs", false),
                    List.of(new Figure.Series(Figure.Kind.POINTS, 0, "", points))));
        }

        assertCompilesWithoutAComplaint(new LatexReport().render(document(List.of(new Block.Figures(figures)))));
    }

    @Test
    void what_latex_complains_of_is_reported() {
        assumeTex();
        Layout unbreakable = new Layout.Identifier("m".repeat(120), Layout.Style.UPRIGHT);
        Block display = new Block.Display(List.of(new Block.Equation(Optional.empty(), "", unbreakable)));

        Outcome outcome = PdfCompiler.DEFAULTS.compile(new LatexReport().render(document(List.of(display))));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.Compiled.class, compiled -> assertThat(compiled.complaints())
                .anySatisfy(complaint -> assertThat(complaint).startsWith("Overfull")));
    }

    @Test
    void a_file_that_latex_refuses_is_a_sentence_with_its_reason() {
        assumeTex();

        Outcome outcome = PdfCompiler.DEFAULTS.compile(List.of(new ReportFile("bad.tex", "\\undefinedcommand")));

        assertThat(outcome).isInstanceOfSatisfying(Outcome.NotCompiled.class, failed -> assertThat(failed.reason())
                .contains("pdflatex failed")
                .contains("Undefined control sequence"));
    }

    @Test
    void where_no_tex_is_installed_a_sentence_says_so() {
        PdfCompiler compiler = new PdfCompiler("no-such-latex", "no-such-bibtex", Duration.ofSeconds(5));

        Outcome outcome = compiler.compile(new LatexReport().render(document(List.of())));

        assertThat(outcome)
                .isEqualTo(new Outcome.NotCompiled(
                        "No PDF was made, because no-such-latex is not installed; the LaTeX file is complete."));
    }

    @Test
    void a_key_that_no_bibliography_has_is_named_and_not_cited() {
        Inline.Citation citation = new Inline.Citation("Nobody1999");
        Block paragraph = new Block.Paragraph(List.of(citation));

        String tex =
                new LatexReport().render(document(List.of(paragraph))).get(0).text();

        assertThat(tex).contains("Nobody1999").contains("a key that the bibliography does not have");
        assertThat(tex).doesNotContain("\\citet{Nobody1999}").doesNotContain("\\bibliography{");
    }
}
