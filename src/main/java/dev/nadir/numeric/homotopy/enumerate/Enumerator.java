package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.ErrorCode;
import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.PolynomialRoot;
import dev.nadir.numeric.homotopy.RootCertifier;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.count.BezoutBound;
import dev.nadir.reduction.count.ChainLemma;
import dev.nadir.reduction.count.OneSampleLemma;
import dev.nadir.reduction.rings.DistinctRoots;
import dev.nadir.reduction.rings.QuotientDimension;
import dev.nadir.reduction.system.CriticalEquations;
import dev.nadir.reduction.system.LinearSymmetries;
import dev.nadir.reduction.system.LossPolynomial;
import dev.nadir.reduction.system.NetworkReader;
import dev.nadir.reduction.system.OwnParameters;
import dev.nadir.reduction.system.Polynomials;
import dev.nadir.reduction.system.SignParity;
import dev.nadir.reduction.system.Unknown;
import dev.nadir.symbolic.Derivation;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Finds all critical points of an instance: equations, paths, certificates, bounds, meaning. */
public final class Enumerator {

    /** A system with at most so many paths from a product of simple equations is solved from there. */
    private static final long FEW_PATHS = 2000;

    /** Without parameters of its own a system starts from one with all coefficients changed: beyond, that takes minutes. */
    private static final int MOST_UNKNOWNS = 18;

    private final Solvers solvers;
    private final RootCertifier certifier;

    /** An enumerator that follows paths with these solvers and certifies their ends. */
    public Enumerator(Solvers solvers, RootCertifier certifier) {
        this.solvers = solvers;
        this.certifier = certifier;
    }

    /**
     * Who follows the paths.
     *
     * @param ofFamilies from another member of a family with a parameter for each equation
     * @param ofCoefficients from a member of the family of all coefficients
     * @param ofProducts from a product of simple equations
     * @param orbits finds the orbits of roots that no path led to
     */
    public record Solvers(
            HomotopySolver ofFamilies, HomotopySolver ofCoefficients, HomotopySolver ofProducts, Orbits orbits) {}

    /** Numbers roots by their orbits under the symmetries of equations. */
    public interface Orbits {

        /**
         * The same regular roots, those of an orbit next to each other and with its number.
         *
         * @param own the unknowns from here on stand for inverses, and no symmetry carries another into them
         */
        HomotopyResult numbered(HomotopyResult result, List<Polynomial> equations, int own);
    }

    /**
     * How much to spend.
     *
     * @param work on the exact bound, in units of {@link QuotientDimension}; zero looks for no such bound
     * @param isAsked whether the work is asked for, and spent however small the hope; otherwise it is the most to spend
     */
    public record Effort(Seed seed, long work, boolean isAsked, Progress progress) {}

    /**
     * The equations of the critical points of an instance.
     *
     * @throws PreconditionException if they are not polynomial; the message says why
     * @throws InternalErrorException if they do not agree with the compiled gradient: our defect
     */
    public static CriticalEquations equations(Derivation derivation, Instance instance, Probe probe) {
        CriticalEquations equations = CriticalEquations.of(
                derivation,
                instance.sizes(),
                ExactData.of(derivation.landscape().model(), instance));
        if (equations.leftOut().isEmpty()) {
            new EquationCheck(equations, probe).run();
        }
        return equations;
    }

    /** Whether changes of sign show that the number of solutions is odd, if it is finite. */
    public static boolean isOdd(CriticalEquations equations) {
        return equations.unknowns().stream().noneMatch(Unknown::isPositive)
                && SignParity.isOdd(Polynomials.instantiated(equations.system()));
    }

