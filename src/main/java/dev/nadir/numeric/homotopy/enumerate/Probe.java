package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.numeric.Classifier;
import dev.nadir.numeric.Objective;
import dev.nadir.numeric.linalg.Matrix;
import java.util.Map;

/** What the numbers of an instance say at a point, independent of the equations. */
public interface Probe {

    /** The loss as written. */
    double loss(Map<String, Matrix> parameters);

    /** The loss as derived and compiled, in the coordinates of {@link #coordinates}. */
    Objective objective();

    /** The parameters as coordinates. */
    double[] coordinates(Map<String, Matrix> parameters);

    /** The parameters at coordinates. */
    Map<String, Matrix> parameters(double[] coordinates);

    /** What a point is whose Hessian is singular. */
    Classifier.Classification classify(Map<String, Matrix> parameters);
}
