package dev.nadir.evidence;

import dev.nadir.evidence.InstanceEvidence.Finding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Claims that say nothing on an instance. A claim with needs is made only where they hold: if it is decided on another
 * instance of the run, it is set apart here; if it is decided nowhere, it stays undecided.
 */
public final class NotApplicable {

    /** The method of a claim that nothing was tried on, because what it needs does not hold. */
    public static final String METHOD = "needs";

    private NotApplicable() {}

    /** The same evidence, with claims that say nothing on an instance set apart there. */
    public static List<InstanceEvidence> setApart(List<InstanceEvidence> instances) {
        Set<String> decided = new HashSet<>();
        for (InstanceEvidence instance : instances) {
            instance.claims().stream()
                    .filter(claim -> !claim.method().equals(METHOD))
                    .forEach(claim -> decided.add(claim.claim()));
        }
        return instances.stream().map(each -> setApart(each, decided)).toList();
    }

    private static InstanceEvidence setApart(InstanceEvidence evidence, Set<String> decided) {
        List<ClaimResult> kept = new ArrayList<>();
        List<Finding> apart = new ArrayList<>(evidence.notApplicable());
        for (ClaimResult claim : evidence.claims()) {
            boolean isApart = claim.method().equals(METHOD) && decided.contains(claim.claim());
            if (isApart && claim.verdict() instanceof Verdict.Undecided undecided) {
                apart.add(new Finding(claim.claim(), claim.description(), false, undecided.reason()));
            } else {
                kept.add(claim);
            }
        }
        return evidence.with(kept, apart);
    }
}
