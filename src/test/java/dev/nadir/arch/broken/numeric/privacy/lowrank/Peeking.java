package dev.nadir.arch.broken.numeric.privacy.lowrank;

import dev.nadir.arch.broken.numeric.privacy.GramMechanism;

/** Wrong on purpose: looks at the data behind the release. */
public final class Peeking {

    /** What nobody may know. */
    public double secret(GramMechanism mechanism, double[] entries) {
        return mechanism.gram().mean(entries, 1f);
    }
}
