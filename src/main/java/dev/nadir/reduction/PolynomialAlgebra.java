package dev.nadir.reduction;

import java.util.List;

/** Exact algebra of polynomials in several variables. */
public interface PolynomialAlgebra {

    /**
     * The resultant with respect to one variable: zero exactly where both have a common root or both lose their
     * leading coefficient. Up to a constant factor.
     */
    Polynomial resultant(Polynomial left, Polynomial right, int variable);

    /** The irreducible factors over the rationals that are not constant, each once, with coprime integer coefficients. */
    List<Polynomial> factors(Polynomial polynomial);

    /** Numerator and denominator of the same fraction without a common factor. */
    List<Polynomial> lowestTerms(Polynomial numerator, Polynomial denominator);
}
