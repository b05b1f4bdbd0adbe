package dev.nadir.report.terminal;

import dev.nadir.evidence.Solution;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.symmetry.NullSpace;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What {@code nadir solve} shows. */
public final class SolveView {

    private static final int TITLE_WIDTH = 68;

    private SolveView() {}

    /** Every start accounted for, then the points, lowest first. */
    public static String of(Solution solution) {
        String title = solution.model() + "   " + solution.instance().name() + "   "
                + solution.instance().description();
        StringBuilder text = new StringBuilder(Text.pad(title, TITLE_WIDTH))
                .append("seed ")
                .append(solution.seed())
                .append('\n');
        if (solution.enumeration().isPresent()) {
            return text.append(EnumerationView.of(solution.enumeration().get())).toString();
        }
        solution.search().ifPresent(search -> search(text, search, solution.nullSpaces()));
        solution.flow().ifPresent(flow -> flow(text, flow));
        return text.append("There may be more: ")
                .append(solution.incomplete())
                .append(".\n")
                .toString();
    }

    private static void search(StringBuilder text, MultiStartResult search, List<NullSpace> nullSpaces) {
        int converged = search.levels().stream().mapToInt(Level::count).sum();
        text.append(Text.count(search.starts(), "start"))
                .append('\n')
                .append("├ ")
                .append(converged)
                .append(" converged      ")
                .append(Text.count(search.levels().size(), "level"))
                .append(" of the loss\n└ ")
                .append(search.failures().size())
                .append(" failed");
        Map<String, Long> reasons = search.failures().stream()
                .map(Point::termination)
                .collect(Collectors.groupingBy(
                        each -> each.name().toLowerCase(Locale.ROOT).replace('_', ' '),
                        TreeMap::new,
                        Collectors.counting()));
        reasons.forEach((reason, count) ->
                text.append("      ").append(count).append(' ').append(reason));
        text.append('\n');
        List<String> values = search.levels().stream()
                .map(level -> Text.number(level.value()))
                .toList();
        int width = Text.widest(values) + 3;
        for (int i = 0; i < values.size(); i++) {
            level(text, search.levels().get(i), Text.pad("loss " + values.get(i), width + 5), nullSpaces.get(i));
        }
    }

    private static void level(StringBuilder text, Level level, String loss, NullSpace nullSpace) {
        text.append("  ")
                .append(Text.pad(level.kind().word(), 19))
                .append(loss)
                .append(Text.pad(Text.count(level.count(), "run"), 11))
                .append(Text.pad("index " + level.spectrum().index(), 11))
                .append(Text.pad("nullity " + level.spectrum().nullity(), 13))
                .append(Text.count(level.orbits(), "orbit"))
                .append(unexplained(level, nullSpace))
                .append('\n');
        if (nullSpace.bySymmetry() < level.spectrum().nullity()) {
            text.append("    flat beyond symmetry along ")
                    .append(String.join("; ", Numbers.directions(nullSpace.directions())))
                    .append('\n');
        }
    }

    /** How many zeros the symmetries explain, where that is not all of them. */
    private static String unexplained(Level level, NullSpace nullSpace) {
        return nullSpace.bySymmetry() >= level.spectrum().nullity()
                ? ""
                : "   of the nullity " + nullSpace.bySymmetry() + " by symmetry";
    }

    private static void flow(StringBuilder text, FlowResult flow) {
        double time = flow.times().isEmpty() ? 0 : flow.times().get(flow.times().size() - 1);
        text.append("gradient flow\n├ ended at time ")
                .append(Text.number(time))
                .append(", ")
                .append(flow.end().termination().name().toLowerCase(Locale.ROOT).replace('_', ' '))
                .append("\n├ loss ")
                .append(
                        flow.losses().isEmpty()
                                ? "not recorded"
                                : Text.number(flow.losses().get(0)) + " to "
                                        + Text.number(flow.end().value()))
                .append("\n└ gradient norm ")
                .append(Text.small(flow.end().gradientNorm()))
                .append('\n');
        new TreeMap<>(flow.drifts()).forEach((quantity, drift) -> text.append("  ")
                .append(quantity)
                .append(" drifts by at most ")
                .append(Text.small(drift))
                .append(" of its size\n"));
    }
}
