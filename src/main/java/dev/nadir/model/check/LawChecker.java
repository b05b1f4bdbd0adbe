package dev.nadir.model.check;

import dev.nadir.expr.Shape;
import dev.nadir.model.Declaration;
import dev.nadir.model.Formula;
import java.util.Map;
import java.util.Optional;

/** Checks that a law fits the shape of what it gives. */
final class LawChecker {

    /** What a law cannot do without; a mean is 0 where none is given. */
    private static final Map<String, String> NEEDED =
            Map.of("gaussian", "covariance", "independent", "variance", "dropout", "keep");

    private final ShapeReader shapes;

    LawChecker(ShapeReader shapes) {
        this.shapes = shapes;
    }

    /** What does not fit; empty if all does, or if what is wrong has been reported. */
    String problem(Declaration declaration, Formula.Call law, Scope inside) {
        boolean isGaussian = law.function().equals("gaussian");
        String needed = NEEDED.getOrDefault(law.function(), "");
        if (!law.options().containsKey(needed)) {
            return "`" + law.function() + "` needs " + needed + " = ...";
        }
        if (isGaussian && declaration.kind() == Declaration.Kind.MATRIX) {
            return "a Gaussian law gives a vector or a scalar";
        }
        Optional<Shape> own = declaration.sizes().isEmpty()
                ? Optional.of(Shape.SCALAR)
                : shapes.quiet().size(declaration.sizes().get(0), inside).map(Shape::vector);
        if (own.isEmpty()) {
            return "";
        }
        return law.options().entrySet().stream()
                .map(option -> isGaussian ? gaussian(option, own.get(), inside) : entries(option, inside))
                .filter(problem -> !problem.isEmpty())
                .findFirst()
                .orElse("");
    }

    private String gaussian(Map.Entry<String, Formula> option, Shape own, Scope inside) {
        boolean isCovariance = option.getKey().equals("covariance");
        Shape needed = isCovariance ? new Shape(own.rows(), own.rows()) : own;
        return shapes.shape(option.getValue(), inside)
                .filter(given -> !given.equals(needed) && (isCovariance || !given.isScalar()))
                .map(given -> option.getKey() + ": " + Mismatch.describe(option.getValue(), given) + ", " + needed
                        + " is needed")
                .orElse("");
    }

    private String entries(Map.Entry<String, Formula> option, Scope inside) {
        return shapes.shape(option.getValue(), inside)
                .filter(given -> !given.isScalar())
                .map(given -> option.getKey() + ": " + Mismatch.describe(option.getValue(), given)
                        + ", one scalar for all entries is needed")
                .orElse("");
    }
}
