package dev.nadir.arch.broken.base;

import dev.nadir.arch.broken.symbolic.RightWard;

/** Looks right, and closes a cycle. */
class Leftmost {

    RightWard right() {
        return new RightWard();
    }
}