    /**
     * All critical points, with what is known of them.
     *
     * @throws PreconditionException if their equations are not polynomial
     */
    public Enumeration enumerate(Derivation derivation, Instance instance, Probe probe, Effort effort) {
        CriticalEquations all = equations(derivation, instance, probe);
        CriticalEquations equations = all.isGiven() ? all.distinct() : all;
        List<Polynomial> written = Polynomials.instantiated(equations.system());
        Optional<String> free = PlainCases.free(equations, written);
        if (free.isPresent()) {
            return unsolved(equations, free.get(), List.of());
        }
        List<LinearSymmetries.Field> fields = fields(equations, written);
        Optional<String> symmetry = symmetry(fields, equations);
        HomotopyResult solved =
                MovedRoots.apart(numbering(equations, written).apply(solve(equations, written, effort)), fields);
        boolean isSquare =
                written.size() == equations.system().family().unknowns().size();
        HomotopyResult paths = isSquare ? new ClearedEnds(certifier, equations.system()).of(solved) : solved;
        Optional<String> nowhere = nowhereIsolated(equations, paths, symmetry);
        if (nowhere.isPresent()) {
            return unsolved(equations, nowhere.get(), cut(derivation, instance, equations, fields, effort));
        }
        Certification certification = certified(equations, paths, isSquare);
        Optional<LinearNetwork> network = equations.isGiven() ? Optional.empty() : NetworkReader.read(equations);
        Counted counted = counted(network, written, certification, effort);
        Optional<CountBound> bound = counted.bound();
        Optional<HomotopyResult> supported =
                counted.isOpen() ? supported(equations, written, paths, effort.work()) : Optional.empty();
        Meanings meanings =
                new Meanings(equations, written, probe, least(derivation, instance, equations, effort.work()));
        boolean attains = Attainment.isShown(derivation.landscape(), instance, equations, written, network);
        Optional<ExactPoints> exact = exact(equations, paths, certification, bound, effort);
        if (exact.isPresent()) {
            return Meanings.withGlobalMinimum(listed(exact.get(), equations, meanings, attains));
        }
        HomotopyResult result = supported.orElse(paths);
        Optional<String> near = near(written, result, bound, effort.work());
        Enumeration bare = new Enumeration(
                result,
                certification,
                meanings.of(result, certification, near.isEmpty() && areIsolated(result, bound)),
                bound,
                isOdd(equations),
                attains,
                equations.leftOut(),
                bound.filter(CountBound::isFinite).isPresent()
                        ? near.map(text -> new Enumeration.Curves(text, false))
                        : curves(equations, result, counted, symmetry)
                                .or(() -> supported.isPresent()
                                        ? Optional.empty()
                                        : hidden(equations, result).map(text -> new Enumeration.Curves(text, false))),
                bound.filter(CountBound::isFinite).isPresent()
                        ? List.of()
                        : cut(derivation, instance, equations, fields, effort),
                Optional.empty(),
                equations.isGiven());
        return Meanings.withGlobalMinimum(bare);
    }

    private static Optional<Polynomial> loss(Derivation derivation, Instance instance, CriticalEquations equations) {
        return LossPolynomial.of(
                derivation.landscape(),
                equations,
                instance.sizes(),
                ExactData.of(derivation.landscape().model(), instance));
    }

    /** Points on the surfaces of critical points that a continuous symmetry makes. */
    private List<WitnessSet> cut(
            Derivation derivation,
            Instance instance,
            CriticalEquations equations,
            List<LinearSymmetries.Field> fields,
            Effort effort) {
        return fields.isEmpty()
                ? List.of()
                : loss(derivation, instance, equations)
                        .map(loss -> new Slices(solvers.ofProducts(), certifier, fields)
                                .of(
                                        equations.system().family().unknowns(),
                                        Polynomials.instantiated(equations.system()),
                                        loss,
                                        effort.seed().child("slices"),
                                        effort.progress()))
                        .orElse(List.of());
    }

    /** Why there is nothing to list, if already a general member has curves and no path leads to a point. */
    private static Optional<String> nowhereIsolated(
            CriticalEquations equations, HomotopyResult paths, Optional<String> symmetry) {
        boolean isListed = paths.completeness().basis() != Completeness.Basis.POSITIVE_DIMENSIONAL
                || !paths.roots().isEmpty();
        // What else was found does not matter where nothing is listed.
        String reason = paths.completeness().reason().split("; ", 2)[0];
        return isListed
                ? Optional.empty()
                : Optional.of("the " + equations.noun() + " are not isolated: " + reason
                        + symmetry.map(text -> "; " + text).orElse(""));
    }

