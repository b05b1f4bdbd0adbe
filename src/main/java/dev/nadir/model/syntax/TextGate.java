package dev.nadir.model.syntax;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.ModelException;
import dev.nadir.base.SourceSpan;
import dev.nadir.model.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What is checked before a file is parsed, so that nothing can crash, hang or fill the memory later. */
public final class TextGate {

    private static final int LARGEST = 1_000_000;
    private static final int DEEPEST = 500;

    private TextGate() {}

    /**
     * Reads a model file, or the one model file of a folder.
     *
     * @throws ModelException if it cannot be a model file
     */
    public static SourceFile read(Path fileOrFolder, String displayName) {
        Path file = fileOrFolder;
        String name = displayName;
        if (Files.isDirectory(fileOrFolder)) {
            file = modelOf(fileOrFolder, displayName);
            name = (displayName.endsWith("/") ? displayName : displayName + "/") + file.getFileName();
        }
        try (InputStream in = Files.newInputStream(file)) {
            // One byte more than allowed tells a large file from an endless one.
            return read(in.readNBytes(LARGEST + 1), file, name);
        } catch (IOException | SecurityException e) {
            throw refuse(
                    ErrorCode.FILE_NOT_FOUND,
                    name,
                    "`" + name + "` cannot be read (" + e.getClass().getSimpleName() + ")",
                    "There is no such file, or it may not be read.",
                    "Give the path of a model file or of the folder that holds one.");
        }
    }

    private static Path modelOf(Path folder, String displayName) {
        List<Path> models;
        try (Stream<Path> files = Files.list(folder)) {
            models = files.filter(file -> file.toString().endsWith(".model"))
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
        } catch (IOException e) {
            models = List.of();
        }
        if (models.size() == 1) {
            return models.get(0);
        }
        Path folderName = folder.toAbsolutePath().normalize().getFileName();
        Optional<Path> namesake = models.stream()
                .filter(file -> file.getFileName().toString().equals(folderName + ".model"))
                .findFirst();
        return namesake.orElseThrow(() -> refuse(
                ErrorCode.FILE_NOT_FOUND,
                displayName,
                "the folder `" + displayName + "` does not say which model is meant",
                "A folder stands for the one file in it whose name ends in .model, or for the one named like the folder.",
                "Give the path of the file."));
    }

    /**
     * Checks the bytes of a model file and decodes them.
     *
     * @param path where they were read; data paths are relative to its folder
     * @throws ModelException if they cannot be a model
     */
    public static SourceFile read(byte[] bytes, Path path, String displayName) {
        if (bytes.length > LARGEST) {
            throw refuse(
                    ErrorCode.FILE_TOO_LARGE,
                    displayName,
                    "the file has more than " + LARGEST + " bytes",
                    "A model file holds formulas; numbers belong into data files.",
                    "Move matrices into .csv files beside the model.");
        }
        String text = decode(bytes, displayName);
        if (text.startsWith("\uFEFF")) {
            text = text.substring(1);
        }
        SourceFile file = new SourceFile(path, displayName, text, sha256(bytes));
        refuseBinary(file);
        if (text.isBlank()) {
            throw refuse(
                    ErrorCode.FILE_EMPTY,
                    displayName,
                    "the file is empty",
                    "Nothing but white space stands in it.",
                    "Start with `model my-model \"What it is\"`; docs/tutorial.md shows how to go on.");
        }
        refuseNesting(file);
        return file;
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException e) {
            throw new InternalErrorException("every Java platform has SHA-256", e);
        }
    }

    private static String decode(byte[] bytes, String displayName) {
        boolean isUtf16 = bytes.length >= 2
                && ((bytes[0] == (byte) 0xFE && bytes[1] == (byte) 0xFF)
                        || (bytes[0] == (byte) 0xFF && bytes[1] == (byte) 0xFE));
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String before = out.flip().toString();
        if (isUtf16) {
            throw refuse(
                    ErrorCode.FILE_ENCODING,
                    displayName,
                    "the file is UTF-16",
                    "Its first two bytes are the mark of UTF-16.",
                    "Save it as UTF-8.");
        }
        if (result.isError()) {
            int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
            int start = before.lastIndexOf('\n') + 1;
            int column = before.codePointCount(start, before.length()) + 1;
            if (before.indexOf('\0') >= 0) {
                throw binary(new SourceSpan(displayName, line, column, line, column + 1));
            }
            throw new ModelException(List.of(new Diagnostic(
                    ErrorCode.FILE_ENCODING,
                    new SourceSpan(displayName, line, column, line, column + 1),
                    String.format("byte 0x%02X is not UTF-8", bytes[in.position()] & 0xff),
                    "The file is in another encoding, such as Latin-1.",
                    "Save it as UTF-8.",
                    before.substring(start).stripTrailing())));
        }
        return before;
    }

    private static ModelException binary(SourceSpan span) {
        return new ModelException(List.of(new Diagnostic(
                ErrorCode.FILE_BINARY,
                span,
                "a control character stands here",
                "Text has no control characters but tabs and line ends.",
                "Check that this is the right file.",
                "")));
    }

    private static void refuseBinary(SourceFile file) {
        int line = 1;
        int column = 1;
        for (int i = 0; i < file.text().length(); i++) {
            char c = file.text().charAt(i);
            if (Character.isISOControl(c) && c != '\n' && c != '\r' && c != '\t') {
                throw binary(new SourceSpan(file.displayName(), line, column, line, column + 1));
            }
            boolean isLineEnd = c == '\n' || (c == '\r' && !file.text().startsWith("\n", i + 1));
            line += isLineEnd ? 1 : 0;
            column = isLineEnd ? 1 : column + 1;
        }
    }

    /** Counts brackets outside of texts and comments; a line in column 1 starts from nothing, as in the grammar. */
    private static void refuseNesting(SourceFile file) {
        int depth = 0;
        int number = 0;
        for (String line : file.text().split("\r\n|\r|\n", -1)) {
            number++;
            boolean opensBlock = !line.isEmpty() && " \t#".indexOf(line.charAt(0)) < 0;
            depth = opensBlock ? 0 : depth;
            String code = withoutTexts(line);
            for (int i = 0; i < code.length(); i++) {
                depth = Math.max(0, depth + step(code.charAt(i)));
                if (depth > DEEPEST) {
                    throw new ModelException(List.of(file.diagnostic(
                            ErrorCode.FILE_NESTING,
                            new SourceSpan(file.displayName(), number, i + 1, number, i + 2),
                            "this bracket is number " + depth + " inside one another",
                            "No formula that is meant to be read nests so deep, and every stage would have to follow.",
                            "Name inner parts with `let`.")));
                }
            }
        }
    }

    private static int step(char c) {
        if (c == '(' || c == '[') {
            return 1;
        }
        return c == ')' || c == ']' ? -1 : 0;
    }

    /** The line with its texts blanked and its comment cut off. */
    private static String withoutTexts(String line) {
        StringBuilder code = new StringBuilder();
        boolean isText = false;
        for (int i = 0; i < line.length() && (isText || line.charAt(i) != '#'); i++) {
            isText ^= line.charAt(i) == '"';
            code.append(isText ? ' ' : line.charAt(i));
        }
        return code.toString();
    }

    private static ModelException refuse(ErrorCode code, String displayName, String value, String cause, String fix) {
        return new ModelException(
                List.of(new Diagnostic(code, new SourceSpan(displayName, 1, 1, 1, 1), value, cause, fix, "")));
    }
}
