package dev.nadir.model.data;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.Formula;
import dev.nadir.model.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/** Finds a data file, which must lie in the folder of its model, and reads its text. */
final class DataFile {

    /** Ten million numbers of six digits; more would fill the memory of a small machine. */
    private static final int LARGEST = 64 << 20;

    private DataFile() {}

    static Optional<SourceFile> read(SourceFile model, Formula.Text path, List<Diagnostic> diagnostics) {
        Optional<Path> found = find(model, path, diagnostics);
        if (found.isEmpty()) {
            return Optional.empty();
        }
        String displayName = displayName(model, path.value());
        SourceSpan top = new SourceSpan(displayName, 1, 1, 1, 1);
        try (InputStream in = Files.newInputStream(found.get())) {
            byte[] bytes = in.readNBytes(LARGEST + 1);
            if (bytes.length > LARGEST) {
                diagnostics.add(model.diagnostic(
                        ErrorCode.DATA_TOO_LARGE,
                        path.span(),
                        "`" + path.value() + "` has more than " + (LARGEST >> 20) + " MB",
                        "Data are held in memory as a whole.",
                        "Use its moments, such as a covariance matrix, or fewer rows."));
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw new CharacterCodingException();
            }
            String withoutMark = text.startsWith("\uFEFF") ? text.substring(1) : text;
            return Optional.of(new SourceFile(found.get(), displayName, withoutMark, sha256(bytes)));
        } catch (CharacterCodingException e) {
            diagnostics.add(new Diagnostic(
                    ErrorCode.DATA_ENCODING,
                    top,
                    "this is not text in UTF-8",
                    "A data file holds numbers and separators.",
                    "Export it as CSV in UTF-8.",
                    ""));
        } catch (IOException e) {
            diagnostics.add(
                    missing(model, path, "it cannot be read (" + e.getClass().getSimpleName() + ")"));
        }
        return Optional.empty();
    }

    private static Optional<Path> find(SourceFile model, Formula.Text path, List<Diagnostic> diagnostics) {
        Path folder = model.folder().toAbsolutePath().normalize();
        try {
            Path relative = Path.of(path.value());
            Path file = folder.resolve(relative).normalize();
            boolean leaves = relative.isAbsolute() || path.value().contains("\\") || !file.startsWith(folder);
            if (leaves) {
                diagnostics.add(outside(model, path));
                return Optional.empty();
            }
            if (!Files.isRegularFile(file)) {
                diagnostics.add(missing(model, path, "there is no such file"));
                return Optional.empty();
            }
            if (!file.toRealPath().startsWith(folder.toRealPath())) {
                diagnostics.add(outside(model, path));
                return Optional.empty();
            }
            return Optional.of(file);
        } catch (InvalidPathException | IOException | SecurityException e) {
            diagnostics.add(missing(model, path, "it cannot be reached"));
            return Optional.empty();
        }
    }

    private static Diagnostic outside(SourceFile model, Formula.Text path) {
        return model.diagnostic(
                ErrorCode.DATA_OUTSIDE,
                path.span(),
                "`" + path.value() + "` leaves the folder of the model",
                "A model file cannot reach anything but the data beside it.",
                "Copy the file into the folder of the model, and write the path with / and without ..");
    }

    private static Diagnostic missing(SourceFile model, Formula.Text path, String why) {
        return model.diagnostic(
                ErrorCode.DATA_NOT_FOUND,
                path.span(),
                why + ": " + displayName(model, path.value()),
                "The path starts in the folder of the model file.",
                "Check the spelling, capitals included.");
    }

    /** The data file as the user would name it: beside the model file. */
    private static String displayName(SourceFile model, String path) {
        int slash = model.displayName().lastIndexOf('/');
        return model.displayName().substring(0, slash + 1) + path;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new InternalErrorException("every Java platform has SHA-256", e);
        }
    }
}
