package dev.nadir.report.terminal;

import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Found;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Meaning;
import dev.nadir.numeric.homotopy.enumerate.WitnessSet;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** All critical points: what became of every path, what is certified, and the real points, one line for each orbit. */
final class EnumerationView {

    /** Points with more coordinates are told by value only. */
    private static final int SHOWN_COORDINATES = 8;

    /** A solution of a system is told by its coordinates, whatever it takes. */
    private static final int SHOWN_OF_SYSTEM = 24;

    private static final int FEWEST_DIGITS = 6;

    private static final int DIGITS_STEP = 3;

    /** These tell any two doubles apart. */
    private static final int MOST_DIGITS = 18;

    /** Values of witness points are shown to fewer digits than this is below one. */
    private static final double CRUMB = 1e-10;

    private EnumerationView() {}

    static String of(Enumeration found) {
        if (found.curves().isPresent()) {
            return "Not solved: " + found.curves().get() + ".\n" + witnesses(found);
        }
        StringBuilder text = new StringBuilder();
        partition(text, found);
        if (found.points().isEmpty()) {
            none(text, found);
        } else {
            certificates(text, found);
            points(text, found);
            least(text, found);
        }
        if (!found.leftOut().isEmpty()) {
            text.append("Left out: points where ")
                    .append(String.join(", ", found.leftOut()))
                    .append(" is not defined.\n");
        }
        return text.append(found.incomplete()
                        .map(reason -> (found.isEnded() ? "At least " + found.atLeast() + ", found so far. " : "")
                                + (found.isInfinite() ? sentence(reason) : "There may be more: " + reason + ".\n"))
                        .orElse(""))
                .append(witnesses(found))
                .toString();
    }

    /** What random linear equations cut out of surfaces of critical points, by critical value. */
    private static String witnesses(Enumeration found) {
        StringBuilder text = new StringBuilder();
        for (WitnessSet set : found.witnesses()) {
            String surfaces = set.dimension() == 1 ? "curves" : set.dimension() + "-dimensional sets";
            text.append("The ")
                    .append(surfaces)
                    .append(" of critical points that the symmetry makes meet ")
                    .append(Text.count(set.dimension(), "random linear equation"))
                    .append(" in ")
                    .append(Text.count(set.points(), "witness point"))
                    .append(", complex ones included, ")
                    .append(set.certified())
                    .append(" certified:\n");
            for (WitnessSet.Level level : set.levels()) {
                text.append("  loss ")
                        .append(Text.pad(value(level.value()), 34))
                        .append(Text.count(level.points(), "witness point"))
                        .append('\n');
            }
        }
        return text.toString();
    }

    /** A critical value; what is zero but for rounding is zero to the digits shown. */
    private static String value(Complex value) {
        double crumb = CRUMB * Math.max(1, value.abs());
        double real = Math.abs(value.real()) <= crumb ? 0 : value.real();
        String sign = value.imaginary() < 0 ? " - " : " + ";
        String shown = String.format(Locale.ROOT, "%.8g", real);
        return Math.abs(value.imaginary()) <= crumb
                ? shown
                : shown + sign + String.format(Locale.ROOT, "%.8g", Math.abs(value.imaginary())) + "i";
    }

    private static void partition(StringBuilder text, Enumeration found) {
        PathCounts paths = found.result().paths();
        if (paths.tracked() == 0) {
            text.append("No path to follow: ")
                    .append(found.result().completeness().reason())
                    .append(".\n");
            return;
        }
        List<Found> regular = found.points().stream()
                .filter(point -> point.multiplicity() == 1)
                .toList();
        int complex = regular.size();
        long real = regular.stream().filter(Found::isReal).count();
        int places = found.result().singular().size();
        text.append(Text.count(paths.tracked(), "path"))
                .append(" tracked from a ")
                .append(found.result().start().name().toLowerCase(Locale.ROOT).replace('_', '-'))
                .append(" start")
                .append(divided(found.result()))
                .append("\n├ ")
                .append(Text.pad(paths.isolated() + " isolated", 16))
                .append(roots(found, complex, real))
                .append("\n├ ")
                .append(places == 0 ? paths.singular() + " singular" : Text.pad(paths.singular() + " singular", 16))
                .append(places == 0 ? "" : Text.count(places, "place"))
                .append("\n├ ")
                .append(paths.atInfinity())
                .append(" at infinity\n├ ")
                .append(paths.excess())
                .append(" excess\n└ ")
                .append(paths.failed())
                .append(" failed\n");
    }

    private static String roots(Enumeration found, int all, long real) {
        String with = found.points().stream().allMatch(point -> point.orbitSize() == 1) ? "" : " with their orbits";
        return switch (all) {
            case 0 -> "no root";
            case 1 -> "1 root: " + (real == 1 ? "real" : "complex") + ", nonsingular";
            default -> all + " roots" + with + ": " + real + " real, " + (all - real) + " complex, all nonsingular";
        };
    }

    private static String sentence(String clause) {
        return clause.substring(0, 1).toUpperCase(Locale.ROOT) + clause.substring(1) + ".\n";
    }

    /** No point, with what shows it. */
    private static void none(StringBuilder text, Enumeration found) {
        String noun = found.isSystem() ? "solution" : "critical point";
        boolean isShown = found.isProvedComplete() && found.result().paths().tracked() > 0;
        text.append(
                isShown
                        ? "There is no " + noun + ", by "
                                + found.bound().map(bound -> bound.basis()).orElse("") + ".\n"
                        : "");
        boolean isOpen = !found.isProvedComplete() && found.incomplete().isEmpty();
        text.append(
                isOpen
                        ? "There is no " + noun + ", as far as paths can tell: "
                                + found.result().completeness().reason() + ".\n"
                        : "");
    }

