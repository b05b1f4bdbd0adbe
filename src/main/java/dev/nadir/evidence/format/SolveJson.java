package dev.nadir.evidence.format;

import dev.nadir.evidence.Solution;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.symmetry.NullSpace;
import java.util.List;
import java.util.Map;

/**
 * The object that {@code nadir solve --format json} prints. One point for each level of the loss: its representative.
 * What a method does not know is null: a search of real points does not count complex ones and tracks no path.
 */
public final class SolveJson {

    private SolveJson() {}

    /** The object. */
    public static String write(Solution solution) {
        return JsonText.object(json -> {
            json.field("model", solution.model())
                    .field("instance", solution.instance().name());
            json.field("method", solution.method()).field("seed", solution.seed());
            if (solution.enumeration().isPresent()) {
                EnumerationJson.write(json, solution.enumeration().get());
                return;
            }
            List<Level> levels = solution.search().map(MultiStartResult::levels).orElse(List.of());
            json.array(
                    "points", levels, level -> json.object(() -> point(json, level, solution, levels.indexOf(level))));
            json.object("counts", () -> {
                json.nothing("complex").field("real", levels.size());
                json.field("orbits", levels.stream().mapToInt(Level::orbits).sum());
            });
            json.nothing("paths").field("complete", solution.incomplete());
            solution.search().ifPresent(search -> {
                json.field("starts", search.starts());
                json.array(
                        "failures",
                        search.failures(),
                        failure -> json.object(() -> json.field(
                                        "termination", failure.termination().name())
                                .field("value", failure.value())));
            });
            solution.flow().ifPresent(flow -> json.object("flow", () -> flow(json, flow, solution.coordinates())));
        });
    }

    private static void point(JsonText json, Level level, Solution solution, int number) {
        Map<String, Matrix> coordinates = solution.coordinates().get(number);
        NullSpace nullSpace = solution.nullSpaces().get(number);
        json.field("value", level.value());
        json.field("index", level.spectrum().index())
                .field("nullity", level.spectrum().nullity());
        json.field("nullityBySymmetry", nullSpace.bySymmetry());
        json.array(
                "unexplainedDirections",
                nullSpace.others(),
                direction -> json.object(() -> json.numbers("coordinates", direction)));
        // A basis of the same space that a person reads: each a change of the parameters, as matrices.
        json.array(
                "unexplainedBasis",
                nullSpace.directions(),
                direction -> json.object(() -> json.map("parameters", direction, json::matrix)));
        json.field("type", level.kind().word()).field("real", true).field("certified", false);
        json.nothing("orbitSize");
        json.map("coordinates", coordinates, json::matrix);
        json.field("count", level.count()).field("orbits", level.orbits());
        json.field("gradientNorm", level.representative().gradientNorm());
        json.field("reason", level.reason());
    }

    private static void flow(JsonText json, FlowResult flow, List<Map<String, Matrix>> ends) {
        json.field(
                "time",
                flow.times().isEmpty() ? 0 : flow.times().get(flow.times().size() - 1));
        json.field("value", flow.end().value()).field("gradientNorm", flow.end().gradientNorm());
        json.field("termination", flow.end().termination().name());
        json.map("drifts", new java.util.TreeMap<>(flow.drifts()), json::field);
        ends.forEach(end -> json.map("coordinates", end, json::matrix));
    }
}
