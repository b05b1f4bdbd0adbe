package dev.nadir.evidence.verify.judge;

import dev.nadir.base.PreconditionException;
import dev.nadir.evidence.verify.Assumptions;
import dev.nadir.evidence.verify.Bench;
import dev.nadir.evidence.verify.Differences;
import dev.nadir.evidence.verify.Numbers;
import dev.nadir.evidence.verify.Scope;
import dev.nadir.evidence.verify.Tolerance;
import dev.nadir.evidence.verify.Witness;
import dev.nadir.evidence.verify.judge.Decision.Notes;
import dev.nadir.evidence.verify.judge.GlobalMinimumJudge.Lowest;
import dev.nadir.model.Claim;
import dev.nadir.numeric.Classifier.Classification;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.PointKind;
import dev.nadir.numeric.Spectrum;
import dev.nadir.numeric.Termination;
import dev.nadir.numeric.homotopy.enumerate.Enumeration.Meaning;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.Vectors;
import dev.nadir.numeric.symmetry.FoundTangents;
import dev.nadir.numeric.symmetry.NullSpace;
import dev.nadir.symbolic.symmetry.SymmetrySearch;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * {@code at ...} with a type, an index or a nullity, perhaps {@code iff} a condition: the point is critical, and it is
 * what is claimed, exactly where the condition holds.
 */
final class CriticalPointJudge {

    private static final String METHOD = "Hessian at the point";

    /** A gradient this much larger than the error of its differences is not zero. */
    private static final double CERTAIN = 100;

    /** A saddle of either kind, in a claim. */
    private static final String SADDLE = "saddle";

    private final Claim claim;
    private final Claim.Statement.CriticalPoint statement;
    private final Bench bench;
    private final Notes notes = new Notes();

    private CriticalPointJudge(Claim claim, Claim.Statement.CriticalPoint statement, Bench bench) {
        this.claim = claim;
        this.statement = statement;
        this.bench = bench;
    }

    static Decision judge(Claim claim, Claim.Statement.CriticalPoint statement, Bench bench) {
        CriticalPointJudge judge = new CriticalPointJudge(claim, statement, bench);
        try {
            return judge.decide();
        } catch (PreconditionException e) {
            return judge.notes.undecided("evaluation", "the claim is not defined here: " + e.getMessage());
        }
    }

    private Decision decide() {
        ClaimedPoints points = ClaimedPoints.of(claim, statement.at(), bench);
        points.note().ifPresent(note -> notes.add("claimed point", note));
        if (points.found().isEmpty()) {
            return notes.undecided(METHOD, points.note().orElse("the claim names no point"));
        }
        Map<String, Matrix> point = points.found().get(0);
        double[] x = bench.layout().pack(point);
        if (!Vectors.isFinite(x)) {
            return notes.undecided(METHOD, "the claimed point is outside what is declared of the parameters");
        }
        double loss = bench.loss(point);
        double noise = bench.lossNoise(point);
        notes.add("loss at claimed point", Numbers.number(loss));
        Differences.Estimate gradient = Differences.gradient(bench::loss, x, noise);
        notes.add(
                "gradient there",
                "at most " + Numbers.small(gradient.size())
                        + " by differences of " + bench.lossSource()
                        + ", which are good to "
                        + Numbers.small(gradient.worstError()));
        if (gradient.size() > CERTAIN * gradient.worstError()) {
            return notes.refuted(
                    "differences",
                    gradient.size(),
                    "the gradient has an entry of size " + Numbers.number(gradient.size()) + ", at\n"
                            + Numbers.point(point));
        }
        Optional<Decision> wrongValue = wrongValue(point, loss, noise);
        return wrongValue.orElseGet(() -> nature(x, point, loss, gradient));
    }

    private Optional<Decision> wrongValue(Map<String, Matrix> point, double loss, double noise) {
        if (statement.value().isEmpty()) {
            return Optional.empty();
        }
        double value = bench.scope().with(claim.lets()).scalar(statement.value().get());
        Tolerance tolerance = bench.rounding(statement.value().get(), scope -> scope.with(claim.lets())
                        .scalar(statement.value().get()))
                .plus(noise, "of the loss");
        notes.add("claimed value", Numbers.number(value));
        if (Math.abs(loss - value) <= tolerance.value()) {
            return Optional.empty();
        }
        notes.add("tolerance", tolerance.text());
        return Optional.of(notes.refuted(
                "evaluation",
                Math.abs(loss - value),
                "the loss is " + Numbers.number(loss) + ", not " + Numbers.number(value) + ", at\n"
                        + Numbers.point(point)));
    }

