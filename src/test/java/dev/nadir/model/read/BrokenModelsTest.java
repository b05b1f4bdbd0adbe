package dev.nadir.model.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each file of models/broken that is named after a code breaks that rule, and no other. */
class BrokenModelsTest {

    private static final Path FOLDER = Path.of("models/broken");

    /** No file can be one that does not exist; 64 MB of data are not kept for a test. */
    private static final List<ErrorCode> WITHOUT_FILE = List.of(ErrorCode.FILE_NOT_FOUND, ErrorCode.DATA_TOO_LARGE);

    /** Files are read, so they can break only these rules; the command's rules are broken on the command line. */
    private static final String OF_FILES = "ND-[FGMD].*";

    static List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.filter(file -> file.getFileName().toString().matches("nd-[fgmd].*\\.model"))
                    .sorted()
                    .toList();
        }
    }

    private static String codeOf(Path file) {
        return file.getFileName().toString().substring(0, 7).toUpperCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_file_named_after_a_code_is_refused_with_it_and_nothing_else(Path file) {
        ModelException refusal =
                catchThrowableOfType(ModelException.class, () -> ModelReader.read(file, file.toString()));

        assertThat(refusal).isNotNull();
        assertThat(refusal.diagnostics())
                .extracting(diagnostic -> diagnostic.code().id())
                .containsExactly(codeOf(file));
    }

    @ParameterizedTest
    @MethodSource("files")
    void a_diagnostic_says_where_what_why_and_how_to_mend_it(Path file) {
        ModelException refusal =
                catchThrowableOfType(ModelException.class, () -> ModelReader.read(file, file.toString()));

        for (Diagnostic diagnostic : refusal.diagnostics()) {
            assertThat(diagnostic.span().file()).startsWith("models/broken/");
            assertThat(diagnostic.value()).isNotBlank();
            assertThat(diagnostic.cause()).endsWith(".");
            assertThat(diagnostic.fix()).isNotBlank();
            assertThat(diagnostic.render()).contains(diagnostic.code().id(), diagnostic.fix());
        }
    }

    @Test
    void every_rule_that_a_file_can_break_has_a_file_that_does() throws IOException {
        List<String> broken = files().stream().map(BrokenModelsTest::codeOf).toList();

        assertThat(Arrays.stream(ErrorCode.values())
                        .filter(code -> !WITHOUT_FILE.contains(code))
                        .map(ErrorCode::id)
                        .filter(id -> id.matches(OF_FILES)))
                .allSatisfy(id -> assertThat(broken).contains(id));
    }

    @Test
    void every_code_has_a_section_in_the_documentation_with_cause_example_and_fix() throws IOException {
        String page = Files.readString(Path.of("docs/errors.md"), StandardCharsets.UTF_8);

        for (ErrorCode code : ErrorCode.values()) {
            String section = section(page, code.id());
            assertThat(section).as(code.id()).contains(code.rule());
            assertThat(section).as(code.id()).contains("**Cause.**", "**Example.**", "**Fix.**");
        }
    }

    private static String section(String page, String code) {
        int start = page.indexOf("\n## " + code);
        assertThat(start).as("section of " + code).isNotNegative();
        int end = page.indexOf("\n## ", start + 1);
        return page.substring(start, end < 0 ? page.length() : end);
    }

    @Test
    void the_documentation_explains_no_code_that_does_not_exist() throws IOException {
        List<String> known =
                Arrays.stream(ErrorCode.values()).map(ErrorCode::id).toList();

        List<String> explained = Files.readAllLines(Path.of("docs/errors.md")).stream()
                .filter(line -> line.startsWith("## ND-"))
                .map(line -> line.substring(3, 10))
                .toList();

        assertThat(explained).doesNotHaveDuplicates().allSatisfy(code -> assertThat(known)
                .contains(code));
    }

    @Test
    void codes_are_given_once() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::id)).doesNotHaveDuplicates();
    }
}
