package dev.nadir.evidence;

import dev.nadir.numeric.FlowResult;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.MultiStartResult;
import dev.nadir.numeric.TaylorResult;
import java.util.List;
import java.util.Optional;

/**
 * All that was tried on one instance.
 *
 * @param assumptions whether each holds, with the number that says so
 * @param symmetries whether each declared symmetry leaves the loss alone, with the largest relative change seen
 * @param claims each decided
 * @param notApplicable claims that say nothing here because they need what does not hold; each is decided on another
 *     instance
 */
public record InstanceEvidence(
        Instance instance,
        List<Finding> assumptions,
        List<Finding> symmetries,
        Optional<TaylorResult> gradientCheck,
        Optional<TaylorResult> hessianCheck,
        Optional<MultiStartResult> multiStart,
        Optional<MultiStartResult> criticalPoints,
        Optional<FlowResult> flow,
        List<ClaimResult> claims,
        List<Finding> notApplicable) {

    /** Copies the lists. */
    public InstanceEvidence {
        assumptions = List.copyOf(assumptions);
        symmetries = List.copyOf(symmetries);
        claims = List.copyOf(claims);
        notApplicable = List.copyOf(notApplicable);
    }

    /** The same with other claims. */
    public InstanceEvidence with(List<ClaimResult> decided, List<Finding> setApart) {
        return new InstanceEvidence(
                instance,
                assumptions,
                symmetries,
                gradientCheck,
                hessianCheck,
                multiStart,
                criticalPoints,
                flow,
                decided,
                setApart);
    }

    /** Whether something that was declared holds here. */
    public record Finding(String statement, String description, boolean holds, String detail) {}
}
