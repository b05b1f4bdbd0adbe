package dev.nadir.evidence.verify;

import dev.nadir.base.Seed;
import dev.nadir.numeric.Classifier.Classification;
import dev.nadir.numeric.EquationSolver.Equations;
import dev.nadir.numeric.EquationSolver.Root;
import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.Point;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.linalg.Matrix;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The searches for counterexamples on one bench. Long ones run once, when first asked for. */
public interface Searches {

    /** Many starts, each walked downhill. */
    MultiStartResult minima();

    /** Many starts, each walked to where the gradient vanishes. */
    MultiStartResult criticalPoints();

    /**
     * The gradient flow from one start. Runs once: what it should keep is fixed by the first call.
     *
     * @param conserved by name, what the flow should keep
     */
    FlowResult flow(Map<String, UnaryOperator<double[]>> conserved);

    /** What {@link #flow} found, if it ran. */
    Optional<FlowResult> flowIfRun();

    /** Whether the verify block names a method; without a block, every method is. */
    boolean isPlanned(String method);

    /** Whether this is a thorough run. */
    boolean isThorough();

    /** What {@link #minima} found, if it ran. */
    Optional<MultiStartResult> minimaIfRun();

    /**
     * All critical points, by paths from those of another instance, certified.
     *
     * @throws dev.nadir.base.PreconditionException if their equations are not polynomial, or too long
     */
    Enumeration enumeration();

    /** Whether changes of sign show that the number of critical points is odd, if it is finite; follows no path. */
    boolean isCountOdd();

    /** What {@link #enumeration} found, if it ran. */
    Optional<Enumeration> enumerationIfRun();

    /** What {@link #criticalPoints} found, if it ran. */
    Optional<MultiStartResult> criticalPointsIfRun();

    /** A walk downhill on the loss from one start. */
    Point descend(double[] start);

    /** A walk downhill on another function from one start. */
    Point descend(Objective function, double[] start);

    /** What a point is. */
    Classification classify(Point point);

    /** Where the search for a root of equations from a start ends. */
    Root solve(Equations equations, double[] start);

    /** One of the starts that the searches begin at. */
    double[] start(Seed seed);

    /** The loss as derived and compiled. */
    Objective objective();

    /** How the loss moves when parameters are held at values. */
    Bench slice(Bench whole, Map<String, Matrix> fixed, String name);
}
