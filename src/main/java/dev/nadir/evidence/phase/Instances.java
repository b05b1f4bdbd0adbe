package dev.nadir.evidence.phase;

import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import java.util.LinkedHashMap;
import java.util.Map;

/** Instances that differ in one number. */
final class Instances {

    private Instances() {}

    static Instance with(Instance instance, String name, double value) {
        Map<String, Matrix> data = new LinkedHashMap<>(instance.data());
        data.put(name, Matrix.scalar(value));
        return new Instance(instance.name(), instance.description(), instance.sizes(), data, instance.sources());
    }
}
