package dev.nadir.workbench.store;

import dev.nadir.base.PreconditionException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file whole or not at all: a reader sees the old text or the new one, never a part. */
public final class WholeFile {

    private WholeFile() {}

    /**
     * Writes the text as UTF-8, making the folders that are missing.
     *
     * @throws PreconditionException if that place cannot be written to
     */
    public static void write(Path path, String text) {
        write(path, text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * Writes the bytes, making the folders that are missing.
     *
     * @throws PreconditionException if that place cannot be written to
     */
    public static void write(Path path, byte[] bytes) {
        Path target = path.toAbsolutePath();
        try {
            Path folder = target.getParent();
            if (folder == null || Files.isDirectory(target)) {
                throw new PreconditionException("what is written must have a file name, got the folder " + path);
            }
            Files.createDirectories(folder);
            long process = ProcessHandle.current().pid();
            Path part = folder.resolve("." + target.getFileName() + "." + process + ".part");
            try {
                Files.write(part, bytes);
                move(part, target);
            } finally {
                Files.deleteIfExists(part);
            }
        } catch (IOException e) {
            throw new PreconditionException(
                    "a file that is written must have a place that can be written to, got " + path + " (" + e + ")");
        }
    }

    private static void move(Path part, Path target) throws IOException {
        try {
            Files.move(part, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(part, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }
}
