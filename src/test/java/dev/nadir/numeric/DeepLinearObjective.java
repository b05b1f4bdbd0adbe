package dev.nadir.numeric;

import dev.nadir.base.Seed;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.MatrixProduct;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.random.RandomGenerator;

/**
 * {@code 1/2*normF(W[L]*...*W[1]*X - Y)^2 + decay/2*sum of normF(W[i])^2} with a gradient and a Hessian-vector product
 * written by hand.
 */
public final class DeepLinearObjective implements Objective {

    private final int[] widths;
    private final int layers;
    private final int samples;
    private final double[] inputs;
    private final double[] targets;
    private final double decay;
    private final int[] starts;
    private final double[][] weights;
    private final double[][] weightDirections;
    private final double[][] forward;
    private final double[][] forwardDirections;
    private final double[][] backward;
    private final double[][] backwardDirections;
    private final double[][] blocks;
    private final double[] buffer;

    /** Widths d[0..L]; X is d[0] x n, Y is d[L] x n. */
    public DeepLinearObjective(int[] widths, Matrix x, Matrix y, double decay) {
        this.widths = widths.clone();
        this.layers = widths.length - 1;
        this.samples = x.columns();
        this.inputs = x.toArray();
        this.targets = y.toArray();
        this.decay = decay;
        this.starts = new int[layers + 1];
        this.weights = new double[layers][];
        this.weightDirections = new double[layers][];
        this.blocks = new double[layers][];
        this.forward = new double[layers + 1][];
        this.forwardDirections = new double[layers + 1][];
        this.backward = new double[layers + 1][];
        this.backwardDirections = new double[layers + 1][];
        int largest = 0;
        for (int i = 0; i <= layers; i++) {
            forward[i] = new double[widths[i] * samples];
            forwardDirections[i] = new double[widths[i] * samples];
            backward[i] = new double[widths[i] * samples];
            backwardDirections[i] = new double[widths[i] * samples];
            largest = Math.max(largest, widths[i] * samples);
            if (i < layers) {
                int size = widths[i] * widths[i + 1];
                starts[i + 1] = starts[i] + size;
                weights[i] = new double[size];
                weightDirections[i] = new double[size];
                blocks[i] = new double[size];
                largest = Math.max(largest, size);
            }
        }
        this.buffer = new double[largest];
        System.arraycopy(inputs, 0, forward[0], 0, inputs.length);
    }

    /** Three layers of width 10 with singular values of the target equally spaced from 2 to 0.1, decay 0.05. */
    public static DeepLinearObjective threeLayersOfTen() {
        double[] singularValues = new double[10];
        for (int i = 0; i < 10; i++) {
            singularValues[i] = 2 - 1.9 * i / 9;
        }
        RandomGenerator random = new Seed(20).child("target").generator();
        Matrix target = RandomMatrices.orthogonal(10, random)
                .times(Matrix.diagonal(singularValues))
                .times(RandomMatrices.orthogonal(10, random));
        return new DeepLinearObjective(new int[] {10, 10, 10, 10}, Matrix.identity(10), target, 0.05);
    }

    @Override
    public int dimension() {
        return starts[layers];
    }

    @Override
    public double value(double[] x) {
        return forwardPass(x);
    }

    private double forwardPass(double[] x) {
        for (int i = 0; i < layers; i++) {
            System.arraycopy(x, starts[i], weights[i], 0, weights[i].length);
            new MatrixProduct(widths[i + 1], widths[i], samples, false, false)
                    .multiply(weights[i], forward[i], forward[i + 1]);
        }
        double[] output = forward[layers];
        double[] residual = backward[layers];
        double sum = 0;
        for (int k = 0; k < output.length; k++) {
            residual[k] = output[k] - targets[k];
            sum += residual[k] * residual[k];
        }
        double norm = 0;
        for (double entry : x) {
            norm += entry * entry;
        }
        return 0.5 * sum + 0.5 * decay * norm;
    }

    @Override
    public double valueAndGradient(double[] x, double[] gradient) {
        double value = forwardPass(x);
        for (int i = layers - 1; i >= 0; i--) {
            outer(backward[i + 1], forward[i], i, blocks[i]);
            System.arraycopy(blocks[i], 0, gradient, starts[i], blocks[i].length);
            if (i > 0) {
                transposedTimes(weights[i], backward[i + 1], i, backward[i]);
            }
        }
        for (int k = 0; k < gradient.length; k++) {
            gradient[k] += decay * x[k];
        }
        return value;
    }

    @Override
    public void hessianTimes(double[] x, double[] direction, double[] product) {
        valueAndGradient(x, product);
        java.util.Arrays.fill(forwardDirections[0], 0);
        for (int i = 0; i < layers; i++) {
            System.arraycopy(direction, starts[i], weightDirections[i], 0, weightDirections[i].length);
            MatrixProduct step = new MatrixProduct(widths[i + 1], widths[i], samples, false, false);
            step.multiply(weightDirections[i], forward[i], forwardDirections[i + 1]);
            step.multiply(weights[i], forwardDirections[i], buffer);
            add(buffer, forwardDirections[i + 1]);
        }
        System.arraycopy(forwardDirections[layers], 0, backwardDirections[layers], 0, forward[layers].length);
        for (int i = layers - 1; i >= 0; i--) {
            outer(backwardDirections[i + 1], forward[i], i, blocks[i]);
            outer(backward[i + 1], forwardDirections[i], i, buffer);
            add(buffer, blocks[i]);
            System.arraycopy(blocks[i], 0, product, starts[i], blocks[i].length);
            if (i > 0) {
                transposedTimes(weights[i], backwardDirections[i + 1], i, backwardDirections[i]);
                transposedTimes(weightDirections[i], backward[i + 1], i, buffer);
                add(buffer, backwardDirections[i]);
            }
        }
        for (int k = 0; k < product.length; k++) {
            product[k] += decay * direction[k];
        }
    }

    private void outer(double[] upper, double[] lower, int layer, double[] target) {
        new MatrixProduct(widths[layer + 1], samples, widths[layer], false, true).multiply(upper, lower, target);
    }

    private void transposedTimes(double[] weight, double[] upper, int layer, double[] target) {
        new MatrixProduct(widths[layer], widths[layer + 1], samples, true, false).multiply(weight, upper, target);
    }

    private static void add(double[] source, double[] target) {
        for (int k = 0; k < target.length; k++) {
            target[k] += source[k];
        }
    }
}
