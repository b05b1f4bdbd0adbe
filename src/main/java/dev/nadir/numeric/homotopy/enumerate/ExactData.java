package dev.nadir.numeric.homotopy.enumerate;

import dev.nadir.base.exact.Rational;
import dev.nadir.model.Formula;
import dev.nadir.model.Model;
import dev.nadir.numeric.Instance;
import dev.nadir.numeric.linalg.Matrix;
import dev.nadir.reduction.ExactMatrix;
import dev.nadir.reduction.system.ExactSetting;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The data of an instance in fractions: numbers as the files write them, what is drawn or computed as the double that it is. */
final class ExactData {

    /** What is computed from a few thousand numbers in doubles is off by less, relative to the largest of them. */
    private static final double ROUNDING = 1e-11;

    private ExactData() {}

    static Map<String, ExactMatrix> of(Model model, Instance instance) {
        Optional<Model.InstanceDeclaration> declared = model.instances().stream()
                .filter(each -> each.name().equals(instance.name()))
                .findFirst();
        Map<String, Formula> settings =
                declared.map(Model.InstanceDeclaration::settings).orElse(Map.of());
        ExactSetting exactly =
                new ExactSetting(declared.map(Model.InstanceDeclaration::tables).orElse(Map.of()));
        Map<String, ExactMatrix> data = new LinkedHashMap<>();
        instance.data().forEach((name, value) -> {
            Optional<ExactMatrix> written =
                    Optional.ofNullable(settings.get(name)).flatMap(exactly::of).flatMap(exact -> fitted(exact, value));
            data.put(name, written.orElseGet(() -> enclosed(value)));
        });
        return data;
    }

    /** The exact matrix where it rounds to the instance's, with that one's shape: a single number may stand for many. */
    private static Optional<ExactMatrix> fitted(ExactMatrix exact, Matrix value) {
        ExactMatrix shaped = exact;
        if (exact.entries().size() == value.count()) {
            shaped = new ExactMatrix(value.rows(), value.columns(), exact.entries());
        }
        if (shaped.rows() != value.rows() || shaped.columns() != value.columns()) {
            return Optional.empty();
        }
        double size = 0;
        for (int k = 0; k < value.count(); k++) {
            size = Math.max(size, Math.abs(value.get(k)));
        }
        for (int k = 0; k < value.count(); k++) {
            if (Math.abs(shaped.entries().get(k).round() - value.get(k)) > ROUNDING * size) {
                return Optional.empty();
            }
        }
        return Optional.of(shaped);
    }

    private static ExactMatrix enclosed(Matrix value) {
        List<Rational> entries = new ArrayList<>();
        for (int k = 0; k < value.count(); k++) {
            entries.add(Rational.enclose(value.get(k)));
        }
        return new ExactMatrix(value.rows(), value.columns(), entries);
    }
}
