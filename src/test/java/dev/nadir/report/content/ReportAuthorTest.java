package dev.nadir.report.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.print.LatexRenderer;
import dev.nadir.model.Model;
import dev.nadir.report.Bibliography;
import dev.nadir.report.Block;
import dev.nadir.report.Document;
import dev.nadir.report.Figure;
import dev.nadir.report.Inline;
import dev.nadir.report.SampleEvidence;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReportAuthorTest {

    private static Document document(String name, Map<String, Integer> structure) {
        Model model = SampleEvidence.model(name);
        return new ReportAuthor(Bibliography.known()).write(model, SampleEvidence.of(model, structure));
    }

    private static Stream<Block> blocks(Document document) {
        return document.sections().stream()
                .flatMap(section -> section.blocks().stream())
                .flatMap(block -> block instanceof Block.Statement statement
                        ? Stream.concat(Stream.of(block), statement.body().stream())
                        : Stream.of(block));
    }

    private static List<String> formulas(Document document) {
        return blocks(document)
                .filter(Block.Display.class::isInstance)
                .flatMap(block -> ((Block.Display) block).equations().stream())
                .map(equation -> equation.left().map(LatexRenderer::render).orElse("")
                        + equation.relation()
                        + LatexRenderer.render(equation.right()))
                .toList();
    }

    private static String prose(List<Inline> content) {
        StringBuilder out = new StringBuilder();
        for (Inline inline : content) {
            if (inline instanceof Inline.Text text) {
                out.append(text.text());
            } else if (inline instanceof Inline.Formula formula) {
                out.append(LatexRenderer.render(formula.layout()));
            } else if (inline instanceof Inline.Badge badge) {
                out.append(badge.word());
            } else if (inline instanceof Inline.Code code) {
                out.append(code.text());
            }
        }
        return out.toString();
    }

    @Test
    void the_loss_its_gradient_and_its_hessian_stand_in_the_report_with_every_name_explained() {
        List<String> formulas = formulas(document("deep-linear-network", Map.of("L", 2)));

        assertThat(formulas)
                .contains("\\mathrm{loss}=\\frac{1}{2}\\,\\lVert P\\,X - Y\\rVert_F^2")
                .contains("P=W_L\\,\\cdots\\,W_1")
                .contains("\\nabla_{W_1}\\,\\mathrm{loss}=W_2^\\top(P\\,X - Y)X^\\top")
                .contains("\\nabla_{W_2}\\,\\mathrm{loss}=(P\\,X - Y)X^\\top\\,W_1^\\top")
                .anySatisfy(formula -> assertThat(formula).startsWith("\\mathrm{d}P="));
    }

    @Test
    void eigenvalues_at_the_origin_say_in_formulas_what_their_indices_run_over() {
        List<String> cells = blocks(document("linear-vae", Map.of()))
                .filter(Block.Table.class::isInstance)
                .flatMap(block -> ((Block.Table) block).rows().stream())
                .flatMap(List::stream)
                .map(ReportAuthorTest::prose)
                .toList();

        assertThat(cells).contains("i = 1, …, d; j = 1, …, k", "i = 1, …, k");
    }

    @Test
    void each_claim_is_stated_with_its_value_its_condition_and_where_it_is_verified() {
        Document document = document("linear-vae", Map.of());

        assertThat(blocks(document).filter(Block.Statement.class::isInstance)).hasSize(5);
        assertThat(formulas(document)).contains("W=\\hat{W}", "(\\lambda, U)=\\operatorname{eig}(S)");
        assertThat(blocks(document)
                        .filter(Block.Paragraph.class::isInstance)
                        .map(block -> prose(((Block.Paragraph) block).content())))
                .contains("If \\lambda_k > \\hat{s}_2, the global minimum of \\mathrm{loss} is")
                .contains("Verified at s_2 = 0.5, 2, 4 and 20.")
                .anySatisfy(line -> assertThat(line)
                        .startsWith(
                                "On five-two: corroborated by multi-start, 200 runs, worst gap 4.9 \\times 10^{-15}"));
    }

    @Test
    void every_figure_has_data_and_says_in_words_what_is_seen() {
        List<Figure> figures = blocks(document("deep-linear-network", Map.of("L", 3)))
                .filter(Block.Figures.class::isInstance)
                .flatMap(block -> ((Block.Figures) block).figures().stream())
                .toList();

        assertThat(figures).hasSize(8).allSatisfy(figure -> {
            assertThat(figure.description()).isNotBlank();
            assertThat(figure.series()).isNotEmpty().allSatisfy(series -> assertThat(series.points())
                    .isNotEmpty());
        });
        assertThat(figures.get(0).description())
                .isEqualTo("Of 200 starts 180 ended at the lowest loss, 2.973, and 2 did not converge.");
    }

    @Test
    void instances_of_the_same_structure_share_a_derivation() {
        Document document = document("deep-linear-network", Map.of("L", 3));

        assertThat(document.sections().stream()
                        .filter(section -> section.title().equals("For L = 3")))
                .hasSize(1);
    }

    @Test
    void the_summary_counts_the_verdicts_of_every_kind() {
        Document document = document("deep-linear-network", Map.of("L", 3));

        assertThat(document.summary().stream()
                        .filter(Block.Paragraph.class::isInstance)
                        .map(block -> prose(((Block.Paragraph) block).content())))
                .contains("20 verdicts on 2 instances: 4 proved, 4 certified, 4 corroborated, 4 undecided, 4 refuted.");
    }
}