    /** What the point is, against what is claimed of it. */
    private Decision nature(double[] x, Map<String, Matrix> point, double loss, Differences.Estimate gradient) {
        double norm = 0;
        for (double entry : gradient.value()) {
            norm = Math.hypot(norm, entry);
        }
        Point critical = new Point(x, loss, norm, Termination.CONVERGED, 0);
        Classification found = bench.searches().classify(critical);
        Spectrum spectrum = found.spectrum();
        Ranked ranked = ranked(found, point, loss);
        PointKind kind = ranked.isLowest() ? PointKind.GLOBAL_MINIMUM : found.kind();
        notes.add(
                "Hessian",
                spectrum.index() + " negative, " + spectrum.nullity() + " zero, "
                        + (spectrum.eigenvalues().length - spectrum.index() - spectrum.nullity()) + " positive"
                        + ", zero up to " + Numbers.small(spectrum.tolerance()));
        explainNullity(x, spectrum);
        notes.add("type", kind.word() + ": " + found.reason());
        Optional<String> unsure = disagreement(x, point);
        if (unsure.isPresent()) {
            return notes.undecided(METHOD, unsure.get());
        }
        if (ranked.open().isPresent()) {
            return notes.undecided("multi-start", ranked.open().get());
        }
        List<String> wrong = wrong(kind, spectrum);
        boolean isExpected = statement.condition().isEmpty() || condition();
        if (kind == PointKind.UNDECIDED && statement.type().isPresent()) {
            return notes.undecided(METHOD, "the type of the point is not decided: " + found.reason());
        }
        if (wrong.isEmpty() == isExpected) {
            if (isExpected && ranked.proof().isPresent()) {
                return notes.certified(Lowest.METHOD, ranked.proof().get());
            }
            return notes.corroborated(
                    METHOD,
                    1,
                    gradient.size(),
                    new Tolerance(
                            CERTAIN * gradient.worstError(), "a hundred times the estimated error of the differences"));
        }
        String what = wrong.isEmpty()
                ? "the point is what is claimed, though the condition does not hold"
                : String.join("; ", wrong);
        String below = ranked.lower()
                .filter(each -> isExpected)
                .map(each ->
                        "\nThe loss is lower, " + Numbers.number(bench.loss(each)) + ", at\n" + Numbers.point(each))
                .orElse("");
        return notes.refuted(METHOD, 1, what + ", at\n" + Numbers.point(point) + below);
    }

    /**
     * A local minimum among all critical points, or those that runs find.
     *
     * @param lower a point that is certainly lower
     * @param isLowest whether there seems to be none
     * @param proof what that rests on, where nothing in it rests on paths or runs alone
     * @param open why nothing can be said
     */
    private record Ranked(
            Optional<Map<String, Matrix>> lower, boolean isLowest, Optional<String> proof, Optional<String> open) {

        static final Ranked UNASKED = new Ranked(Optional.empty(), false, Optional.empty(), Optional.empty());

        static Ranked below(Map<String, Matrix> lower) {
            return new Ranked(Optional.of(lower), false, Optional.empty(), Optional.empty());
        }

        static Ranked lowest(Optional<String> proof) {
            return new Ranked(Optional.empty(), true, proof, Optional.empty());
        }

        static Ranked open(String why) {
            return new Ranked(Optional.empty(), false, Optional.empty(), Optional.of(why));
        }
    }

    /** A claimed global minimum that is a local one, among all critical points where they are asked for, or runs. */
    private Ranked ranked(Classification found, Map<String, Matrix> point, double loss) {
        if (found.kind() != PointKind.LOCAL_MINIMUM || !wants(PointKind.GLOBAL_MINIMUM)) {
            return Ranked.UNASKED;
        }
        Optional<Ranked> enumerated = Lowest.of(bench).flatMap(lowest -> enumerated(lowest, point, loss));
        return enumerated.orElseGet(() -> searched(point, loss));
    }

    private Optional<Ranked> enumerated(Lowest lowest, Map<String, Matrix> point, double loss) {
        notes.add("critical points", lowest.text());
        double allowed = bench.lossNoise(point) + lowest.noise();
        if (lowest.loss() < loss - allowed) {
            Map<String, Matrix> lower = Witness.shortest(lowest.point(), each -> bench.loss(each) < loss - allowed);
            return Optional.of(Ranked.below(lower));
        }
        boolean isThere = lowest.areAllThere(bench, List.of(point));
        if (lowest.open().isPresent() || !isThere) {
            notes.add(
                    "no enumeration",
                    lowest.open().orElse("the claimed point is not seen to be one of the lowest critical points"));
            return Optional.empty();
        }
        notes.add("is attained", lowest.attained());
        boolean isProved = lowest.isProvedAt(bench, List.of(point))
                && lowest.at(bench, point).filter(Meaning::isCertified).isPresent();
        if (!isProved) {
            notes.add("rests on", lowest.found().result().completeness().reason());
        }
        return Optional.of(Ranked.lowest(isProved ? Optional.of(lowest.proof()) : Optional.empty()));
    }

