package dev.nadir.reduction;

import dev.nadir.base.PreconditionException;
import java.util.List;

/**
 * The loss {@code 1/2 tr(P*S*P') - tr(P*C') + 1/2 sum of weights.*W[i].*W[i]} of a product {@code P = W[H+1]*...*W[1]} of
 * matrices, up to a constant: a deep linear network under squared loss with a weight for each entry. Only the moments
 * {@code S = X*X'} and {@code C = Y*X'} of the data enter.
 *
 * @param weights for each layer, the first first, the weights of its entries
 * @param inputMoment {@code S}, as many rows and columns as there are inputs
 * @param crossMoment {@code C}, a row for each output, a column for each input
 */
public record LinearNetwork(List<ExactMatrix> weights, ExactMatrix inputMoment, ExactMatrix crossMoment) {

    /**
     * Checks the shapes.
     *
     * @throws PreconditionException if the layers do not follow on one another or the moments do not fit them
     */
    public LinearNetwork {
        weights = List.copyOf(weights);
        for (int i = 1; i < weights.size(); i++) {
            if (weights.get(i).columns() != weights.get(i - 1).rows()) {
                throw new PreconditionException("layer " + (i + 1) + " must have as many columns as layer " + i
                        + " has rows, got " + weights.get(i).columns() + " and "
                        + weights.get(i - 1).rows());
            }
        }
        int inputs = weights.get(0).columns();
        int outputs = weights.get(weights.size() - 1).rows();
        if (inputMoment.rows() != inputs
                || inputMoment.columns() != inputs
                || crossMoment.columns() != inputs
                || crossMoment.rows() != outputs) {
            throw new PreconditionException("the moments must be of " + inputs + " inputs and " + outputs + " outputs");
        }
    }

    /** The number of layers of weights, one more than hidden layers. */
    public int layers() {
        return weights.size();
    }
}
