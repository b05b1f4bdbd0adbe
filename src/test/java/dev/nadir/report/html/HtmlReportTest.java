package dev.nadir.report.html;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.model.Model;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Block;
import dev.nadir.report.Document;
import dev.nadir.report.Inline;
import dev.nadir.report.ReportFile;
import dev.nadir.report.ReportWriter;
import dev.nadir.report.SampleEvidence;
import dev.nadir.report.content.ReportAuthor;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class HtmlReportTest {

    private static final ReportWriter WRITER =
            new ReportWriter(new ReportAuthor(Bibliography.known()), List.of(new HtmlReport()));

    private static String page(String name, Map<String, Integer> structure) {
        Model model = SampleEvidence.model(name);
        return WRITER.write(model, SampleEvidence.of(model, structure)).get(0).text();
    }

    private static Document document(List<Block> blocks) {
        return new Document(
                "sample", "<&> sample", blocks, List.of(), List.of("Nobody1999"), new Bibliography(Map.of()));
    }

    @Test
    void the_page_needs_nothing_else_and_runs_nothing() {
        String page = page("deep-linear-network", Map.of("L", 3));

        assertThat(page)
                .startsWith("<!DOCTYPE html>\n<html lang=\"en\">")
                .contains("<title>Deep linear network, squared loss</title>")
                .doesNotContain("<script")
                .doesNotContain("<link")
                .doesNotContain("<img")
                .doesNotContain("@import")
                .doesNotContain("url(");
    }

    @Test
    void the_body_is_well_formed_with_its_mathml_and_svg() throws Exception {
        for (String page : List.of(page("deep-linear-network", Map.of("L", 3)), page("linear-vae", Map.of()))) {
            Matcher main = Pattern.compile("<main>.*</main>", Pattern.DOTALL).matcher(page);

            assertThat(main.find()).isTrue();
            org.w3c.dom.Document parsed = DocumentBuilderFactory.newInstance()
                    .newDocumentBuilder()
                    .parse(new InputSource(new StringReader(main.group())));

            assertThat(parsed.getElementsByTagName("math").getLength()).isGreaterThan(20);
            assertThat(parsed.getElementsByTagName("mfenced").getLength()).isZero();
            int figures = parsed.getElementsByTagName("svg").getLength();
            assertThat(figures).isEqualTo(8);
            assertThat(parsed.getElementsByTagName("desc").getLength()).isEqualTo(figures);
        }
    }

    @Test
    void every_verdict_is_a_word_with_its_numbers_and_a_refuted_claim_has_its_witness() {
        String page = page("deep-linear-network", Map.of("L", 3));

        assertThat(page).contains("proved", "certified", "corroborated", "undecided", "refuted");
        assertThat(page).contains("200 runs, worst gap", "interval Newton on 24 variables", "Eckart-Young");
        assertThat(page).contains("the time limit of 10 s was reached after 31 of 200 starts");
        assertThat(page).contains("<pre>W[1] = [1.5, -0.25; 0, 2]").contains("W[1]&#39; &lt;_&amp; %</pre>");
    }

    @Test
    void the_page_says_how_to_run_it_again() {
        String page = page("linear-vae", Map.of());

        assertThat(page)
                .contains("<pre>nadir verify models/linear-vae/linear-vae.model --seed 7</pre>")
                .contains("Debian 17.0.15+6")
                .contains("9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08")
                .contains("five-two/S.csv");
    }

    @Test
    void markup_in_descriptions_is_shown_and_not_obeyed() {
        Block paragraph = new Block.Paragraph(
                List.of(new Inline.Text("<b onclick='x'>&amp;</b> \u0007"), new Inline.Citation("Nobody1999")));

        String page =
                new HtmlReport().render(document(List.of(paragraph))).get(0).text();

        assertThat(page)
                .contains("<title>&lt;&amp;&gt; sample</title>")
                .contains("&lt;b onclick=&#39;x&#39;&gt;&amp;amp;&lt;/b&gt; \uFFFD")
                .contains("<code>Nobody1999</code> (a key that the bibliography does not have)");
    }

    @Test
    void several_models_get_an_index_and_one_does_not() {
        Model network = SampleEvidence.model("deep-linear-network");
        Model autoencoder = SampleEvidence.model("linear-vae");
        ReportWriter.Subject first = new ReportWriter.Subject(network, SampleEvidence.of(network, Map.of("L", 2)));
        ReportWriter.Subject second = new ReportWriter.Subject(autoencoder, SampleEvidence.of(autoencoder, Map.of()));

        List<ReportFile> both = WRITER.write(List.of(first, second));
        List<ReportFile> one = WRITER.write(List.of(first));

        assertThat(both)
                .extracting(ReportFile::name)
                .containsExactly("deep-linear-network.html", "linear-vae.html", "index.html");
        assertThat(both.get(2).text()).contains("<a href=\"linear-vae.html\">").contains("20 verdicts on 2 instances");
        assertThat(one).extracting(ReportFile::name).containsExactly("deep-linear-network.html");
    }
}
