package dev.nadir.evidence.format;

import dev.nadir.evidence.Evidence;
import dev.nadir.evidence.InstanceEvidence;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.TaylorResult;
import dev.nadir.numeric.linalg.Matrix;
import java.util.List;

/**
 * The evidence file of a model: all that is needed to run it again bit for bit, and all that came out. It holds no
 * clock time, so that two runs with the same version, runtime, machine and seed write the same bytes.
 */
public final class EvidenceJson {

    /** The version of the file's layout, as in {@code docs/evidence.schema.json}. */
    static final String LAYOUT = "nadir-evidence-1";

    private EvidenceJson() {}

    /** The file's text. */
    public static String write(Evidence evidence) {
        return JsonText.object(json -> {
            json.field("layout", LAYOUT).field("model", evidence.model());
            json.field("version", evidence.version()).field("jdk", evidence.jdk());
            json.field("seed", evidence.seed()).field("thorough", evidence.thorough());
            json.field("modelHash", evidence.modelHash());
            json.map("dataHashes", evidence.dataHashes(), json::field);
            json.map("options", evidence.options(), json::field);
            VerifyJson.writeCounts(json, List.of(evidence));
            json.array("instances", evidence.instances(), instance -> json.object(() -> instance(json, instance)));
        });
    }

    private static void instance(JsonText json, InstanceEvidence evidence) {
        Instance instance = evidence.instance();
        json.field("instance", instance.name()).field("description", instance.description());
        json.map("sizes", instance.sizes(), json::field);
        json.map("data", instance.data(), (name, value) -> json.object(name, () -> data(json, instance, name, value)));
        json.array("assumptions", evidence.assumptions(), finding -> finding(json, finding));
        json.array("symmetries", evidence.symmetries(), finding -> finding(json, finding));
        evidence.gradientCheck().ifPresent(check -> taylor(json, "gradientCheck", check));
        evidence.hessianCheck().ifPresent(check -> taylor(json, "hessianCheck", check));
        evidence.multiStart().ifPresent(search -> search(json, "multiStart", search));
        evidence.criticalPoints().ifPresent(search -> search(json, "criticalPoints", search));
        evidence.flow().ifPresent(flow -> flow(json, flow));
        json.array(
                "claims",
                evidence.claims(),
                claim -> json.object(() -> {
                    VerifyJson.writeClaim(json, claim);
                    json.field("description", claim.description());
                }));
        json.array("notApplicable", evidence.notApplicable(), finding -> finding(json, finding));
    }

    private static void data(JsonText json, Instance instance, String name, Matrix value) {
        json.field("rows", value.rows()).field("columns", value.columns());
        json.field("source", instance.sources().getOrDefault(name, ""));
    }

    private static void finding(JsonText json, InstanceEvidence.Finding finding) {
        json.object(() -> {
            json.field("statement", finding.statement()).field("description", finding.description());
            json.field("holds", finding.holds()).field("detail", finding.detail());
        });
    }

    private static void taylor(JsonText json, String name, TaylorResult check) {
        json.object(name, () -> {
            json.field("order", check.order());
            json.array(
                    "points",
                    check.points(),
                    curve -> json.object(() -> {
                        json.numbers("steps", curve.steps()).numbers("remainders", curve.remainders());
                        json.field("slope", curve.slope());
                    }));
        });
    }

    private static void search(JsonText json, String name, MultiStartResult search) {
        json.object(name, () -> {
            json.field("starts", search.starts());
            json.array("levels", search.levels(), level -> json.object(() -> level(json, level)));
            json.array("failures", search.failures(), failure -> json.object(() -> point(json, failure)));
        });
    }

    private static void level(JsonText json, Level level) {
        json.field("value", level.value()).field("spread", level.spread());
        json.field("count", level.count()).field("orbits", level.orbits());
        json.field("unmatched", level.unmatched());
        json.field("type", level.kind().word()).field("reason", level.reason());
        json.object("spectrum", () -> spectrum(json, level.spectrum()));
        json.object("representative", () -> point(json, level.representative()));
    }

    private static void spectrum(JsonText json, Spectrum spectrum) {
        json.field("index", spectrum.index()).field("nullity", spectrum.nullity());
        json.field("tolerance", spectrum.tolerance()).field("orbitDimension", spectrum.orbitDimension());
        json.numbers("eigenvalues", spectrum.eigenvalues());
    }

    private static void point(JsonText json, Point point) {
        json.field("value", point.value()).field("gradientNorm", point.gradientNorm());
        json.field("termination", point.termination().name()).field("iterations", point.iterations());
        json.numbers("coordinates", point.coordinates());
    }

    private static void flow(JsonText json, FlowResult flow) {
        json.object("flow", () -> {
            json.numbers("times", unboxed(flow.times())).numbers("losses", unboxed(flow.losses()));
            json.object("end", () -> point(json, flow.end()));
            json.map("drifts", new java.util.TreeMap<>(flow.drifts()), json::field);
        });
    }

    private static double[] unboxed(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }
}
