package dev.nadir.arch.broken.symbolic;

import dev.nadir.arch.broken.base.Door;
import org.ejml.data.DMatrixRMaj;

/** Lets a foreign type out through a public signature. */
public class RightWard implements Door {

    public DMatrixRMaj foreign() {
        return new DMatrixRMaj(1, 1);
    }
}