    /** Where the loss attains a bound that is seen from how it is written. */
    private static AttainedBound least(
            Derivation derivation, Instance instance, CriticalEquations equations, long work) {
        Optional<Rational> bound = equations.isGiven() || !equations.leftOut().isEmpty()
                ? Optional.empty()
                : derivation.landscape().lowerBound();
        Optional<Polynomial> loss = bound.flatMap(known -> loss(derivation, instance, equations));
        return AttainedBound.of(bound, loss, Polynomials.instantiated(equations.system()), work);
    }

    /** All points from the quotient algebra, where the basis is known and paths and boxes leave something open. */
    private Optional<ExactPoints> exact(
            CriticalEquations equations,
            HomotopyResult paths,
            Certification certification,
            Optional<CountBound> bound,
            Effort effort) {
        List<Polynomial> written = Polynomials.instantiated(equations.system());
        boolean isSettled = certification.isComplete()
                && paths.singular().isEmpty()
                && bound.filter(each -> each.count() == certification.distinctCount())
                        .isPresent();
        return isSettled
                ? Optional.empty()
                : bound.filter(CountBound::isFinite)
                        .filter(each -> each.count() <= DistinctRoots.LARGEST)
                        .flatMap(each -> DistinctRoots.of(written, effort.work()))
                        .map(found -> ExactPoints.of(found, paths, numbering(equations, written)));
    }

