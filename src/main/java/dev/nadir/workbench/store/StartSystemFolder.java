package dev.nadir.workbench.store;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.StartSystem;
import dev.nadir.numeric.homotopy.StartSystemStore;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Start systems in a folder, one text file each, named by its key. A file has the version of its layout in its first line
 * and the checksum of all that is above in its last; doubles are hexadecimal, so that they read back bit for bit. A file
 * that is of another version, damaged, or of another family is left aside with a notice, and replaced by the next one.
 * What is read is only a proposal: the solver checks every solution before it uses one.
 */
public final class StartSystemFolder implements StartSystemStore {

    private static final String LAYOUT = "nadir-start-system 1";

    private static final String ENDING = ".start";

    private final Path folder;
    private final Consumer<String> notices;

    /**
     * A store.
     *
     * @param folder made when the first file is written
     * @param notices told what is wrong with a file, or with the folder
     */
    public StartSystemFolder(Path folder, Consumer<String> notices) {
        this.folder = folder;
        this.notices = notices;
    }

    @Override
    public Optional<StartSystem> find(String key) {
        Path file = folder.resolve(key + ENDING);
        if (!Files.exists(file)) {
            return Optional.empty();
        }
        try {
            StartSystem start = read(Files.readString(file, StandardCharsets.UTF_8));
            if (start.key().equals(key)) {
                return Optional.of(start);
            }
            notices.accept(file + " holds another start system than its name says; it is made anew");
        } catch (IOException | PreconditionException | IllegalArgumentException e) {
            notices.accept(file + " cannot be used (" + e.getMessage() + "); it is made anew");
        }
        return Optional.empty();
    }

    @Override
    public void keep(StartSystem start) {
        try {
            WholeFile.write(folder.resolve(start.key() + ENDING), write(start));
        } catch (PreconditionException e) {
            notices.accept("the start system is not kept: " + e.getMessage());
        }
    }

    private static String write(StartSystem start) {
        StringBuilder text = new StringBuilder(LAYOUT)
                .append("\nkey ")
                .append(start.key())
                .append("\ncount ")
                .append(start.count())
                .append("\nbasis ")
                .append(start.completeness().basis())
                .append("\nreason ")
                .append(start.completeness().reason().replaceAll("\\s+", " "))
                .append('\n');
        point(text, start.parameters());
        text.append("solutions ").append(start.solutions().size()).append('\n');
        start.solutions().forEach(solution -> point(text, solution));
        return text + "sha256 " + checksum(text.toString()) + "\n";
    }

    private static void point(StringBuilder text, List<Complex> point) {
        text.append("point ").append(point.size()).append('\n');
        for (Complex number : point) {
            text.append(Double.toHexString(number.real()))
                    .append(' ')
                    .append(Double.toHexString(number.imaginary()))
                    .append('\n');
        }
    }

    private static StartSystem read(String text) {
        int last = text.lastIndexOf("sha256 ");
        if (!text.startsWith(LAYOUT + "\n")) {
            throw new PreconditionException("its first line must be " + LAYOUT);
        }
        if (last < 0 || !text.substring(last).equals("sha256 " + checksum(text.substring(0, last)) + "\n")) {
            throw new PreconditionException("its checksum must be that of its lines");
        }
        Iterator<String> lines = text.substring(0, last).lines().skip(1).iterator();
        String key = value(lines, "key ");
        int count = Integer.parseInt(value(lines, "count "));
        Completeness.Basis basis = Completeness.Basis.valueOf(value(lines, "basis "));
        Completeness completeness = new Completeness(basis, value(lines, "reason "));
        List<Complex> parameters = point(lines);
        int size = Integer.parseInt(value(lines, "solutions "));
        List<List<Complex>> solutions = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            solutions.add(point(lines));
        }
        return new StartSystem(key, parameters, solutions, count, completeness);
    }

    private static String value(Iterator<String> lines, String word) {
        String line = lines.hasNext() ? lines.next() : "";
        if (!line.startsWith(word)) {
            throw new PreconditionException("a line must start with " + word + ", got " + line);
        }
        return line.substring(word.length());
    }

    private static List<Complex> point(Iterator<String> lines) {
        int size = Integer.parseInt(value(lines, "point "));
        List<Complex> point = new ArrayList<>();
        for (int k = 0; k < size; k++) {
            String[] parts = value(lines, "").split(" ", -1);
            if (parts.length != 2) {
                throw new PreconditionException("a complex number must have two parts");
            }
            point.add(new Complex(Double.parseDouble(parts[0]), Double.parseDouble(parts[1])));
        }
        return point;
    }

    private static String checksum(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new InternalErrorException("every Java has SHA-256: " + e.getMessage(), e);
        }
    }
}
