package dev.nadir.model.syntax;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Claim;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.model.SourceFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelParserTest {

    private static final String TEXT =
            """
            model m "a model"
              cite A2020, B-C_2021

            sizes
              n >= 1

            parameters
              w : vector[n]

            minimize
              loss = %s
            """;

    private static Unchecked parse(String text) {
        return ModelParser.parse(new SourceFile(Path.of("m.model"), "m.model", text, ""));
    }

    private static Formula formula(String text) {
        Unchecked unchecked = parse(TEXT.formatted(text));
        assertThat(unchecked.diagnostics()).as(text).isEmpty();
        return unchecked.model().objective().value();
    }

    private static List<String> problems(String text) {
        return parse(text).diagnostics().stream()
                .map(diagnostic -> diagnostic.code() + " " + diagnostic.span().line() + ":"
                        + diagnostic.span().column())
                .toList();
    }

    private static Diagnostic gate(byte[] bytes) {
        ModelException refusal =
                catchThrowableOfType(ModelException.class, () -> TextGate.read(bytes, Path.of("m.model"), "m.model"));
        assertThat(refusal).isNotNull();
        assertThat(refusal.diagnostics()).hasSize(1);
        return refusal.diagnostics().get(0);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "1/2 * normF(P*X - Y)^2",
                "a + b - c - d",
                "a - (b - c)",
                "a/b/c",
                "a/(b/c)",
                "a*(b + c)*d",
                "-a^2",
                "(-a)^2",
                "-(a + b)",
                "a^b^c",
                "(a^b)^c",
                "a^-b",
                "(A*B)'",
                "A'*B'",
                "A''",
                "a.*b./c.^2",
                "sum(i in 1..L-1, W[i+1]*W[i])",
                "product(i in L..1, W[i])",
                "E[normF(a)^2]",
                "U[:, 1..r]",
                "lambda[J]",
                "A[i, j]'",
                "eig(S)[1]",
                "[1, 2, 3]",
                "[[1, 2], [3, 4]]",
                "max(a, b)",
                "csv(\"x.csv\", columns = 1..30)",
                "subsets(1..d[L], at-most r)",
                "a - (-b)",
                "2*(-b)"
            })
    void what_is_printed_is_what_was_read(String text) {
        String printed = FormulaPrinter.print(formula(text));

        assertThat(FormulaPrinter.print(formula(printed))).isEqualTo(printed);
        assertThat(withoutPlaces(formula(printed))).isEqualTo(withoutPlaces(formula(text)));
    }

    private static String withoutPlaces(Formula formula) {
        return formula.toString().replaceAll("span=m\\.model:\\d+:\\d+", "");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a + b*c        | a + b*c",
                "a*b + c        | a*b + c",
                "-a*b           | -a*b",
                "-a^2           | -a^2",
                "a^b'           | a^b'",
                "((a))          | a",
                "(a+b)+c        | a + b + c",
                "1.50           | 1.50",
                "value + index  | value + index"
            })
    void operators_bind_as_in_the_reference(String text, String printed) {
        assertThat(FormulaPrinter.print(formula(text))).isEqualTo(printed);
    }

    @Test
    void a_sign_binds_looser_than_a_power_and_tighter_than_a_product() {
        assertThat(formula("-a^2")).isInstanceOf(Formula.Negation.class);
        assertThat(((Formula.Binary) formula("-a*b")).left()).isInstanceOf(Formula.Negation.class);
    }

    @Test
    void powers_associate_to_the_right_and_quotients_to_the_left() {
        assertThat(((Formula.Binary) formula("a^b^c")).right()).isInstanceOf(Formula.Binary.class);
        assertThat(((Formula.Binary) formula("a/b/c")).left()).isInstanceOf(Formula.Binary.class);
    }

    @Test
    void decimals_are_exact() {
        Formula.NumberLiteral number = (Formula.NumberLiteral) formula("0.05");

        assertThat(number.value()).isEqualTo(Rational.of(1, 20));
        assertThat(((Formula.NumberLiteral) formula("1.5e-3")).value()).isEqualTo(Rational.of(3, 2000));
    }

    @Test
    void spans_cover_the_formula_with_its_brackets() {
        Formula.Binary product = (Formula.Binary) formula("(a + b)*inv(c)");

        assertThat(product.span().toString()).isEqualTo("m.model:11:10");
        assertThat(product.span().endColumn()).isEqualTo(24);
        assertThat(product.right().span().column()).isEqualTo(18);
    }

    @Test
    void labels_may_hold_hyphens_and_names_may_not() {
        Model model = parse(TEXT.formatted("n-w")).model();

        assertThat(model.cites()).containsExactly("A2020", "B-C_2021");
        assertThat(FormulaPrinter.print(model.objective().value())).isEqualTo("n - w");
    }

    @Test
    void windows_line_ends_tabs_and_old_macintosh_line_ends_are_read_with_the_right_places() {
        String text = TEXT.formatted("w $ w");

        assertThat(problems(text)).containsExactly("UNEXPECTED_CHARACTER 11:12");
        assertThat(problems(text.replace("\n", "\r\n"))).containsExactly("UNEXPECTED_CHARACTER 11:12");
        assertThat(problems(text.replace("\n", "\r"))).containsExactly("UNEXPECTED_CHARACTER 11:12");
        assertThat(problems(text.replace("\n  ", "\n\t"))).containsExactly("UNEXPECTED_CHARACTER 11:11");
    }

    @Test
    void letters_beyond_the_first_plane_count_as_one_column() {
        String text = TEXT.formatted("w").replace("a model", "\uD835\uDC00") + "# \uD835\uDC00\nclaim \uD835\uDC00 $\n";

        assertThat(problems(text)).containsExactly("UNEXPECTED_CHARACTER 13:7");
    }

    @Test
    void every_line_that_cannot_be_read_is_reported_once_and_the_others_are_read() {
        String text =
                """
                model m "m"

                sizes
                  n >= >= 1
                  k >= 1

                parameters
                  w : vector n]
                  v : vector[k]

                let
                  a = (1 + 2
                  b = 3

                minimize
                  loss = normF(v))^2

                claim c "c"
                  valeu  3
                  holds  1 = 2
                """;

        Unchecked unchecked = parse(text);

        assertThat(problems(text))
                .containsExactly(
                        "SYNTAX 4:8", "SYNTAX 8:14", "UNCLOSED 12:7", "SYNTAX 16:18", "SYNTAX 19:3", "SYNTAX 20:12");
        assertThat(unchecked.model().sizes()).extracting(size -> size.name()).containsExactly("k");
        assertThat(unchecked.model().parameters())
                .extracting(parameter -> parameter.name())
                .containsExactly("v");
        assertThat(unchecked.brokenNames()).contains("n", "w", "a");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "paramters        | parameters",
                "claims           | claim",
                "minimise         | minimize",
                "Data             | data"
            })
    void a_block_that_does_not_exist_is_reported_with_the_one_that_was_meant(String word, String meant) {
        String text = TEXT.formatted("w") + "\n" + word + "\n  x : matrix[n, n]\n  y = 3 *\n";

        List<Diagnostic> diagnostics = parse(text).diagnostics();

        assertThat(diagnostics).extracting(Diagnostic::code).containsExactly(ErrorCode.UNKNOWN_BLOCK);
        assertThat(diagnostics.get(0).fix()).isEqualTo("Did you mean `" + meant + "`?");
    }

    @Test
    void a_formula_that_goes_on_without_a_bracket_is_reported_with_the_remedy() {
        List<Diagnostic> diagnostics = parse(TEXT.formatted("w\n       + 1")).diagnostics();

        assertThat(diagnostics).extracting(Diagnostic::code).containsExactly(ErrorCode.SYNTAX);
        assertThat(diagnostics.get(0).fix()).contains("inside brackets");
        assertThat(parse(TEXT.formatted("(w\n       + 1)")).diagnostics()).isEmpty();
    }

    @Test
    void a_claim_with_a_point_and_a_type_is_about_a_critical_point() {
        String text = TEXT.formatted("w")
                + "\nclaim c \"c\"\n  at w == zeros(n), n == 2\n  type strict-saddle\n  index 3\n  iff n > 2\n";

        Claim.Statement statement = parse(text).model().claims().get(0).statement();

        assertThat(statement).isInstanceOfSatisfying(Claim.Statement.CriticalPoint.class, point -> {
            assertThat(point.at()).hasSize(2);
            assertThat(point.type()).contains("strict-saddle");
            assertThat(point.index()).isPresent();
            assertThat(point.nullity()).isEmpty();
            assertThat(point.condition()).isPresent();
        });
    }

    @Test
    void a_flow_is_claimed_with_its_start() {
        String text = TEXT.formatted("normF(w)^2")
                + "\nclaim c\n  from w == ones(n)\n  along t in 0..2, w == exp(-2*t)*initial(w)\n";

        Claim claim = parse(text).model().claims().get(0);

        assertThat(claim.statement()).isInstanceOfSatisfying(Claim.Statement.Trajectory.class, flow -> {
            assertThat(flow.time()).isEqualTo("t");
            assertThat(FormulaPrinter.print(flow.end())).isEqualTo("2");
            assertThat(FormulaPrinter.print(flow.comparison())).isEqualTo("w == exp(-2*t)*initial(w)");
            assertThat(flow.from()).hasSize(1);
        });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "from w == ones(n)\n  holds normF(w) >= 0",
                "along t in 0..2, w == initial(w)\n  along u in 0..2, w == initial(w)",
                "along t in 0..2, normF(w)",
                "along t in 0..2, w == initial(w)\n  at w == ones(n)",
            })
    void a_flow_that_is_claimed_by_halves_is_refused(String lines) {
        String text = TEXT.formatted("normF(w)^2") + "\nclaim c\n  " + lines + "\n";

        assertThat(parse(text).diagnostics()).extracting(Diagnostic::code).containsExactly(ErrorCode.CLAIM_STATEMENT);
    }

    @Test
    void options_of_methods_have_quick_and_thorough_values() {
        String text = TEXT.formatted("w")
                + "\nverify a\n  multi-start starts = 50 (thorough 400), scale = 0.5\n  gradient-flow from = balanced(scale = 0.1)\n";

        List<Model.MethodCall> methods =
                parse(text).model().verifyPlans().get(0).methods();

        assertThat(methods).extracting(Model.MethodCall::method).containsExactly("multi-start", "gradient-flow");
        assertThat(methods.get(0).options().keySet()).containsExactlyInAnyOrder("starts", "scale");
        assertThat(methods.get(0).thorough().keySet()).containsExactly("starts");
        assertThat(methods.get(1).options().get("from")).isInstanceOf(Formula.Call.class);
    }

    @Test
    void five_hundred_brackets_are_read_and_one_more_is_refused() {
        String inside = "(".repeat(500) + "w" + ")".repeat(500);
        byte[] one = TEXT.formatted("(" + inside + ")").getBytes(StandardCharsets.UTF_8);

        assertThat(FormulaPrinter.print(formula(inside))).isEqualTo("w");
        assertThat(gate(one).code()).isEqualTo(ErrorCode.FILE_NESTING);
        assertThat(gate(one).span()).hasToString("m.model:11:510");
    }

    @Test
    void brackets_in_texts_and_comments_do_not_nest() {
        String text = TEXT.formatted("w \"" + "(".repeat(600) + "\" # " + "[".repeat(600));

        SourceFile file = TextGate.read(text.getBytes(StandardCharsets.UTF_8), Path.of("m.model"), "m.model");

        assertThat(ModelParser.parse(file).diagnostics()).isEmpty();
    }

    @Test
    void a_byte_order_mark_is_passed_over() {
        byte[] bytes = ("\uFEFF" + TEXT.formatted("w")).getBytes(StandardCharsets.UTF_8);

        SourceFile file = TextGate.read(bytes, Path.of("m.model"), "m.model");

        assertThat(file.text()).startsWith("model");
        assertThat(ModelParser.parse(file).diagnostics()).isEmpty();
    }

    @Test
    void other_encodings_are_refused_where_they_show() {
        byte[] latin = "model m\n# \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);

        assertThat(gate(latin).code()).isEqualTo(ErrorCode.FILE_ENCODING);
        assertThat(gate(latin).span()).hasToString("m.model:2:3");
        assertThat(gate(TEXT.getBytes(StandardCharsets.UTF_16)).code()).isEqualTo(ErrorCode.FILE_ENCODING);
    }

    @Test
    void binary_empty_and_endless_files_are_refused() {
        assertThat(gate(new byte[] {0x7f, 'E', 'L', 'F', 2, 1, 1, 0}).code()).isEqualTo(ErrorCode.FILE_BINARY);
        assertThat(gate(new byte[] {(byte) 0x89, 'P', 'N', 'G', 0}).code())
                .isIn(ErrorCode.FILE_BINARY, ErrorCode.FILE_ENCODING);
        assertThat(gate(new byte[0]).code()).isEqualTo(ErrorCode.FILE_EMPTY);
        assertThat(gate("\uFEFF \n".getBytes(StandardCharsets.UTF_8)).code()).isEqualTo(ErrorCode.FILE_EMPTY);
        assertThat(gate(new byte[1_000_001]).code()).isEqualTo(ErrorCode.FILE_TOO_LARGE);
    }

    @Test
    void a_folder_stands_for_its_one_model_or_its_namesake(@TempDir Path parent) throws IOException {
        Path folder = Files.createDirectory(parent.resolve("chain"));
        Files.writeString(folder.resolve("chain.model"), "model chain\n");

        assertThat(TextGate.read(folder, "chain").displayName()).isEqualTo("chain/chain.model");

        Files.writeString(folder.resolve("other.model"), "model other\n");
        assertThat(TextGate.read(folder, "chain/").displayName()).isEqualTo("chain/chain.model");

        Files.delete(folder.resolve("chain.model"));
        Files.writeString(folder.resolve("third.model"), "model third\n");
        ModelException refusal = catchThrowableOfType(ModelException.class, () -> TextGate.read(folder, "chain"));
        assertThat(refusal.diagnostics()).extracting(Diagnostic::code).containsExactly(ErrorCode.FILE_NOT_FOUND);
    }

    @Test
    void a_file_that_does_not_exist_is_refused() {
        ModelException refusal = catchThrowableOfType(
                ModelException.class, () -> TextGate.read(Path.of("models/no-such.model"), "no-such.model"));

        assertThat(refusal.diagnostics()).extracting(Diagnostic::code).containsExactly(ErrorCode.FILE_NOT_FOUND);
    }
}
