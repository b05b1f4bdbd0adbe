package dev.nadir.reduction.assume;

import dev.nadir.base.InternalErrorException;
import java.util.Map;
import java.util.Set;

/**
 * What a lemma assumes.
 *
 * @param checked what the tool checks before it applies the lemma
 * @param trusted what it takes on trust, or makes a condition of the result; {@code nothing} where there is nothing
 */
public record LemmaAssumptions(String checked, String trusted) {

    private static final String NOTHING = "nothing";

    private static final Map<String, LemmaAssumptions> ALL = Map.ofEntries(
            entry(
                    "aligned-inputs",
                    "two factors, both priced, no noise on the hidden units, no metric in the prices; the cross moment is"
                            + " symmetric and positive semidefinite by its form, the metric of the inputs is a positive"
                            + " multiple of it, a ridge apart",
                    NOTHING),
            entry(
                    "aligned-saddles",
                    "those of the lemma named above; on the instance the live eigenvalues are distinct, or equal ones are taken"
                            + " in their order",
                    NOTHING),
            entry(
                    "balance",
                    "each factor is priced; the prices are squares of Frobenius norms, in a metric at one end at most",
                    "prices are positive, M is positive definite"),
            entry(
                    "cauchy-schwarz-noise",
                    "each tied term of the canonical form is a multiple of the quadratic without noise; the coefficients are"
                            + " those of the loss",
                    "variances are not negative, A is positive semidefinite"),
            entry(
                    "eckart-young",
                    "no factor is priced, nothing else stands between the factors",
                    "A is positive definite"),
            entry(
                    "one-scalar-equation",
                    "one output, prices on every factor without a metric; where the data do not say that b is in the range of A,"
                            + " that its part outside is below g, or zero for more than two factors, is a condition of the"
                            + " results",
                    NOTHING),
            entry(
                    "idle-units",
                    "one output, prices without a metric or inputs that are isotropic in it, noise that is independent from"
                            + " layer to layer; on the instance A*b is not zero where the data do not say so",
                    NOTHING),
            entry(
                    "noisy-groups",
                    "two factors, noise in the layer between them; both are priced and the inputs isotropic in the metric of"
                            + " the prices, or neither is; on the instance the variance is positive",
                    NOTHING),
            entry(
                    "common-scale",
                    "every term that holds other parameters has the same power of x, and x times the derivative of the rest is"
                            + " one power of x, by the canonical form; the signs of p, e and n make the loss convex in the"
                            + " logarithm of x; Q is positive at the point, as a condition of each result",
                    NOTHING),
            entry(
                    "redundant-scale",
                    "the loss with x = 1 and each P multiplied by x^k has the canonical form of the loss",
                    NOTHING),
            entry(
                    "log-scale",
                    "every exponential that holds l is that of a fraction times l alone, by the canonical form; nothing is"
                            + " declared of l",
                    NOTHING),
            entry(
                    "idle-parameter",
                    "the canonical form of what is left when b is taken out does not hold a; nothing is declared of a",
                    NOTHING),
            entry(
                    "weighted-units",
                    "two factors without noise, of which one side at most weighs the hidden units; the data are isotropic in"
                            + " the metric of the prices; on the instance the weights are positive, which is a condition"
                            + " where they are not declared so",
                    NOTHING),
            entry(
                    "shared-modes",
                    "the variances are learned, weigh one side and share their scale with the prices (a*c = w); a scale that"
                            + " is learned moves no price by itself",
                    NOTHING),
            entry(
                    "latent-saddles",
                    "the variances are learned, weigh one side and share their scale with the prices (a*c = w); on the"
                            + " instance the modes above the edge are distinct",
                    NOTHING),
            entry(
                    "entrywise-product",
                    "every term holds all parameters at the same entries, once or twice, or is the square of the entries of"
                            + " one; all are priced or none is; entries that are priced are not coupled by the data; on the"
                            + " instance positive weights, or a definite matrix between the entries",
                    NOTHING),
            entry(
                    "fixed-between",
                    "the loss has the canonical form of the quadratic in V*W, with A*M*B in its place; nothing is declared of A"
                            + " and B",
                    NOTHING),
            entry(
                    "covariance-spectrum",
                    "the loss is linear in the logarithm of the determinant and in the inverse of one covariance, which is a"
                            + " multiple of W*W' beside one of the identity, by their canonical forms; v holds no parameter or"
                            + " is a power of one",
                    "p and c are positive, S is positive semidefinite"),
            entry(
                    "input-range",
                    "with the decomposition in the place of X the loss has the same canonical form with W*G*G' in the place"
                            + " of W; nothing is declared of W and X",
                    NOTHING),
            entry(
                    "shifted-factor",
                    "wherever the parameter stands in a sum of matrices with fixed ones, it is the same sum up to a number and a"
                            + " transpose; the loss in the sums is what the other lemmas are applied to",
                    NOTHING),
            entry(
                    "shared-variance",
                    "with the kept modes held, v times the derivative is a sum of three powers of v at equal distances, of which"
                            + " the middle one is that of kept modes and drives v to where fewer are kept, and the squared edge"
                            + " one power of v, by the canonical form; c >= r*w/a is a condition of the closed form, where it"
                            + " is not plain",
                    NOTHING),
            entry(
                    "stacked-blocks",
                    "the blocks are free parameters that fit below or beside each other; the loss in the whole follows from that"
                            + " in the blocks by the canonical form, and is what the other lemmas are applied to",
                    NOTHING),
            entry(
                    "orthonormal-square",
                    "the loss of Q is this trace, by its canonical form with Q'*Q = eye(k); S and D are symmetric; on the"
                            + " instance D is positive semidefinite where Q is not square, and lambda distinct, or equal"
                            + " ones taken in their order, for points other than the minimum",
                    NOTHING),
            entry("orthonormal-linear", "the loss of Q is linear, by its canonical form with Q'*Q = eye(k)", NOTHING),
            entry(
                    "orthonormal-metric",
                    "the equation is that of a parameter around one symmetric matrix and an identity; on the instance that"
                            + " matrix is positive definite and there are no more columns than rows",
                    NOTHING),
            entry(
                    "orthonormal-pair",
                    "the loss is a constant and a number times this trace, by its canonical form; both parameters have the"
                            + " same number of columns, no larger than their rows; singular values that are equal, or"
                            + " zero, are taken in their order",
                    NOTHING),
            entry(
                    "output-metric",
                    "the quadratic has one metric on the side of the outputs, by its canonical form; the outermost factor is"
                            + " not priced, or priced in that metric",
                    "K is positive definite"),
            entry(
                    "square-difference",
                    "two parameters of one shape of which nothing is declared; the canonical form is unchanged when the sign of"
                            + " either is turned; the loss of the sum and the difference is one that another lemma solves",
                    NOTHING),
            entry(
                    "given-equations",
                    "what is replaced is a number times one side, factor by factor, by the canonical form",
                    "the equation holds: it is an assumption of the model"),
            entry(
                    "fixed-product",
                    "the block subject to holds one equation, one side of which is a product of parameters, each of which"
                            + " stands in it once, and the other holds none; every term of the loss is a square of one of"
                            + " these parameters; on the instance, positive prices, definite A and B, and the rank of M",
                    NOTHING),
            entry(
                    "mixed-modes",
                    "each factor is priced, there is no noise, the data are isotropic in the metric of the prices; on the"
                            + " instance prices are positive and the live singular values distinct, or equal ones taken in"
                            + " their order",
                    NOTHING),
            entry(
                    "partial-minimisation",
                    "the loss is this quadratic, by its canonical form; the metric of the outputs is a multiple of the"
                            + " identity, or its root went into the outermost factor, or that of the inputs is and the product"
                            + " is read transposed",
                    "A is invertible"),
            entry(
                    "rearrangement",
                    "one side is weighted, by a symmetric matrix (its eigenvalues are the weights), positive on the instance"
                            + " where they are not declared so",
                    NOTHING),
            entry(
                    "scale-minimisation",
                    "with the kept modes held, x times the derivative is a sum of two powers of x, or of three at equal distances of"
                            + " which the middle one is that of kept modes alone and has their sign, and the squared edge one"
                            + " power of x, by the canonical form; the two inequalities are the condition of the closed form,"
                            + " where they are not plain",
                    NOTHING),
            entry(
                    "scalar-stage",
                    "a, s and g are positive where they are not zero by the data; each answer of the scalar stage is tried"
                            + " on sample points",
                    NOTHING),
            entry(
                    "variance-minimisation",
                    "the variances stand linearly and in a logarithm, and weigh one side",
                    NOTHING),
            entry(
                    "von-neumann-trace",
                    "the quadratic is a multiple of the identity in the metric of the prices, so that everything but the"
                            + " cross term depends on singular values only",
                    NOTHING),
            entry(
                    "scalar-cells",
                    "the signs of D and p[i], in each cell; the number of parameters; the degree",
                    "the signs that the model declares for its data"),
            entry(
                    "scalar-elimination",
                    "the signs of a, d and c, from the signs of their terms: all of one sign on the domain, one of them"
                            + " never zero",
                    NOTHING),
            entry(
                    "scalar-balance",
                    "the unknowns occur in the product and in the prices only, the prices are positive; for even n, F(-q)"
                            + " rises with q > 0, from the signs of its terms",
                    NOTHING),
            entry(
                    "scalar-product",
                    "the unknowns occur in their product only, with whole powers of it; none is bounded but by > 0",
                    NOTHING),
            entry(
                    "product-saddles",
                    "no factor is priced, no noise stands between them; A is positive definite and the eigenvalues that are"
                            + " not zero are distinct on the instance, or equal ones are taken in their order",
                    "for points with the leading directions other than those printed, that rho is the smaller of the two"
                            + " outer widths, as the source needs it"),
            entry(
                    "tied-factors",
                    "every term holds F in the product F*F' (or F'*F) alone, twice or four times; on"
                            + " the instance K is definite and g not negative",
                    NOTHING),
            entry(
                    "projected-inputs",
                    "one end of the product meets a symmetric matrix whose square is itself times a positive number, the cross"
                            + " moment is unchanged by it, and the factor there has a plain price; no noise, no variances",
                    NOTHING),
            entry(
                    "tied-metric",
                    "every term holds F in the product F*F' (or F'*F) alone, twice or four times; where four times, with one"
                            + " and the same symmetric A on both sides; on the instance A is positive definite",
                    NOTHING));

    private static Map.Entry<String, LemmaAssumptions> entry(String lemma, String checked, String trusted) {
        return Map.entry(lemma, new LemmaAssumptions(checked, trusted));
    }

    /** The names of the lemmas. */
    public static Set<String> lemmas() {
        return ALL.keySet();
    }

    /**
     * What a lemma assumes.
     *
     * @throws InternalErrorException if there is no such lemma: our defect
     */
    public static LemmaAssumptions of(String lemma) {
        LemmaAssumptions found = ALL.get(lemma);
        if (found == null) {
            throw new InternalErrorException("the lemma " + lemma + " says nothing of what it assumes");
        }
        return found;
    }
}
