package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.Progress;
import dev.nadir.numeric.homotopy.Certification;
import dev.nadir.numeric.homotopy.Completeness;
import dev.nadir.numeric.homotopy.HomotopyResult;
import dev.nadir.numeric.homotopy.HomotopySolver;
import dev.nadir.numeric.homotopy.PathCounts;
import dev.nadir.numeric.homotopy.RootCertifier;
import dev.nadir.numeric.homotopy.StartKind;
import dev.nadir.reduction.CountBound;
import dev.nadir.reduction.LinearNetwork;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.count.BezoutBound;
import dev.nadir.reduction.count.ChainLemma;
import dev.nadir.reduction.count.Coercivity;
import dev.nadir.reduction.count.OneSampleLemma;
import dev.nadir.reduction.rings.QuotientDimension;
import dev.nadir.reduction.system.CriticalEquations;
import dev.nadir.reduction.system.LinearSymmetries;
import dev.nadir.reduction.system.NetworkReader;
import dev.nadir.reduction.system.OwnParameters;
import dev.nadir.reduction.system.Polynomials;
import dev.nadir.reduction.system.SignParity;
import dev.nadir.reduction.system.Unknown;
import dev.nadir.symbolic.Derivation;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Finds all critical points of an instance: equations, paths, certificates, bounds, meaning. */
public final class Enumerator {

    private static final int CHECK_POINTS = 3;

    private static final int CLAUSES = 2;

    /** Written-out equations and the compiled gradient, at a point of size one, differ by rounding only. */
    private static final double CHECK_TOLERANCE = 1e-8;

    private final HomotopySolver ofFamilies;
    private final HomotopySolver ofCoefficients;
    private final RootCertifier certifier;

    /**
     * An enumerator.
     *
     * @param ofFamilies follows paths from another member of a family with a parameter for each equation
     * @param ofCoefficients follows paths from a member of the family of all coefficients
     * @param certifier certifies their ends
     */
    public Enumerator(HomotopySolver ofFamilies, HomotopySolver ofCoefficients, RootCertifier certifier) {
        this.ofFamilies = ofFamilies;
        this.ofCoefficients = ofCoefficients;
        this.certifier = certifier;
    }