    /** Why some minima are global, whatever else there is. */
    private static void least(StringBuilder text, Enumeration found) {
        if (found.attainsBound() && !found.isSystem()) {
            String bound = Text.number(found.points().stream()
                    .flatMap(point -> point.meaning().stream())
                    .filter(Meaning::isLeast)
                    .findFirst()
                    .orElseThrow()
                    .value());
            text.append("The loss, as it is written, is never below ")
                    .append(bound)
                    .append("; that it is exactly ")
                    .append(bound)
                    .append(" at a minimum, which is then global, is shown by a Groebner basis.\n");
        }
    }

    /** The symmetries that spare paths, where they are more than the changes of sign of every such start. */
    private static String divided(HomotopyResult result) {
        HomotopyResult.DividedBy by = result.divided();
        boolean isShown = by.permutations() > 1 || (result.start() == StartKind.TOTAL_DEGREE && by.order() > 1);
        if (!isShown) {
            return "";
        }
        String signs = by.signs() > 1 ? by.signs() + " changes of sign" : "";
        String permutations = by.permutations() > 1 ? by.permutations() + " permutations of unknowns" : "";
        String and = signs.isEmpty() || permutations.isEmpty() ? "" : " and ";
        return ", one for each orbit of " + signs + and + permutations;
    }

    private static void certificates(StringBuilder text, Enumeration found) {
        text.append(found.atLeast())
                .append(" of ")
                .append(found.points().size())
                .append(
                        found.isByAlgebra()
                                ? " certified (quotient algebra), distinct; "
                                : " certified (Krawczyk), distinct; ")
                .append(found.certification().realCount())
                .append(" of them real")
                .append(found.hasRange() ? ", " + found.realAtLeast() + " of these where the parameters may be" : "")
                .append(".\n");
        if (found.isProvedComplete()) {
            text.append("There are no more: ")
                    .append(found.bound().map(bound -> bound.basis()).orElse(""))
                    .append(".\n");
        } else {
            if (found.incomplete().isEmpty()) {
                text.append("Complete, as far as paths can tell: ")
                        .append(found.result().completeness().reason())
                        .append(".\n");
            }
            found.bound().ifPresent(bound -> text.append("There are at most ")
                    .append(bound.count())
                    .append(": ")
                    .append(bound.basis())
                    .append(".\n"));
        }
    }

    private static void points(StringBuilder text, Enumeration found) {
        List<Found> real = new ArrayList<>();
        for (Found point : found.points()) {
            boolean isNew = real.stream().noneMatch(other -> other.orbit() == point.orbit());
            if (point.meaning().isPresent() && isNew) {
                real.add(point);
            }
        }
        List<String> values = real.stream()
                .map(point -> point.meaning().map(EnumerationView::value).orElse(""))
                .toList();
        int width = Text.widest(values) + 8;
        int digits = digits(real);
        for (int i = 0; i < real.size(); i++) {
            Found point = real.get(i);
            Meaning meaning = point.meaning().orElseThrow();
            if (found.isSystem()) {
                text.append("  solution   ")
                        .append(point.orbitSize() == 1 ? "" : Text.pad("orbit of " + realOf(found, point), 14))
                        .append(point.multiplicity() > 1 ? "multiplicity " + point.multiplicity() + "   " : "")
                        .append(coordinates(meaning, SHOWN_OF_SYSTEM, digits))
                        .append('\n');
                continue;
            }
            text.append("  ")
                    .append(Text.pad(meaning.kind().word(), 19))
                    .append(Text.pad("loss " + values.get(i), width))
                    .append(Text.pad("index " + meaning.index(), 11))
                    .append(meaning.nullity() > 0 ? "nullity " + meaning.nullity() + "   " : "")
                    .append(point.multiplicity() > 1 ? "multiplicity " + point.multiplicity() + "   " : "")
                    .append(Text.pad(point.orbitSize() == 1 ? "alone" : "orbit of " + realOf(found, point), 14))
                    .append(coordinates(meaning, SHOWN_COORDINATES, digits))
                    .append('\n');
        }
    }

    /** Crumbs of rounding are told from values. */
    private static String value(Meaning meaning) {
        boolean isCrumb = meaning.value() != 0 && Math.abs(meaning.value()) <= meaning.noise();
        return isCrumb ? "0 up to " + Text.small(meaning.noise()) : Text.number(meaning.value());
    }

    /** How many points of the orbit are real: all or none, but for signs of imaginary parts. */
    private static long realOf(Enumeration found, Found point) {
        return found.points().stream()
                .filter(other -> other.orbit() == point.orbit() && other.isReal())
                .count();
    }

    /** As many digits as tell the points from one another, from six on. */
    private static int digits(List<Found> points) {
        for (int digits = FEWEST_DIGITS; digits < MOST_DIGITS; digits += DIGITS_STEP) {
            int tried = digits;
            long told = points.stream()
                    .map(point -> coordinates(point.meaning().orElseThrow(), Integer.MAX_VALUE, tried))
                    .distinct()
                    .count();
            if (told == points.size()) {
                return digits;
            }
        }
        return MOST_DIGITS;
    }

    private static String coordinates(Meaning meaning, int most, int digits) {
        String format = "%." + digits + "g";
        List<String> parts = new ArrayList<>();
        int[] count = new int[1];
        meaning.parameters().forEach((name, value) -> {
            count[0] += value.count();
            String entries = java.util.Arrays.stream(value.toArray())
                    .mapToObj(entry -> String.format(Locale.ROOT, format, entry == 0 ? 0.0 : entry))
                    .collect(Collectors.joining(", "));
            parts.add(name + " = " + (value.isScalar() ? entries : "(" + entries + ")"));
        });
        return count[0] <= most ? String.join(", ", parts) : "";
    }
}
