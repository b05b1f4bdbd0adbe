package dev.nadir.model.data;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.SourceSpan;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.SourceFile;
import dev.nadir.model.Table;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableReaderTest {

    private static final SourceSpan HERE = new SourceSpan("m.model", 3, 7, 3, 20);

    @TempDir
    Path folder;

    private static Formula.Call csv(String path, Map<String, Formula> options) {
        return new Formula.Call(HERE, "csv", List.of(new Formula.Text(HERE, path)), options);
    }

    private static Formula number(long value) {
        return new Formula.NumberLiteral(HERE, Rational.of(value), Long.toString(value));
    }

    private TableReader reader(String content) throws IOException {
        Files.writeString(folder.resolve("x.csv"), content);
        return new TableReader(
                new SourceFile(folder.resolve("m.model"), "models/m.model", "a\nb\nX = csv(\"x.csv\")\n", ""));
    }

    private Table read(String content) throws IOException {
        TableReader reader = reader(content);
        Map<String, Table> tables = reader.tables(csv("x.csv", Map.of()));
        assertThat(reader.diagnostics()).isEmpty();
        return Objects.requireNonNull(tables.get("csv(\"x.csv\")"));
    }

    private Diagnostic refuse(String content) throws IOException {
        TableReader reader = reader(content);
        assertThat(reader.tables(csv("x.csv", Map.of()))).isEmpty();
        assertThat(reader.diagnostics()).hasSize(1);
        return reader.diagnostics().get(0);
    }

    private static void assertIs(Diagnostic diagnostic, ErrorCode code, String place) {
        assertThat(diagnostic.code()).isEqualTo(code);
        assertThat(diagnostic.span()).hasToString(place);
    }

    @Test
    void plain_commas_without_header_are_read_row_by_row() throws IOException {
        Table table = read("1,2,3\r\n4,5e-1,-6\r\n");

        assertThat(table.rows()).isEqualTo(2);
        assertThat(table.columns()).isEqualTo(3);
        assertThat(table.values()).containsExactly(1, 2, 3, 4, 0.5, -6);
        assertThat(table.header()).isEmpty();
    }

    @Test
    void a_number_of_many_digits_is_kept_as_it_is_written() throws IOException {
        Table table = read("0.1,0.10000000000000000000001\n1e-999,2\n");

        assertThat(table.exact(0, 0)).isEqualTo(Rational.parse("0.1"));
        assertThat(table.exact(0, 1)).isEqualTo(Rational.parse("0.10000000000000000000001"));
        assertThat(table.exact(1, 0)).isEqualTo(Rational.parse("1e-999"));
        assertThat(table.get(0, 1)).isEqualTo(0.1);
    }

    @Test
    void a_header_line_with_spaces_between_values_gives_names() throws IOException {
        Table table = read("Chins Situps Jumps\n5 162 60\n2 110 60\n");

        assertThat(table.header()).containsExactly("Chins", "Situps", "Jumps");
        assertThat(table.values()).containsExactly(5, 162, 60, 2, 110, 60);
    }

    @Test
    void spaces_without_header_are_read() throws IOException {
        Table table = read("  1.0   2\n3\t4\n");

        // The tab in the second line does not make tabs the separator: the first line decides.
        assertThat(table.values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_first_line_of_counts_and_class_names_leaves_the_class_out() throws IOException {
        Table table = read("2,3,malignant,benign\n1,2,3,0\n4,5,6,1\n");

        assertThat(table.columns()).isEqualTo(3);
        assertThat(table.values()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void the_class_column_can_be_chosen_by_number() throws IOException {
        TableReader reader = reader("2,3,malignant,benign\n1,2,3,0\n4,5,6,1\n");

        Map<String, Table> tables = reader.tables(csv("x.csv", Map.of("columns", number(4))));

        assertThat(Objects.requireNonNull(tables.get("csv(\"x.csv\", columns = 4)"))
                        .values())
                .containsExactly(0, 1);
    }

    @Test
    void columns_are_chosen_by_name_and_text_in_the_others_does_not_matter() throws IOException {
        TableReader reader = reader("species,\"sepal length\",petal\nsetosa,5.1,1.4\nvirginica,5.9,5.1\n");
        Formula names = new Formula.ArrayLiteral(
                HERE, List.of(new Formula.Text(HERE, "petal"), new Formula.Text(HERE, "sepal length")));

        Map<String, Table> tables = reader.tables(csv("x.csv", Map.of("columns", names)));

        Table table = Objects.requireNonNull(tables.get("csv(\"x.csv\", columns = [\"petal\", \"sepal length\"])"));
        assertThat(table.values()).containsExactly(1.4, 5.1, 5.1, 5.9);
        assertThat(table.header()).containsExactly("petal", "sepal length");
    }

    @Test
    void semicolons_and_tabs_separate_and_a_byte_order_mark_is_passed_over() throws IOException {
        assertThat(read("\uFEFF1;2\n3;4\n").values()).containsExactly(1, 2, 3, 4);
        assertThat(read("1\t2\n3\t4\n").values()).containsExactly(1, 2, 3, 4);
    }

    @Test
    void a_quoted_separator_belongs_to_the_name() throws IOException {
        Table table = read("\"a, b\",c\n1,2\n");

        assertThat(table.header()).containsExactly("a, b", "c");
    }

    @Test
    void rows_are_chosen_by_number() throws IOException {
        TableReader reader = reader("1\n2\n3\n");
        Formula rows = new Formula.Range(HERE, number(2), number(3));

        assertThat(Objects.requireNonNull(reader.tables(csv("x.csv", Map.of("rows", rows)))
                                .get("csv(\"x.csv\", rows = 2..3)"))
                        .values())
                .containsExactly(2, 3);
    }

    @Test
    void an_empty_cell_is_refused_at_its_own_line_and_column() throws IOException {
        assertIs(refuse("a,b\n1,2\n3,\n"), ErrorCode.DATA_MISSING, "models/x.csv:3:3");
        assertIs(refuse("1,2\n,4\n"), ErrorCode.DATA_MISSING, "models/x.csv:2:1");
    }

    @Test
    void nan_is_a_missing_value_even_in_the_first_line() throws IOException {
        assertIs(refuse("1,NaN\n3,4\n"), ErrorCode.DATA_MISSING, "models/x.csv:1:3");
        assertIs(refuse("1 2\n3 nan\n"), ErrorCode.DATA_MISSING, "models/x.csv:2:3");
    }

    @Test
    void infinity_and_words_are_not_numbers() throws IOException {
        assertIs(refuse("1,2\n3,inf\n"), ErrorCode.DATA_CELL, "models/x.csv:2:3");
        assertIs(refuse("1,2\n1e999,4\n"), ErrorCode.DATA_CELL, "models/x.csv:2:1");
        assertIs(refuse("1,2\n3,0x10\n"), ErrorCode.DATA_CELL, "models/x.csv:2:3");
        assertIs(refuse("1;2\n3,5;4\n"), ErrorCode.DATA_CELL, "models/x.csv:2:1");
    }

    @Test
    void a_ragged_row_is_refused_where_it_ends_or_goes_on() throws IOException {
        assertIs(refuse("1,2,3\n4,5\n"), ErrorCode.DATA_RAGGED, "models/x.csv:2:3");
        assertIs(refuse("1,2\n4,5,66\n"), ErrorCode.DATA_RAGGED, "models/x.csv:2:5");
    }

    @Test
    void a_file_with_fewer_rows_than_announced_is_refused() throws IOException {
        assertIs(refuse("3,1,no,yes\n1,0\n2,1\n"), ErrorCode.DATA_COUNT, "models/x.csv:1:1");
    }

    @Test
    void a_file_without_rows_is_refused() throws IOException {
        assertIs(refuse("a,b\n"), ErrorCode.DATA_EMPTY, "models/x.csv:1:1");
        assertIs(refuse("\n"), ErrorCode.DATA_EMPTY, "models/x.csv:1:1");
    }

    @Test
    void one_mistake_in_every_row_is_shown_five_times() throws IOException {
        TableReader reader = reader("1,x\n".repeat(100));

        reader.tables(csv("x.csv", Map.of()));

        assertThat(reader.diagnostics()).hasSize(5);
    }

    @Test
    void a_missing_column_is_refused_with_the_one_that_was_meant() throws IOException {
        TableReader reader = reader("Weight Waist\n1 2\n");

        reader.tables(csv("x.csv", Map.of("columns", new Formula.Text(HERE, "weight"))));

        assertIs(reader.diagnostics().get(0), ErrorCode.DATA_SELECTION, "m.model:3:7");
        assertThat(reader.diagnostics().get(0).fix()).contains("`Weight`");
    }

    @Test
    void a_column_beyond_the_last_one_is_refused() throws IOException {
        TableReader reader = reader("1,2\n");

        reader.tables(csv("x.csv", Map.of("columns", new Formula.Range(HERE, number(1), number(3)))));

        assertThat(reader.diagnostics()).extracting(Diagnostic::code).containsExactly(ErrorCode.DATA_SELECTION);
    }

    @Test
    void a_file_that_is_not_text_is_refused() throws IOException {
        Files.write(folder.resolve("y.csv"), "1,\u00e9\n".getBytes(StandardCharsets.ISO_8859_1));
        TableReader reader = reader("");

        reader.tables(csv("y.csv", Map.of()));

        assertThat(reader.diagnostics()).extracting(Diagnostic::code).containsExactly(ErrorCode.DATA_ENCODING);
    }

    @Test
    void a_path_cannot_leave_the_folder_of_the_model() throws IOException {
        Path model = Files.createDirectory(folder.resolve("inner")).resolve("m.model");
        Files.writeString(folder.resolve("secret.csv"), "1\n");
        Files.createSymbolicLink(folder.resolve("inner/link.csv"), folder.resolve("secret.csv"));

        for (String path :
                List.of("../secret.csv", "/etc/passwd", "a/../../secret.csv", "link.csv", "..\\secret.csv")) {
            TableReader reader = new TableReader(new SourceFile(model, "m.model", "", ""));
            reader.tables(csv(path, Map.of()));
            assertThat(reader.diagnostics())
                    .as(path)
                    .extracting(Diagnostic::code)
                    .containsExactly(ErrorCode.DATA_OUTSIDE);
        }
    }

    @Test
    void a_missing_file_is_refused_at_its_name_in_the_model() throws IOException {
        TableReader reader = reader("1\n");

        reader.tables(csv("z.csv", Map.of()));

        assertIs(reader.diagnostics().get(0), ErrorCode.DATA_NOT_FOUND, "m.model:3:7");
    }
}
