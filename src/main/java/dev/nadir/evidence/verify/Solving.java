package dev.nadir.evidence.verify;

import dev.nadir.base.Diagnostic;
import dev.nadir.base.ErrorCode;
import dev.nadir.base.ModelException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.SourceSpan;
import dev.nadir.evidence.Solution;
import dev.nadir.model.Model;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Level;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.symmetry.FoundTangents;
import dev.nadir.numeric.symmetry.NullSpace;
import dev.nadir.symbolic.symmetry.SymmetrySearch;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A search for its own sake. */
public final class Solving {

    private Solving() {}

    /**
     * What the method finds on a bench.
     *
     * @throws PreconditionException if there is no such method
     */
    public static Solution of(Bench bench, String method, long seed) {
        if (method.equals("flow")) {
            FlowResult flow = bench.searches().flow(Map.of());
            return new Solution(
                    bench.model().name(),
                    bench.instance(),
                    method,
                    seed,
                    Optional.empty(),
                    Optional.of(flow),
                    Optional.empty(),
                    List.of(bench.layout().unpack(flow.end().coordinates())),
                    List.of(),
                    "one flow leads to one point");
        }
        if (method.equals("homotopy")) {
            return enumerated(bench, method, seed);
        }
        MultiStartResult search =
                switch (method) {
                    case "multi-start" -> bench.searches().minima();
                    case "critical-points" -> bench.searches().criticalPoints();
                    default ->
                        throw new PreconditionException(
                                "a method must be multi-start, critical-points, homotopy or flow, got " + method);
                };
        List<Map<String, Matrix>> coordinates = search.levels().stream()
                .map(Level::representative)
                .map(point -> bench.layout().unpack(point.coordinates()))
                .toList();
        String incomplete = method.equals("multi-start")
                ? "random starts find minima only, and only those that some start leads to"
                : "random starts find only the critical points that some start leads to";
        return new Solution(
                bench.model().name(),
                bench.instance(),
                method,
                seed,
                Optional.of(search),
                Optional.empty(),
                Optional.empty(),
                coordinates,
                nullSpaces(bench, search),
                incomplete);
    }

    private static List<NullSpace> nullSpaces(Bench bench, MultiStartResult search) {
        FoundTangents tangents =
                new FoundTangents(SymmetrySearch.of(bench.derivation()), bench.layout(), bench.instance());
        return search.levels().stream()
                .map(level -> tangents.at(
                        bench.searches().objective(), level.representative().coordinates(), level.spectrum()))
                .toList();
    }

    private static Solution enumerated(Bench bench, String method, long seed) {
        Enumeration found;
        try {
            found = bench.searches().enumeration();
        } catch (PreconditionException e) {
            if (e.code().filter(code -> code == ErrorCode.NOT_POLYNOMIAL).isPresent()) {
                throw notPolynomial(bench.model(), e);
            }
            if (e.code().filter(code -> code == ErrorCode.NOT_SQUARE).isPresent()) {
                throw placed(
                        bench.model(),
                        ErrorCode.NOT_SQUARE,
                        "the system has more equations than unknowns",
                        e.getMessage() + ".",
                        "Take out equations that follow from the others, or use --method multi-start, which looks for"
                                + " real points where all of them hold.");
            }
            throw e;
        }
        return new Solution(
                bench.model().name(),
                bench.instance(),
                method,
                seed,
                Optional.empty(),
                Optional.empty(),
                Optional.of(found),
                List.of(),
                List.of(),
                found.incomplete().orElse(""));
    }

    private static ModelException notPolynomial(Model model, PreconditionException e) {
        boolean isSystem = !model.objective().equations().isEmpty();
        return placed(
                model,
                ErrorCode.NOT_POLYNOMIAL,
                isSystem
                        ? "the equations are not polynomial"
                        : "`" + model.objective().name() + "` leads to no polynomial equations that can be solved",
                e.getMessage() + ".",
                "Use --method " + (isSystem ? "multi-start" : "critical-points")
                        + ", which searches from random starts and may miss some.");
    }

    private static ModelException placed(Model model, ErrorCode code, String value, String cause, String fix) {
        SourceSpan span = model.objective().span();
        String line =
                model.file().text().lines().skip(span.line() - 1L).findFirst().orElse("");
        return new ModelException(List.of(new Diagnostic(code, span, value, cause, fix, line)));
    }
}
