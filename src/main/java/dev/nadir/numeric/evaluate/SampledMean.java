package dev.nadir.numeric.evaluate;

import dev.nadir.base.PreconditionException;
import dev.nadir.base.Seed;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.RandomMatrices;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A formula with means {@code E[...]} as written, each mean taken over draws from the declared laws.
 *
 * @param value the mean over independent batches of draws
 * @param standardError of that, from the scatter of the batches
 * @param draws the number of draws of each mean
 */
public record SampledMean(double value, double standardError, int draws) {

    private static final int BATCHES = 32;

    /** With 31 degrees of freedom Student's t exceeds 6.5 in size once in three million draws. */
    private static final double LARGEST_SCORE = 6.5;

    /** Where nothing scatters, the draws agree to rounding. */
    private static final double ROUNDING = 1e-12;

    /**
     * Samples; at least 64 draws.
     *
     * @param parameters by name, families unrolled
     * @throws PreconditionException for fewer draws, or a law that is not known
     */
    public static SampledMean of(
            Formula formula, Model model, Instance instance, Map<String, Matrix> parameters, Sampling sampling) {
        if (sampling.draws() < 2 * BATCHES) {
            throw new PreconditionException(
                    "a sampled mean needs at least " + 2 * BATCHES + " draws, got " + sampling.draws());
        }
        int perBatch = sampling.draws() / BATCHES;
        Interpreter names = Interpreter.of(model, instance, parameters);
        double[] means = new double[BATCHES];
        for (int batch = 0; batch < BATCHES; batch++) {
            Seed seed = sampling.seed().child(batch);
            means[batch] = names.withExpectations((e, inside) -> average(e, inside, model, seed, perBatch))
                    .number(formula);
        }
        double mean = 0;
        for (double each : means) {
            mean += each / BATCHES;
        }
        double variance = 0;
        for (double each : means) {
            variance += (each - mean) * (each - mean) / (BATCHES - 1);
        }
        return new SampledMean(mean, Math.sqrt(variance / BATCHES), perBatch * BATCHES);
    }

    /** How many draws, and where they come from. */
    public record Sampling(int draws, Seed seed) {}

    /** The difference to an exact value in standard errors. */
    public double score(double exact) {
        return (value - exact) / standardError;
    }

    /**
     * Whether an exact value is within 6.5 standard errors, which a right one misses once in three million times. Only
     * right for formulas that are linear in their means: the sampled square of a mean is biased.
     */
    public boolean agreesWith(double exact) {
        double tolerance = LARGEST_SCORE * standardError + ROUNDING * (1 + Math.abs(exact));
        return Math.abs(value - exact) <= tolerance;
    }

    private static Value average(
            Formula.Expectation expectation, Interpreter names, Model model, Seed seed, int count) {
        Interpreter inside = names.withExpectations((nested, at) -> {
            throw new PreconditionException("a mean inside a mean is not sampled (" + nested.span() + ")");
        });
        Matrix sum = null;
        for (int i = 0; i < count; i++) {
            Map<String, Value> drawn = draw(model, names, seed.child(i));
            Matrix value = inside.replacing(drawn).matrix(expectation.body());
            sum = sum == null ? value : sum.plus(value);
        }
        if (sum == null) {
            throw new PreconditionException("a mean needs a draw (" + expectation.span() + ")");
        }
        return Value.of(sum.scaled(1.0 / count));
    }

    /** One draw of everything that is random, each name from its own stream. */
    public static Map<String, Value> draw(Model model, Interpreter names, Seed seed) {
        Map<String, Value> drawn = new LinkedHashMap<>();
        for (Declaration declaration : model.random()) {
            if (declaration.index().isEmpty()) {
                Seed stream = seed.child(declaration.name());
                drawn.put(declaration.name(), Value.of(draw(declaration, names, stream)));
                continue;
            }
            Declaration.IndexRange range = declaration.index().get();
            int to = names.integer(range.to());
            for (int i = names.integer(range.from()); i <= to; i++) {
                String name = declaration.name() + "[" + i + "]";
                Interpreter inside = names.with(range.index(), Value.of(i));
                drawn.put(name, Value.of(draw(declaration, inside, seed.child(name))));
            }
        }
        return drawn;
    }

