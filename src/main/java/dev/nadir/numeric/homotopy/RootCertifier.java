package dev.nadir.numeric.homotopy;

import dev.nadir.reduction.PolynomialSystem;
import java.util.List;

/** Proves that numbers are near roots, with rounding errors enclosed. */
public interface RootCertifier {

    /** A certificate for each root, in order, and the pairs that may be the same. */
    Certification certify(PolynomialSystem system, List<PolynomialRoot> roots);
}
