package dev.nadir.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The documents of the project. */
final class Documents {

    private Documents() {}

    /** README, CHANGELOG and every page below docs. */
    static List<Path> all() {
        return Stream.concat(Stream.of(Path.of("README.md"), Path.of("CHANGELOG.md")), below(Path.of("docs"), ".md"))
                .filter(Files::exists)
                .toList();
    }

    /** Every file below a folder whose name ends so, in order. */
    static Stream<Path> below(Path folder, String ending) {
        if (!Files.isDirectory(folder)) {
            return Stream.empty();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException problem) {
            throw new UncheckedIOException(problem);
        }
    }
}
