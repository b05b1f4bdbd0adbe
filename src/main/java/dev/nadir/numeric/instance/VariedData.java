package dev.nadir.numeric.instance;

import dev.nadir.base.Seed;
import dev.nadir.base.exact.Rational;
import dev.nadir.model.Declaration;
import dev.nadir.model.Model;
import dev.nadir.numeric.EquationSolver;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.numeric.linalg.SymmetricEigen;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Random data of every order of magnitude for given sizes, in two digits, so that a counterexample can be printed. */
public final class VariedData {

    /** A threshold lies where two data are of one order of magnitude: each is scaled by up to this many powers of ten. */
    private static final double POWERS = 0.8;

    private static final int DIGITS = 2;

    private final Model model;
    private final RandomInstances instances;
    private final AssumedEquations equations;

    /**
     * Prepares the model.
     *
     * @param solver moves what was drawn to where the equations hold that the model assumes
     */
    public VariedData(Model model, Map<String, Integer> sizes, EquationSolver solver) {
        this.model = model;
        this.instances = new RandomInstances(model, sizes, solver);
        this.equations = new AssumedEquations(model, solver);
    }

    /** The instance of a seed; empty if what was drawn breaks what the model declares. */
    public Optional<Instance> draw(Seed seed) {
        return instances
                .draw(seed)
                .map(drawn -> varied(drawn, seed.child("scales").generator()))
                .flatMap(equations::met);
    }

    private Instance varied(Instance drawn, RandomGenerator random) {
        Map<String, Matrix> data = new LinkedHashMap<>();
        drawn.data().forEach((name, value) -> {
            double scale = Math.pow(10, POWERS * (2 * random.nextDouble() - 1));
            data.put(name, isFree(name) ? brief(value.scaled(scale)) : value);
        });
        return new Instance(drawn.name(), drawn.description(), drawn.sizes(), data, drawn.sources());
    }

    /** Whether the item may be scaled by a positive number. */
    private boolean isFree(String name) {
        String family = name.contains("[") ? name.substring(0, name.indexOf('[')) : name;
        return model.data().stream().filter(item -> item.name().equals(family)).allMatch(item -> item.condition()
                .flatMap(Declaration.Condition::number)
                .map(Rational::isZero)
                .orElse(item.condition().isEmpty()));
    }

    /** Few digits; all of them where a definite matrix would lose what makes it one. */
    private static Matrix brief(Matrix value) {
        double[] entries = value.toArray();
        for (int i = 0; i < entries.length; i++) {
            entries[i] =
                    new BigDecimal(entries[i]).round(new MathContext(DIGITS)).doubleValue();
        }
        Matrix rounded = Matrix.of(value.rows(), value.columns(), entries);
        boolean isSymmetric = value.isSquare() && value.rows() > 1 && value.isSymmetric(0);
        return isSymmetric && least(rounded) <= 0 && least(value) > 0 ? value : rounded;
    }

    private static double least(Matrix symmetric) {
        double[] values = SymmetricEigen.of(symmetric).values();
        return values[values.length - 1];
    }
}