    /** How many of the zeros the symmetries found from the loss explain; those of a slice are not those of the whole. */
    private void explainNullity(double[] x, Spectrum spectrum) {
        if (bench.fixed().isEmpty() && spectrum.nullity() > 0) {
            FoundTangents symmetries =
                    new FoundTangents(SymmetrySearch.of(bench.derivation()), bench.layout(), bench.instance());
            int tangents = symmetries.rank(x);
            boolean isAll = tangents >= spectrum.nullity();
            notes.add(
                    "symmetries found",
                    "explain " + tangents + " of the zeros"
                            + (isAll ? "" : "; " + (spectrum.nullity() - tangents) + " more"));
            if (!isAll) {
                NullSpace rest = symmetries.at(bench.searches().objective(), x, spectrum);
                notes.add("zeros beyond symmetry", "along " + String.join("; ", Numbers.directions(rest.directions())));
            }
        }
    }

    private boolean condition() {
        boolean holds = Assumptions.judge(
                        statement.condition().orElseThrow(), bench.scope().with(claim.lets()))
                .holds();
        notes.add("condition", holds ? "holds" : "does not hold");
        return holds;
    }

    /** A local minimum that no run gets below, wherever it stops, counts as global if some run converges. */
    private Ranked searched(Map<String, Matrix> point, double loss) {
        MultiStartResult search = bench.searches().minima();
        List<Map<String, Matrix>> ends = new ArrayList<>(Probes.far(bench, loss));
        search.levels()
                .forEach(level ->
                        ends.add(bench.layout().unpack(level.representative().coordinates())));
        search.failures().forEach(end -> ends.add(bench.layout().unpack(end.coordinates())));
        double noise = bench.lossNoise(point);
        for (Map<String, Matrix> there : ends) {
            double limit = loss - noise - bench.lossNoise(there);
            if (bench.loss(there) < limit) {
                notes.add("multi-start", search.starts() + " runs; a point below it was found");
                return Ranked.below(Witness.shortest(there, each -> bench.loss(each) < limit));
            }
        }
        notes.add("multi-start", search.starts() + " runs, none below it");
        return search.levels().isEmpty()
                ? Ranked.open("no run of the search converges, so that nothing is known of other minima")
                : Ranked.lowest(Optional.empty());
    }

    private boolean wants(PointKind kind) {
        return statement.type().filter(kind.word()::equals).isPresent();
    }

    private List<String> wrong(PointKind kind, Spectrum spectrum) {
        List<String> wrong = new ArrayList<>();
        statement.type().ifPresent(type -> {
            boolean isMinimum = type.equals(PointKind.LOCAL_MINIMUM.word()) && kind == PointKind.GLOBAL_MINIMUM;
            boolean isSaddle =
                    type.equals(SADDLE) && (kind == PointKind.STRICT_SADDLE || kind == PointKind.NON_STRICT_SADDLE);
            if (!type.equals(kind.word()) && !isMinimum && !isSaddle) {
                wrong.add("the point is a " + kind.word() + ", not a " + type);
            }
        });
        Scope scope = bench.scope().with(claim.lets());
        statement.index().ifPresent(formula -> compare(wrong, "index", scope.scalar(formula), spectrum.index()));
        statement.nullity().ifPresent(formula -> compare(wrong, "nullity", scope.scalar(formula), spectrum.nullity()));
        return wrong;
    }

    private void compare(List<String> wrong, String what, double claimed, int found) {
        notes.add("claimed " + what, Numbers.number(claimed));
        if (claimed != found) {
            wrong.add("the " + what + " is " + found + ", not " + Numbers.number(claimed));
        }
    }

    /** Differences of the loss as written must see the same curvatures as the derived Hessian. */
    private Optional<String> disagreement(double[] x, Map<String, Matrix> point) {
        int n = x.length;
        double[] entries = new double[n * n];
        bench.searches().objective().hessian(x, entries);
        Matrix hessian = Matrix.of(n, n, entries);
        RandomGenerator random = bench.seed().child("curvature").generator();
        double worst = Differences.disagreement(bench::loss, x, hessian, random);
        // Along a direction of length one up to n times an entry's error: its entries sum to the root of n at most.
        double error = Differences.curvatureError(x, bench.lossNoise(point), hessian.maxAbs()) * n;
        String by = "differences of " + bench.lossSource();
        notes.add(
                "cross-check",
                "curvatures by " + by + " along " + 2 * n + " directions differ by at most " + Numbers.small(worst));
        return worst <= error
                ? Optional.empty()
                : Optional.of("the curvature by " + by + " differs by " + Numbers.small(worst) + ", more than the "
                        + Numbers.small(error) + " that its error explains");
    }
}