    /**
     * How much to spend.
     *
     * @param work on the exact bound, in units of {@link QuotientDimension}; zero looks for no such bound
     */
    public record Effort(Seed seed, long work, Progress progress) {}

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
            check(equations, probe);
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
        CriticalEquations equations = equations(derivation, instance, probe);
        List<Polynomial> written = Polynomials.instantiated(equations.system());
        Optional<String> symmetry = symmetry(equations, written);
        HomotopyResult result = OwnParameters.has(equations.system().family())
                ? ofFamilies.solve(equations.system(), effort.seed(), effort.progress())
                : ofCoefficients.solve(OwnParameters.without(equations.system()), effort.seed(), effort.progress());
        if (result.completeness().basis() == Completeness.Basis.POSITIVE_DIMENSIONAL) {
            String why = "the critical points are not isolated: "
                    + brief(result.completeness().reason());
            return unsolved(equations, why + symmetry.map(text -> "; " + text).orElse(""));
        }
        Certification certification = certifier.certify(equations.system(), result.roots());
        Optional<LinearNetwork> network = NetworkReader.read(equations);
        boolean attains = equations.unknowns().stream().noneMatch(Unknown::isPositive)
                && equations.leftOut().isEmpty()
                && (network.map(Coercivity::isShown).orElse(false) || Coercivity.isShown(written));
        Enumeration bare = new Enumeration(
                result,
                certification,
                new Meanings(equations, written, probe).of(result, certification),
                bound(network, written, certification, effort),
                isOdd(equations),
                attains,
                equations.leftOut(),
                symmetry,
                Optional.empty());
        return Meanings.withGlobalMinimum(bare);
    }

    private static Enumeration unsolved(CriticalEquations equations, String why) {
        HomotopyResult nothing = new HomotopyResult(
                List.of(),
                List.of(),
                new PathCounts(0, 0, 0, 0, 0, 0),
                new Completeness(Completeness.Basis.POSITIVE_DIMENSIONAL, why),
                0,
                StartKind.AUTOMATIC);
        return new Enumeration(
                nothing,
                new Certification(List.of(), List.of()),
                List.of(),
                Optional.empty(),
                false,
                false,
                equations.leftOut(),
                Optional.empty(),
                Optional.of(why));
    }

    /** The first clauses of a long reason. */
    private static String brief(String reason) {
        List<String> clauses = List.of(reason.split("; ", -1));
        return clauses.size() <= CLAUSES
                ? reason
                : String.join("; ", clauses.subList(0, CLAUSES)) + "; and " + (clauses.size() - CLAUSES)
                        + " more of this kind";
    }

    /** The continuous symmetry, if there is one: the critical points that it moves are not isolated. */
    private static Optional<String> symmetry(CriticalEquations equations, List<Polynomial> written) {
        if (!equations.leftOut().isEmpty() || equations.unknowns().stream().anyMatch(Unknown::isMirrored)) {
            return Optional.empty();
        }
        List<LinearSymmetries.Field> fields = LinearSymmetries.of(written);
        if (fields.isEmpty()) {
            return Optional.empty();
        }
        String first = fields.get(0).describe(equations.system().family().unknowns());
        return Optional.of("the loss does not change under a group of affine maps with " + fields.size()
                + (fields.size() == 1 ? " parameter" : " parameters") + ", one of which moves " + first
                + ", and a critical point that it moves is one of a curve of them");
    }

    private static Optional<CountBound> bound(
            Optional<LinearNetwork> network, List<Polynomial> written, Certification certification, Effort effort) {
        Optional<CountBound> lemma =
                network.flatMap(each -> OneSampleLemma.of(each).or(() -> ChainLemma.of(each)));
        Optional<CountBound> bezout =
                BezoutBound.of(written).filter(each -> each.count() == certification.distinctCount());
        return lemma.or(() -> bezout).or(() -> effort.work() > 0 ? quotient(written, effort.work()) : Optional.empty());
    }

    private static Optional<CountBound> quotient(List<Polynomial> written, long work) {
        return QuotientDimension.of(written, work)
                .filter(QuotientDimension.Answer::isFinite)
                .map(answer -> new CountBound(
                        answer.count(),
                        true,
                        "the dimension of the quotient ring over the fractions (Groebner basis of " + answer.basis()
                                + " polynomials)"));
    }

    /** The equations against the compiled gradient, which shares nothing with how they were written out. */
    private static void check(CriticalEquations equations, Probe probe) {
        List<Polynomial> written = Polynomials.instantiated(equations.system());
        for (int k = 0; k < CHECK_POINTS; k++) {
            RandomGenerator random = new Seed(1).child("equations").child(k).generator();
            double[] x = new double[probe.objective().dimension()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
            }
            double[] gradient = new double[x.length];
            probe.objective().valueAndGradient(x, gradient);
            double[] unknowns = Meanings.unknowns(equations.unknowns(), probe.parameters(x));
            for (int i = 0; i < written.size(); i++) {
                compare(equations, i, gradient, x, new double[] {
                    NumericPolynomial.value(written.get(i), unknowns), NumericPolynomial.size(written.get(i), unknowns)
                });
            }
        }
    }

    private static void compare(
            CriticalEquations equations, int i, double[] gradient, double[] x, double[] valueAndSize) {
        // In coordinates, logarithms and the weights of symmetric entries come in as a factor.
        double factor = 1;
        if (equations.unknowns().get(i).isPositive()) {
            factor = Math.exp(x[i]);
        } else if (equations.unknowns().get(i).isMirrored()) {
            factor = Math.sqrt(0.5);
        }
        double allowed = CHECK_TOLERANCE * factor * (1 + valueAndSize[1]);
        if (!(Math.abs(factor * valueAndSize[0] - gradient[i]) <= allowed)) {
            throw new InternalErrorException("the equation of "
                    + equations.system().family().unknowns().get(i) + " has the value " + valueAndSize[0]
                    + ", the derivative " + gradient[i] / factor + " at the same point");
        }
    }
}