    private static Matrix draw(Declaration declaration, Interpreter names, Seed seed) {
        int rows = declaration.sizes().isEmpty()
                ? 1
                : names.integer(declaration.sizes().get(0));
        int columns =
                switch (declaration.kind()) {
                    case SCALAR, VECTOR -> 1;
                    case MATRIX -> names.integer(declaration.sizes().get(1));
                    case SYMMETRIC -> rows;
                    default ->
                        throw new PreconditionException(
                                "only scalars, vectors, matrices and symmetric matrices are sampled, got "
                                        + declaration.name());
                };
        if (declaration.law().isPresent() && declaration.law().get() instanceof Formula.Call law) {
            RandomGenerator generator = seed.generator();
            return switch (law.function()) {
                case "gaussian" -> {
                    Matrix noise = law.options().containsKey("variance")
                            ? entries(law, rows, columns, names, generator)
                            : gaussian(law, rows, columns, names, generator);
                    Matrix mean = argument(law, "mean", 0, names, Matrix.scalar(0));
                    yield Arithmetic.entrywise(mean, shaped(declaration, noise), Double::sum);
                }
                case "independent" -> {
                    double mean =
                            argument(law, "mean", 0, names, Matrix.scalar(0)).get(0);
                    double deviation = Math.sqrt(argument(law, "variance", 1, names, Matrix.scalar(Double.NaN))
                            .get(0));
                    yield RandomMatrices.gaussian(rows, columns, generator).map(x -> mean + deviation * x);
                }
                case "dropout" -> {
                    double keep = argument(law, "keep", 0, names, Matrix.scalar(Double.NaN))
                            .get(0);
                    yield RandomMatrices.uniform(rows, columns, 0, 1, generator).map(u -> u < keep ? 1 / keep : 0);
                }
                default -> throw new PreconditionException("the law " + law.function() + " is not sampled");
            };
        }
        throw new PreconditionException("what is random needs a law, got none for " + declaration.name());
    }

    /** Of a symmetric matrix {@code (Z + Z')/sqrt(2)}: the variance of Z off the diagonal, and twice that on it. */
    private static Matrix shaped(Declaration declaration, Matrix noise) {
        boolean isSymmetric = declaration.kind() == Declaration.Kind.SYMMETRIC;
        return isSymmetric ? noise.plus(noise.transpose()).scaled(Math.sqrt(0.5)) : noise;
    }

    private static Matrix gaussian(
            Formula.Call law, int rows, int columns, Interpreter names, RandomGenerator generator) {
        boolean isMatrix = law.options().containsKey("rows") || law.options().containsKey("columns");
        Matrix along = argument(law, isMatrix ? "rows" : "covariance", 1, names, Matrix.identity(rows));
        Matrix across =
                isMatrix ? argument(law, "columns", 2, names, Matrix.identity(columns)) : Matrix.identity(columns);
        return root(along)
                .times(RandomMatrices.gaussian(rows, columns, generator))
                .times(root(across));
    }

    private static Matrix root(Matrix covariance) {
        return SymmetricEigen.of(covariance).rebuilt(value -> Math.sqrt(Math.max(0, value)));
    }

    private static Matrix entries(
            Formula.Call law, int rows, int columns, Interpreter names, RandomGenerator generator) {
        double variance =
                argument(law, "variance", 1, names, Matrix.scalar(Double.NaN)).get(0);
        return RandomMatrices.gaussian(rows, columns, generator).scaled(Math.sqrt(variance));
    }

    private static Matrix argument(Formula.Call law, String name, int position, Interpreter names, Matrix otherwise) {
        Formula formula = law.options().get(name);
        if (formula == null && position < law.arguments().size()) {
            formula = law.arguments().get(position);
        }
        return formula == null ? otherwise : names.matrix(formula);
    }
}
