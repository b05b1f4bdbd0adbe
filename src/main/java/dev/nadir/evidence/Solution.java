package dev.nadir.evidence;

import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.homotopy.enumerate.Enumeration;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.symmetry.NullSpace;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a search found on an instance.
 *
 * @param method the word that was asked for
 * @param seed all randomness came from it
 * @param search every start, for the methods that have some
 * @param enumeration all critical points, for the method that looks for all
 * @param coordinates for each level, or for the end of a flow, the parameters by name
 * @param nullSpaces for each level, why the Hessian is zero in so many directions; empty for a flow
 * @param incomplete why there may be more points; empty if nothing says so
 */
public record Solution(
        String model,
        Instance instance,
        String method,
        long seed,
        Optional<MultiStartResult> search,
        Optional<FlowResult> flow,
        Optional<Enumeration> enumeration,
        List<Map<String, Matrix>> coordinates,
        List<NullSpace> nullSpaces,
        String incomplete) {

    /** Copies the lists. */
    public Solution {
        coordinates = List.copyOf(coordinates);
        nullSpaces = List.copyOf(nullSpaces);
    }
}