    private static Enumeration listed(
            ExactPoints exact, CriticalEquations equations, Meanings meanings, boolean attains) {
        return new Enumeration(
                exact.result(),
                exact.certification(),
                meanings.of(exact.result(), exact.certification(), true),
                Optional.of(exact.bound()),
                isOdd(equations),
                attains,
                equations.leftOut(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                equations.isGiven());
    }

    private Certification certified(CriticalEquations equations, HomotopyResult paths, boolean isSquare) {
        return paths.roots().isEmpty() || !isSquare
                ? SquaredUp.uncertified(paths.roots())
                : certifier.certify(equations.system(), paths.roots());
    }

    /** What a basis modulo a prime says, where paths alone leave room for more. */
    private static Optional<HomotopyResult> supported(
            CriticalEquations equations, List<Polynomial> written, HomotopyResult paths, long work) {
        return mayHide(equations, paths) ? ModularEvidence.of(written, paths, work) : Optional.empty();
    }

    /** Ends that look singular where no root is. */
    private static Optional<String> near(
            List<Polynomial> written, HomotopyResult result, Optional<CountBound> bound, long work) {
        return bound.filter(CountBound::isFinite)
                .filter(each -> !result.singular().isEmpty() && SimpleRoots.areAll(written, work))
                .map(each -> "no root is multiple (Groebner basis), so that there are " + each.count()
                        + " simple ones, some nearer to each other than doubles can tell");
    }

    private static Optional<Enumeration.Curves> curves(
            CriticalEquations equations, HomotopyResult result, Counted counted, Optional<String> symmetry) {
        // From a member with weights of its own some path leads to every curve that a symmetry makes.
        boolean isMoving = !result.singular().isEmpty() || !leadsToCurves(equations, result);
        Optional<String> moved = symmetry.filter(text -> isMoving);
        String also = moved.map(text -> "; " + text).orElse("");
        return counted.curves()
                .map(text -> new Enumeration.Curves(
                        "there are infinitely many complex " + equations.noun() + ": " + text + also, true))
                .or(() -> moved.map(text -> new Enumeration.Curves(text, false)));
    }

    /** Paths lead to all isolated points; they need not lead to a curve, which only a bound excludes. */
    private static Optional<String> hidden(CriticalEquations equations, HomotopyResult result) {
        if (!mayHide(equations, result)) {
            return Optional.empty();
        }
        return Optional.of(
                leadsToCurves(equations, result)
                        ? result.paths().atInfinity() + " of "
                                + result.paths().tracked()
                                + " paths end at infinity, or farther away than doubles can tell, and the work that was"
                                + " allowed does not show which"
                        : "there may be curves of " + equations.noun() + " to which no path leads, since the work that"
                                + " was allowed does not show that there are none");
    }

    /** Whether some path leads to every curve: from a member whose weights were drawn one by one. */
    private static boolean leadsToCurves(CriticalEquations equations, HomotopyResult result) {
        return OwnParameters.has(equations.system().family())
                && result.divided().permutations() == 1;
    }

    /** Whether a curve may be hidden, or a root so far away that its path seems to go to infinity. */
    private static boolean mayHide(CriticalEquations equations, HomotopyResult result) {
        boolean isOpen = !leadsToCurves(equations, result) || result.paths().atInfinity() > 0;
        return isOpen && result.completeness().basis() == Completeness.Basis.TRACE_TEST;
    }

    private HomotopyResult solve(CriticalEquations equations, List<Polynomial> written, Effort effort) {
        Optional<String> impossible = PlainCases.impossible(equations, written, effort.work());
        if (impossible.isPresent()) {
            return nothing(Completeness.Basis.BEZOUT, impossible.get());
        }
        if (!equations.isGiven()) {
            boolean isOwn = OwnParameters.has(equations.system().family());
            int count = equations.system().family().unknowns().size();
            if (!isOwn && count > MOST_UNKNOWNS) {
                throw new PreconditionException(
                        ErrorCode.NOT_POLYNOMIAL,
                        "critical points of a loss without a weight for each parameter are sought among all systems with"
                                + " the same power products, which is possible with up to " + MOST_UNKNOWNS
                                + " unknowns, got " + count + " with those that stand for inverses");
            }
            return isOwn
                    ? solvers.ofFamilies().solve(equations.system(), effort.seed(), effort.progress())
                    : solvers.ofCoefficients()
                            .solve(OwnParameters.without(equations.system()), effort.seed(), effort.progress());
        }
        int unknowns = equations.system().family().unknowns().size();
        if (written.size() < unknowns) {
            return nothing(
                    Completeness.Basis.POSITIVE_DIMENSIONAL,
                    written.isEmpty()
                            ? "every equation holds everywhere, and every point is a solution"
                            : "there are " + unknowns + (unknowns == 1 ? " unknown and " : " unknowns and ")
                                    + written.size()
                                    + (written.size() == 1 ? " equation" : " different equations")
                                    + ", and a solution of fewer equations than unknowns lies on a curve or surface of them");
        }
        if (written.size() > unknowns) {
            return combined(equations, written, effort);
        }
        HomotopySolver solver = isShort(written) ? solvers.ofProducts() : solvers.ofCoefficients();
        return solver.solve(equations.system(), effort.seed(), effort.progress());
    }

    /** By the symmetries of what is solved: those of equations with unknowns for inverses may be more. */
    private UnaryOperator<HomotopyResult> numbering(CriticalEquations equations, List<Polynomial> written) {
        int own = equations.unknowns().size();
        return result -> solvers.orbits().numbered(result, written, own);
    }

    private HomotopyResult combined(CriticalEquations equations, List<Polynomial> written, Effort effort) {
        List<String> unknowns = equations.system().family().unknowns();
        SquaredUp combined = SquaredUp.of(unknowns, written, effort.seed());
        if (!isShort(combined.square().family().equations())) {
            throw new PreconditionException(
                    ErrorCode.NOT_SQUARE,
                    "there are " + written.size() + " different equations in " + unknowns.size()
                            + (unknowns.size() == 1 ? " unknown" : " unknowns")
                            + ", and as many combinations of them as"
                            + " unknowns would take more than " + FEW_PATHS + " paths");
        }
        return combined.kept(solvers.ofProducts().solve(combined.square(), effort.seed(), effort.progress()));
    }

    private static boolean isShort(List<Polynomial> square) {
        return BezoutBound.of(square)
                .filter(bound -> bound.count() <= FEW_PATHS)
                .isPresent();
    }

    /** Whether singular ends of paths are isolated: there are no curves, and paths account for every multiplicity. */
    private static boolean areIsolated(HomotopyResult result, Optional<CountBound> bound) {
        int multiple =
                result.singular().stream().mapToInt(PolynomialRoot::paths).sum();
        boolean areMultiple = result.singular().stream().allMatch(root -> root.paths() > 1);
        return multiple > 0
                && areMultiple
                && bound.filter(CountBound::isFinite)
                        .filter(each -> each.count() == result.roots().size() + multiple)
                        .isPresent();
    }

    private static HomotopyResult nothing(Completeness.Basis basis, String why) {
        return new HomotopyResult(
                List.of(),
                List.of(),
                new PathCounts(0, 0, 0, 0, 0, 0),
                new Completeness(basis, why),
                0,
                StartKind.AUTOMATIC,
                HomotopyResult.DividedBy.NOTHING);
    }

    private static Enumeration unsolved(CriticalEquations equations, String why, List<WitnessSet> witnesses) {
        return new Enumeration(
                nothing(Completeness.Basis.POSITIVE_DIMENSIONAL, why),
                new Certification(List.of(), List.of()),
                List.of(),
                Optional.empty(),
                false,
                false,
                equations.leftOut(),
                Optional.empty(),
                witnesses,
                Optional.of(why),
                equations.isGiven());
    }

    private static List<LinearSymmetries.Field> fields(CriticalEquations equations, List<Polynomial> written) {
        boolean isPlain = !equations.isGiven()
                && equations.leftOut().isEmpty()
                && equations.unknowns().stream().noneMatch(Unknown::isMirrored);
        return isPlain ? LinearSymmetries.of(written) : List.of();
    }

    /** The continuous symmetry, if there is one: the critical points that it moves are not isolated. */
    private static Optional<String> symmetry(List<LinearSymmetries.Field> fields, CriticalEquations equations) {
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String first = fields.get(0).describe(equations.system().family().unknowns());
        return Optional.of("the loss does not change under a group of affine maps with " + fields.size()
                + (fields.size() == 1 ? " parameter" : " parameters") + ", one of which moves " + first
                + ", and a critical point that it moves is one of a curve of them, none of which is listed");
    }

    /** A proved bound, or that there are infinitely many. */
    private record Counted(Optional<CountBound> bound, Optional<String> curves) {

        boolean isOpen() {
            return bound.isEmpty() && curves.isEmpty();
        }
    }

    private static Counted counted(
            Optional<LinearNetwork> network, List<Polynomial> written, Certification certification, Effort effort) {
        Optional<CountBound> lemma =
                network.flatMap(each -> OneSampleLemma.of(each).or(() -> ChainLemma.of(each)));
        Optional<CountBound> bezout =
                BezoutBound.of(written).filter(each -> each.count() == certification.distinctCount());
        Optional<CountBound> known = lemma.or(() -> bezout);
        if (known.isPresent() || effort.work() == 0) {
            return new Counted(known, Optional.empty());
        }
        return QuotientDimension.of(written, affordable(effort, certification.distinctCount()))
                .map(answer -> answer.isFinite()
                        ? new Counted(Optional.of(bound(answer)), Optional.empty())
                        : new Counted(
                                Optional.empty(),
                                Optional.of("the quotient ring over the fractions has"
                                        + " no finite dimension (Groebner basis of " + answer.basis()
                                        + " polynomials)")))
                .orElseGet(() -> new Counted(Optional.empty(), Optional.empty()));
    }

    /**
     * The work to spend on an exact bound where so many roots are certified. On most of the instances of our tables a basis
     * takes a fifth of the cube of their number or more; where the cube is beyond the work, a sixtieth of it is spent, for
     * systems that are easier than those. The verify blocks of the few in between ask for the work.
     */
    private static long affordable(Effort effort, long roots) {
        boolean isLikely = effort.isAsked() || (double) roots * roots * roots <= effort.work();
        return isLikely ? effort.work() : effort.work() / 60;
    }

    private static CountBound bound(QuotientDimension.Answer answer) {
        return new CountBound(
                answer.count(),
                true,
                "the dimension of the quotient ring over the fractions (Groebner basis of " + answer.basis()
                        + (answer.basis() == 1 ? " polynomial)" : " polynomials)"));
    }
}
