package dev.nadir.benchmark;

import dev.nadir.base.Seed;
import dev.nadir.evidence.Solution;
import dev.nadir.evidence.VerifyOptions;
import dev.nadir.evidence.Watcher;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Model;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.RememberedStarts;
import dev.nadir.numeric.homotopy.StartSystemStore;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.workbench.Workbench;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;

/**
 * The same count from many seeds, on every architecture of a table up to a number of critical points: no duplicate, no
 * lost root, no crash. Each seed draws an instance, with weights and data of three to four digits, and finds a start
 * system of its own; beyond {@code fresh} seeds of an architecture the start system of the last one is used again, and
 * only the instance is new. Writes a line for each failure and each architecture, those with the most critical points
 * first, to a file; architectures that it names already are left out, so that a run can be taken up again. Arguments: seeds,
 * fresh ones among them, the largest count, the file, and optionally the first seed.
 */
public final class HomotopySeeds {

    private static final Path TABLE = Path.of("models/critical-point-counts/critical-point-counts.model");

    private final Workbench workbench = new Workbench();
    private final Model table = workbench.load(TABLE, TABLE.toString());
    private final String head;
    private final Path file;
    private final List<String> done;
    private int failures;

    private HomotopySeeds(Path file) throws IOException {
        this.file = file;
        this.done = Files.exists(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of();
        String text = Files.readString(TABLE, StandardCharsets.UTF_8);
        this.head = text.substring(0, text.indexOf("\nclaim "));
    }

    /** An architecture: widths, and the rank of the inputs, which is the number of samples drawn. */
    private record Architecture(List<Integer> widths, int rank) {

        String name() {
            return widths.toString().replaceAll("[\\[\\] ]", "").replace(',', '-') + " rank " + rank;
        }
    }

    /** Runs the table. */
    public static void main(String[] arguments) throws IOException {
        int seeds = Integer.parseInt(arguments[0]);
        int fresh = Integer.parseInt(arguments[1]);
        int largest = Integer.parseInt(arguments[2]);
        Path file = Path.of(arguments[3]);
        int first = arguments.length > 4 ? Integer.parseInt(arguments[4]) : 1;
        HomotopySeeds run = new HomotopySeeds(file);
        for (Map.Entry<Architecture, Integer> entry :
                run.architectures().descendingMap().values()) {
            if (entry.getValue() <= largest && !run.isDone(entry.getKey())) {
                run.architecture(entry.getKey(), entry.getValue(), new int[] {first, seeds, fresh});
            }
        }
        run.write(String.format(Locale.ROOT, "end; failures of this run: %d", run.failures));
    }

    private boolean isDone(Architecture architecture) {
        return done.stream().anyMatch(line -> line.startsWith(architecture.name() + " "));
    }

    private void write(String line) throws IOException {
        Files.writeString(
                file, line + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    private static Formula setting(Model.InstanceDeclaration instance, String name) {
        return Objects.requireNonNull(instance.settings().get(name), name);
    }

    /** The counts of the instances with different weights in each layer: where an architecture has several, the largest. */
    private NavigableMap<String, Map.Entry<Architecture, Integer>> architectures() {
        TreeMap<String, Map.Entry<Architecture, Integer>> found = new TreeMap<>();
        for (Model.InstanceDeclaration instance : table.instances()) {
            List<Integer> widths = new ArrayList<>();
            ((Formula.ArrayLiteral) setting(instance, "d")).elements().forEach(item -> widths.add(number(item)));
            int rank = Math.min(widths.get(0), number(setting(instance, "m")));
            int count = number(setting(instance, "published"));
            String key = String.format(Locale.ROOT, "%08d %s %d", count, widths, rank);
            boolean isGeneral = instance.settings().entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith("Lambda"))
                    .allMatch(entry -> isGeneral((Formula.ArrayLiteral) entry.getValue()));
            boolean isLarger = isGeneral
                    && found.values().stream()
                            .noneMatch(other ->
                                    other.getKey().equals(new Architecture(widths, rank)) && other.getValue() >= count);
            if (isLarger) {
                found.values().removeIf(other -> other.getKey().equals(new Architecture(widths, rank)));
                found.put(key, Map.entry(new Architecture(widths, rank), count));
            }
        }
        return found;
    }

    /** Whether the weights of a layer are not all the same. */
    private static boolean isGeneral(Formula.ArrayLiteral weights) {
        List<String> texts = weights.elements().stream()
                .flatMap(row -> ((Formula.ArrayLiteral) row).elements().stream())
                .map(FormulaPrinter::print)
                .toList();
        return texts.size() == 1 || texts.stream().distinct().count() > 1;
    }

    private static int number(Formula formula) {
        return ((Formula.NumberLiteral) formula).value().intValueExact();
    }

    private void architecture(Architecture architecture, int count, int[] range) throws IOException {
        long before = cpu();
        int right = 0;
        StartSystemStore store = StartSystemStore.none();
        for (int seed = range[0]; seed < range[0] + range[1]; seed++) {
            store = seed - range[0] < range[2] ? new RememberedStarts(StartSystemStore.none()) : store;
            right += isRight(architecture, count, seed, store) ? 1 : 0;
        }
        write(String.format(
                Locale.ROOT,
                "%s  %4d critical points: %d of %d seeds (%d start systems), %.1f CPU s",
                architecture.name(),
                count,
                right,
                range[1],
                Math.min(range[1], range[2]),
                (cpu() - before) / 1e9));
    }

    private boolean isRight(Architecture architecture, int count, int seed, StartSystemStore store) throws IOException {
        Path file = Files.createTempFile("seeds", ".model");
        try {
            Files.writeString(file, head + instance(architecture, new Seed(seed)), StandardCharsets.UTF_8);
            VerifyOptions options =
                    new VerifyOptions(OptionalLong.of(seed), false, 1, Set.of(), Set.of()).withStarts(store);
            Workbench.Search search = new Workbench.Search("homotopy", OptionalLong.empty());
            Solution solution =
                    workbench.solve(workbench.load(file, "drawn"), "drawn", search, options, Watcher.none());
            Enumeration found = solution.enumeration().orElseThrow();
            HomotopyResult result = found.result();
            Certification certification = found.certification();
            boolean isRight = result.roots().size() == count
                    && certification.distinctCount() == count
                    && certification.duplicates().isEmpty()
                    && result.paths().failed() + result.paths().excess() == 0
                    && result.paths().isolated() == result.paths().tracked();
            if (!isRight) {
                report(architecture, seed, result + "");
            }
            return isRight;
        } catch (RuntimeException e) {
            report(architecture, seed, e.toString());
            return false;
        } finally {
            Files.delete(file);
        }
    }

    private void report(Architecture architecture, int seed, String what) throws IOException {
        failures++;
        String brief = what.substring(Math.max(0, what.length() - 600));
        write(String.format(Locale.ROOT, "FAILED %s seed %d: %s", architecture.name(), seed, brief.replace("\n", " ")));
    }

    /** The text of an instance with random entries. */
    private static String instance(Architecture architecture, Seed seed) {
        RandomGenerator random = seed.child("instance").generator();
        List<Integer> d = architecture.widths();
        StringBuilder text = new StringBuilder("\ninstance drawn \"drawn\"\n  L = " + (d.size() - 1) + "\n  m = "
                + architecture.rank() + "\n  d = " + d + "\n");
        text.append("  X = ").append(matrix(d.get(0), architecture.rank(), -999, random));
        text.append("  Y = ").append(matrix(d.get(d.size() - 1), architecture.rank(), -999, random));
        for (int i = 1; i < d.size(); i++) {
            text.append("  Lambda[").append(i).append("] = ").append(matrix(d.get(i), d.get(i - 1), 10, random));
        }
        return text.append("  published = 0\n\nverify drawn\n  homotopy work = 1\n")
                .toString();
    }

    private static String matrix(int rows, int columns, int least, RandomGenerator random) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            List<String> entries = new ArrayList<>();
            for (int j = 0; j < columns; j++) {
                entries.add(String.format(Locale.ROOT, "%d/100", random.nextInt(least, least < 0 ? 1000 : 9999)));
            }
            lines.add(entries.toString());
        }
        return lines + "\n";
    }

    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
