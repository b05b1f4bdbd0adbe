package dev.nadir.numeric.instance;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.model.Formula;
import dev.nadir.model.FormulaPrinter;
import dev.nadir.model.Table;
import dev.nadir.numeric.evaluate.Interpreter;
import dev.nadir.numeric.evaluate.Value;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * The functions that only settings may call: files, transforms of samples in rows, and named laws. Each call of a law
 * has a stream of its own.
 */
final class InstanceFunctions {

    private final Map<String, Table> tables;
    private final Seed seed;
    private long calls;

    InstanceFunctions(Map<String, Table> tables, Seed seed) {
        this.tables = tables;
        this.seed = seed;
    }

    /** Whether a law has been sampled. */
    boolean hasSampled() {
        return calls > 0;
    }

    /** The value of a call; null for a function that is none of these. */
    @Nullable
    Value call(Formula.Call call, Interpreter interpreter) {
        if (call.function().equals("csv")) {
            return Value.of(table(call));
        }
        Matrix transformed = transform(call, interpreter);
        Matrix result = transformed == null ? sample(call, interpreter) : transformed;
        return result == null ? null : Value.of(result);
    }

    private Matrix table(Formula.Call call) {
        Table table = tables.get(FormulaPrinter.print(call));
        if (table == null) {
            throw new PreconditionException("a data file must have been read, got " + FormulaPrinter.print(call));
        }
        return Matrix.of(table.rows(), table.columns(), table.values());
    }

    private static @Nullable Matrix transform(Formula.Call call, Interpreter interpreter) {
        return switch (call.function()) {
            case "centre" -> centred(argument(call, interpreter));
            case "standardise" -> standardised(argument(call, interpreter));
            case "covariance" -> covariance(argument(call, interpreter));
            case "moment" -> moment(argument(call, interpreter));
            case "clip" ->
                clipped(
                        interpreter.matrix(call.arguments().get(0)),
                        interpreter.number(call.arguments().get(1)));
            default -> null;
        };
    }

    private static Matrix argument(Formula.Call call, Interpreter interpreter) {
        if (call.arguments().size() != 1) {
            throw new PreconditionException(call.function() + " takes one matrix, samples in rows, got "
                    + call.arguments().size() + " arguments");
        }
        return interpreter.matrix(call.arguments().get(0));
    }

    /** Every column less its mean. */
    private static Matrix centred(Matrix samples) {
        Matrix ones = Matrix.constant(samples.rows(), 1, 1);
        Matrix means = ones.transpose().times(samples).scaled(1.0 / samples.rows());
        return samples.minus(ones.times(means));
    }

    /** Every column less its mean, over its standard deviation (with the number of rows as divisor). */
    private static Matrix standardised(Matrix samples) {
        Matrix centred = centred(samples);
        double[] factors = new double[samples.columns()];
        for (int j = 0; j < factors.length; j++) {
            double deviation = centred.columnAt(j).normF() / Math.sqrt(samples.rows());
            if (!(deviation > 0)) {
                throw new PreconditionException(
                        "a column must vary to be standardised, got a constant column " + (j + 1));
            }
            factors[j] = 1 / deviation;
        }
        return centred.times(Matrix.diagonal(factors));
    }

    /** The mean of the outer products of the rows as they are. */
    private static Matrix moment(Matrix samples) {
        return samples.transpose().times(samples).scaled(1.0 / samples.rows()).symmetrised();
    }

    /** Every row that is longer than the bound scaled down to it. */
    private static Matrix clipped(Matrix samples, double bound) {
        if (!(bound > 0)) {
            throw new PreconditionException("rows are clipped to a norm above 0, got " + bound);
        }
        double[] factors = new double[samples.rows()];
        for (int i = 0; i < factors.length; i++) {
            double squares = 0;
            for (int j = 0; j < samples.columns(); j++) {
                squares += samples.get(i, j) * samples.get(i, j);
            }
            factors[i] = Math.min(1, bound / Math.sqrt(squares));
        }
        double[] entries = samples.toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] *= factors[i / samples.columns()];
        }
        return Matrix.of(samples.rows(), samples.columns(), entries);
    }

    /** The mean of the outer products of the centred rows (the number of rows is the divisor). */
    private static Matrix covariance(Matrix samples) {
        return moment(centred(samples));
    }

    private @Nullable Matrix sample(Formula.Call call, Interpreter interpreter) {
        return switch (call.function()) {
            case "gaussian" -> {
                Matrix draw = RandomMatrices.gaussian(size(call, 0, interpreter), size(call, 1, interpreter), stream());
                double mean = option(call, "mean", 0, interpreter);
                double scale = option(call, "scale", 1, interpreter);
                yield draw.map(x -> mean + scale * x);
            }
            case "uniform" ->
                RandomMatrices.uniform(
                        size(call, 0, interpreter),
                        size(call, 1, interpreter),
                        option(call, "from", 0, interpreter),
                        option(call, "to", 1, interpreter),
                        stream());
            case "wishart" -> RandomMatrices.wishart(size(call, 0, interpreter), size(call, 1, interpreter), stream());
            case "orthogonal" -> RandomMatrices.orthogonal(size(call, 0, interpreter), stream());
            case "spectrum" ->
                RandomMatrices.withSpectrum(argument(call, interpreter).toArray(), stream());
            default -> null;
        };
    }

    private RandomGenerator stream() {
        calls++;
        return seed.child(calls).generator();
    }

    /** A size; a missing second one is 1, for a vector. */
    private static int size(Formula.Call call, int position, Interpreter interpreter) {
        List<Formula> arguments = call.arguments();
        if (position == 1 && arguments.size() == 1 && !call.function().equals("wishart")) {
            return 1;
        } else if (position >= arguments.size() || arguments.size() > 2) {
            throw new PreconditionException(
                    call.function() + " takes its sizes, got " + arguments.size() + " arguments");
        }
        int size = interpreter.integer(arguments.get(position));
        if (size < 0) {
            throw new PreconditionException("a size must not be negative, got " + size);
        }
        return size;
    }

    private static double option(Formula.Call call, String name, double otherwise, Interpreter interpreter) {
        Formula option = call.options().get(name);
        return option == null ? otherwise : interpreter.number(option);
    }
}
