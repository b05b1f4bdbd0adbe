package dev.nadir.workbench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Finds the model files that a user means. */
public final class ModelFiles {

    /** The folder that shipped models are in. */
    private static final String SHIPPED = "models";

    /** Its part that is wrong on purpose. */
    private static final String BROKEN = "broken";

    private static final String SUFFIX = ".model";

    private ModelFiles() {}

    /**
     * The files that the arguments name: a file stands for itself, a folder for the model files in it or, where there
     * are none, in its folders except {@code broken}; no argument stands for the folder {@code models}. A file that
     * does not exist stands for itself, so that reading it says what is wrong.
     *
     * @param folder that relative paths start from
     */
    public static List<Path> find(List<String> arguments, Path folder) {
        List<Path> files = new ArrayList<>();
        if (arguments.isEmpty()) {
            files.addAll(inFolder(folder.resolve(SHIPPED)));
        }
        for (String argument : arguments) {
            Path path = folder.resolve(argument);
            if (Files.isDirectory(path)) {
                files.addAll(inFolder(path));
            } else {
                files.add(path);
            }
        }
        return files;
    }

    private static List<Path> inFolder(Path folder) {
        List<Path> own = entries(folder).stream()
                .filter(path -> path.getFileName().toString().endsWith(SUFFIX) && Files.isRegularFile(path))
                .toList();
        if (!own.isEmpty()) {
            return own;
        }
        return entries(folder).stream()
                .filter(path -> Files.isDirectory(path)
                        && !path.getFileName().toString().equals(BROKEN))
                .flatMap(path -> inFolder(path).stream())
                .toList();
    }

    private static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
