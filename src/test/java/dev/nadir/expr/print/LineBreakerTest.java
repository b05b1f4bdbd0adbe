package dev.nadir.expr.print;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.expr.print.Layout.OperatorKind;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class LineBreakerTest {

    private static final double WIDTH = 20;

    private static Term chain(int letters) {
        List<Term> factors = new ArrayList<>();
        for (int i = 0; i < letters; i++) {
            factors.add(NameLayout.ofSymbol("W[" + (i + 1) + "]"));
        }
        return Notation.product(factors);
    }

    private static Term sum(int terms, int letters) {
        List<Term.Signed> signed = new ArrayList<>();
        for (int i = 0; i < terms; i++) {
            signed.add(new Term.Signed(i % 2 == 1, chain(letters)));
        }
        return Notation.sum(signed);
    }

    private static String joined(List<Layout> lines) {
        return lines.stream()
                .map(LatexRenderer::render)
                .collect(Collectors.joining(" "))
                .replace(" ", "");
    }

    @Test
    void what_fits_stays_on_one_line() {
        Layout layout = sum(3, 3).layout();

        List<Layout> lines = LineBreaker.lines(layout, WIDTH, WIDTH);

        assertThat(lines).containsExactly(layout);
    }

    @Test
    void a_long_sum_is_broken_before_its_signs_and_no_line_is_too_wide() {
        Layout layout = sum(12, 4).layout();

        List<Layout> lines = LineBreaker.lines(layout, WIDTH, WIDTH - 2);

        assertThat(lines).hasSizeGreaterThan(3).allSatisfy(line -> assertThat(Measure.width(line))
                .isLessThanOrEqualTo(WIDTH));
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(LatexRenderer.render(line)).matches("^[+-].*"));
        assertThat(joined(lines)).isEqualTo(joined(List.of(layout)));
    }

    @Test
    void brackets_are_opened_only_where_nothing_else_helps() {
        Term bracket = Notation.product(List.of(chain(2), sum(6, 4), chain(2)));

        List<Layout> lines = LineBreaker.lines(bracket.layout(), WIDTH, WIDTH);

        assertThat(lines).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(Measure.width(line))
                .isLessThanOrEqualTo(WIDTH));
        assertThat(joined(lines)).isEqualTo(joined(List.of(bracket.layout())));
    }

    @Test
    void a_product_without_sums_is_broken_between_factors_with_a_dot() {
        List<Layout> lines = LineBreaker.lines(chain(40).layout(), WIDTH, WIDTH);

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(lines.subList(1, lines.size()))
                .allSatisfy(line -> assertThat(LatexRenderer.render(line)).startsWith("\\cdot"));
    }

    @Test
    void a_relation_is_the_first_choice() {
        Term relation = Notation.relation(sum(3, 4), "=", sum(3, 4));

        List<Layout> lines = LineBreaker.lines(relation.layout(), WIDTH + 5, WIDTH + 5);

        assertThat(lines).hasSize(2);
        assertThat(LatexRenderer.render(lines.get(1))).startsWith("=");
        assertThat(lines.get(1)).isInstanceOfSatisfying(Layout.Row.class, row -> assertThat(
                        row.items().get(0))
                .isEqualTo(Notation.operator("=", OperatorKind.RELATION)));
    }

    @Test
    void brackets_deeper_than_usual_are_opened_where_a_line_would_be_too_long() {
        Term nested = sum(6, 3);
        for (int i = 0; i < 7; i++) {
            nested = Notation.sum(List.of(
                    new Term.Signed(false, Notation.product(List.of(chain(2), nested))),
                    new Term.Signed(true, chain(2))));
        }

        List<Layout> lines = LineBreaker.lines(nested.layout(), WIDTH, WIDTH - 2);

        assertThat(lines).hasSizeGreaterThan(2).allSatisfy(line -> assertThat(Measure.width(line))
                .isLessThanOrEqualTo(WIDTH));
        assertThat(joined(lines).chars().filter(c -> c == '(').count()).isEqualTo(7);
    }

    @Test
    void a_formula_whose_first_part_is_too_long_is_still_broken_behind_it() {
        Layout name = new Layout.Identifier("aNameThatIsLongerThanEveryLine", Layout.Style.UPRIGHT);
        Layout layout = Notation.sum(List.of(new Term.Signed(false, Term.atom(name)), new Term.Signed(false, chain(6))))
                .layout();

        List<Layout> lines = LineBreaker.lines(layout, 10, 10);

        assertThat(lines).hasSizeGreaterThan(1);
        assertThat(Measure.width(lines.get(1))).isLessThanOrEqualTo(10);
    }

    @Test
    void a_long_numerator_is_written_behind_its_fraction() {
        Layout layout = Notation.quotient(sum(8, 3), chain(1)).layout();

        List<Layout> lines = LineBreaker.lines(layout, WIDTH, WIDTH - 2);

        assertThat(lines).hasSizeGreaterThan(1).allSatisfy(line -> assertThat(Measure.width(line))
                .isLessThanOrEqualTo(WIDTH));
        assertThat(LatexRenderer.render(lines.get(0))).startsWith("\\frac{1}{W_1}");
    }
}
