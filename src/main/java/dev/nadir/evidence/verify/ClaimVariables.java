package dev.nadir.evidence.verify;

import dev.nadir.base.Seed;
import dev.nadir.model.Claim;
import dev.nadir.numeric.evaluate.ParameterLayout;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.symbolic.Elaboration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.random.RandomGenerator;

/** Everything that a relation is claimed for all values of: the parameters, and variables of the claim's own. */
public record ClaimVariables(ParameterLayout parameters, ParameterLayout own, Seed seed) {

    /** The variables of a claim on a bench. */
    public static ClaimVariables of(Claim claim, Bench bench) {
        ParameterLayout own = ParameterLayout.of(
                Elaboration.symbols(bench.derivation().landscape(), claim.over()),
                bench.instance().sizes(),
                new ParameterLayout.Sets(claim.over(), List.of()));
        return new ClaimVariables(bench.layout(), own, bench.seed().child(claim.name()));
    }

    /** Whether one of these names is a variable. */
    public boolean isAnyOf(Set<String> names) {
        return values(unpack(new double[dimension()]), names).size() > 0;
    }

    /** Those values that have one of these names, families by the name of the family. */
    public Map<String, Matrix> values(Map<String, Matrix> all, Set<String> names) {
        Map<String, Matrix> some = new LinkedHashMap<>();
        all.forEach((name, value) -> {
            int bracket = name.indexOf('[');
            if (names.contains(bracket < 0 ? name : name.substring(0, bracket))) {
                some.put(name, value);
            }
        });
        return some;
    }

    /** The number of coordinates. */
    public int dimension() {
        return parameters.dimension() + own.dimension();
    }

    /** The values at coordinates, by name. */
    public Map<String, Matrix> unpack(double[] x) {
        int split = parameters.dimension();
        Map<String, Matrix> values = new LinkedHashMap<>(parameters.unpack(Arrays.copyOf(x, split)));
        values.putAll(own.unpack(Arrays.copyOfRange(x, split, x.length)));
        return values;
    }

    /** A random point; its scale is random too, so that large and small values are tried. */
    public double[] point(int k) {
        RandomGenerator random = seed.child(k).generator();
        double scale = Math.pow(10, -1 + 1.5 * random.nextDouble());
        double[] x = new double[dimension()];
        for (int i = 0; i < x.length; i++) {
            x[i] = scale * random.nextGaussian();
        }
        return x;
    }
}
