package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.InternalErrorException;
import dev.nadir.base.Seed;
import dev.nadir.reduction.Polynomial;
import dev.nadir.reduction.system.CriticalEquations;
import dev.nadir.reduction.system.Polynomials;
import dev.nadir.reduction.system.Unknown;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * The equations against the compiled gradient, which shares nothing with how they were written out. The gradient of half
 * the sum of squares of given equations is the sum of the equations times their derivatives.
 */
final class EquationCheck {

    private static final int POINTS = 3;

    /** Written-out equations and the compiled gradient, at a point of size one, differ by rounding only. */
    private static final double TOLERANCE = 1e-8;

    private final CriticalEquations equations;
    private final List<Polynomial> written;
    private final Probe probe;

    EquationCheck(CriticalEquations equations, Probe probe) {
        this.equations = equations;
        this.written = Polynomials.instantiated(equations.system());
        this.probe = probe;
    }

    /**
     * Compares them at random points.
     *
     * @throws InternalErrorException if they differ
     */
    void run() {
        for (int k = 0; k < POINTS; k++) {
            RandomGenerator random = new Seed(1).child("equations").child(k).generator();
            double[] x = new double[probe.objective().dimension()];
            for (int i = 0; i < x.length; i++) {
                x[i] = random.nextGaussian();
            }
            double[] gradient = new double[x.length];
            probe.objective().valueAndGradient(x, gradient);
            double[] unknowns = Meanings.unknowns(equations.unknowns(), probe.parameters(x));
            for (int i = 0; i < x.length; i++) {
                compare(i, gradient[i], x[i], equations.isGiven() ? ofSquares(i, unknowns) : ofEquation(i, unknowns));
            }
        }
    }

    /** A derivative with the size of the terms that it is a sum of: rounding is small against it. */
    private record Sum(double value, double size) {}

    private Sum ofEquation(int i, double[] unknowns) {
        Polynomial equation = written.get(i);
        return new Sum(NumericPolynomial.value(equation, unknowns), NumericPolynomial.size(equation, unknowns));
    }

    private Sum ofSquares(int i, double[] unknowns) {
        double value = 0;
        double size = 0;
        for (Polynomial equation : written) {
            Polynomial derivative = Polynomials.derivative(equation, i);
            value += NumericPolynomial.value(equation, unknowns) * NumericPolynomial.value(derivative, unknowns);
            size += NumericPolynomial.size(equation, unknowns) * NumericPolynomial.size(derivative, unknowns);
        }
        return new Sum(value, size);
    }

    private void compare(int i, double gradient, double x, Sum sum) {
        // In coordinates, logarithms and the weights of symmetric entries come in as a factor.
        Unknown unknown = equations.unknowns().get(i);
        double factor = unknown.isPositive() ? Math.exp(x) : unknown.isMirrored() ? Math.sqrt(0.5) : 1;
        double allowed = TOLERANCE * factor * (1 + sum.size());
        if (!(Math.abs(factor * sum.value() - gradient) <= allowed)) {
            throw new InternalErrorException("the equations have the derivative " + sum.value()
                    + " with respect to "
                    + equations.system().family().unknowns().get(i) + ", the compiled loss "
                    + gradient / factor + " at the same point");
        }
    }
}
