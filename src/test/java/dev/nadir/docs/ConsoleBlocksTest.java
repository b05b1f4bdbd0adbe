package dev.nadir.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.nadir.cli.InProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every console block of the documents is run, and prints what the document says it prints. */
class ConsoleBlocksTest {

    @TempDir
    private Path folder;

    static Stream<Path> documents() {
        return Documents.all().stream()
                .filter(page -> !ConsoleBlock.of(page, Documents.read(page)).isEmpty());
    }

    @ParameterizedTest
    @MethodSource("documents")
    void the_sessions_of_a_document_are_true(Path document) throws IOException {
        copyModels(folder);

        Session session = new Session(folder);
        for (ConsoleBlock block : ConsoleBlock.of(document, Documents.read(document))) {
            session.run(block);
        }
    }

    @Test
    void a_changed_digit_is_seen() {
        assertThat(ConsoleBlock.matches(List.of("loss 2.97"), List.of("loss 2.98")))
                .isFalse();
        assertThat(ConsoleBlock.matches(List.of("loss"), List.of("loss", "more")))
                .isFalse();
        assertThat(ConsoleBlock.matches(List.of("loss", "more"), List.of("loss")))
                .isFalse();
        assertThat(ConsoleBlock.matches(List.of("a", "...", "d"), List.of("a", "b", "c", "d")))
                .isTrue();
        assertThat(ConsoleBlock.matches(List.of("a", "..."), List.of("a"))).isTrue();
        assertThat(ConsoleBlock.matches(List.of("gap 2.3e-14"), List.of("gap 4.1e-15")))
                .isTrue();
        assertThat(ConsoleBlock.matches(List.of("gap 2.3e-14"), List.of("gap 4.1e-05")))
                .isFalse();
        assertThat(ConsoleBlock.matches(List.of("a", "...", "d"), List.of("a", "b", "c")))
                .isFalse();
    }

    @Test
    void blocks_are_found_with_their_commands_and_files() {
        String page =
                """
                # A
                ```text
                $ nadir no
                ```
                ```console
                $ nadir check a \\
                    b
                fine

                $ nadir list
                ```
                ```model a.model
                model a
                ```
                """;

        List<ConsoleBlock> blocks = ConsoleBlock.of(Path.of("page.md"), page);

        assertThat(blocks).extracting(ConsoleBlock::file).containsExactly("", "a.model");
        assertThat(blocks.get(0).exchanges())
                .containsExactly(
                        new ConsoleBlock.Exchange("nadir check a b", List.of("fine", "")),
                        new ConsoleBlock.Exchange("nadir list", List.of()));
        assertThat(blocks.get(1).lines()).containsExactly("model a");
    }

    /** One reader at one prompt. */
    private static final class Session {

        private final Path folder;
        private int code;

        Session(Path folder) {
            this.folder = folder;
        }

        void run(ConsoleBlock block) throws IOException {
            if (!block.file().isEmpty()) {
                Path file = folder.resolve(block.file());
                Files.createDirectories(file.getParent());
                Files.writeString(file, String.join("\n", block.lines()) + "\n");
                return;
            }
            for (ConsoleBlock.Exchange exchange : block.exchanges()) {
                run(block, exchange);
            }
        }

        private void run(ConsoleBlock block, ConsoleBlock.Exchange exchange) {
            String[] words = exchange.command().split(" ");
            List<String> said = withoutBlankEnd(exchange.output());
            String place = block.document() + ":" + block.line() + ": $ " + exchange.command();
            if (words[0].equals("nadir")) {
                InProcess.Result result =
                        InProcess.run(folder, Stream.of(words).skip(1).toArray(String[]::new));
                code = result.code();
                List<String> actual = withoutBlankEnd(
                        result.text().lines().map(String::stripTrailing).toList());
                assertThat(ConsoleBlock.matches(said, actual))
                        .as(
                                "%s prints (exit code %s)%n%s%nnot%n%s",
                                place, code, String.join("\n", actual), String.join("\n", said))
                        .isTrue();
            } else if (exchange.command().equals("echo $?")) {
                assertThat(said).as(place).containsExactly(Integer.toString(code));
            } else {
                // What needs a shell or takes minutes is not run here, so it may not claim an output.
                assertThat(words[0]).as(place).isIn("mvn", "java", "git", "cd", "docs/benchmarks/cold.sh");
                assertThat(said).as(place).isEmpty();
            }
        }

        private static List<String> withoutBlankEnd(List<String> lines) {
            int end = lines.size();
            while (end > 0 && lines.get(end - 1).isBlank()) {
                end--;
            }
            return lines.subList(0, end);
        }
    }

    private static void copyModels(Path target) throws IOException {
        Path source = Path.of("models");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy =
                        target.resolve("models").resolve(source.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else {
                    Files.copy(file, copy);
                }
            }
        }
    }
}
