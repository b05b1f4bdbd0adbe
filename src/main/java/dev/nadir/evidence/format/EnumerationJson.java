package dev.nadir.evidence.format;

import dev.nadir.numeric.homotopy.Certificate;
import dev.nadir.numeric.homotopy.Complex;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Found;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Meaning;
import java.util.List;
import java.util.Optional;

/** The fields of all critical points. A point that is not real, or solves equations, has no value, index, nullity or type. */
final class EnumerationJson {

    private EnumerationJson() {}

    static void write(JsonText json, Enumeration found) {
        json.array("points", found.points(), point -> json.object(() -> point(json, found, point)));
        json.object("counts", () -> json.field("complex", found.points().size())
                .field("real", found.realCount())
                .field("orbits", found.orbitCount())
                .field("certified", found.atLeast())
                .field("certifiedReal", found.realAtLeast()));
        PathCounts paths = found.result().paths();
        json.object("paths", () -> json.field("tracked", paths.tracked())
                .field("isolated", paths.isolated())
                .field("singular", paths.singular())
                .field("atInfinity", paths.atInfinity())
                .field("excess", paths.excess())
                .field("failed", paths.failed())
                .field("permutations", found.result().divided().permutations())
                .field("signs", found.result().divided().signs()));
        json.optional("complete", found.incomplete());
        json.object("completeness", () -> {
            json.field("basis", found.result().completeness().basis().name())
                    .field("reason", found.result().completeness().reason())
                    .field("proved", found.isProvedComplete());
            if (found.bound().isPresent()) {
                json.field("atMost", found.bound().get().count())
                        .field("by", found.bound().get().basis());
            } else {
                json.nothing("atMost").nothing("by");
            }
        });
        json.array("leftOut", found.leftOut(), json::element);
        json.array(
                "witnesses",
                found.witnesses(),
                set -> json.object(() -> {
                    json.field("dimension", set.dimension())
                            .field("points", set.points())
                            .field("certified", set.certified());
                    json.array(
                            "levels",
                            set.levels(),
                            level -> json.object(
                                    () -> json.field("value", level.value().real())
                                            .field("imaginary", level.value().imaginary())
                                            .field("points", level.points())));
                }));
    }

    private static void point(JsonText json, Enumeration found, Found point) {
        Optional<Meaning> meaning = point.meaning().filter(known -> !found.isSystem());
        if (meaning.isPresent()) {
            Meaning known = meaning.get();
            json.field("value", known.value()).field("index", known.index()).field("nullity", known.nullity());
            json.field("type", known.kind().word());
        } else {
            json.nothing("value").nothing("index").nothing("nullity").nothing("type");
        }
        json.field("real", point.isReal()).field("certified", point.certificate() != Certificate.Kind.UNDECIDED);
        json.field("orbitSize", point.orbitSize()).field("orbit", point.orbit());
        json.field("multiplicity", point.multiplicity());
        json.object("coordinates", () -> point.coordinates().forEach((name, rows) -> entries(json, name, rows, point)));
    }

    /** A number for a scalar, otherwise an array of rows; complex numbers are pairs. */
    private static void entries(JsonText json, String name, List<List<Complex>> rows, Found point) {
        if (rows.size() == 1 && rows.get(0).size() == 1) {
            Complex only = rows.get(0).get(0);
            if (point.isReal()) {
                json.field(name, only.real());
            } else {
                json.numbers(name, new double[] {only.real(), only.imaginary()});
            }
            return;
        }
        json.array(
                name,
                rows,
                row -> json.elements(() -> row.forEach(entry -> {
                    if (point.isReal()) {
                        json.element(entry.real());
                    } else {
                        json.elements(() -> json.element(entry.real()).element(entry.imaginary()));
                    }
                })));
    }
}
